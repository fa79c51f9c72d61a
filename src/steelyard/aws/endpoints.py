"""Where a call goes and for which region and name it is signed, by the endpoint rules that AWS publishes.

The rules are botocore's, one set a service; an answer is kept by (service, region, what the rules look at).
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import jmespath
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import BotoCoreError, EndpointProviderError
from botocore.model import OperationModel

from steelyard.aws import models
from steelyard.errors import UsageError

_HOST_LABEL = re.compile(r"^(?!-)[a-z0-9-]{1,63}(?<!-)$", re.IGNORECASE)
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``url`` has no slash at its end. ``signed`` is False for the few operations that take no signature."""

    url: str
    headers: tuple[tuple[str, str], ...]
    signing_region: str
    signing_name: str
    double_encode: bool


@dataclass(frozen=True)
class Settings:
    """What a user's environment and profile say about endpoints; read as the AWS SDKs read it.

    The two mappings are of service ids to URLs, with the one for all services under the empty name.
    """

    fips: bool = False
    dualstack: bool = False
    path_style: bool = False
    ca_bundle: str | None = None
    from_environment: Mapping[str, str] = field(default_factory=dict)
    from_profile: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, profile: str | None = None) -> "Settings":
        """Read them from environment variables and the profile. Raises UsageError for a broken configuration."""
        import botocore.session

        try:
            session = botocore.session.Session(profile=profile)
            read = session.get_config_variable
            scoped = session.get_scoped_config()
            services = session.full_config.get("services", {}).get(scoped.get("services"), {})
            ignored = read("ignore_configured_endpoint_urls")
            return cls(
                fips=bool(read("use_fips_endpoint")),
                dualstack=bool(read("use_dualstack_endpoint")),
                path_style=(read("s3") or {}).get("addressing_style") == "path",
                ca_bundle=read("ca_bundle"),
                from_environment={} if ignored else _urls_of_environment(),
                from_profile={} if ignored else _urls_of_profile(scoped, services),
            )
        except BotoCoreError as error:
            raise UsageError(f"the AWS configuration cannot be read: {error}") from error

    def url_for(self, service: str) -> str | None:
        """The configured endpoint of a service, if any: the environment before the profile, its own before all."""
        name = models.service(service).service_id.replace(" ", "_").replace("-", "_").lower()
        for source in (self.from_environment, self.from_profile):
            found = source.get(name) or source.get("")
            if found:
                return found
        return None


def _urls_of_environment() -> Mapping[str, str]:
    start = "AWS_ENDPOINT_URL"
    given = {name: url for name, url in os.environ.items() if name.startswith(start) and url}
    return {name.removeprefix(start).removeprefix("_").lower(): url for name, url in given.items()}


def _urls_of_profile(scoped: Mapping[str, Any], services: Mapping[str, Any]) -> Mapping[str, str]:
    found = {name: section.get("endpoint_url") for name, section in services.items() if isinstance(section, Mapping)}
    return {name: url for name, url in {**found, "": scoped.get("endpoint_url")}.items() if url}


class Endpoints:
    """The resolver of one client. ``endpoint_url`` overrides everything that is configured."""

    def __init__(self, settings: Settings, endpoint_url: str | None = None) -> None:
        self._settings = settings
        self._override = _checked_url(endpoint_url) if endpoint_url else None
        self._urls: dict[str, str | None] = {}
        self._kept: dict[tuple[Any, ...], Endpoint] = {}

    def resolve(self, service: str, region: str, operation: str, params: Mapping[str, Any]) -> Endpoint:
        """The endpoint for a call. Raises UsageError where the rules have none (a region or bucket name, say)."""
        given = _context(service, operation, params)
        key = (service, region, operation == "GetBucketLocation", *given.values())
        try:
            found = self._kept.get(key)
        except TypeError:
            return self._resolve(service, region, operation, given)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = self._resolve(service, region, operation, given)
        return found

    def _resolve(self, service: str, region: str, operation: str, given: Mapping[str, Any]) -> Endpoint:
        provider = _provider(service)
        url = self._url(service)
        builtins = self._builtins(region, url, operation, given.get("Bucket"))
        asked = {name: value for name, value in given.items() if value is not None}
        if url is not None and _is_address(url):
            # No name can be put before an address, and S3 Control would put the account's id there.
            asked.pop("RequiresAccountId", None)
        for name, parameter in provider.ruleset.parameters.items():
            if name not in asked and parameter.builtin in builtins:
                asked[name] = builtins[parameter.builtin]
        try:
            answer = provider.resolve_endpoint(**asked)
        except (EndpointProviderError, ValueError, TypeError) as error:
            text = str(error).removeprefix("Endpoint Provider Error: ")
            raise UsageError(f"there is no endpoint of {service} for region {region}: {text}") from error
        return _endpoint(service, region, answer)

    def _url(self, service: str) -> str | None:
        if self._override is not None:
            return self._override
        if service not in self._urls:
            configured = self._settings.url_for(service)
            self._urls[service] = _checked_url(configured) if configured else None
        return self._urls[service]

    def _builtins(self, region: str, url: str | None, operation: str, bucket: Any) -> dict[str, Any]:
        # Path style for local endpoints, for names that are no host label, and for the question where a
        # bucket is, which only the path style answers from any region.
        is_arn = isinstance(bucket, str) and bucket.startswith("arn:")
        by_path = self._settings.path_style or url is not None
        by_path = by_path or (isinstance(bucket, str) and not _HOST_LABEL.match(bucket))
        by_path = (by_path and not is_arn) or operation == "GetBucketLocation"
        known = {
            "AWS::Region": region,
            "AWS::UseFIPS": self._settings.fips and url is None,
            "AWS::UseDualStack": self._settings.dualstack and url is None,
            "AWS::S3::ForcePathStyle": by_path,
            "AWS::S3::UseGlobalEndpoint": False,
            "AWS::S3::Accelerate": False,
            "AWS::S3::UseArnRegion": True,
            "AWS::S3::DisableMultiRegionAccessPoints": False,
            "AWS::S3Control::UseArnRegion": False,
            "AWS::STS::UseGlobalEndpoint": False,
            "AWS::Auth::AccountIdEndpointMode": "disabled",
        }
        if url is not None:
            known["SDK::Endpoint"] = url
        return known


@cache
def _provider(service: str) -> EndpointProvider:
    return EndpointProvider(ruleset_data=models.ruleset(service), partition_data=models.partitions())


@cache
def _sources(service: str, operation: str) -> tuple[dict[str, Any], dict[str, str], dict[str, Any]]:
    """Which of the rules' parameters an operation sets: fixed, from a member, from a path into the parameters."""
    model: OperationModel = models.operation(service, operation)
    known = _provider(service).ruleset.parameters
    fixed = {p.name: p.value for p in model.static_context_parameters if p.name in known}
    members = {p.name: p.member_name for p in model.context_parameters if p.name in known}
    paths = {
        name: jmespath.compile(rule["path"])
        for name, rule in dict(model.operation_context_parameters).items()
        if name in known
    }
    return fixed, members, paths


def _context(service: str, operation: str, params: Mapping[str, Any]) -> dict[str, Any]:
    fixed, members, paths = _sources(service, operation)
    if not (fixed or members or paths):
        return {}
    found = {name: path.search(params) for name, path in paths.items()}
    found.update({name: params.get(member) for name, member in members.items()})
    found.update(fixed)
    # S3's rules name objects too, but no endpoint depends on an object's key.
    found.pop("Key", None)
    found.pop("Prefix", None)
    return dict(sorted(found.items()))


def _endpoint(service: str, region: str, answer: Any) -> Endpoint:
    model = models.service(service)
    scheme = _scheme(service, answer.properties.get("authSchemes") or [])
    home = models.is_global(service, models.partition_of(region))
    return Endpoint(
        url=answer.url.rstrip("/"),
        headers=tuple((name, values[0]) for name, values in answer.headers.items()),
        signing_region=scheme.get("signingRegion") or home or region,
        signing_name=scheme.get("signingName") or model.signing_name,
        double_encode=not scheme.get("disableDoubleEncoding", False),
    )


def _scheme(service: str, schemes: list[dict[str, Any]]) -> dict[str, Any]:
    if not schemes:
        return {}
    for scheme in schemes:
        if scheme["name"] == "sigv4":
            return scheme
    offered = ", ".join(scheme["name"] for scheme in schemes)
    raise UsageError(f"{service} asks for a signature of a kind that is not supported here ({offered})")


def _is_address(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host == "localhost" or ":" in host or host.replace(".", "").isdigit()


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"the endpoint URL {url!r} is not an http or https URL")
    return url.rstrip("/")
