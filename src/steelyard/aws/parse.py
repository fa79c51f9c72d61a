"""Answers to Python values, compiled from the output shape of each operation.

``parser(operation_model)`` gives a function of (status, headers, body) that returns what botocore's
parser returns for the same answer, without ``ResponseMetadata``. Compiling happens once an operation;
after that no shape is looked at again, which is where botocore's parser spends its time.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import orjson
from botocore.model import OperationModel, Shape
from botocore.utils import parse_timestamp

Headers = Mapping[str, str]
Parsed = dict[str, Any]
Parser = Callable[[int, Headers, bytes], Parsed]
Convert = Callable[[Any], Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ParseError(ValueError):
    """A body that is not what its protocol says it should be."""


def parser(model: OperationModel) -> Parser:
    """The parser of an operation's answers. Raises ParseError for event streams, which have no end to wait for.

    The parser itself raises ParseError for a body that is not of the protocol: cut off, HTML, garbage.
    """
    # Imported here because each protocol's module needs the conversions of this one.
    from steelyard.aws import parse_cbor, parse_json, parse_xml

    shape = model.output_shape
    if shape is not None and (model.has_event_stream_output or _streams_events(shape)):
        raise ParseError(f"{model.name} answers with an event stream, which is not supported")
    protocol = model.service_model.resolved_protocol
    build = {
        "json": parse_json.json_parser,
        "rest-json": parse_json.rest_json_parser,
        "query": parse_xml.query_parser,
        "ec2": parse_xml.query_parser,
        "rest-xml": parse_xml.rest_xml_parser,
        "smithy-rpc-v2-cbor": parse_cbor.cbor_parser,
    }[protocol]
    return _guarded(build(model))


def timestamp(value: Any) -> datetime:
    """A point in time in any form AWS uses: ISO 8601, RFC 822 or seconds since 1970. Always with a zone."""
    if type(value) is str:
        # The form of nearly all XML answers, e.g. 2024-05-01T12:30:00.000Z.
        if value[-1:] == "Z" and value[10:11] == "T" and len(value) in (20, 24, 27):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                pass
        elif value[3:5] == ", " and value[-3:] == "GMT":
            return parsedate_to_datetime(value)
    elif type(value) in (int, float):
        return _from_epoch(value)
    try:
        moment: datetime = parse_timestamp(value)
    except (ValueError, TypeError, OverflowError) as error:
        raise ParseError(f"{str(value)[:60]!r} is not a timestamp") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def blob(value: Any) -> bytes:
    """Base64 text to bytes."""
    try:
        return base64.b64decode(value)
    except (binascii.Error, TypeError, ValueError) as error:
        raise ParseError("a binary member is not base64") from error


def header_parser(shape: Shape, text_boolean: Convert) -> Callable[[int, Headers, Parsed], None] | None:
    """What fills the members that a REST answer carries in its status line and headers; None if there are none."""
    steps: list[Callable[[int, Headers, Parsed], None]] = []
    for name, member in shape.members.items():
        location = member.serialization.get("location")
        wire = member.serialization.get("name", name)
        if location == "statusCode":
            steps.append(_status_step(name))
        elif location == "headers":
            steps.append(_prefix_step(name, member.serialization.get("name", "").lower()))
        elif location == "header":
            steps.append(_header_step(name, wire, _header_convert(member, text_boolean)))
    if not steps:
        return None

    def fill(status: int, headers: Headers, parsed: Parsed) -> None:
        for step in steps:
            step(status, headers, parsed)

    return fill


def _guarded(parse: Parser) -> Parser:
    def guarded(status: int, headers: Headers, body: bytes) -> Parsed:
        try:
            return parse(status, headers, body)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError, OverflowError) as error:
            # A number, a list or a text where the model has something else: the answer is not AWS's.
            if isinstance(error, ParseError):
                raise
            reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)[:200]
            raise ParseError(f"the answer does not fit the service's model ({reason})") from error

    return guarded


def _streams_events(shape: Shape) -> bool:
    return any(member.serialization.get("eventstream") for member in shape.members.values())


def _from_epoch(value: float) -> datetime:
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        try:
            return _EPOCH + timedelta(seconds=value)
        except (ValueError, OverflowError) as error:
            raise ParseError(f"{value} seconds since 1970 is no date") from error


def _status_step(name: str) -> Callable[[int, Headers, Parsed], None]:
    def step(status: int, headers: Headers, parsed: Parsed) -> None:
        parsed[name] = status

    return step


def _prefix_step(name: str, prefix: str) -> Callable[[int, Headers, Parsed], None]:
    def step(status: int, headers: Headers, parsed: Parsed) -> None:
        found = {key[len(prefix) :]: headers[key] for key in headers if key.lower().startswith(prefix)}
        parsed[name] = found

    return step


def _header_step(name: str, wire: str, convert: Convert | None) -> Callable[[int, Headers, Parsed], None]:
    def step(status: int, headers: Headers, parsed: Parsed) -> None:
        value = headers.get(wire)
        if value is None:
            return
        try:
            parsed[name] = value if convert is None else convert(value)
        except ValueError:
            # S3 hands out an object's Expires header as its owner wrote it, a date or not.
            if wire != "Expires":
                raise

    return step


def _header_convert(shape: Shape, text_boolean: Convert) -> Convert | None:
    kind = shape.type_name
    if kind == "list":
        item = _header_convert(shape.member, text_boolean) or str
        return lambda text: [item(part.strip()) for part in text.split(",")]
    if kind == "string" and shape.serialization.get("jsonvalue"):
        return lambda text: orjson.loads(base64.b64decode(text))
    plain: dict[str, Convert] = {
        "boolean": text_boolean,
        "integer": int,
        "long": int,
        "float": float,
        "double": float,
        "timestamp": timestamp,
        "blob": blob,
    }
    return plain.get(kind)
