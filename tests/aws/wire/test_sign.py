"""Signatures equal botocore's for any request."""

import datetime
from typing import Any
from unittest.mock import patch

import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.aws.sign import Frozen, authorize, host_of, signable

NOW = datetime.datetime(2024, 5, 1, 12, 30, 0, tzinfo=datetime.UTC)
MOMENT = "20240501T123000Z"

_encoded = st.text(alphabet="abzAZ09-._~/%+ =&?:,;@!$'()*é漢\"<>#", max_size=12)
_paths = st.lists(
    st.sampled_from(
        ["a", "B-c", ".", "..", "", "%20", "%2F", "x%3Ay", "arn%3Aaws%3Aiam", "~t", "a+b", "é", "a=b", "$x"]
    ),
    max_size=6,
).map(lambda parts: "/" + "/".join(parts))
_queries = st.lists(
    st.tuples(
        st.sampled_from(["policy", "list-type", "Action", "a%20b", "key", "key", "X", "%E6%BC%A2"]),
        st.sampled_from(["", "2", "%2F", "a%20b", "~", "b", "a", "%3D%26"]),
    ),
    max_size=5,
).map(lambda pairs: "&".join(f"{key}={value}" if value else key for key, value in pairs))
_headers = st.dictionaries(
    st.sampled_from(
        [
            "Content-Type",
            "X-Amz-Target",
            "x-amz-acl",
            "Accept",
            "User-Agent",
            "Expect",
            "X-Amzn-Trace-Id",
            "x-zz",
            "Range",
        ]
    ),
    st.sampled_from(["a", "  a  b   c ", "application/x-amz-json-1.1", "tab\there", "UPPER lower", "ünïcode", ""]),
    max_size=5,
)
_tokens = st.sampled_from([None, "", "FwoGZXIvYXdzE//token+with/slashes==", "short"])


def _theirs(signer: Any, method: str, url: str, headers: dict[str, str], body: bytes, context: dict[str, Any]) -> Any:
    request = AWSRequest(method=method, url=url, headers=headers, data=body)
    request.context.update(context)
    with patch("botocore.auth.get_current_datetime", return_value=NOW):
        signer.add_auth(request)
    return request.headers


def _ours(made: Any, key: Frozen, region: str, service: str) -> dict[str, str]:
    return dict(authorize(made, key, region, service, MOMENT))


def _assert_equal(ours: dict[str, str], theirs: Any) -> None:
    for name, value in ours.items():
        assert theirs[name] == value
    for name in ("Authorization", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-SHA256"):
        assert (name in theirs) == (name in ours)


@settings(max_examples=400, deadline=None)
@given(
    method=st.sampled_from(["GET", "POST", "HEAD"]),
    host=st.sampled_from(
        [
            "https://ec2.eu-west-1.amazonaws.com",
            "http://127.0.0.1:5000",
            "https://API.example.com:443",
            "http://[::1]:80",
        ]
    ),
    path=_paths,
    query=_queries,
    headers=_headers,
    body=st.binary(max_size=40),
    token=_tokens,
    region=st.sampled_from(["us-east-1", "cn-north-1"]),
    service=st.sampled_from(["ec2", "execute-api"]),
)
def test_a_signature_equals_botocores(
    method: str,
    host: str,
    path: str,
    query: str,
    headers: dict[str, str],
    body: bytes,
    token: Any,
    region: str,
    service: str,
) -> None:
    url = f"{host}{path}" + (f"?{query}" if query else "")
    signer = SigV4Auth(Credentials("AKID", "secret/key+", token), service, region)
    theirs = _theirs(signer, method, url, headers, body, {})
    made = signable(method, url, headers.items(), body)
    _assert_equal(_ours(made, Frozen("AKID", "secret/key+", token), region, service), theirs)


@settings(max_examples=300, deadline=None)
@given(
    method=st.sampled_from(["GET", "HEAD"]),
    host=st.sampled_from(["https://b.s3.eu-west-1.amazonaws.com", "http://127.0.0.1:5000"]),
    path=_paths,
    query=_queries,
    headers=_headers,
    token=_tokens,
)
def test_a_signature_for_s3_equals_botocores(
    method: str, host: str, path: str, query: str, headers: dict[str, str], token: Any
) -> None:
    url = f"{host}{path}" + (f"?{query}" if query else "")
    signer = S3SigV4Auth(Credentials("AKID", "secret", token), "s3", "eu-west-1")
    theirs = _theirs(signer, method, url, headers, b"", {})
    made = signable(method, url, headers.items(), b"", s3=True)
    _assert_equal(_ours(made, Frozen("AKID", "secret", token), "eu-west-1", "s3"), theirs)


@given(body=st.binary(max_size=40), token=_tokens)
def test_an_unsigned_payload_equals_botocores(body: bytes, token: Any) -> None:
    url = "https://data.example.com/x"
    signer = SigV4Auth(Credentials("AKID", "secret", token), "mediastore-data", "eu-west-1")
    theirs = _theirs(signer, "PUT", url, {}, body, {"payload_signing_enabled": False})
    made = signable("PUT", url, [], body, unsigned_payload=True)
    _assert_equal(_ours(made, Frozen("AKID", "secret", token), "eu-west-1", "mediastore-data"), theirs)


def test_a_signing_key_of_yesterday_is_not_used_today() -> None:
    made = signable("GET", "https://iam.amazonaws.com/", [], b"")
    key = Frozen("AKID", "secret", None)
    seen = {
        dict(authorize(made, *given_key, moment))["Authorization"]
        for moment in ("20240501T000000Z", "20240502T000000Z")
        for given_key in (
            (key, "a", "iam"),
            (key, "b", "iam"),
            (key, "a", "sts"),
            (Frozen("AKID", "other"), "a", "iam"),
        )
    }
    assert len(seen) == 8


def test_frozen_credentials_do_not_print_their_secrets() -> None:
    shown = repr(Frozen("AKID", "the-secret", "the-token")) + str(Frozen("AKID", "the-secret", "the-token"))
    assert "the-secret" not in shown
    assert "the-token" not in shown


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.com/", "example.com"),
        ("https://example.com:443/", "example.com"),
        ("http://example.com:443/", "example.com:443"),
        ("http://user:pw@example.com/", "example.com"),
        ("http://[::1]:8080/", "[::1]:8080"),
    ],
)
def test_the_host_header_of_a_url(url: str, host: str) -> None:
    assert host_of(url) == host
