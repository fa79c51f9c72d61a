"""AWS Secrets Manager: what it says of secrets, never the secrets."""

from steelyard.aws.declare import Call, Key, Table, Value, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std

GONE = ("ResourceNotFoundException",)

secret = Table(
    "aws_secretsmanager_secret",
    "A secret's name, rotation and policy; not its value.",
    rows=(
        Call(
            "secretsmanager",
            "ListSecrets",
            {"Filters": [{"Key": Value("name"), "Values": [Key("name")]}]},
            items="SecretList",
        ),
    ),
    add={
        "full": Call("secretsmanager", "DescribeSecret", {"SecretId": "ARN"}, absent=GONE),
        "policy_answer": Call("secretsmanager", "GetResourcePolicy", {"SecretId": "ARN"}, absent=GONE),
    },
    columns={
        "name": text(),
        "arn": text("ARN"),
        "created_date": timestamptz(),
        "description": text(),
        "kms_key_id": text(about="The key that encrypts the secret; null where it is aws/secretsmanager."),
        "deleted_date": timestamptz(about="When the secret was marked for deletion."),
        "last_accessed_date": timestamptz(about="The day the secret was last read; null where never."),
        "last_changed_date": timestamptz(),
        "last_rotated_date": timestamptz(about="When the secret was last rotated; null where never."),
        "owning_service": text(about="The AWS service that made and manages the secret."),
        "primary_region": text(about="The region a replicated secret comes from."),
        "policy": jsonb("policy_answer.ResourcePolicy", via=policy_json),
        "policy_std": jsonb(
            "policy_answer.ResourcePolicy", via=policy_std, about="The resource policy in canonical form."
        ),
        "replication_status": jsonb("full.ReplicationStatus", about="The regions the secret is replicated to."),
        "rotation_enabled": boolean(),
        "rotation_lambda_arn": text(),
        "rotation_rules": jsonb(about="How often the secret is rotated."),
        "secret_versions_to_stages": jsonb(about="The versions and their labels, such as AWSCURRENT."),
        "tags_src": jsonb("Tags"),
        "title": text("Name"),
        "tags": tags("Tags"),
        "akas": akas("ARN"),
    },
)

TABLES = (secret,)
