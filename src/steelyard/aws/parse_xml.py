"""The query, ec2 and rest-xml protocols, on lxml."""

import re
from collections.abc import Callable
from typing import Any

from botocore.model import OperationModel, Shape
from lxml import etree

from steelyard.aws.parse import Convert, Headers, Parsed, ParseError, Parser, blob, header_parser, timestamp

# What a structure does with a child of one name. Nearly all of an answer's elements are texts and numbers in
# structures, so those two are done in place: a call for each would cost more than reading it.
_TEXT, _OF_TEXT, _OF_NODE, _PUT = range(4)
Put = Callable[[Parsed, Any], None]
Step = tuple[int, str, Any]

# The default namespace of a root element. It says nothing that the tags do not, and makes each of them
# some fifty characters longer, which costs half of the time an answer takes.
_NAMESPACE = re.compile(rb"""(\s*(?:<\?xml[^<>]*\?>)?\s*<[^\s<>!?/]+[^<>]*?)\s+xmlns=(?:"[^"<>]*"|'[^'<>]*')""")

# No entities, no DTD, nothing fetched: an answer is data. Comments are dropped by the parser.
_XML = etree.XMLParser(
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    remove_comments=True,
    remove_pis=True,
    huge_tree=False,
    encoding="utf-8",
)


def load(body: bytes) -> Any:
    """XML text to its root element. Raises ParseError, also for a document type, which no answer of AWS has."""
    if found := _NAMESPACE.match(body):
        body = body[: found.end(1)] + body[found.end() :]
    try:
        root = etree.fromstring(body, _XML)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseError(f"the body is not XML ({error}): {body[:80]!r}") from error
    if root is None:
        raise ParseError("the body is not XML: it is empty")
    about: Any = root.getroottree().docinfo
    if about.doctype:
        raise ParseError("the body is not an answer: it has a document type")
    return root


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def query_parser(model: OperationModel) -> Parser:
    """query and ec2: the answer in the root, or in the root's child that ``resultWrapper`` names."""
    shape = model.output_shape
    convert = None if shape is None else _Compiler().structure(shape)
    wrapper = None if shape is None else shape.serialization.get("resultWrapper")

    def parse(status: int, headers: Headers, body: bytes) -> Parsed:
        start = load(body)
        if convert is None:
            return {}
        if wrapper is not None:
            start = _child(start, wrapper)
        parsed: Parsed = convert(start)
        return parsed

    return parse


def rest_xml_parser(model: OperationModel) -> Parser:
    """rest-xml: members in headers, the status, one payload member, or the root element's children."""
    shape = model.output_shape
    if shape is None:
        return lambda status, headers, body: {}
    if (model.service_model.service_name, model.name) == ("s3", "GetBucketLocation"):
        return _bucket_location
    fill = header_parser(shape, _OF_TEXTS["boolean"])
    read = _body_reader(shape)

    def parse(status: int, headers: Headers, body: bytes) -> Parsed:
        parsed: Parsed = {}
        if fill is not None:
            fill(status, headers, parsed)
        read(parsed, body)
        return parsed

    return parse


def _bucket_location(status: int, headers: Headers, body: bytes) -> Parsed:
    """The one answer whose root element is itself the member; empty means us-east-1, as None."""
    root = load(body)
    if local(root.tag) != "LocationConstraint":
        raise ParseError(f"the body is not a bucket's location: {body[:80]!r}")
    return {"LocationConstraint": root.text}


def _body_reader(shape: Shape) -> Callable[[Parsed, bytes], None]:
    compiler = _Compiler()
    payload = shape.serialization.get("payload")
    if payload is None:
        convert = compiler.structure(shape)

        def members(parsed: Parsed, body: bytes) -> None:
            if body:
                parsed.update(convert(load(body)))

        return members
    kind = shape.members[payload].type_name
    to = compiler.convert(shape.members[payload])

    def one(parsed: Parsed, body: bytes) -> None:
        if kind == "blob":
            parsed[payload] = body
        elif kind == "string":
            parsed[payload] = body.decode("utf-8")
        else:
            parsed[payload] = to(load(body)) if body else {}

    return one


def _child(node: Any, name: str) -> Any:
    for child in node:
        if local(child.tag) == name:
            return child
    raise ParseError(f"the answer has no {name} in its {local(node.tag)}")


class _Compiler:
    """Shapes to conversions of an element. Structures are kept by name, for those that contain themselves."""

    def __init__(self) -> None:
        self._structures: dict[str, Convert] = {}
        self._open: set[str] = set()

    def convert(self, shape: Shape) -> Convert:
        kind = shape.type_name
        if kind == "structure":
            return self.structure(shape)
        if kind == "list":
            return _list(self.convert(shape.member))
        if kind == "map":
            return self._map(shape)
        return _SCALARS[kind]

    def structure(self, shape: Shape) -> Convert:
        name = shape.name
        if name in self._structures:
            return self._structures[name]
        if name in self._open:
            return lambda node: self._structures[name](node)
        self._open.add(name)
        children: dict[str, Step] = {}
        attributes: list[tuple[str, str]] = []
        for member, child in shape.members.items():
            if child.serialization.get("location") in ("header", "headers", "statusCode"):
                continue
            if child.serialization.get("xmlAttribute"):
                attributes.append((member, child.serialization["name"]))
            wire = _wire_name(member, child)
            step = self._step(member, child)
            children[wire] = _both(children[wire], step) if wire in children else step
        built = _structure(children, attributes)
        if shape.is_tagged_union:
            built = _union(built)
        self._structures[name] = built
        return built

    def _step(self, name: str, shape: Shape) -> Step:
        if shape.serialization.get("flattened"):
            if shape.type_name == "list":
                return _PUT, name, _put_item(name, self.convert(shape.member))
            if shape.type_name == "map":
                return _PUT, name, _put_entry(name, self._entry(shape))
        of_text = _OF_TEXTS.get(shape.type_name)
        if of_text is None:
            return _OF_NODE, name, self.convert(shape)
        return _TEXT if of_text is str else _OF_TEXT, name, of_text

    def _map(self, shape: Shape) -> Convert:
        entry = self._entry(shape)
        return lambda node: dict(map(entry, node))

    def _entry(self, shape: Shape) -> Convert:
        key_name = shape.key.serialization.get("name") or "key"
        value_name = shape.value.serialization.get("name") or "value"
        to_key, to_value = self.convert(shape.key), self.convert(shape.value)

        def convert(node: Any) -> tuple[Any, Any]:
            return to_key(_child(node, key_name)), to_value(_child(node, value_name))

        return convert


def _wire_name(name: str, shape: Shape) -> str:
    """A flattened list lies in its structure under the name of its items, where they have one."""
    if shape.type_name == "list" and shape.serialization.get("flattened"):
        item: str | None = shape.member.serialization.get("name")
        if item is not None:
            return item
    wire: str = shape.serialization.get("name", name)
    return wire


def _structure(children: dict[str, Step], attributes: list[tuple[str, str]]) -> Convert:
    # Tags as they come, some with a namespace, to what to do: one look-up a child.
    by_tag: dict[str, Step] = dict(children)
    bound = 8 * len(children) + 8
    find = by_tag.get

    def convert(node: Any) -> Parsed:
        parsed: Parsed = {}
        for child in node[:]:
            tag = child.tag
            step = find(tag)
            if step is None:
                step = children.get(local(tag))
                if step is None:
                    continue
                if len(by_tag) < bound:
                    by_tag[tag] = step
            kind, name, to = step
            if not kind:
                parsed[name] = child.text or ""
            elif kind == 1:
                parsed[name] = to(child.text or "")
            elif kind == 2:
                parsed[name] = to(child)
            else:
                to(parsed, child)
        if attributes:
            _attributes(node, attributes, parsed)
        return parsed

    return convert


def _attributes(node: Any, wanted: list[tuple[str, str]], parsed: Parsed) -> None:
    """Attributes are named with a prefix in the model (``xsi:type``) and with a namespace in the element."""
    for name, wire in wanted:
        prefix, _, plain = wire.rpartition(":")
        for key, value in node.attrib.items():
            if local(key) == plain and ("}" in key) == bool(prefix) and name not in parsed:
                parsed[name] = value


def _union(known: Convert) -> Convert:
    def convert(node: Any) -> Parsed:
        parsed: Parsed = known(node)
        if not parsed and len(node) == 1:
            return {"SDK_UNKNOWN_MEMBER": {"name": local(node[0].tag)}}
        return parsed

    return convert


def _put_item(name: str, convert: Convert) -> Put:
    def put(parsed: Parsed, node: Any) -> None:
        found = parsed.get(name)
        if found is None:
            parsed[name] = [convert(node)]
        else:
            found.append(convert(node))

    return put


def _put_entry(name: str, entry: Convert) -> Put:
    def put(parsed: Parsed, node: Any) -> None:
        key, value = entry(node)
        parsed.setdefault(name, {})[key] = value

    return put


def _both(first: Step, second: Step) -> Step:
    """Two members read the same element: S3 has an old one for the first of what the new one lists."""

    def put(parsed: Parsed, node: Any) -> None:
        for kind, name, to in (first, second):
            if kind == _PUT:
                to(parsed, node)
            elif name not in parsed:
                parsed[name] = to(node) if kind == _OF_NODE else to(node.text or "")

    return _PUT, "", put


def _list(item: Convert) -> Convert:
    return lambda node: [item(child) for child in node[:]]


def _scalar(of_text: Convert) -> Convert:
    return lambda node: of_text(node.text or "")


_OF_TEXTS: dict[str, Convert] = {
    "string": str,
    "character": str,
    # The method compares without a Python call: True for "true", False for any other text.
    "boolean": "true".__eq__,
    "integer": int,
    "long": int,
    "float": float,
    "double": float,
    "timestamp": timestamp,
    "blob": blob,
}
_SCALARS = {kind: _scalar(of_text) for kind, of_text in _OF_TEXTS.items()}
