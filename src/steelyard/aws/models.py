"""AWS's own service models, read straight from the data folder that botocore ships.

Nothing is loaded before it is asked for, and everything is kept for the life of the process. Read with
orjson the largest model (ec2) takes about 40 ms, against 300 ms through botocore's loader.
"""

import difflib
import gzip
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import botocore
import orjson
from botocore.model import OperationModel, ServiceModel
from botocore.utils import deep_merge

from steelyard.errors import UsageError

Json = dict[str, Any]

_DATA = Path(botocore.__file__).parent / "data"

# Pairs that AWS uses to say "there is more": the input member that continues, and where the answer has it.
_TOKEN_PAIRS = (
    ("NextToken", "NextToken"),
    ("nextToken", "nextToken"),
    ("next_token", "next_token"),
    ("Marker", "NextMarker"),
    ("Marker", "Marker"),
    ("marker", "nextMarker"),
    ("marker", "marker"),
    ("NextMarker", "NextMarker"),
    ("ContinuationToken", "NextContinuationToken"),
    ("PaginationToken", "PaginationToken"),
    ("NextPageToken", "NextPageToken"),
    ("nextPageToken", "nextPageToken"),
    ("position", "position"),
    ("pageToken", "nextPageToken"),
    ("PageToken", "NextPageToken"),
    ("NextPage", "NextPage"),
)

# Operations for which botocore has no rule: with several tokens (the Route 53 API reference), or continued from the
# last element of a page (the Firehose and Kinesis API references).
_OWN_PAGINATORS: dict[tuple[str, str], Json] = {
    ("firehose", "ListDeliveryStreams"): {
        "more_results": "HasMoreDeliveryStreams",
        "input_token": "ExclusiveStartDeliveryStreamName",
        "output_token": "DeliveryStreamNames[-1]",
        "result_key": "DeliveryStreamNames",
    },
    ("firehose", "ListTagsForDeliveryStream"): {
        "more_results": "HasMoreTags",
        "input_token": "ExclusiveStartTagKey",
        "output_token": "Tags[-1].Key",
        "result_key": "Tags",
    },
    ("kinesis", "ListTagsForStream"): {
        "more_results": "HasMoreTags",
        "input_token": "ExclusiveStartTagKey",
        "output_token": "Tags[-1].Key",
        "result_key": "Tags",
    },
    ("route53", "ListTrafficPolicies"): {
        "more_results": "IsTruncated",
        "input_token": "TrafficPolicyIdMarker",
        "output_token": "TrafficPolicyIdMarker",
    },
    ("route53", "ListTrafficPolicyInstances"): {
        "more_results": "IsTruncated",
        "input_token": [
            "HostedZoneIdMarker",
            "TrafficPolicyInstanceNameMarker",
            "TrafficPolicyInstanceTypeMarker",
        ],
        "output_token": [
            "HostedZoneIdMarker",
            "TrafficPolicyInstanceNameMarker",
            "TrafficPolicyInstanceTypeMarker",
        ],
    },
}


@cache
def service_names() -> frozenset[str]:
    """Every service that botocore has a model of, under botocore's names."""
    return frozenset(folder.name for folder in _DATA.iterdir() if folder.is_dir())


@cache
def service(name: str) -> ServiceModel:
    """The newest model of a service. Raises UsageError for a name that botocore does not know."""
    description = _read(name, "service-2")
    if name == "s3":
        _drop_bucket_from_paths(description)
    elif name == "s3control":
        _drop_account_from_hosts(description)
    return ServiceModel(description, service_name=name)


@cache
def operation(service_name: str, name: str) -> OperationModel:
    """An operation by its wire name (``DescribeTrails``). Raises UsageError when there is none."""
    model = service(service_name)
    if name not in model.operation_names:
        near = difflib.get_close_matches(name, model.operation_names, 3)
        hint = f"; near: {', '.join(near)}" if near else ""
        raise UsageError(f"AWS service {service_name} has no operation {name}{hint}")
    return model.operation_model(name)


@cache
def paginator(service_name: str, name: str) -> Json | None:
    """How an operation continues, in the terms of botocore's ``paginators-1.json``, or None if it has no pages.

    Where botocore has no rule although the answer has a token that the request takes, the rule is made from
    the two members: rows that stay behind on a second page would be silently lost.
    """
    rule = _OWN_PAGINATORS.get((service_name, name))
    rule = rule or _read(service_name, "paginators-1").get("pagination", {}).get(name)
    return rule if rule is not None else _derived_paginator(operation(service_name, name))


@cache
def ruleset(service_name: str) -> Json:
    """The endpoint rules of a service."""
    return _read(service_name, "endpoint-rule-set-1")


@cache
def partitions() -> Json:
    """AWS's partitions, their regions and DNS suffixes (``partitions.json``)."""
    return _json(_DATA / "partitions.json")


@cache
def partition_of(region: str) -> str:
    """The partition a region is in: by name where it is known, else by the partition's pattern, else ``aws``."""
    known = partitions()["partitions"]
    for entry in known:
        if region in entry["regions"]:
            return str(entry["id"])
    for entry in known:
        if re.match(entry["regionRegex"], region):
            return str(entry["id"])
    return "aws"


@cache
def partition_regions(partition: str) -> frozenset[str]:
    """The regions of a partition, without the pseudo regions of global services."""
    for entry in partitions()["partitions"]:
        if entry["id"] == partition:
            return frozenset(name for name in entry["regions"] if not name.endswith("-global"))
    raise UsageError(f"no AWS partition {partition}")


@cache
def service_regions(service_name: str, partition: str) -> frozenset[str] | None:
    """The regions where a service has an endpoint; None where AWS's table does not say, so that one tries."""
    entry = _endpoints(service_name, partition)
    if entry is None:
        return None
    home = is_global(service_name, partition)
    if home is not None:
        return frozenset([home])
    return (frozenset(entry["endpoints"]) & partition_regions(partition)) or None


@cache
def is_global(service_name: str, partition: str) -> str | None:
    """The one region that answers for a global service (iam: ``us-east-1``), or None for a regional one."""
    entry = _endpoints(service_name, partition) or {}
    pseudo = entry.get("partitionEndpoint")
    if pseudo is None or entry.get("isRegionalized", True):
        return None
    endpoint = entry["endpoints"].get(pseudo, {})
    region = endpoint.get("credentialScope", {}).get("region")
    return str(region or _global_region(partition))


def _global_region(partition: str) -> str:
    outputs = {entry["id"]: entry["outputs"] for entry in partitions()["partitions"]}
    return str(outputs[partition]["implicitGlobalRegion"])


def _endpoints(service_name: str, partition: str) -> Json | None:
    prefix = service(service_name).endpoint_prefix
    table = {entry["partition"]: entry["services"] for entry in _endpoint_table()["partitions"]}
    if partition not in table:
        raise UsageError(f"no AWS partition {partition}")
    found: Json | None = table[partition].get(prefix)
    return found


@cache
def _endpoint_table() -> Json:
    return _json(_DATA / "endpoints.json")


@cache
def _read(service_name: str, kind: str) -> Json:
    if service_name not in service_names():
        near = difflib.get_close_matches(service_name, service_names(), 3)
        hint = f"; near: {', '.join(near)}" if near else ""
        raise UsageError(f"no AWS service {service_name}{hint}")
    # Versions are dates, so the greatest name is the newest.
    versions = sorted((p for p in (_DATA / service_name).iterdir() if p.is_dir()), reverse=True)
    for version in versions:
        description = _json(version / f"{kind}.json")
        if description:
            extras = _json(version / f"{kind}.sdk-extras.json")
            deep_merge(description, extras.get("merge", {}))
            return description
    return {}


def _json(path: Path) -> Json:
    """The content of a file, packed or not; empty if there is neither."""
    packed = path.with_name(path.name + ".gz")
    if packed.exists():
        content = gzip.decompress(packed.read_bytes())
    elif path.exists():
        content = path.read_bytes()
    else:
        return {}
    found: Json = orjson.loads(content)
    return found


def _drop_bucket_from_paths(description: Json) -> None:
    """The endpoint rules of S3 put the bucket into the URL; the model's path would put it there again."""
    for entry in description["operations"].values():
        http = entry["http"]
        http["requestUri"] = http["requestUri"].removeprefix("/{Bucket}") or "/"


def _drop_account_from_hosts(description: Json) -> None:
    """The endpoint rules of S3 Control put the account id into the host name, as the model would again."""
    for entry in description["operations"].values():
        if entry.get("endpoint", {}).get("hostPrefix") == "{AccountId}.":
            del entry["endpoint"]


def _derived_paginator(model: OperationModel) -> Json | None:
    given, answered = _members(model.input_shape), _members(model.output_shape)
    for token_in, token_out in _TOKEN_PAIRS:
        if given.get(token_in) == "string" and answered.get(token_out) == "string":
            rule: Json = {"input_token": token_in, "output_token": token_out}
            if answered.get("IsTruncated") == "boolean":
                rule["more_results"] = "IsTruncated"
            return rule
    return None


def _members(shape: Any) -> Mapping[str, str]:
    return {} if shape is None else {name: member.type_name for name, member in shape.members.items()}
