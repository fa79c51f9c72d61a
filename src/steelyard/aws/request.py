"""What is known of a call before it is sent: of each operation once, of each request once a region."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from yarl import URL

from steelyard.aws import models
from steelyard.aws.endpoints import Endpoints
from steelyard.aws.parse import ParseError, Parser, parser
from steelyard.aws.reads import is_read
from steelyard.aws.serialize import prepare
from steelyard.aws.sign import Signable, signable
from steelyard.errors import UsageError

_S3_SIGNED = frozenset({"s3", "s3-outposts", "s3-object-lambda", "s3express"})
_MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Plan:
    """An operation that may be sent. ``streams`` means that a 200 is data and never a hidden error."""

    service: str
    operation: str
    protocol: str
    parse: Parser
    signed: bool
    unsigned_payload: bool
    s3: bool
    streams: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A request for one endpoint, ready to be signed."""

    method: str
    url: URL
    host: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    signable: Signable
    signing_region: str
    signing_name: str


@cache
def plan(service: str, operation: str) -> Plan:
    """The plan of an operation. Raises UsageError for one that does not exist, or does not only read."""
    model = models.operation(service, operation)
    if not is_read(service, operation):
        raise UsageError(f"{service}:{operation} is refused: it does not only read")
    if model.service_model.signature_version == "bearer":
        raise UsageError(f"{service}:{operation} takes a bearer token, which is not supported")
    auth = model.auth_type
    try:
        parse = parser(model)
    except ParseError as error:
        raise UsageError(f"{service}:{operation} cannot be called: {error}") from error
    return Plan(
        service=service,
        operation=operation,
        protocol=model.service_model.resolved_protocol,
        parse=parse,
        signed=auth != "none",
        unsigned_payload=bool(model.unsigned_payload) or auth == "v4-unsigned-body",
        s3=service == "s3",
        streams=bool(model.has_streaming_output),
    )


class Templates:
    """The templates of one client, kept by operation, region and parameters."""

    def __init__(self, endpoints: Endpoints) -> None:
        self._endpoints = endpoints
        self._kept: dict[tuple[str, str, str, str], Template] = {}

    def get(self, plan: Plan, region: str, params: Mapping[str, object], packed: str) -> Template:
        """The template of a call. Raises UsageError for parameters or a region that cannot be."""
        key = (plan.service, plan.operation, region, packed)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = self._make(plan, region, params, packed)
        return found

    def _make(self, plan: Plan, region: str, params: Mapping[str, object], packed: str) -> Template:
        endpoint = self._endpoints.resolve(plan.service, region, plan.operation, params)
        made = prepare(plan.service, plan.operation, params, packed)
        text = _joined(endpoint.url, made.host_prefix, made.target)
        url = URL(text, encoded=True)
        headers = (*endpoint.headers, *made.headers)
        return Template(
            method=made.method,
            url=url,
            host=url.host or "",
            headers=headers,
            body=made.body,
            signable=signable(
                made.method,
                text,
                headers,
                made.body,
                s3=endpoint.signing_name in _S3_SIGNED,
                double_encode=endpoint.double_encode,
                unsigned_payload=plan.unsigned_payload and url.scheme == "https",
            ),
            signing_region=endpoint.signing_region,
            signing_name=endpoint.signing_name,
        )


def _joined(base: str, host_prefix: str, target: str) -> str:
    """A URL from the endpoint (which may have a path), a prefix of its host, and the request's path and query."""
    scheme, _, rest = base.partition("://")
    host, slash, path = rest.partition("/")
    # A prefix makes a name that only AWS's own DNS knows; an IP address or localhost has no such names.
    if host_prefix and not _is_local(host):
        host = host_prefix + host
    whole = slash + path
    if not target.startswith("?"):
        whole += target if target != "/" or not whole else ""
    else:
        whole = (whole or "/") + target
    return f"{scheme}://{host}{whole}"


def _is_local(host: str) -> bool:
    name = host.rpartition(":")[0] or host
    return name == "localhost" or name.startswith("[") or name.replace(".", "").isdigit()
