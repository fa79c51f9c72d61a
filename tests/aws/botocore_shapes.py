"""Answers that AWS could give, made from a service's own model.

``wire_response(operation_model, rng)`` makes a value for the output shape of an operation and writes it in
the operation's protocol: status, headers and body as they would come over the wire, and the value itself,
which is what a parser has to find in them. ``wire_error`` does the same for an error.

Everything is drawn from ``rng``, a ``random.Random``, so that a seed names an answer. Tests in ``tests/aws``
import it as ``from tests.aws.botocore_shapes import wire_response``.
"""

import base64
import json
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from botocore.model import OperationModel, Shape

_TEXTS = (
    "",
    "a",
    "prod-web-1",
    "arn:aws:iam::123456789012:role/Admin",
    "ünïcode ✓ 漢字",
    "quotes \" and ' and <tags> & amps",
    "two\nlines",
    " spaces around ",
    "null",
    "true",
    "0123",
    '{"Version":"2012-10-17"}',
)
_DEEPEST = 7
_START = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class WireResponse:
    """An answer as it comes, and ``expected``: what it says."""

    status: int
    headers: dict[str, str]
    body: bytes
    expected: dict[str, Any]


@dataclass(frozen=True)
class WireError:
    """An error answer, and what it says."""

    status: int
    headers: dict[str, str]
    body: bytes
    code: str
    message: str


def wire_response(model: OperationModel, rng: random.Random, *, fill: float = 0.75, most: int = 3) -> WireResponse:
    """An answer to an operation: members are there with probability ``fill``, lists have up to ``most`` items."""
    shape = model.output_shape
    expected = {} if shape is None else _Values(rng, fill, most).structure(shape, 0)
    return encode(model, expected, rng)


def encode(model: OperationModel, value: dict[str, Any], rng: random.Random) -> WireResponse:
    """A given value as an operation's answer; ``rng`` only chooses among forms that mean the same."""
    protocol = model.service_model.resolved_protocol
    headers = {"x-amzn-requestid": f"request-{rng.randrange(10**9)}", "Content-Type": _CONTENT_TYPES[protocol]}
    shape = model.output_shape
    if shape is None:
        empty = _empty_body(model, protocol)
        return WireResponse(200, headers, empty, {})
    if any(_is_content_type(member) for member in shape.members.values()):
        del headers["Content-Type"]
    body, status = _ENCODERS[protocol](model, shape, value, headers, rng)
    return WireResponse(status, headers, body, value)


def wire_error(model: OperationModel, rng: random.Random, code: str, message: str, status: int = 400) -> WireError:
    """An error answer of an operation."""
    protocol = model.service_model.resolved_protocol
    headers = {"x-amzn-requestid": f"request-{rng.randrange(10**9)}", "Content-Type": _CONTENT_TYPES[protocol]}
    if protocol in ("json", "rest-json"):
        body = _json_error(rng, headers, code, message)
    elif protocol == "smithy-rpc-v2-cbor":
        body = _cbor({"__type": rng.choice([code, f"com.amazonaws#{code}"]), "message": message})
    else:
        body = _xml_error(model, protocol, code, message)
    return WireError(status, headers, body, code, message)


_CONTENT_TYPES = {
    "json": "application/x-amz-json-1.1",
    "rest-json": "application/json",
    "query": "text/xml",
    "ec2": "text/xml;charset=UTF-8",
    "rest-xml": "application/xml",
    "smithy-rpc-v2-cbor": "application/cbor",
}


def _is_content_type(member: Shape) -> bool:
    return bool(member.serialization.get("name", "").lower() == "content-type")


def _empty_body(model: OperationModel, protocol: str) -> bytes:
    if protocol in ("query", "ec2"):
        return f"<{model.name}Response><ResponseMetadata/></{model.name}Response>".encode()
    return b"{}" if protocol == "json" else b""


class _Values:
    """Python values of shapes, as a parser should give them."""

    def __init__(self, rng: random.Random, fill: float, most: int) -> None:
        self._rng = rng
        self._fill = fill
        self._most = most

    def structure(self, shape: Shape, depth: int) -> dict[str, Any]:
        if shape.is_tagged_union:
            name = self._rng.choice(list(shape.members))
            return {name: self.value(shape.members[name], depth + 1)}
        payload = shape.serialization.get("payload") if depth == 0 else None
        made: dict[str, Any] = {}
        for name, member in shape.members.items():
            if member.serialization.get("location") == "statusCode":
                made[name] = 200
            elif member.serialization.get("location") == "headers":
                made[name] = {f"key{i}": self._header_text() for i in range(self._rng.randint(0, 2))}
            elif self._rng.random() < self._fill or name == payload:
                value = self._member(member, depth)
                # A flattened list without items leaves nothing on the wire to find it by.
                if value or not member.serialization.get("flattened"):
                    made[name] = value
        return made

    def _member(self, member: Shape, depth: int) -> Any:
        if member.serialization.get("location") == "header":
            return self._header(member)
        if member.serialization.get("xmlAttribute"):
            return self._rng.choice(["Group", "CanonicalUser"])
        return self.value(member, depth + 1)

    def value(self, shape: Shape, depth: int) -> Any:
        kind = shape.type_name
        if kind == "structure":
            if shape.is_document_type:
                return {"any": ["thing", 1, None], "deep": {"er": True}}
            return {} if depth > _DEEPEST and not shape.is_tagged_union else self.structure(shape, depth)
        if kind == "list":
            return [self.value(shape.member, depth + 1) for _ in range(self._count(depth))]
        if kind == "map":
            return {self._key(shape.key, i): self.value(shape.value, depth + 1) for i in range(self._count(depth))}
        return self._scalar(shape)

    def _count(self, depth: int) -> int:
        return 0 if depth > _DEEPEST else self._rng.randint(0, self._most)

    def _key(self, shape: Shape, index: int) -> str:
        if shape.enum:
            return str(shape.enum[index % len(shape.enum)])
        return f"{self._rng.choice(['Key', 'a/b', 'ключ', 'x y'])}{index}"

    def _scalar(self, shape: Shape) -> Any:
        rng = self._rng
        kind = shape.type_name
        if kind in ("string", "character"):
            return str(rng.choice(shape.enum)) if shape.enum else rng.choice(_TEXTS)
        if kind == "boolean":
            return rng.random() < 0.5
        if kind in ("integer", "long"):
            return rng.choice([0, 1, -1, 42, 2**31 - 1, 2**53 - 1 if kind == "long" else 7])
        if kind in ("float", "double"):
            return rng.choice([0.0, 1.5, -2.25, 1e-9, 123456.789])
        if kind == "blob":
            return rng.randbytes(rng.randint(0, 9))
        assert kind == "timestamp", kind
        return _START + timedelta(seconds=rng.randrange(2**30), milliseconds=rng.choice([0, 0, 1, 250, 999]))

    def _header(self, shape: Shape) -> Any:
        if shape.type_name == "timestamp":
            return _START + timedelta(seconds=self._rng.randrange(2**30))
        if shape.type_name == "list":
            return [self._header(shape.member) for _ in range(self._rng.randint(1, 3))]
        if shape.type_name in ("string", "character"):
            if shape.serialization.get("jsonvalue"):
                return {"a": [1, "b"]}
            return str(self._rng.choice(shape.enum)) if shape.enum else self._header_text()
        return self._scalar(shape)

    def _header_text(self) -> str:
        return self._rng.choice(["x", "some-value", "a b c", "1"])


def _fill_headers(shape: Shape, value: dict[str, Any], headers: dict[str, str]) -> dict[str, Any]:
    """Put what belongs there into the headers; what is left belongs into the body."""
    left = {}
    for name, item in value.items():
        member = shape.members[name]
        location = member.serialization.get("location")
        if location == "header":
            headers[member.serialization.get("name", name)] = _header_text(member, item)
        elif location == "headers":
            for key, text in item.items():
                headers[member.serialization.get("name", "") + key] = text
        elif location != "statusCode":
            left[name] = item
    return left


def _header_text(shape: Shape, value: Any) -> str:
    if isinstance(value, datetime):
        return format_datetime(value, usegmt=True)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(_header_text(shape.member, item) for item in value)
    if shape.serialization.get("jsonvalue"):
        return base64.b64encode(json.dumps(value).encode()).decode()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


# -- JSON ---------------------------------------------------------------------------------------------------


def _encode_json(
    model: OperationModel, shape: Shape, value: dict[str, Any], headers: dict[str, str], rng: random.Random
) -> tuple[bytes, int]:
    return _dumps(_to_json(shape, value, rng), rng), 200


def _encode_rest_json(
    model: OperationModel, shape: Shape, value: dict[str, Any], headers: dict[str, str], rng: random.Random
) -> tuple[bytes, int]:
    left = _fill_headers(shape, value, headers)
    payload = shape.serialization.get("payload")
    if payload is None:
        return _dumps(_to_json(shape, left, rng), rng), 200
    member = shape.members[payload]
    if member.type_name in ("blob", "string"):
        return _raw(left.get(payload, b"")), 200
    return _dumps(_to_json(member, left[payload], rng), rng), 200


def _raw(value: bytes | str) -> bytes:
    return value.encode() if isinstance(value, str) else value


def _dumps(value: Any, rng: random.Random) -> bytes:
    return json.dumps(value, ensure_ascii=rng.random() < 0.5, separators=rng.choice([None, (",", ":")])).encode()


def _to_json(shape: Shape, value: Any, rng: random.Random) -> Any:
    kind = shape.type_name
    if kind == "structure" and not shape.is_document_type:
        made = {
            shape.members[name].serialization.get("name", name): _to_json(shape.members[name], item, rng)
            for name, item in value.items()
        }
        if not shape.is_tagged_union and rng.random() < 0.2:
            # Members that are null, and members of a later model, say nothing.
            made["AMemberOfNextYear"] = {"x": [1]}
            for name, member in shape.members.items():
                made.setdefault(member.serialization.get("name", name), None)
        return made
    if kind == "list":
        return [_to_json(shape.member, item, rng) for item in value]
    if kind == "map":
        return {key: _to_json(shape.value, item, rng) for key, item in value.items()}
    if kind == "timestamp":
        return _json_time(shape, value, rng)
    if kind == "blob":
        return base64.b64encode(value).decode()
    return value


def _json_time(shape: Shape, value: datetime, rng: random.Random) -> Any:
    form = shape.serialization.get("timestampFormat")
    if form == "iso8601":
        return _iso(value)
    if form == "rfc822" and value.microsecond == 0:
        return format_datetime(value, usegmt=True)
    seconds = value.timestamp()
    return int(seconds) if seconds == int(seconds) and rng.random() < 0.7 else seconds


def _iso(value: datetime) -> str:
    return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds").replace("+00:00", "Z")


def _json_error(rng: random.Random, headers: dict[str, str], code: str, message: str) -> bytes:
    body: dict[str, Any] = {rng.choice(["message", "Message"]): message}
    form = rng.choice(["type", "qualified", "header", "header with address"])
    if form == "type":
        body["__type"] = code
    elif form == "qualified":
        body["__type"] = f"com.amazonaws.service.v2020#{code}"
    elif form == "header":
        headers["x-amzn-errortype"] = code
        body["__type"] = code
    else:
        headers["x-amzn-errortype"] = f"{code}:http://internal.amazon.com/coral/com.amazon.coral.service/"
        body["__type"] = code
    return json.dumps(body).encode()


# -- CBOR ---------------------------------------------------------------------------------------------------


def _encode_cbor(
    model: OperationModel, shape: Shape, value: dict[str, Any], headers: dict[str, str], rng: random.Random
) -> tuple[bytes, int]:
    return _cbor(value, rng), 200


def _cbor(value: Any, rng: random.Random | None = None) -> bytes:
    open_ended = rng is not None and rng.random() < 0.3
    if value is None:
        return b"\xf6"
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return _head(0, value) if value >= 0 else _head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, datetime):
        return b"\xc1" + _cbor(value.timestamp())
    if isinstance(value, str):
        return _chunks(3, value.encode(), open_ended)
    if isinstance(value, bytes):
        return _chunks(2, value, open_ended)
    if isinstance(value, list):
        items = b"".join(_cbor(item, rng) for item in value)
        return b"\x9f" + items + b"\xff" if open_ended else _head(4, len(value)) + items
    pairs = b"".join(_cbor(key) + _cbor(item, rng) for key, item in value.items())
    return b"\xbf" + pairs + b"\xff" if open_ended else _head(5, len(value)) + pairs


def _chunks(major: int, value: bytes, open_ended: bool) -> bytes:
    if open_ended and value.isascii():
        return bytes([major << 5 | 31]) + _head(major, 0) + _head(major, len(value)) + value + b"\xff"
    return _head(major, len(value)) + value


def _head(major: int, number: int) -> bytes:
    first = major << 5
    if number < 24:
        return bytes([first | number])
    for low, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << 8 * size:
            return bytes([first | low]) + number.to_bytes(size, "big")
    raise OverflowError(number)


# -- XML ----------------------------------------------------------------------------------------------------


def _encode_query(
    model: OperationModel, shape: Shape, value: dict[str, Any], headers: dict[str, str], rng: random.Random
) -> tuple[bytes, int]:
    inner = _members_xml(shape, value, rng)
    wrapper = shape.serialization.get("resultWrapper")
    if wrapper:
        inner = f"<{wrapper}>{inner}</{wrapper}>"
    inner += "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>"
    return _document(f"{model.name}Response", inner, "http://example.amazonaws.com/doc/2010-01-01/", rng), 200


def _encode_ec2(
    model: OperationModel, shape: Shape, value: dict[str, Any], headers: dict[str, str], rng: random.Random
) -> tuple[bytes, int]:
    inner = "<requestId>r-1</requestId>" + _members_xml(shape, value, rng)
    return _document(f"{model.name}Response", inner, "http://ec2.amazonaws.com/doc/2016-11-15/", rng), 200


def _encode_rest_xml(
    model: OperationModel, shape: Shape, value: dict[str, Any], headers: dict[str, str], rng: random.Random
) -> tuple[bytes, int]:
    left = _fill_headers(shape, value, headers)
    payload = shape.serialization.get("payload")
    namespace = "http://s3.amazonaws.com/doc/2006-03-01/"
    if model.name == "GetBucketLocation":
        # Its model says otherwise, but S3 answers with the member itself as the root.
        return _document("LocationConstraint", left.get("LocationConstraint", ""), namespace, rng), 200
    if payload is None:
        if not left and rng.random() < 0.5 and not any(m.type_name == "list" for m in shape.members.values()):
            return b"", 200
        return _document(f"{model.name}Result", _members_xml(shape, left, rng), namespace, rng), 200
    member = shape.members[payload]
    if member.type_name in ("blob", "string"):
        return _raw(left.get(payload, b"")), 200
    root = member.serialization.get("name", payload)
    return _document(root, _members_xml(member, left[payload], rng), namespace, rng), 200


def _document(root: str, inner: str, namespace: str, rng: random.Random) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' if rng.random() < 0.8 else ""
    named = f' xmlns="{namespace}"' if rng.random() < 0.8 else ""
    comment = "<!-- made -->" if rng.random() < 0.1 else ""
    return f"{head}<{root}{named}>{comment}{inner}</{root}>".encode()


def _members_xml(shape: Shape, value: dict[str, Any], rng: random.Random) -> str:
    parts = []
    for name, item in value.items():
        member = shape.members[name]
        if member.serialization.get("xmlAttribute"):
            continue
        parts.append(_element(_xml_name(name, member), member, item, rng))
    if rng.random() < 0.2 and not shape.is_tagged_union:
        parts.append("<aMemberOfNextYear><x>1</x></aMemberOfNextYear>")
    return rng.choice(["", "\n  "]).join(parts)


def _xml_name(name: str, shape: Shape) -> str:
    if shape.type_name == "list" and shape.serialization.get("flattened"):
        inner = shape.member.serialization.get("name")
        if inner is not None:
            return str(inner)
    return str(shape.serialization.get("name", name))


def _attributes_xml(shape: Shape, value: Any) -> str:
    if shape.type_name != "structure":
        return ""
    text = ""
    for name, member in shape.members.items():
        if member.serialization.get("xmlAttribute") and name in value:
            wire = member.serialization["name"]
            text += f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" {wire}={quoteattr(value[name])}'
    return text


def _element(name: str, shape: Shape, value: Any, rng: random.Random) -> str:
    if shape.serialization.get("flattened"):
        if shape.type_name == "list":
            return "".join(_element(name, shape.member, item, rng) for item in value)
        return "".join(f"<{name}>{_pair_xml(shape, key, item, rng)}</{name}>" for key, item in value.items())
    attributes = _attributes_xml(shape, value)
    inner = _content(shape, value, rng)
    return f"<{name}{attributes}>{inner}</{name}>" if inner or rng.random() < 0.5 else f"<{name}{attributes}/>"


def _content(shape: Shape, value: Any, rng: random.Random) -> str:
    kind = shape.type_name
    if kind == "structure":
        return _members_xml(shape, value, rng)
    if kind == "list":
        item_name = shape.member.serialization.get("name", "member")
        return "".join(_element(item_name, shape.member, item, rng) for item in value)
    if kind == "map":
        return "".join(f"<entry>{_pair_xml(shape, key, item, rng)}</entry>" for key, item in value.items())
    if kind == "timestamp":
        return _iso(value)
    if kind == "blob":
        return base64.b64encode(value).decode()
    if kind == "boolean":
        return "true" if value else "false"
    return escape(str(value), {"\r": "&#13;"})


def _pair_xml(shape: Shape, key: str, value: Any, rng: random.Random) -> str:
    key_name = shape.key.serialization.get("name") or "key"
    value_name = shape.value.serialization.get("name") or "value"
    return f"<{key_name}>{escape(key)}</{key_name}>" + _element(value_name, shape.value, value, rng)


def _xml_error(model: OperationModel, protocol: str, code: str, message: str) -> bytes:
    said = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    if protocol == "ec2":
        return f"<Response><Errors><Error>{said}</Error></Errors><RequestID>r-1</RequestID></Response>".encode()
    if model.service_model.service_name == "s3":
        return f"<Error>{said}<RequestId>r-1</RequestId><HostId>h</HostId></Error>".encode()
    return (
        '<ErrorResponse xmlns="http://example.amazonaws.com/doc/">'
        f"<Error><Type>Sender</Type>{said}</Error><RequestId>r-1</RequestId></ErrorResponse>"
    ).encode()


_ENCODERS: dict[str, Callable[..., tuple[bytes, int]]] = {
    "json": _encode_json,
    "rest-json": _encode_rest_json,
    "query": _encode_query,
    "ec2": _encode_ec2,
    "rest-xml": _encode_rest_xml,
    "smithy-rpc-v2-cbor": _encode_cbor,
}
