"""Collecting reads and nothing else: every operation of every table, held to AWS's own read-only policies."""

from __future__ import annotations

import fnmatch
import json
from collections.abc import Mapping
from functools import cache

import pytest
from moto.iam.aws_managed_policies import aws_managed_policies_data

from steelyard.aws import tables
from steelyard.aws.accounts import IDENTITY, REGIONS
from steelyard.aws.declare import Value
from steelyard.aws.permissions import action, calls_of
from steelyard.aws.reads import is_read

from .test_tables import read_operations

# Reads that AWS's ReadOnlyAccess and SecurityAudit do not list, each with the reason why it only reads.
BEYOND: Mapping[str, str] = {
    "glue:GetConnection": "left out there for the passwords it can show; we always ask with HidePassword",
    "glue:GetConnections": "as glue:GetConnection",
}


@cache
def allowed() -> tuple[str, ...]:
    """The action patterns that AWS's own read-only policies allow."""
    policies = json.loads(aws_managed_policies_data)
    found: list[str] = []
    for name in ("ReadOnlyAccess", "SecurityAudit", "ViewOnlyAccess"):
        document = policies[name]["Document"]
        for statement in document["Statement"]:
            if statement["Effect"] == "Allow":
                actions = statement.get("Action", [])
                found += [actions] if isinstance(actions, str) else actions
    return tuple(pattern.lower() for pattern in found)


def operations() -> list[tuple[str, str]]:
    known = {(call.service, call.operation) for call in (IDENTITY, REGIONS)}
    return sorted(read_operations() | known)


@pytest.mark.parametrize(("service", "operation"), operations())
def test_every_operation_is_a_read(service: str, operation: str) -> None:
    assert is_read(service, operation)
    needed = action(service, operation)
    if not needed or needed in BEYOND:
        return
    assert any(fnmatch.fnmatchcase(needed.lower(), pattern) for pattern in allowed()), (
        f"{needed} is in none of AWS's read-only policies"
    )


def test_the_exceptions_are_needed() -> None:
    used = {action(service, operation) for service, operation in operations()}
    for needed in BEYOND:
        assert needed in used
        assert not any(fnmatch.fnmatchcase(needed.lower(), pattern) for pattern in allowed())


def test_passwords_of_glue_connections_are_not_asked_for() -> None:
    for name in tables.names():
        table = tables.find(name)
        assert table is not None
        for call in calls_of(table):
            if call.operation in ("GetConnection", "GetConnections"):
                assert call.params["HidePassword"] == Value(True)
