"""Parameters to the unsigned request of an operation, through botocore's serializers.

The same request goes to many accounts and regions, so what is made is kept, by operation and parameters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

import orjson
from botocore.exceptions import BotoCoreError
from botocore.serialize import create_serializer
from botocore.utils import percent_encode_sequence

from steelyard.aws import models
from steelyard.errors import UsageError

_MOST_MADE = 4096
_made: dict[tuple[str, str, str], "Prepared"] = {}
_ROUTE53_IDS = frozenset({"ResourceId", "DelegationSetId", "ChangeId"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request without its host: ``target`` is path and query, encoded; ``headers`` are to be sent as they are."""

    method: str
    target: str
    host_prefix: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def canonical_params(params: Mapping[str, object]) -> str:
    """Parameters as compact JSON with sorted keys: the name of a request. Raises UsageError."""
    try:
        packed = orjson.dumps(params, default=_plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)
    except (TypeError, ValueError) as error:
        raise UsageError(f"parameters of an AWS call must be plain values: {error}") from error
    return packed.decode()


def prepare(service: str, operation: str, params: Mapping[str, object], packed: str) -> Prepared:
    """The request for parameters, of which ``packed`` is the canonical form.

    Raises UsageError when they do not fit the operation: one missing, unknown or of a wrong type.
    """
    key = (service, operation, packed)
    found = _made.get(key)
    if found is None:
        if len(_made) >= _MOST_MADE:
            _made.clear()
        found = _made[key] = _prepare(service, operation, dict(params))
    return found


def _prepare(service: str, operation: str, params: dict[str, Any]) -> Prepared:
    model = models.operation(service, operation)
    params = _adapted(service, model, params)
    _refuse_empty_names(service, model, params)
    try:
        wire = _serializer(model.service_model.resolved_protocol).serialize_to_request(params, model)
    except BotoCoreError as error:
        text = " ".join(str(error).split())
        raise UsageError(f"{service}:{operation} cannot take these parameters: {text}") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{service}:{operation} cannot take these parameters: {error!r}") from error
    target = wire["url_path"] or "/"
    if wire["query_string"]:
        target += ("&" if "?" in target else "?") + percent_encode_sequence(wire["query_string"])
    return Prepared(
        method=wire["method"],
        target=target,
        host_prefix=wire.get("host_prefix") or "",
        headers=tuple(_headers(service, model, wire["headers"])),
        body=_body(wire["body"]),
    )


@cache
def _serializer(protocol: str) -> Any:
    return create_serializer(protocol, include_validation=True)


def _headers(service: str, model: Any, made: Mapping[str, Any]) -> list[tuple[str, str]]:
    headers = [(name, value.decode() if isinstance(value, bytes) else str(value)) for name, value in made.items()]
    if service == "glacier":
        headers.append(("x-amz-glacier-version", model.metadata["apiVersion"]))
    elif service == "apigateway" and "Accept" not in made:
        # Without it API Gateway answers in HAL, which is not what its model says.
        headers.append(("Accept", "application/json"))
    if model.is_endpoint_discovery_operation:
        headers.append(("x-amz-api-version", model.service_model.api_version))
    return headers


def _adapted(service: str, model: Any, params: dict[str, Any]) -> dict[str, Any]:
    """What AWS's SDKs do to parameters: Route 53 ids without their path, Glacier's "this account"."""
    shape = model.input_shape
    if service == "route53" and shape is not None:
        return {
            name: value.rpartition("/")[2]
            if isinstance(value, str) and name in shape.members and shape.members[name].name in _ROUTE53_IDS
            else value
            for name, value in params.items()
        }
    if service == "glacier" and shape is not None and "accountId" in shape.members:
        return {"accountId": "-", **params}
    return params


def _refuse_empty_names(service: str, model: Any, params: dict[str, Any]) -> None:
    """An empty name in a path would turn the call for one thing into a call for all of them."""
    if model.input_shape is None:
        return
    for name, member in model.input_shape.members.items():
        if member.serialization.get("location") == "uri" and params.get(name) == "":
            raise UsageError(f"{service}:{model.name} needs a {name}, and it is empty")


def _body(body: Any) -> bytes:
    if isinstance(body, dict):
        pairs = [(key, value.encode() if isinstance(value, str) else value) for key, value in body.items()]
        return urlencode(pairs, doseq=True).encode()
    if isinstance(body, str):
        return body.encode()
    return bytes(body or b"")


def _plain(value: Any) -> Any:
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    raise TypeError(f"{type(value).__name__} is not a plain value")
