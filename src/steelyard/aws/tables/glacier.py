"""Amazon S3 Glacier."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, bigint, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import moment

NONE = ("ResourceNotFoundException",)
VAULT = {"accountId": "account_id", "vaultName": "VaultName"}


vault = Table(
    "aws_glacier_vault",
    "A vault of S3 Glacier (of the service with vaults; not the S3 storage classes).",
    rows=(
        Call(
            "glacier",
            "ListVaults",
            {"accountId": "account_id"},
            items="VaultList",
            absent=("NoLongerSupportedException",),
        ),
    ),
    get=Call(
        "glacier",
        "DescribeVault",
        {"accountId": "account_id", "vaultName": Key("vault_name")},
        absent=("InvalidParameter", *NONE),
    ),
    add={
        "access": Call("glacier", "GetVaultAccessPolicy", VAULT, absent=NONE),
        "lock": Call("glacier", "GetVaultLock", VAULT, absent=NONE),
        "notifications": Call("glacier", "GetVaultNotifications", VAULT, absent=NONE),
        "tagging": Call("glacier", "ListTagsForVault", VAULT, absent=NONE),
    },
    columns={
        "vault_name": text(),
        "vault_arn": text(),
        "creation_date": timestamptz("CreationDate", via=moment),
        "last_inventory_date": timestamptz(
            "LastInventoryDate", via=moment, about="When the vault was last counted; null where never."
        ),
        "number_of_archives": bigint(about="How many archives there were at the last count."),
        "policy": jsonb("access.policy.Policy", via=policy_json, about="The access policy; null where there is none."),
        "policy_std": jsonb("access.policy.Policy", via=policy_std, about="The access policy in canonical form."),
        "size_in_bytes": bigint(about="The size of the archives at the last count."),
        "vault_lock_policy": jsonb(
            "lock.Policy",
            via=policy_json,
            about="The lock's policy, which cannot be changed once locked; null where there is none.",
        ),
        "vault_lock_policy_std": jsonb("lock.Policy", via=policy_std, about="The lock's policy in canonical form."),
        "vault_notification_config": jsonb(
            "notifications.vaultNotificationConfig", about="The SNS topic and the events it hears of."
        ),
        "tags_src": jsonb("tagging.Tags"),
        "tags": tags("tagging.Tags"),
        "title": text("VaultName"),
        "akas": akas("VaultARN"),
    },
)

TABLES = (vault,)
