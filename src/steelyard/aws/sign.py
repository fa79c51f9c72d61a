"""AWS Signature Version 4, with the part that does not change from call to call done once.

``signable`` prepares a request; ``authorize`` signs it for a moment and a set of credentials. The result
equals that of botocore's ``SigV4Auth`` and ``S3SigV4Auth``. Reference: "AWS Signature Version 4 for API
requests" in the IAM user guide.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urlsplit

EMPTY_HASH = hashlib.sha256(b"").hexdigest()
UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD"
_DEFAULT_PORTS = {"http": 80, "https": 443}
# Headers that proxies and clients change on the way, so that nobody signs them.
_NOT_SIGNED = frozenset(
    {
        "authorization",
        "baggage",
        "connection",
        "expect",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "traceparent",
        "tracestate",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "x-amzn-trace-id",
        "x-amz-date",
        "x-amz-security-token",
    }
)


class Frozen(NamedTuple):
    """One set of credentials as it is at one moment. Never printed with its secrets."""

    access_key: str
    secret_key: str
    token: str | None = None

    def __repr__(self) -> str:
        return f"Frozen(access_key={self.access_key!r})"


@dataclass(frozen=True, slots=True)
class Signable:
    """A request up to the moment of sending: ``head`` is method, path and query in canonical form."""

    head: str
    headers: tuple[tuple[str, str], ...]
    payload_hash: str
    sends_hash: bool


def signable(
    method: str,
    url: str,
    headers: Iterable[tuple[str, str]],
    body: bytes,
    *,
    s3: bool = False,
    double_encode: bool = True,
    unsigned_payload: bool = False,
) -> Signable:
    """Prepare a request for signing. ``url`` is encoded as it is sent; S3's paths are taken as they are.

    ``unsigned_payload`` leaves the body out of the signature (only over https, as botocore has it).
    """
    parts = urlsplit(url)
    path = parts.path or "/" if s3 or not double_encode else quote(_normalized(parts.path), safe="/~")
    unsigned = unsigned_payload
    hashed = _payload_hash(body) if not unsigned else UNSIGNED_PAYLOAD
    signed: dict[str, list[str]] = {}
    for name, value in headers:
        lower = name.lower()
        if lower not in _NOT_SIGNED:
            signed.setdefault(lower, []).append(" ".join(value.split()))
    if "host" not in signed:
        signed["host"] = [host_of(url)]
    sends_hash = s3 or unsigned
    if sends_hash:
        signed["x-amz-content-sha256"] = [hashed]
    elif "x-amz-content-sha256" in signed:
        hashed = signed["x-amz-content-sha256"][0]
    return Signable(
        head=f"{method.upper()}\n{path}\n{_canonical_query(parts.query)}\n",
        headers=tuple(sorted((name, ",".join(values)) for name, values in signed.items())),
        payload_hash=hashed,
        sends_hash=sends_hash,
    )


def authorize(request: Signable, credentials: Frozen, region: str, service: str, moment: str) -> list[tuple[str, str]]:
    """The headers that a request needs besides its own. ``moment`` is UTC as ``20240501T123000Z``."""
    access_key, secret_key, token = credentials
    added = [("X-Amz-Date", moment)]
    signed = [*request.headers, ("x-amz-date", moment)]
    if token:
        added.append(("X-Amz-Security-Token", token))
        signed.append(("x-amz-security-token", " ".join(token.split())))
    if request.sends_hash:
        added.append(("X-Amz-Content-SHA256", request.payload_hash))
    signed.sort()
    names = ";".join([name for name, _ in signed])
    lines = "".join([f"{name}:{value}\n" for name, value in signed])
    canonical = f"{request.head}{lines}\n{names}\n{request.payload_hash}"
    day = moment[:8]
    scope = f"{day}/{region}/{service}/aws4_request"
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    key = _signing_key(secret_key, day, region, service)
    signature = hmac.digest(key, f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{digest}".encode(), "sha256").hex()
    added.append(
        (
            "Authorization",
            f"AWS4-HMAC-SHA256 Credential={access_key}/{scope}, SignedHeaders={names}, Signature={signature}",
        )
    )
    return added


def host_of(url: str) -> str:
    """The Host header of a URL: lower case, without the scheme's own port."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{parts.port}"
    return host


@lru_cache(maxsize=8192)
def _signing_key(secret_key: str, day: str, region: str, service: str) -> bytes:
    key = hmac.digest(b"AWS4" + secret_key.encode(), day.encode(), "sha256")
    for part in (region, service, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def _payload_hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest() if body else EMPTY_HASH


def _canonical_query(query: str) -> str:
    if not query:
        return ""
    pairs = [pair.partition("=") for pair in query.split("&")]
    return "&".join(f"{key}={value}" for key, value in sorted((key, value) for key, _, value in pairs))


def _normalized(path: str) -> str:
    """Without empty, "." and ".." segments; a slash at the end stays (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if kept:
                kept.pop()
        elif segment and segment != ".":
            kept.append(segment)
    if not kept:
        return "/"
    return "/" + "/".join(kept) + ("/" if path.endswith("/") else "")
