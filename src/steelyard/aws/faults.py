"""Answers that are errors: their code and message in every protocol, and what to do about each."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from steelyard.aws import parse_cbor, parse_json, parse_xml
from steelyard.aws.parse import ParseError

# The names AWS's services have for "slower, please"; from the AWS SDKs' retry behaviour reference and the
# services' own pages of common errors.
THROTTLING = frozenset(
    {
        "BandwidthLimitExceeded",
        "ConcurrentRequestsLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequests",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)
# Faults of the moment on AWS's side.
TRANSIENT = frozenset(
    {
        "InternalError",
        "InternalErrorException",
        "InternalFailure",
        "InternalServerError",
        "InternalServerException",
        "InternalServiceError",
        "InternalServiceErrorException",
        "InternalServiceException",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServerException",
        "ServiceException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "Unavailable",
    }
)
EXPIRED = frozenset({"ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"})
SKEWED = frozenset(
    {
        "AuthFailure",
        "InvalidSignatureException",
        "RequestExpired",
        "RequestInTheFuture",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    }
)
REDIRECTS = frozenset({"AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "PermanentRedirect"})
_TRANSIENT_STATUS = frozenset({500, 502, 503, 504})


class Remedy(Enum):
    """What may help after a failed attempt."""

    NONE = "none"
    RETRY = "retry"
    SLOW_DOWN = "slow down"
    REFRESH = "refresh"
    CLOCK = "clock"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True)
class Fault:
    """An error answer, or none. ``alias`` is the other name of the code, where a service has a new and an old one.

    ``most`` is how often a call may meet this kind of fault before it is believed to stay.
    """

    status: int | None
    code: str
    message: str
    request_id: str | None = None
    alias: str | None = None
    region: str | None = None
    remedy: Remedy = Remedy.NONE
    most: int = 1000


def request_id(headers: Mapping[str, str]) -> str | None:
    """The id AWS's support asks for."""
    return headers.get("x-amzn-requestid") or headers.get("x-amz-request-id") or headers.get("x-amz-id-2")


def fault(protocol: str, status: int, headers: Mapping[str, str], body: bytes) -> Fault:
    """The error in an answer of status 300 or more (or of an S3 answer that hides one behind a 200).

    Never raises: an HTML page or garbage gives the HTTP status as the code.
    """
    try:
        found = _READERS[protocol](headers, body)
    except (ParseError, ValueError, TypeError, AttributeError, RecursionError):
        found = {}
    code = _text(found.get("code"))
    message = _text(found.get("message"))
    alias: str | None = None
    parts = headers.get("x-amzn-query-error", "").split(";")
    if code and len(parts) == 2 and parts[0]:
        code, alias = parts[0], code
    if not code:
        code = str(status)
        message = message or _explain(status, headers, body)
    return Fault(
        status=status,
        code=code,
        message=message,
        request_id=request_id(headers) or _text(found.get("request_id")) or None,
        alias=alias,
        region=headers.get("x-amz-bucket-region") or _text(found.get("region")) or None,
        remedy=_remedy(status, code, alias, message, headers),
    )


def hidden_error(body: bytes) -> bool:
    """Whether a 200 of S3 is an error all the same: S3 may find out after it has begun to answer."""
    head = body[:512].lstrip()
    if head.startswith(b"<?xml"):
        head = head.partition(b"?>")[2].lstrip()
    return head.startswith((b"<Error>", b"<Error "))


def _remedy(status: int, code: str, alias: str | None, message: str, headers: Mapping[str, str]) -> Remedy:
    names = {code, alias}
    if (
        names & REDIRECTS
        or status in (301, 302, 307, 308)
        or (status == 400 and "x-amz-bucket-region" in headers and code == "400")
    ):
        return Remedy.REDIRECT
    if names & EXPIRED:
        return Remedy.REFRESH
    if names & SKEWED:
        return Remedy.CLOCK
    if status == 429 or _throttled(names, message):
        return Remedy.SLOW_DOWN
    if status in _TRANSIENT_STATUS or names & TRANSIENT:
        return Remedy.RETRY
    return Remedy.NONE


def _throttled(names: set[str | None], message: str) -> bool:
    if "LimitExceededException" in names or "LimitExceeded" in names:
        # Some services say so of a quota that no waiting changes; a rate always says so in its text.
        return "rate" in message.lower()
    return bool(names & THROTTLING)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _explain(status: int, headers: Mapping[str, str], body: bytes) -> str:
    reason = http.client.responses.get(status, "an unknown status")
    if not body:
        return reason
    kind = headers.get("content-type", "no content type").partition(";")[0]
    return f"{reason} (the body, {len(body)} bytes of {kind}, is not an error of AWS)"


def _read_json(headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    return _from_members(headers, parse_json.load(body) if body else {})


def _read_cbor(headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    return _from_members(headers, parse_cbor.load(body) if body else {})


def _from_members(headers: Mapping[str, str], members: Any) -> dict[str, Any]:
    code = headers.get("x-amzn-errortype")
    message = None
    if isinstance(members, dict):
        message = members.get("message") or members.get("Message") or members.get("errorMessage")
        code = code or members.get("__type") or members.get("code") or members.get("Code")
    if isinstance(code, str):
        code = code.partition(":")[0].rpartition("#")[2]
    return {"code": code, "message": message}


def _read_xml(headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """Error, ErrorResponse/Error, and Response/Errors/Error, whichever service has which."""
    root = parse_xml.load(body)
    found: dict[str, Any] = {}
    error = root if parse_xml.local(root.tag) == "Error" else None
    for node in root.iter():
        name = parse_xml.local(node.tag)
        if name == "Error" and error is None:
            error = node
        elif name in ("RequestId", "RequestID", "requestId"):
            found["request_id"] = node.text
    if error is not None:
        for child in error:
            name = parse_xml.local(child.tag)
            if name in ("Code", "Message", "Region"):
                found[name.lower()] = child.text
    return found


_READERS = {
    "json": _read_json,
    "rest-json": _read_json,
    "query": _read_xml,
    "ec2": _read_xml,
    "rest-xml": _read_xml,
    "smithy-rpc-v2-cbor": _read_cbor,
}
