"""Requests equal what botocore's own client would send: URL, method, headers, body and the scope of the signature."""

import random
import re
from functools import cache
from typing import Any

import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.model import Shape

from steelyard.aws import models
from steelyard.aws.endpoints import Endpoints, Settings
from steelyard.aws.reads import is_read
from steelyard.aws.request import Templates, plan
from steelyard.aws.serialize import canonical_params
from steelyard.errors import UsageError

SERVICES = [
    "accessanalyzer", "account", "acm", "apigateway", "apigatewayv2", "autoscaling", "backup", "cloudformation",
    "cloudfront", "cloudtrail", "cloudwatch", "config", "dynamodb", "ec2", "ecr", "efs", "eks", "elbv2", "glacier",
    "guardduty", "iam", "inspector2", "kms", "lambda", "logs", "organizations", "rds", "route53", "s3control",
    "secretsmanager", "securityhub", "sns", "sqs", "ssm", "sso-admin", "sts", "wafv2",
]  # fmt: skip
# Headers that botocore adds about itself, that are made when sending, or that S3 may have but does not ask of a read.
_ABOUT_ITSELF = frozenset(
    {
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "authorization",
        "content-length",
        "expect",
        "user-agent",
        "x-amz-checksum-crc32",
        "x-amz-content-sha256",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-user-agent",
    }
)


class _Stop(Exception):
    def __init__(self, request: Any) -> None:
        self.request = request


def _stop(request: Any, **_: Any) -> None:
    raise _Stop(request)


@cache
def _client(service: str, region: str, endpoint_url: str | None, path_style: bool = False) -> Any:
    session = botocore.session.Session()
    session.set_config_variable("profile", None)
    style = {"addressing_style": "path"} if path_style else {"us_east_1_regional_endpoint": "regional"}
    client = session.create_client(
        service,
        region_name=region,
        endpoint_url=endpoint_url,
        aws_access_key_id="AKID",
        aws_secret_access_key="secret",
        config=Config(retries={"max_attempts": 0}, s3=style, account_id_endpoint_mode="disabled"),
    )
    client.meta.events.register("before-send", _stop)
    return client


def _theirs(client: Any, operation: str, params: dict[str, Any]) -> Any:
    method = next(name for name, wire in client.meta.method_to_api_mapping.items() if wire == operation)
    try:
        getattr(client, method)(**params)
    except _Stop as stopped:
        return stopped.request
    except (BotoCoreError, ClientError, KeyError):
        return None
    raise AssertionError("botocore did not send")


def _ours(service: str, operation: str, params: dict[str, Any], region: str, endpoint_url: str | None) -> Any:
    templates = Templates(Endpoints(Settings(), endpoint_url))
    try:
        return templates.get(plan(service, operation), region, params, canonical_params(params))
    except UsageError:
        return None


def _check(service: str, operation: str, params: dict[str, Any], region: str, endpoint_url: str | None = None) -> bool:
    theirs = _theirs(_client(service, region, endpoint_url), operation, params)
    ours = _ours(service, operation, params, region, endpoint_url)
    where = f"{service}:{operation} {params} in {region}"
    if theirs is None or ours is None:
        # Where the one refuses, the other does.
        assert theirs is ours is None, where
        return False
    assert (ours.method, str(ours.url)) == (theirs.method, theirs.url), where
    body = theirs.body if isinstance(theirs.body, bytes) else (theirs.body or "").encode()
    assert ours.body == body, where
    assert _said(ours.headers) == _said(theirs.headers.items()), where
    scope = re.search(rb"Credential=AKID/\d+/([^/]+)/([^/]+)/", theirs.headers.get("Authorization", b"") or b"")
    if scope is None:
        assert not plan(service, operation).signed
    else:
        assert (ours.signing_region, ours.signing_name) == (scope[1].decode(), scope[2].decode()), where
    return True


def _said(headers: Any) -> dict[str, str]:
    texts = {name.lower(): value.decode() if isinstance(value, bytes) else str(value) for name, value in headers}
    return {name: value for name, value in texts.items() if name not in _ABOUT_ITSELF}


def _params(shape: Shape | None, rng: random.Random, fill: float) -> dict[str, Any]:
    if shape is None:
        return {}
    return {
        name: _value(member, rng, 0)
        for name, member in shape.members.items()
        if not member.serialization.get("idempotencyToken")
        and (name in shape.required_members or (rng.random() < fill and not member.metadata.get("idempotencyToken")))
    }


def _value(shape: Shape, rng: random.Random, depth: int) -> Any:
    kind = shape.type_name
    if kind == "structure":
        members = shape.members.items()
        if shape.is_tagged_union:
            members = [rng.choice(list(members))]
        wanted = {n: m for n, m in members if n in shape.required_members or shape.is_tagged_union or depth < 2}
        return {name: _value(member, rng, depth + 1) for name, member in wanted.items()}
    if kind == "list":
        least = int(shape.metadata.get("min", 0))
        return [_value(shape.member, rng, depth + 1) for _ in range(max(least, 1 if depth < 3 else 0))]
    if kind == "map":
        return {_value(shape.key, rng, depth + 1): _value(shape.value, rng, depth + 1)} if depth < 3 else {}
    if kind in ("string", "character"):
        if shape.name == "AccountId":
            return "123456789012"
        if shape.enum:
            return rng.choice(shape.enum)
        text = rng.choice(["abc-1", "a b/c", "ünï&=+", "arn:aws:iam::123456789012:role/x", "123456789012"])
        return text.ljust(int(shape.metadata.get("min", 0)), "x")
    if kind == "boolean":
        return rng.random() < 0.5
    if kind in ("integer", "long"):
        return max(int(shape.metadata.get("min", 1)), 7 if "max" not in shape.metadata else 1)
    if kind in ("float", "double"):
        return 0.5
    if kind == "timestamp":
        return "2024-05-01T12:30:00Z"
    assert kind == "blob", kind
    return "blob"


@pytest.mark.parametrize("service", SERVICES)
def test_every_read_of_a_service_is_sent_as_botocore_sends_it(service: str) -> None:
    sent = asked = 0
    for operation in models.service(service).operation_names:
        model = models.operation(service, operation)
        if not is_read(service, operation) or model.has_event_stream_output or model.has_event_stream_input:
            continue
        rng = random.Random(f"{service}{operation}")
        params = _params(model.input_shape, rng, rng.choice([0.0, 0.5]))
        if service == "s3control" and "arn:" in str(params):
            # botocore takes any ARN there for one of S3 on Outposts, and refuses others.
            continue
        asked += 1
        sent += _check(service, operation, params, "eu-west-1")
    assert sent > asked * 0.6


@pytest.mark.parametrize("region", ["us-east-1", "cn-north-1", "us-gov-west-1", "ap-southeast-3"])
@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("iam", "ListUsers"),
        ("ec2", "DescribeVolumes"),
        ("sts", "GetCallerIdentity"),
        ("s3", "ListBuckets"),
        ("route53", "ListHostedZones"),
        ("organizations", "ListAccounts"),
        ("cloudtrail", "DescribeTrails"),
        ("budgets", "DescribeBudgets"),
    ],
)
def test_every_partition_has_its_endpoints(service: str, operation: str, region: str) -> None:
    params = {"AccountId": "123456789012"} if service == "budgets" else {}
    assert _check(service, operation, params, region)


@pytest.mark.parametrize(
    "bucket",
    ["plain-name", "name.with.dots", "Upper_Case", "arn:aws:s3:eu-west-1:123456789012:accesspoint/ap", "x" * 64],
)
@pytest.mark.parametrize("operation", ["GetBucketPolicy", "GetBucketLocation", "ListObjectsV2", "HeadBucket"])
@pytest.mark.parametrize("endpoint_url", [None, "http://127.0.0.1:5000"])
def test_buckets_are_found_by_host_or_path_as_botocore_finds_them(
    bucket: str, operation: str, endpoint_url: str | None
) -> None:
    model = models.operation("s3", operation)
    theirs = _theirs(_client("s3", "eu-west-1", endpoint_url), operation, {"Bucket": bucket})
    ours = _ours("s3", operation, {"Bucket": bucket}, "eu-west-1", endpoint_url)
    if theirs is None or ours is None:
        assert theirs is ours is None
        return
    # botocore's client asks for URL-encoded keys by itself; here a caller does, who wants them so.
    assert str(ours.url) == re.sub(r"[?&]encoding-type=url", "", theirs.url).replace("?&", "?")
    assert ours.method == theirs.method == model.http["method"]


def test_an_empty_name_is_refused_rather_than_sent() -> None:
    for service, operation, params in (
        ("s3", "GetBucketPolicy", {"Bucket": ""}),
        ("lambda", "GetFunction", {"FunctionName": ""}),
    ):
        with pytest.raises(UsageError, match="is empty"):
            Templates(Endpoints(Settings())).get(
                plan(service, operation), "eu-west-1", params, canonical_params(params)
            )


@pytest.mark.parametrize(
    ("service", "operation", "params"),
    [
        ("kms", "DescribeKey", {}),
        ("kms", "DescribeKey", {"KeyId": 7}),
        ("kms", "DescribeKey", {"KeyId": "x", "Nonsense": 1}),
        ("s3control", "GetPublicAccessBlock", {"AccountId": "not/a label"}),
        ("ec2", "DescribeVolumes", {"Filters": "all"}),
    ],
)
def test_parameters_that_do_not_fit_are_refused_with_the_reason(service: str, operation: str, params: Any) -> None:
    with pytest.raises(UsageError, match=f"{service}"):
        Templates(Endpoints(Settings())).get(plan(service, operation), "eu-west-1", params, canonical_params(params))


def test_writes_are_refused() -> None:
    for service, operation in (("ec2", "RunInstances"), ("iam", "DeleteUser"), ("secretsmanager", "GetSecretValue")):
        with pytest.raises(UsageError, match="refused: it does not only read"):
            plan(service, operation)


def test_a_name_that_does_not_exist_has_near_ones() -> None:
    with pytest.raises(UsageError, match=r"no operation DescribeVolume; near: DescribeVolumes"):
        plan("ec2", "DescribeVolume")
    with pytest.raises(UsageError, match=r"no AWS service cloudtrial; near: cloudtrail"):
        plan("cloudtrial", "DescribeTrails")


def test_canonical_parameters_are_the_same_in_any_order() -> None:
    assert canonical_params({"b": [1], "a": {"d": 1, "c": 2}}) == '{"a":{"c":2,"d":1},"b":[1]}'
    with pytest.raises(UsageError, match="plain values"):
        canonical_params({"a": object()})
