"""Tables of DynamoDB, DAX and ElastiCache, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"
TAGS = [{"Key": "team", "Value": "data"}]

# What the emulated account can answer of a table: it does not know Kinesis destinations.
TABLE = """
    select name, arn, table_status, billing_mode, read_capacity, write_capacity, key_schema, attribute_definitions,
      point_in_time_recovery_description, continuous_backups_status, deletion_protection_enabled, item_count,
      creation_date_time, sse_description, tags, tags_src, title, akas
    from aws_dynamodb_table
"""


def table(account: Account, name: str, **settings: object) -> None:
    account.client("dynamodb").create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        Tags=TAGS,
        **settings,
    )


def test_table(account: Account) -> None:
    table(account, "orders", BillingMode="PAY_PER_REQUEST", DeletionProtectionEnabled=True)
    account.client("dynamodb").update_continuous_backups(
        TableName="orders", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    row = account.one(TABLE)
    arn = f"arn:aws:dynamodb:{HERE}:table/orders"
    assert (row["name"], row["arn"], row["title"], row["akas"]) == ("orders", arn, "orders", [arn])
    assert (row["table_status"], row["billing_mode"], row["item_count"]) == ("ACTIVE", "PAY_PER_REQUEST", 0)
    assert row["deletion_protection_enabled"] is True
    assert row["key_schema"] == [{"AttributeName": "id", "KeyType": "HASH"}]
    assert row["continuous_backups_status"] == "ENABLED"
    assert row["point_in_time_recovery_description"]["PointInTimeRecoveryStatus"] == "ENABLED"
    assert (row["tags"], row["tags_src"]) == ({"team": "data"}, TAGS)
    assert row["creation_date_time"] is not None


def test_a_provisioned_table_by_name(account: Account) -> None:
    table(account, "orders", ProvisionedThroughput={"ReadCapacityUnits": 3, "WriteCapacityUnits": 4})
    table(account, "other", BillingMode="PAY_PER_REQUEST")
    row = account.one(f"{TABLE} where name = 'orders'")
    assert (row["billing_mode"], row["read_capacity"], row["write_capacity"]) == ("PROVISIONED", 3, 4)
    assert account.calls("ListTables") == []


def test_the_backup_state_needs_no_description_of_the_table(account: Account) -> None:
    table(account, "orders", BillingMode="PAY_PER_REQUEST")
    rows = account.query("select arn, point_in_time_recovery_description from aws_dynamodb_table")
    assert rows[0]["point_in_time_recovery_description"]["PointInTimeRecoveryStatus"] == "DISABLED"
    assert account.calls("DescribeTable") == []


def test_backup(account: Account) -> None:
    table(account, "orders", BillingMode="PAY_PER_REQUEST")
    made = account.client("dynamodb").create_backup(TableName="orders", BackupName="nightly")["BackupDetails"]
    row = account.one("select * from aws_dynamodb_backup where table_name = 'orders'")
    assert (row["name"], row["arn"], row["table_name"]) == ("nightly", made["BackupArn"], "orders")
    assert (row["backup_status"], row["backup_type"], row["akas"]) == ("AVAILABLE", "USER", [made["BackupArn"]])


def test_table_export_by_arn(account: Account) -> None:
    table(account, "orders", BillingMode="PAY_PER_REQUEST")
    account.client("s3").create_bucket(Bucket="exports")
    dynamodb = account.client("dynamodb")
    dynamodb.update_continuous_backups(
        TableName="orders", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    made = dynamodb.export_table_to_point_in_time(
        TableArn=f"arn:aws:dynamodb:{HERE}:table/orders", S3Bucket="exports", S3Prefix="p"
    )["ExportDescription"]
    row = account.one(
        f"select * from aws_dynamodb_table_export where arn = '{made['ExportArn']}' and region = 'us-east-1'"
    )
    assert (row["arn"], row["s3_bucket"], row["s3_prefix"]) == (made["ExportArn"], "exports", "p")
    assert row["table_arn"] == f"arn:aws:dynamodb:{HERE}:table/orders"
    assert account.calls("ListExports") == []


def test_dax_cluster(account: Account) -> None:
    account.client("dax").create_cluster(
        ClusterName="fast",
        NodeType="dax.t3.small",
        ReplicationFactor=2,
        IamRoleArn=f"arn:aws:iam::{ACCOUNT}:role/dax",
        SSESpecification={"Enabled": True},
        ClusterEndpointEncryptionType="TLS",
        Tags=TAGS,
    )
    row = account.one("select * from aws_dax_cluster")
    arn = f"arn:aws:dax:{HERE}:cache/fast"
    assert (row["cluster_name"], row["arn"], row["akas"], row["title"]) == ("fast", arn, [arn], "fast")
    assert (row["total_nodes"], row["cluster_endpoint_encryption_type"]) == ("2", "TLS")
    assert row["sse_description"] == {"Status": "ENABLED"}
    assert (row["tags"], row["tags_src"]) == ({"team": "data"}, TAGS)


def test_elasticache_cluster(account: Account) -> None:
    account.client("elasticache").create_cache_cluster(
        CacheClusterId="mem", CacheNodeType="cache.t3.micro", Engine="memcached", NumCacheNodes=1, Tags=TAGS
    )
    row = account.one("select * from aws_elasticache_cluster")
    assert (row["cache_cluster_id"], row["engine"], row["title"]) == ("mem", "memcached", "mem")
    assert row["akas"] == [row["arn"]]
    assert (row["num_cache_nodes"], row["tags"]) == (1, {"team": "data"})


def test_elasticache_replication_group(account: Account) -> None:
    account.client("elasticache").create_replication_group(
        ReplicationGroupId="sessions",
        ReplicationGroupDescription="of users",
        Engine="redis",
        CacheNodeType="cache.t3.micro",
        NumCacheClusters=2,
        AutomaticFailoverEnabled=True,
        MultiAZEnabled=True,
        TransitEncryptionEnabled=True,
        AtRestEncryptionEnabled=True,
        SnapshotRetentionLimit=5,
    )
    row = account.one("select * from aws_elasticache_replication_group")
    assert (row["replication_group_id"], row["description"]) == ("sessions", "of users")
    assert (row["automatic_failover"], row["multi_az"], row["snapshot_retention_limit"]) == ("enabled", "enabled", 5)
    assert (row["transit_encryption_enabled"], row["at_rest_encryption_enabled"]) == (True, True)


def test_elasticache_subnet_group(account: Account) -> None:
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    account.client("elasticache").create_cache_subnet_group(
        CacheSubnetGroupName="s", CacheSubnetGroupDescription="subnets", SubnetIds=[subnet]
    )
    row = account.one("select * from aws_elasticache_subnet_group")
    assert (row["cache_subnet_group_name"], row["vpc_id"]) == ("s", vpc)
    assert [one["SubnetIdentifier"] for one in row["subnets"]] == [subnet]


@pytest.mark.parametrize(
    ("table", "metric"),
    [
        (
            "aws_dynamodb_metric_account_provisioned_read_capacity_util",
            "AccountProvisionedReadCapacityUtilization",
        ),
        (
            "aws_dynamodb_metric_account_provisioned_write_capacity_util",
            "AccountProvisionedWriteCapacityUtilization",
        ),
    ],
)
def test_use_of_the_account_s_capacity(account: Account, table: str, metric: str) -> None:
    moment = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=5)
    account.client("cloudwatch").put_metric_data(
        Namespace="AWS/DynamoDB",
        MetricData=[{"MetricName": metric, "Timestamp": moment, "Value": 12.5, "Unit": "Percent"}],
    )
    row = account.one(f"select * from {table} where region = 'us-east-1'")
    assert (row["metric_name"], row["namespace"], row["unit"]) == (metric, "AWS/DynamoDB", "Percent")
    assert (row["average"], row["maximum"], row["sample_count"]) == (12.5, 12.5, 1)
    assert row["timestamp"] <= moment < row["timestamp"] + timedelta(minutes=5)
