"""An account that can be read: who it is, where it is, and with which credentials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

from steelyard.aws import models
from steelyard.aws.credentials import Credentials
from steelyard.aws.declare import Call, Value
from steelyard.errors import UsageError

# The two calls that tell of an account. The tables aws_account and aws_region declare the same ones.
IDENTITY = Call("sts", "GetCallerIdentity")
REGIONS = Call("ec2", "DescribeRegions", {"AllRegions": Value(True)}, items="Regions")


@dataclass(frozen=True, slots=True)
class Connection:
    """A way into one account: its name, credentials, the region to start from, and which regions to read.

    ``regions`` are names or patterns (``eu-*``) matched against those the account has enabled. ``account_id`` is
    empty where it is not known before AWS tells.
    """

    name: str
    credentials: Credentials
    default_region: str
    regions: tuple[str, ...] = ("*",)
    account_id: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """An account as a connection sees it. ``regions`` are those to read."""

    connection: str
    credentials: Credentials
    account_id: str
    partition: str
    default_region: str
    regions: tuple[str, ...]


def provisional(connection: Connection) -> Account:
    """The account before AWS has told who it is."""
    partition = models.partition_of(connection.default_region)
    return Account(
        connection.name, connection.credentials, connection.account_id, partition, connection.default_region, ()
    )


def identified(unknown: Account, identity: Mapping[str, Any]) -> Account:
    """The account once AWS has told who it is, but not which regions it has."""
    return replace(unknown, account_id=str(identity["Account"]), partition=str(identity["Arn"]).split(":")[1])


def named_regions(connection: Connection) -> bool:
    """Whether the connection names its regions one by one, so that the account need not be asked which it has."""
    return not any(set("*?[") & set(pattern) for pattern in connection.regions)


def account_of(
    connection: Connection, identity: Mapping[str, Any], regions: Sequence[Mapping[str, Any]] | None
) -> Account:
    """The account that the two calls told of. ``regions`` None: take the partition's, as when the call is denied.

    Raises `UsageError` when the connection's patterns name no region that is enabled.
    """
    partition = str(identity["Arn"]).split(":")[1]
    if regions is None:
        enabled = sorted(models.partition_regions(partition))
    else:
        listed = [r["RegionName"] for r in regions if r.get("OptInStatus") != "not-opted-in"]
        # An account is in one partition; some endpoints that stand for AWS list the regions of all.
        enabled = sorted(name for name in listed if models.partition_of(name) == partition)
    wanted = tuple(region for region in enabled if any(fnmatchcase(region, p) for p in connection.regions))
    if not wanted:
        raise UsageError(
            f"connection {connection.name}: no enabled region matches {', '.join(connection.regions)}; "
            f"the account has {', '.join(enabled)}"
        )
    return Account(
        connection.name, connection.credentials, str(identity["Account"]), partition, connection.default_region, wanted
    )
