"""Amazon S3: buckets and the account's settings."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.aws.declare import Call, Table, Value, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import constant, is_true

# Directory buckets have endpoints in few regions, and AWS lists those regions nowhere: the others have no name in DNS.
# (A name server that does not answer is another failure, with other words.)
NOWHERE = (
    "ConnectionFailed: Name or service not known",
    "ConnectionFailed: No address associated with hostname",
    "ConnectionFailed: nodename nor servname provided",
)

OPEN = {
    "PublicAccessBlockConfiguration": {
        "BlockPublicAcls": False,
        "IgnorePublicAcls": False,
        "BlockPublicPolicy": False,
        "RestrictPublicBuckets": False,
    }
}


def bucket_region(listed: str | None, constraint: str | None) -> str:
    """A bucket's region: as the list says, else from its location, where none is us-east-1 and EU is eu-west-1."""
    return listed or {None: "us-east-1", "": "us-east-1", "EU": "eu-west-1"}.get(constraint, constraint) or "us-east-1"


def of_bucket(operation: str, *absent: str, items: str = "", default: Mapping[str, object] | None = None) -> Call:
    """A read of one of the bucket's settings, asked in the bucket's own region."""
    return Call("s3", operation, {"Bucket": "Name"}, items=items, region="BucketRegion", absent=absent, default=default)


bucket = Table(
    "aws_s3_bucket",
    "A general purpose bucket of the account, with its region and its settings.",
    scope="account",
    # AWS tells the buckets' regions only when the request has a parameter.
    rows=(Call("s3", "ListBuckets", {"MaxBuckets": Value(1000)}, items="Buckets"),),
    add={
        "location": Call("s3", "GetBucketLocation", {"Bucket": "Name"}, unless="BucketRegion"),
        "policy_answer": of_bucket("GetBucketPolicy", "NoSuchBucketPolicy"),
        "policy_status": of_bucket(
            "GetBucketPolicyStatus", "NoSuchBucketPolicy", default={"PolicyStatus": {"IsPublic": False}}
        ),
        "versioning": of_bucket("GetBucketVersioning"),
        "encryption": of_bucket("GetBucketEncryption", "ServerSideEncryptionConfigurationNotFoundError"),
        "access_block": of_bucket(
            "GetPublicAccessBlock",
            "NoSuchPublicAccessBlockConfiguration",
            items="PublicAccessBlockConfiguration",
            default=OPEN,
        ),
        "acl_answer": of_bucket("GetBucketAcl"),
        "lifecycle": of_bucket("GetBucketLifecycleConfiguration", "NoSuchLifecycleConfiguration"),
        "logging_answer": of_bucket("GetBucketLogging"),
        "replication_answer": of_bucket("GetBucketReplication", "ReplicationConfigurationNotFoundError"),
        "tagging": of_bucket("GetBucketTagging", "NoSuchTagSet"),
        "object_lock": of_bucket("GetObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"),
        "notification": of_bucket("GetBucketNotificationConfiguration"),
        "ownership": of_bucket("GetBucketOwnershipControls", "OwnershipControlsNotFoundError"),
        "website": of_bucket("GetBucketWebsite", "NoSuchWebsiteConfiguration"),
    },
    columns={
        "name": text(),
        "arn": text("arn:{partition}:s3:::{Name}"),
        "creation_date": timestamptz(about="When the bucket was made; on some copies, when its policy last changed."),
        "region": text(
            "BucketRegion", "location.LocationConstraint", via=bucket_region, about="The region the bucket is in."
        ),
        "bucket_policy_is_public": boolean(
            "policy_status.PolicyStatus.IsPublic",
            via=is_true,
            about="Whether AWS judges the bucket policy to be public; false where there is no policy.",
        ),
        "versioning_enabled": boolean(
            "versioning.Status", via=is_true, about="False where versioning was never on, or is suspended."
        ),
        "versioning_mfa_delete": boolean(
            "versioning.MFADelete", via=is_true, about="Whether deleting a version for good needs the root user's MFA."
        ),
        "block_public_acls": boolean("access_block.BlockPublicAcls", about="False where nothing is configured."),
        "block_public_policy": boolean("access_block.BlockPublicPolicy", about="False where nothing is configured."),
        "ignore_public_acls": boolean("access_block.IgnorePublicAcls", about="False where nothing is configured."),
        "restrict_public_buckets": boolean(
            "access_block.RestrictPublicBuckets", about="False where nothing is configured."
        ),
        "event_notification_configuration": jsonb("notification"),
        "server_side_encryption_configuration": jsonb("encryption.ServerSideEncryptionConfiguration"),
        "acl": jsonb("acl_answer", about="Owner and Grants of the access control list."),
        "lifecycle_rules": jsonb("lifecycle.Rules"),
        "logging": jsonb("logging_answer.LoggingEnabled", about="Where access logs go; null where there are none."),
        "object_lock_configuration": jsonb("object_lock.ObjectLockConfiguration"),
        "object_ownership_controls": jsonb("ownership.OwnershipControls"),
        "policy": jsonb("policy_answer.Policy", via=policy_json),
        "policy_std": jsonb("policy_answer.Policy", via=policy_std, about="The bucket policy in canonical form."),
        "replication": jsonb("replication_answer.ReplicationConfiguration"),
        "website_configuration": jsonb("website"),
        "tags_src": jsonb("tagging.TagSet"),
        "tags": tags("tagging.TagSet"),
        "title": text("Name"),
        "akas": akas("arn:{partition}:s3:::{Name}"),
    },
)

account_settings = Table(
    "aws_s3_account_settings",
    "The account's own block of public access, over all its buckets.",
    scope="global",
    rows=(
        Call(
            "s3control",
            "GetPublicAccessBlock",
            {"AccountId": "account_id"},
            items="PublicAccessBlockConfiguration",
            absent=("NoSuchPublicAccessBlockConfiguration",),
            default=OPEN,
        ),
    ),
    columns={
        "block_public_acls": boolean(about="False where nothing is configured."),
        "block_public_policy": boolean(about="False where nothing is configured."),
        "ignore_public_acls": boolean(about="False where nothing is configured."),
        "restrict_public_buckets": boolean(about="False where nothing is configured."),
        "title": text("account_id", via=constant("S3 Account Level Block Public Access Settings")),
        "akas": akas("arn:{partition}:s3::{account_id}:account"),
    },
)

directory_bucket = Table(
    "aws_s3_directory_bucket",
    "A directory bucket (S3 Express One Zone), in one Availability Zone.",
    rows=(Call("s3", "ListDirectoryBuckets", items="Buckets", absent=NOWHERE),),
    add={
        "policy_answer": Call("s3", "GetBucketPolicy", {"Bucket": "Name"}, absent=("NoSuchBucketPolicy",)),
        "lifecycle": Call(
            "s3", "GetBucketLifecycleConfiguration", {"Bucket": "Name"}, absent=("NoSuchLifecycleConfiguration",)
        ),
        "encryption": Call(
            "s3",
            "GetBucketEncryption",
            {"Bucket": "Name"},
            absent=("ServerSideEncryptionConfigurationNotFoundError",),
        ),
    },
    columns={
        "name": text(about="The name, which ends in the zone's id and --x-s3."),
        "arn": text("arn:{partition}:s3express:{region}:{account_id}:bucket/{Name}"),
        "creation_date": timestamptz(),
        "policy": jsonb("policy_answer.Policy", via=policy_json),
        "policy_std": jsonb("policy_answer.Policy", via=policy_std, about="The bucket policy in canonical form."),
        "lifecycle_rules": jsonb("lifecycle.Rules"),
        "server_side_encryption_configuration": jsonb(
            "encryption.ServerSideEncryptionConfiguration.Rules", about="The rules of default encryption."
        ),
        "title": text("Name"),
        "akas": akas("arn:{partition}:s3express:{region}:{account_id}:bucket/{Name}"),
    },
)

TABLES = (bucket, account_settings, directory_bucket)
