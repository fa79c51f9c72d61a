"""Collecting reads and nothing else: every operation of every table, held to AWS's own read-only policies."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Mapping
from functools import cache

import pytest
from moto.iam.aws_managed_policies import aws_managed_policies_data

from steelyard.aws import models, tables
from steelyard.aws.accounts import IDENTITY, REGIONS
from steelyard.aws.declare import Call, Value
from steelyard.aws.permissions import ACTIONS, PREFIXES, action, actions, calls_of, prefix
from steelyard.aws.reads import is_read

from .test_tables import read_operations

# Reads that AWS's ReadOnlyAccess and SecurityAudit do not list, each with the reason why it only reads.
BEYOND: Mapping[str, str] = {
    "glue:GetConnection": "left out there for the passwords it can show; we always ask with HidePassword",
    "glue:GetConnections": "as glue:GetConnection",
}


# Actions that no policy of AWS's names in full: only patterns such as ds:List* cover them. Each was looked up in the
# Service Authorization Reference.
LOOKED_UP = frozenset(
    {
        "ds:DescribeCertificate",
        "ds:ListCertificates",
        "inspector:DescribeFindings",
        "inspector:ListFindings",
        "route53:ListTagsForResources",
        "securityhub:GetAdministratorAccount",
        "wellarchitected:ListLensReviews",
        "wellarchitected:ListLenses",
        "wellarchitected:ListMilestones",
    }
)


@cache
def named() -> frozenset[str]:
    """The actions that any of AWS's own policies names in full, in lower case: what it names, there is."""
    found: set[str] = set()
    for policy in json.loads(aws_managed_policies_data).values():
        statements = policy["Document"]["Statement"]
        for statement in statements if isinstance(statements, list) else [statements]:
            for actions_of in (statement.get("Action", []), statement.get("NotAction", [])):
                found.update([actions_of] if isinstance(actions_of, str) else actions_of)
    return frozenset(action.lower() for action in found if "*" not in action and "?" not in action)


def every_call() -> list[Call]:
    return [call for name in tables.names() if (table := tables.find(name)) for call in calls_of(table)]


def every_action() -> set[str]:
    return set(actions([*every_call(), IDENTITY, REGIONS]))


def test_every_action_exists() -> None:
    assert {action for action in every_action() if action.lower() not in named()} == LOOKED_UP


def test_the_exceptions_among_actions_say_something() -> None:
    for service, name in PREFIXES.items():
        model = models.service(service)
        assert name not in (model.metadata.get("signingName"), model.endpoint_prefix)
    for (service, operation), needed in ACTIONS.items():
        assert needed != f"{prefix(service)}:{operation}"


def test_directory_buckets_need_actions_of_their_own() -> None:
    table = tables.find("aws_s3_directory_bucket")
    assert table is not None
    assert {a for a in actions(calls_of(table)) if a.startswith("s3express:")} == {
        "s3express:GetBucketPolicy",
        "s3express:GetEncryptionConfiguration",
        "s3express:GetLifecycleConfiguration",
        "s3express:ListAllMyDirectoryBuckets",
    }
    bucket = tables.find("aws_s3_bucket")
    assert bucket is not None
    assert not any(a.startswith("s3express:") for a in actions(calls_of(bucket)))


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


# Denials that say that there is nothing here, each told from others by its words.
NOTHING_THERE = {
    "AccessDeniedException: Invoking account does not have access to describe the organization configuration",
    "AccessDeniedException: Macie is not enabled",
}


def test_a_denial_is_never_taken_for_nothing() -> None:
    absent = {code for call in every_call() for code in call.absent}
    denials = {code for code in absent if re.search("(?i)denied|auth|forbid|permission|credential", code)}
    assert denials == NOTHING_THERE


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
