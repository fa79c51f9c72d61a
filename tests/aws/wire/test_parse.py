"""Answers parse to what botocore's parser gives, for every read operation there is."""

import io
import json
import random
from typing import Any

import pytest
from botocore.awsrequest import HeadersDict
from botocore.model import OperationModel
from botocore.parsers import create_parser
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.aws import models
from steelyard.aws.parse import ParseError, parser, timestamp
from steelyard.aws.reads import is_read
from tests.aws.botocore_shapes import wire_response

# botocore's parser does not give an answer that could be compared.
NOT_COMPARED = {
    ("s3", "GetBucketLocation"): "botocore's parser finds nothing; its client reads the root element afterwards",
    ("s3", "GetBucketNotification"): "botocore's parser gives XML elements where an element repeats",
}


def _operations() -> list[tuple[str, str]]:
    return [
        (service, operation)
        for service in sorted(models.service_names())
        for operation in models.service(service).operation_names
        if is_read(service, operation)
    ]


OPERATIONS = _operations()
PROTOCOLS = sorted({models.service(service).resolved_protocol for service, _ in OPERATIONS})


def _theirs(model: OperationModel, status: int, headers: dict[str, str], body: bytes) -> Any:
    sent: Any = io.BytesIO(body) if model.has_streaming_output else body
    answer = {"status_code": status, "headers": HeadersDict(headers), "body": sent, "context": {}}
    parsed = create_parser(model.service_model.resolved_protocol).parse(answer, model.output_shape)
    parsed.pop("ResponseMetadata", None)
    return {name: value.read() if value is sent is not body else value for name, value in parsed.items()}


def _check(service: str, operation: str, seed: int, **options: Any) -> bool:
    """Whether the operation can be compared; that the two parsers and the maker of the answer agree."""
    model = models.operation(service, operation)
    try:
        ours = parser(model)
    except ParseError:
        assert model.has_event_stream_output
        return False
    answer = wire_response(model, random.Random(f"{service}:{operation}:{seed}"), **options)
    parsed = ours(answer.status, HeadersDict(answer.headers), answer.body)
    assert parsed == answer.expected, (service, operation, answer.body)
    if (service, operation) in NOT_COMPARED:
        return False
    assert parsed == _theirs(model, answer.status, answer.headers, answer.body), (service, operation, answer.body)
    return True


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_read_operation_parses_as_botocore_parses_it(protocol: str) -> None:
    of_protocol = [
        (service, operation)
        for service, operation in OPERATIONS
        if models.service(service).resolved_protocol == protocol
        and (service, operation) != ("s3", "GetBucketNotification")
    ]
    compared = sum(_check(service, operation, 1) for service, operation in of_protocol)
    assert compared >= len(of_protocol) - 4


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(OPERATIONS), st.integers(0, 2**32), st.sampled_from([0.2, 0.6, 1.0]))
def test_any_answer_of_any_operation_parses_as_botocore_parses_it(
    named: tuple[str, str], seed: int, fill: float
) -> None:
    if named != ("s3", "GetBucketNotification"):
        _check(*named, seed, fill=fill, most=2)


def test_the_protocols_are_all_there() -> None:
    assert PROTOCOLS == ["ec2", "json", "query", "rest-json", "rest-xml", "smithy-rpc-v2-cbor"]


ONE_OF_EACH = {
    "ec2": ("ec2", "DescribeVolumes"),
    "json": ("cloudtrail", "DescribeTrails"),
    "query": ("iam", "ListUsers"),
    "rest-json": ("lambda", "ListFunctions"),
    "rest-xml": ("s3", "ListBuckets"),
    "smithy-rpc-v2-cbor": next(
        (s, o) for s, o in OPERATIONS if models.service(s).resolved_protocol == "smithy-rpc-v2-cbor"
    ),
}


@pytest.mark.parametrize("protocol", PROTOCOLS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_garbage_is_a_parse_error_and_nothing_else(protocol: str, data: st.DataObject) -> None:
    model = models.operation(*ONE_OF_EACH[protocol])
    whole = wire_response(model, random.Random(7)).body
    body = data.draw(
        st.one_of(
            st.binary(min_size=1, max_size=60),
            st.sampled_from([b"<html><body>Sign in</body></html>", b"[]", b"1", b'"x"', b"null", b"<a/>", b"\xff" * 9]),
            st.integers(0, len(whole)).map(lambda cut: whole[:cut]),
        )
    )
    try:
        parsed = parser(model)(200, HeadersDict({}), body)
    except ParseError:
        return
    assert isinstance(parsed, dict)


@pytest.mark.parametrize("protocol", ["ec2", "json", "query", "rest-json"])
def test_a_body_that_is_cut_off_is_never_taken_for_whole(protocol: str) -> None:
    model = models.operation(*ONE_OF_EACH[protocol])
    whole = wire_response(model, random.Random(3), fill=1.0).body.rstrip()
    for cut in range(1, len(whole), max(1, len(whole) // 97)):
        with pytest.raises(ParseError):
            parser(model)(200, HeadersDict({}), whole[:cut])


def test_entities_are_refused_rather_than_expanded(tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret text")
    parse = parser(models.operation("iam", "ListUsers"))
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
    file = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{secret}">]><a>&b;</a>'
    for body in (bomb, file):
        with pytest.raises(ParseError, match="document type"):
            parse(200, {}, body.encode())


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        (("iam", "ListUsers"), b"<a>" * 100_000),
        (("cloudtrail", "DescribeTrails"), b"[" * 100_000),
        (("cloudtrail", "DescribeTrails"), b'{"a":' * 100_000),
        (ONE_OF_EACH["smithy-rpc-v2-cbor"], b"\x81" * 100_000),
    ],
)
def test_a_body_nested_without_end_is_a_parse_error(operation: tuple[str, str], body: bytes) -> None:
    with pytest.raises(ParseError):
        parser(models.operation(*operation))(200, {}, body)


def test_structures_that_contain_themselves_parse() -> None:
    parse = parser(models.operation("wafv2", "GetRuleGroup"))
    inner: dict[str, Any] = {"GeoMatchStatement": {"CountryCodes": ["AQ"]}}
    for _ in range(5):
        inner = {"NotStatement": {"Statement": inner}}
    answer = {"RuleGroup": {"Rules": [{"Name": "r", "Statement": inner}]}}
    assert parse(200, {}, json.dumps(answer).encode()) == answer


def test_json_that_only_the_lenient_reader_takes() -> None:
    parse = parser(models.operation("cloudtrail", "DescribeTrails"))
    assert parse(200, {}, rb'{"trailList": [{"Name": "a\ud800b"}]}') == {"trailList": [{"Name": "a?b"}]}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-01T12:30:00Z", "2024-05-01T12:30:00+00:00"),
        ("2024-05-01T12:30:00.250Z", "2024-05-01T12:30:00.250000+00:00"),
        ("2024-05-01T12:30:00.123456Z", "2024-05-01T12:30:00.123456+00:00"),
        ("2024-05-01T12:30:00+02:00", "2024-05-01T12:30:00+02:00"),
        ("2024-05-01T12:30:00", "2024-05-01T12:30:00+00:00"),
        ("Wed, 01 May 2024 12:30:00 GMT", "2024-05-01T12:30:00+00:00"),
        (1714566600, "2024-05-01T12:30:00+00:00"),
        (1714566600.25, "2024-05-01T12:30:00.250000+00:00"),
        ("1714566600", "2024-05-01T12:30:00+00:00"),
        (-62135596800, "0001-01-01T00:00:00+00:00"),
    ],
)
def test_timestamps_of_every_form(value: Any, expected: str) -> None:
    assert timestamp(value).isoformat() == expected


@pytest.mark.parametrize("value", ["yesterday-ish", "2024-13-01T00:00:00Z", 1e30, None, []])
def test_what_is_no_timestamp_is_a_parse_error(value: Any) -> None:
    with pytest.raises(ParseError):
        timestamp(value)


def test_event_streams_are_refused_by_name() -> None:
    streaming = [
        models.operation(service, operation)
        for service, operation in OPERATIONS
        if models.operation(service, operation).has_event_stream_output
    ]
    assert streaming
    for model in streaming:
        with pytest.raises(ParseError, match=f"{model.name} answers with an event stream"):
            parser(model)


def test_an_expires_header_that_is_no_date_is_left_out() -> None:
    parsed = parser(models.operation("s3", "GetObject"))(200, HeadersDict({"Expires": "never", "ETag": "x"}), b"data")
    assert parsed == {"ETag": "x", "Body": b"data", "Metadata": {}}


def test_what_a_union_has_anew_is_named() -> None:
    parse = parser(models.operation("bedrock-agent", "GetFlow"))
    body = b'{"definition": {"nodes": [{"configuration": {"quantum": {"x": 1}}}]}}'
    parsed = parse(200, {}, body)
    assert parsed["definition"]["nodes"] == [{"configuration": {"SDK_UNKNOWN_MEMBER": {"name": "quantum"}}}]
