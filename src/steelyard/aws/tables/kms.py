"""AWS Key Management Service."""

from __future__ import annotations

from typing import Any

from steelyard.aws.declare import Call, Key, Table, Value, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std

GONE = ("NotFoundException",)
ALIASES = {"Limit": Value(100)}  # the most that KMS puts on a page


def listed_key(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """A described key as the list of keys would show it."""
    metadata = answer["KeyMetadata"]
    return [{"KeyId": metadata["KeyId"], "KeyArn": metadata["Arn"]}]


def key_title(aliases: list[dict[str, Any]] | None, key_id: str) -> str:
    """The key's first alias, else its id."""
    return str(aliases[0]["AliasName"]) if aliases else key_id


def of_key(operation: str, *absent: str, items: str = "") -> Call:
    """A read of one key."""
    return Call("kms", operation, {"KeyId": "KeyId"}, items=items, absent=absent)


key = Table(
    "aws_kms_key",
    "A KMS key, whether the account made it or AWS did for the account.",
    rows=(Call("kms", "ListKeys", {"Limit": Value(1000)}, items="Keys"),),
    get=Call("kms", "DescribeKey", {"KeyId": Key("id")}, items=listed_key, absent=GONE),
    add={
        "key": of_key("DescribeKey", items="KeyMetadata"),
        "alias": Call("kms", "ListAliases", ALIASES, items="Aliases", match="TargetKeyId", on="KeyId", several=True),
        "rotation": of_key("GetKeyRotationStatus", "UnsupportedOperationException"),
        "document": Call(
            "kms", "GetKeyPolicy", {"KeyId": "KeyId", "PolicyName": Value("default")}, items="Policy", absent=GONE
        ),
        "tagging": of_key("ListResourceTags", items="Tags"),
    },
    columns={
        "id": text("KeyId"),
        "arn": text("KeyArn"),
        "aws_account_id": text("key.AWSAccountId"),
        "key_manager": text("key.KeyManager", about="CUSTOMER, or AWS for the keys that AWS services made."),
        "creation_date": timestamptz("key.CreationDate"),
        "enabled": boolean("key.Enabled"),
        "customer_master_key_spec": text("key.CustomerMasterKeySpec", about="What kind of key it is."),
        "description": text("key.Description"),
        "deletion_date": timestamptz("key.DeletionDate", about="When AWS will delete the key, if that is scheduled."),
        "key_state": text("key.KeyState", about="Enabled, Disabled, PendingDeletion, and others."),
        "key_usage": text("key.KeyUsage"),
        "origin": text("key.Origin", about="Where the key material came from."),
        "valid_to": timestamptz("key.ValidTo", about="When imported key material expires."),
        "key_rotation_enabled": boolean(
            "rotation.KeyRotationEnabled",
            about="Whether AWS changes the key material every year; null for keys it cannot rotate.",
        ),
        "multi_region": boolean("key.MultiRegion"),
        "multi_region_configuration": jsonb("key.MultiRegionConfiguration"),
        "aliases": jsonb("alias"),
        "policy": jsonb("document", via=policy_json),
        "policy_std": jsonb("document", via=policy_std, about="The key policy in canonical form."),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("alias", "KeyId", via=key_title),
        "akas": akas("KeyArn"),
    },
)


def has_target(alias: dict[str, Any]) -> bool:
    """Whether an alias stands for a key; those that AWS keeps for its services may not yet."""
    return bool(alias.get("TargetKeyId"))


alias = Table(
    "aws_kms_alias",
    "Another name of a KMS key.",
    rows=(Call("kms", "ListAliases", ALIASES, items="Aliases", keep=has_target),),
    columns={
        "alias_name": text(about="The name, which begins with alias/; AWS's own with alias/aws/."),
        "arn": text("AliasArn"),
        "target_key_id": text(about="The key that the alias stands for."),
        "creation_date": timestamptz(),
        "last_updated_date": timestamptz(about="When the alias was last given another key."),
        "title": text("AliasName"),
        "akas": akas("AliasArn"),
    },
)

TABLES = (key, alias)
