"""Which IAM actions a call needs. Mostly the operation's own name; where AWS differs, it is written here."""

from __future__ import annotations

import json
from collections.abc import Iterable

from steelyard.aws import models
from steelyard.aws.declare import Call, Table

# Service name in the SDK to IAM's prefix, where it is neither the model's signing name nor its endpoint prefix.
# Source: the Service Authorization Reference, as for all that follows.
PREFIXES: dict[str, str] = {"cloudwatch": "cloudwatch", "resourcegroupstaggingapi": "tag"}

# Operations whose action has another name, or that need none (an empty one).
ACTIONS: dict[tuple[str, str], str] = {
    ("s3", "ListBuckets"): "s3:ListAllMyBuckets",
    ("s3", "ListDirectoryBuckets"): "s3express:ListAllMyDirectoryBuckets",
    ("s3", "GetBucketEncryption"): "s3:GetEncryptionConfiguration",
    ("s3", "GetBucketLifecycleConfiguration"): "s3:GetLifecycleConfiguration",
    ("s3", "GetBucketNotificationConfiguration"): "s3:GetBucketNotification",
    ("s3", "GetBucketReplication"): "s3:GetReplicationConfiguration",
    ("s3", "GetObjectLockConfiguration"): "s3:GetBucketObjectLockConfiguration",
    ("s3", "GetPublicAccessBlock"): "s3:GetBucketPublicAccessBlock",
    ("s3control", "GetPublicAccessBlock"): "s3:GetAccountPublicAccessBlock",
    ("sts", "GetCallerIdentity"): "",
}

# The same operations need another action where the bucket is a directory bucket.
OF_DIRECTORY_BUCKETS: dict[str, str] = {
    "GetBucketEncryption": "s3express:GetEncryptionConfiguration",
    "GetBucketLifecycleConfiguration": "s3express:GetLifecycleConfiguration",
    "GetBucketPolicy": "s3express:GetBucketPolicy",
}


def action(service: str, operation: str) -> str:
    """The IAM action of an operation, or an empty text where none is needed."""
    if (service, operation) in ACTIONS:
        return ACTIONS[service, operation]
    if service in ("apigateway", "apigatewayv2"):
        return "apigateway:GET"
    return f"{prefix(service)}:{operation}"


def prefix(service: str) -> str:
    """IAM's prefix for a service."""
    if service in PREFIXES:
        return PREFIXES[service]
    model = models.service(service)
    return str(model.metadata.get("signingName") or model.endpoint_prefix)


def actions(calls: Iterable[Call]) -> list[str]:
    """The actions of calls, sorted, each once."""
    asked = {(call.service, call.operation) for call in calls}
    needed = {action(*operation) for operation in asked}
    if ("s3", "ListDirectoryBuckets") in asked:
        needed |= {other for operation, other in OF_DIRECTORY_BUCKETS.items() if ("s3", operation) in asked}
    return sorted(needed - {""})


def calls_of(table: Table) -> list[Call]:
    """Every call a table can make."""
    return [*table.rows, *table.add.values(), *([table.get] if table.get is not None else [])]


def policy_json(needed: list[str]) -> str:
    """An identity policy that allows those actions, as JSON. Read actions rarely take a resource, so all are meant."""
    statement = {"Sid": "Steelyard", "Effect": "Allow", "Action": needed, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]}, indent=2)


def policy_terraform(needed: list[str]) -> str:
    """The same policy as a Terraform data source."""
    listed = "\n".join(f'      "{name}",' for name in needed)
    return (
        'data "aws_iam_policy_document" "steelyard" {\n  statement {\n    sid       = "Steelyard"\n'
        f'    effect    = "Allow"\n    resources = ["*"]\n    actions = [\n{listed}\n    ]\n  }}\n}}'
    )
