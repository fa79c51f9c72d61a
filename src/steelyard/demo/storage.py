"""What the demo account keeps: buckets, databases, file systems, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steelyard.demo import ACCOUNT
from steelyard.demo.identity import policy

if TYPE_CHECKING:
    from steelyard.demo.account import Maker

BLOCK = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)


def fill(maker: Maker) -> None:
    """Create it."""
    _buckets(maker)
    _databases(maker)
    _file_systems(maker)
    kms = maker.client("kms")
    rotated = kms.create_key(Description="payroll")["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=rotated)
    kms.create_key(Description="tests of 2021")


def _buckets(maker: Maker) -> None:
    s3 = maker.client("s3")
    for name in ("archive", "website"):
        s3.create_bucket(Bucket=f"steelyard-demo-{name}")
    archive, website = "steelyard-demo-archive", "steelyard-demo-website"
    s3.put_bucket_policy(Bucket=archive, Policy=denial_of_http(archive, "arn:aws:s3:::{}", "arn:aws:s3:::{}/*"))
    # Somebody thought of the objects, and not of the bucket.
    s3.put_bucket_policy(Bucket=website, Policy=denial_of_http(website, "arn:aws:s3:::{}/*"))
    s3.put_bucket_versioning(Bucket=archive, VersioningConfiguration={"Status": "Enabled"})
    s3.put_public_access_block(Bucket=archive, PublicAccessBlockConfiguration=BLOCK)
    s3.put_public_access_block(Bucket=website, PublicAccessBlockConfiguration={**BLOCK, "BlockPublicPolicy": False})
    maker.client("macie2").create_classification_job(
        name="personal-data",
        jobType="ONE_TIME",
        clientToken="personal-data",
        s3JobDefinition={"bucketDefinitions": [{"accountId": ACCOUNT, "buckets": [archive]}]},
    )


def denial_of_http(bucket: str, *resources: str) -> str:
    """A bucket's policy that denies plain HTTP for resources, which are ARNs with ``{}`` for the bucket."""
    return policy(
        Effect="Deny",
        Principal="*",
        Action="s3:*",
        Resource=[resource.format(bucket) for resource in resources],
        Condition={"Bool": {"aws:SecureTransport": "false"}},
    )


def _databases(maker: Maker) -> None:
    rds = maker.client("rds", "eu-west-1")
    common: dict[str, Any] = {
        "DBInstanceClass": "db.t3.micro",
        "Engine": "mysql",
        "MasterUsername": "root",
        "MasterUserPassword": "correct-horse",
        "AllocatedStorage": 20,
    }
    rds.create_db_instance(
        DBInstanceIdentifier="orders",
        StorageEncrypted=True,
        MultiAZ=True,
        AutoMinorVersionUpgrade=True,
        PubliclyAccessible=False,
        **common,
    )
    rds.create_db_instance(
        DBInstanceIdentifier="orders-copy",
        StorageEncrypted=False,
        AutoMinorVersionUpgrade=False,
        PubliclyAccessible=True,
        **common,
    )


def _file_systems(maker: Maker) -> None:
    efs = maker.client("efs", "eu-west-1")
    for name, encrypted in (("home", True), ("scratch", False)):
        efs.create_file_system(CreationToken=name, Encrypted=encrypted, Tags=[{"Key": "Name", "Value": name}])
