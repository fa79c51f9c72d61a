"""The json and rest-json protocols."""

import json
from typing import Any

import orjson
from botocore.model import OperationModel, Shape
from botocore.utils import ensure_boolean

from steelyard.aws.parse import Convert, Headers, Parsed, ParseError, Parser, blob, header_parser, timestamp


def json_parser(model: OperationModel) -> Parser:
    """The whole answer is one JSON object."""
    shape = model.output_shape
    convert = None if shape is None else _Compiler(rest=False).structure(shape)

    def parse(status: int, headers: Headers, body: bytes) -> Parsed:
        return {} if convert is None else _members(convert, body)

    return parse


def rest_json_parser(model: OperationModel) -> Parser:
    """Members in headers, in the status, in one payload member or in a JSON object."""
    shape = model.output_shape
    if shape is None:
        return lambda status, headers, body: {}
    compiler = _Compiler(rest=True)
    fill = header_parser(shape, ensure_boolean)
    payload = shape.serialization.get("payload")
    if payload is not None:
        return _payload_parser(payload, shape.members[payload], compiler, fill)
    convert = compiler.structure(shape)

    def parse(status: int, headers: Headers, body: bytes) -> Parsed:
        parsed: Parsed = {}
        if fill is not None:
            fill(status, headers, parsed)
        parsed.update(_members(convert, body))
        return parsed

    return parse


def load(body: bytes) -> Any:
    """JSON text to values; an empty body is an empty object. Raises ParseError."""
    if not body:
        return {}
    try:
        return orjson.loads(body)
    except ValueError as error:
        return _load_lenient(body, error)


def _load_lenient(body: bytes, cause: ValueError) -> Any:
    """What orjson refuses and the standard library does not: NaN, and halves of surrogate pairs (made "?")."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise ParseError(f"the body is not JSON ({cause}): {body[:80]!r}") from cause
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _members(convert: Convert, body: bytes) -> Parsed:
    value = load(body)
    if type(value) is not dict:
        raise ParseError(f"the body is JSON but no object: {body[:80]!r}")
    parsed: Parsed = convert(value)
    return parsed


def _payload_parser(name: str, member: Shape, compiler: "_Compiler", fill: Any) -> Parser:
    kind = member.type_name
    convert = compiler.convert(member)

    def parse(status: int, headers: Headers, body: bytes) -> Parsed:
        parsed: Parsed = {}
        if fill is not None:
            fill(status, headers, parsed)
        if kind == "blob":
            parsed[name] = body
        elif kind == "string":
            parsed[name] = body.decode("utf-8")
        else:
            value = load(body)
            parsed[name] = value if convert is None else convert(value)
        return parsed

    return parse


class _Compiler:
    """Shapes to conversions. A conversion of None means that JSON's own value is the value already."""

    def __init__(self, *, rest: bool) -> None:
        self._rest = rest
        self._structures: dict[str, Convert] = {}
        self._open: set[str] = set()

    def convert(self, shape: Shape) -> Convert | None:
        kind = shape.type_name
        if kind == "structure":
            if shape.is_document_type:
                return None
            return self.structure(shape)
        if kind == "list":
            return self._list(self.convert(shape.member))
        if kind == "map":
            return self._map(self.convert(shape.value))
        if kind == "timestamp":
            return timestamp
        if kind == "blob":
            return blob
        if self._rest and kind in ("integer", "long"):
            return _integer
        if self._rest and kind in ("float", "double"):
            return _float
        if self._rest and kind == "boolean":
            return _boolean
        return None

    def structure(self, shape: Shape) -> Convert:
        """The conversion of a structure; of one that contains itself, a late look at the finished one."""
        name = shape.name
        if name in self._structures:
            return self._structures[name]
        if name in self._open:
            return lambda value: self._structures[name](value)
        self._open.add(name)
        built = _structure({m.serialization.get("name", k): (k, self.convert(m)) for k, m in shape.members.items()})
        if shape.is_tagged_union:
            built = _union(built)
        self._structures[name] = built
        return built

    def _list(self, item: Convert | None) -> Convert | None:
        if item is None:
            return None
        return lambda values: [None if value is None else item(value) for value in values]

    def _map(self, item: Convert | None) -> Convert | None:
        if item is None:
            return None
        return lambda values: {k: None if value is None else item(value) for k, value in values.items()}


def _structure(members: dict[str, tuple[str, Convert | None]]) -> Convert:
    find = members.get

    def convert(value: Parsed) -> Parsed:
        parsed: Parsed = {}
        for wire, item in value.items():
            if item is not None and (member := find(wire)) is not None:
                name, to = member
                parsed[name] = item if to is None else to(item)
        return parsed

    return convert


def _union(known: Convert) -> Convert:
    """A union whose one member this model does not know yet is named rather than lost."""

    def convert(value: Parsed) -> Parsed:
        parsed: Parsed = known(value)
        if not parsed:
            tags = [key for key, item in value.items() if item is not None and key != "__type"]
            if len(tags) == 1:
                return {"SDK_UNKNOWN_MEMBER": {"name": tags[0]}}
        return parsed

    return convert


def _integer(value: Any) -> int:
    return value if type(value) is int else int(value)


def _float(value: Any) -> float:
    return value if type(value) is float else float(value)


def _boolean(value: Any) -> bool:
    return value if type(value) is bool else bool(ensure_boolean(value))
