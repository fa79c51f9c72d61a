"""The smithy-rpc-v2-cbor protocol, and a reader of the part of CBOR (RFC 8949) that it uses."""

import struct
from typing import Any

from botocore.model import OperationModel, Shape

from steelyard.aws.parse import Convert, Headers, Parsed, ParseError, Parser, timestamp

_BREAK = object()
_FLOATS = {25: struct.Struct(">e"), 26: struct.Struct(">f"), 27: struct.Struct(">d")}
_SIMPLE: dict[int, Any] = {20: False, 21: True, 22: None, 23: None, 31: _BREAK}


def cbor_parser(model: OperationModel) -> Parser:
    """The whole answer is one CBOR map."""
    shape = model.output_shape
    convert = None if shape is None else _Compiler().structure(shape)

    def parse(status: int, headers: Headers, body: bytes) -> Parsed:
        if convert is None:
            return {}
        value = load(body)
        if type(value) is not dict:
            raise ParseError(f"the body is CBOR but no map: {body[:40]!r}")
        parsed: Parsed = convert(value)
        return parsed

    return parse


def load(body: bytes) -> Any:
    """CBOR bytes to values; an empty body is an empty map, null members of maps are left out. Raises ParseError."""
    if not body:
        return {}
    try:
        value = _Reader(body).value()
    except (IndexError, struct.error, UnicodeDecodeError, RecursionError, TypeError) as error:
        raise ParseError(f"the body is not CBOR: {body[:40]!r}") from error
    if value is _BREAK:
        raise ParseError("the body is not CBOR: a break where a value should be")
    return value


class _Reader:
    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def value(self) -> Any:
        first = self._body[self._at]
        self._at += 1
        major, low = first >> 5, first & 31
        if major == 0:
            return self._length(low)
        if major == 1:
            return -1 - self._length(low)
        if major == 2:
            return self._bytes(low)
        if major == 3:
            return self._bytes(low).decode("utf-8")
        if major == 4:
            return self._array(low)
        if major == 5:
            return self._map(low)
        if major == 6:
            return self._tagged(low)
        return self._simple(low)

    def _take(self, count: int) -> bytes:
        taken = self._body[self._at : self._at + count]
        if len(taken) != count:
            raise ParseError("the CBOR body ends too early")
        self._at += count
        return taken

    def _length(self, low: int) -> int:
        if low < 24:
            return low
        if low > 27:
            raise ParseError("the body is not CBOR: an impossible length")
        return int.from_bytes(self._take(1 << (low - 24)), "big")

    def _bytes(self, low: int) -> bytes:
        if low != 31:
            return self._take(self._length(low))
        chunks = []
        while self._body[self._at] != 0xFF:
            head = self._take(1)[0]
            chunks.append(self._take(self._length(head & 31)))
        self._at += 1
        return b"".join(chunks)

    def _array(self, low: int) -> list[Any]:
        if low != 31:
            return [self._item() for _ in range(self._length(low))]
        items = []
        while (value := self.value()) is not _BREAK:
            items.append(value)
        return items

    def _map(self, low: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        if low != 31:
            for _ in range(self._length(low)):
                self._pair(self._item(), found)
            return found
        while (key := self.value()) is not _BREAK:
            self._pair(key, found)
        return found

    def _pair(self, key: Any, into: dict[Any, Any]) -> None:
        value = self._item()
        if value is not None:
            into[key] = value

    def _item(self) -> Any:
        value = self.value()
        if value is _BREAK:
            raise ParseError("the body is not CBOR: a break where a value should be")
        return value

    def _tagged(self, low: int) -> Any:
        tag = self._length(low)
        value = self._item()
        if tag != 1 or type(value) not in (int, float):
            raise ParseError(f"the CBOR tag {tag} is not one that AWS uses")
        return timestamp(value)

    def _simple(self, low: int) -> Any:
        if low in _FLOATS:
            form = _FLOATS[low]
            return form.unpack(self._take(form.size))[0]
        if low not in _SIMPLE:
            raise ParseError("the body is not CBOR: an unknown simple value")
        return _SIMPLE[low]


class _Compiler:
    """Only structures need work: their unknown members go, everything else is what the reader made."""

    def __init__(self) -> None:
        self._structures: dict[str, Convert] = {}
        self._open: set[str] = set()

    def convert(self, shape: Shape) -> Convert | None:
        kind = shape.type_name
        if kind == "structure":
            return self.structure(shape)
        if kind in ("list", "map"):
            item = self.convert(shape.member if kind == "list" else shape.value)
            if item is None:
                return None
            if kind == "list":
                return lambda values: [None if value is None else item(value) for value in values]
            return lambda values: {key: item(value) for key, value in values.items()}
        return None

    def structure(self, shape: Shape) -> Convert:
        name = shape.name
        if name in self._structures:
            return self._structures[name]
        if name in self._open:
            return lambda value: self._structures[name](value)
        self._open.add(name)
        members = {member: self.convert(child) for member, child in shape.members.items()}

        def convert(value: Parsed) -> Parsed:
            parsed: Parsed = {}
            for key, item in value.items():
                if key in members:
                    to = members[key]
                    parsed[key] = item if to is None else to(item)
            return parsed

        self._structures[name] = convert
        return convert
