"""Error answers of every protocol, and what is done about each."""

import random

import pytest
from botocore.awsrequest import HeadersDict
from botocore.parsers import create_parser
from hypothesis import given
from hypothesis import strategies as st

from steelyard.aws import models
from steelyard.aws.faults import Remedy, fault, hidden_error
from steelyard.aws.scrub import scrub, shown_params
from steelyard.aws.sign import Frozen
from tests.aws.botocore_shapes import wire_error

OPERATIONS = {
    "ec2": ("ec2", "DescribeVolumes"),
    "json": ("cloudtrail", "DescribeTrails"),
    "query": ("iam", "ListUsers"),
    "rest-json": ("lambda", "ListFunctions"),
    "rest-xml": ("s3", "ListBuckets"),
    "rest-xml of others": ("route53", "ListHostedZones"),
    "smithy-rpc-v2-cbor": next(
        (name, models.service(name).operation_names[0])
        for name in sorted(models.service_names())
        if models.service(name).resolved_protocol == "smithy-rpc-v2-cbor"
    ),
}


@pytest.mark.parametrize("protocol", OPERATIONS)
@pytest.mark.parametrize("seed", range(8))
def test_an_error_reads_as_botocore_reads_it(protocol: str, seed: int) -> None:
    model = models.operation(*OPERATIONS[protocol])
    made = wire_error(model, random.Random(seed), "NoSuchThing", "There is no <thing> & no ünïcode")
    protocol = model.service_model.resolved_protocol
    ours = fault(protocol, made.status, HeadersDict(made.headers), made.body)
    assert (ours.status, ours.code, ours.message) == (400, made.code, made.message)
    assert ours.request_id == made.headers["x-amzn-requestid"]
    answer = {"status_code": made.status, "headers": HeadersDict(made.headers), "body": made.body, "context": {}}
    theirs = create_parser(protocol).parse(answer, model.output_shape)["Error"]
    assert (ours.code, ours.message) == (theirs["Code"], theirs["Message"])


@pytest.mark.parametrize("protocol", OPERATIONS)
@given(body=st.binary(max_size=80), status=st.integers(300, 599))
def test_any_body_gives_a_code(protocol: str, body: bytes, status: int) -> None:
    found = fault(protocol.split(" ")[0], status, HeadersDict({}), body)
    assert found.code
    assert found.status == status


@pytest.mark.parametrize("protocol", OPERATIONS)
def test_a_page_of_a_proxy_is_named_for_what_it_is(protocol: str) -> None:
    page = b"<html><head><title>Blocked</title></head><body>Go away</body></html>"
    found = fault(protocol.split(" ")[0], 403, HeadersDict({"Content-Type": "text/html"}), page)
    assert found.code == "403"
    assert found.message == f"Forbidden (the body, {len(page)} bytes of text/html, is not an error of AWS)"
    assert found.remedy is Remedy.NONE


def test_services_with_an_old_and_a_new_code_are_known_by_both() -> None:
    headers = HeadersDict({"x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender"})
    found = fault("json", 400, headers, b'{"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": "m"}')
    assert (found.code, found.alias) == ("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist")


@pytest.mark.parametrize(
    ("status", "code", "message", "remedy"),
    [
        (400, "ThrottlingException", "Rate exceeded", Remedy.SLOW_DOWN),
        (503, "SlowDown", "", Remedy.SLOW_DOWN),
        (400, "RequestLimitExceeded", "", Remedy.SLOW_DOWN),
        (429, "Whatever", "", Remedy.SLOW_DOWN),
        (400, "LimitExceededException", "Rate exceeded", Remedy.SLOW_DOWN),
        (400, "LimitExceededException", "You have 5 trails", Remedy.NONE),
        (500, "Whatever", "", Remedy.RETRY),
        (503, "ServiceUnavailable", "", Remedy.RETRY),
        (400, "RequestTimeout", "", Remedy.RETRY),
        (501, "NotImplemented", "", Remedy.NONE),
        (400, "ExpiredToken", "", Remedy.REFRESH),
        (403, "RequestTimeTooSkewed", "", Remedy.CLOCK),
        (403, "AccessDenied", "", Remedy.NONE),
        (400, "InvalidClientTokenId", "", Remedy.NONE),
    ],
)
def test_each_error_has_its_remedy(status: int, code: str, message: str, remedy: Remedy) -> None:
    body = f'{{"__type": "{code}", "message": "{message}"}}'.encode()
    assert fault("json", status, HeadersDict({}), body).remedy is remedy


def test_an_error_behind_a_200_is_seen_and_data_is_not_taken_for_one() -> None:
    assert hidden_error(b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>InternalError</Code></Error>')
    assert hidden_error(b"<Error><Code>SlowDown</Code></Error>")
    assert not hidden_error(b"<ErrorDocument><Key>error.html</Key></ErrorDocument>")
    assert not hidden_error(b"")


def test_no_secret_and_no_control_character_gets_into_a_message() -> None:
    keys = Frozen("AKID", "the/secret", "the-token")
    text = "bad \x1b[31mthe-token\nand the/secret, Signature=abc, " + "0f" * 32
    assert scrub(text, keys) == "bad [31m*** and ***, Signature=***, ***"
    assert scrub("The Canonical String for this request should have been\n'POST the rest", keys) == "(…)"
    assert len(scrub("x" * 100_000, None)) == 600


def test_what_sts_is_given_in_confidence_is_starred() -> None:
    assert shown_params("sts", '{"ExternalId":"x","RoleArn":"arn"}') == '{"ExternalId":"***","RoleArn":"arn"}'
    assert shown_params("iam", '{"UserName":"x"}') == '{"UserName":"x"}'
