"""Tables of RDS and Neptune, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import ACCOUNT, Account

TAGS = [{"Key": "team", "Value": "data"}]
HERE = f"us-east-1:{ACCOUNT}"

# What the emulated account can answer of an instance and a cluster: announced maintenance and certificates it cannot.
INSTANCE = """
    select db_instance_identifier, arn, class, engine, status, allocated_storage, multi_az, storage_encrypted,
      publicly_accessible, db_name, master_user_name, endpoint_port, db_parameter_groups, vpc_security_groups,
      backup_retention_period, deletion_protection, tags, tags_src, title, akas, region, account_id
    from aws_rds_db_instance
"""


def instance(account: Account, name: str, engine: str = "postgres", **settings: Any) -> None:
    account.client("rds").create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t3.micro",
        Engine=engine,
        AllocatedStorage=20,
        MasterUsername="root",
        MasterUserPassword="only-for-the-test",
        Tags=TAGS,
        **settings,
    )


def cluster(account: Account, name: str, engine: str = "aurora-postgresql") -> None:
    account.client("rds").create_db_cluster(
        DBClusterIdentifier=name,
        Engine=engine,
        MasterUsername="root",
        MasterUserPassword="only-for-the-test",
        StorageEncrypted=True,
        Tags=TAGS,
    )


def test_instance(account: Account) -> None:
    instance(account, "one", StorageEncrypted=True, PubliclyAccessible=True, DBName="app", BackupRetentionPeriod=7)
    row = account.one(INSTANCE)
    arn = f"arn:aws:rds:{HERE}:db:one"
    assert (row["db_instance_identifier"], row["arn"], row["title"]) == ("one", arn, "one")
    assert (row["class"], row["engine"], row["status"]) == ("db.t3.micro", "postgres", "available")
    assert (row["allocated_storage"], row["backup_retention_period"], row["endpoint_port"]) == (20, 7, 5432)
    assert (row["storage_encrypted"], row["publicly_accessible"], row["multi_az"]) == (True, True, False)
    assert (row["db_name"], row["master_user_name"], row["deletion_protection"]) == ("app", "root", False)
    assert row["db_parameter_groups"][0].keys() == {"DBParameterGroupName", "ParameterApplyStatus"}
    assert (row["tags"], row["tags_src"], row["akas"]) == ({"team": "data"}, TAGS, [arn])
    assert (row["region"], row["account_id"]) == ("us-east-1", ACCOUNT)


def test_an_instance_by_name_is_one_call_a_region(account: Account) -> None:
    instance(account, "one")
    instance(account, "two")
    row = account.one("select arn from aws_rds_db_instance where db_instance_identifier = 'two'")
    assert row["arn"] == f"arn:aws:rds:{HERE}:db:two"
    assert len(account.calls("DescribeDBInstances")) == len(account.regions)


def test_instances_of_other_services_are_not_rds(account: Account) -> None:
    cluster(account, "graph", "neptune")
    instance(account, "graph-1", "neptune", DBClusterIdentifier="graph")
    cluster(account, "aurora")
    assert account.query("select db_instance_identifier from aws_rds_db_instance") == []
    assert account.query("select db_cluster_identifier from aws_rds_db_cluster") == [
        {"db_cluster_identifier": "aurora"}
    ]


def test_cluster(account: Account) -> None:
    cluster(account, "aurora")
    row = account.one(
        "select db_cluster_identifier, arn, engine, storage_encrypted, members, multi_az, port, tags, title, akas,"
        " deletion_protection, copy_tags_to_snapshot, backup_retention_period, create_time from aws_rds_db_cluster"
    )
    arn = f"arn:aws:rds:{HERE}:cluster:aurora"
    assert (row["db_cluster_identifier"], row["arn"], row["title"], row["akas"]) == ("aurora", arn, "aurora", [arn])
    assert (row["engine"], row["storage_encrypted"], row["deletion_protection"]) == ("aurora-postgresql", True, False)
    assert row["tags"] == {"team": "data"}
    assert row["create_time"] is not None


def test_snapshots_and_who_may_restore_them(account: Account) -> None:
    instance(account, "one")
    cluster(account, "aurora")
    rds = account.client("rds")
    rds.create_db_snapshot(DBInstanceIdentifier="one", DBSnapshotIdentifier="shot", Tags=TAGS)
    rds.modify_db_snapshot_attribute(DBSnapshotIdentifier="shot", AttributeName="restore", ValuesToAdd=["all"])
    rds.create_db_cluster_snapshot(DBClusterIdentifier="aurora", DBClusterSnapshotIdentifier="group-shot", Tags=TAGS)

    row = account.one("select * from aws_rds_db_snapshot where type = 'manual'")
    arn = f"arn:aws:rds:{HERE}:snapshot:shot"
    assert (row["db_snapshot_identifier"], row["arn"], row["akas"]) == ("shot", arn, [arn])
    assert (row["db_instance_identifier"], row["type"], row["status"]) == ("one", "manual", "available")
    assert row["tags"] == {"team": "data"}
    assert {"AttributeName": "restore", "AttributeValues": ["all"]} in row["db_snapshot_attributes"]

    row = account.one("select * from aws_rds_db_cluster_snapshot where type = 'manual'")
    arn = f"arn:aws:rds:{HERE}:cluster-snapshot:group-shot"
    assert (row["db_cluster_snapshot_identifier"], row["arn"], row["akas"]) == ("group-shot", arn, [arn])
    assert (row["db_cluster_identifier"], row["type"], row["storage_encrypted"]) == ("aurora", "manual", True)
    assert row["tags"] == {"team": "data"}
    assert {"AttributeName": "restore", "AttributeValues": None} in row["db_cluster_snapshot_attributes"]


def test_groups_and_their_tags(account: Account) -> None:
    rds, ec2 = account.client("rds"), account.client("ec2")
    rds.create_db_parameter_group(
        DBParameterGroupName="p", DBParameterGroupFamily="mysql8.0", Description="d", Tags=TAGS
    )
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName="cp", DBParameterGroupFamily="aurora-mysql8.0", Description="d", Tags=TAGS
    )
    rds.create_option_group(
        OptionGroupName="o",
        EngineName="mysql",
        MajorEngineVersion="8.0",
        OptionGroupDescription="options",
        Tags=TAGS,
    )
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    rds.create_db_subnet_group(DBSubnetGroupName="s", DBSubnetGroupDescription="subnets", SubnetIds=[subnet], Tags=TAGS)

    row = account.one("select * from aws_rds_db_parameter_group where name = 'p'")
    assert (row["arn"], row["db_parameter_group_family"]) == (f"arn:aws:rds:{HERE}:pg:p", "mysql8.0")
    assert (row["tags"], row["title"]) == ({"team": "data"}, "p")
    assert isinstance(row["parameters"], list)

    row = account.one("select * from aws_rds_db_cluster_parameter_group where name = 'cp'")
    assert (row["description"], row["tags"]) == ("d", {"team": "data"})

    row = account.one("select * from aws_rds_db_option_group where name = 'o'")
    assert (row["arn"], row["engine_name"], row["description"]) == (f"arn:aws:rds:{HERE}:og:o", "mysql", "options")
    assert row["tags"] == {"team": "data"}

    row = account.one("select * from aws_rds_db_subnet_group")
    assert (row["name"], row["vpc_id"], row["status"], row["tags"]) == ("s", vpc, "Complete", {"team": "data"})
    assert [one["SubnetIdentifier"] for one in row["subnets"]] == [subnet]


def test_event_subscription(account: Account) -> None:
    instance(account, "one")
    account.client("rds").create_event_subscription(
        SubscriptionName="alerts",
        SnsTopicArn=f"arn:aws:sns:{HERE}:alerts",
        SourceType="db-instance",
        SourceIds=["one"],
        EventCategories=["failure"],
        Enabled=True,
    )
    row = account.one("select * from aws_rds_db_event_subscription")
    assert (row["cust_subscription_id"], row["title"], row["source_type"]) == ("alerts", "alerts", "db-instance")
    assert (row["sns_topic_arn"], row["enabled"]) == (f"arn:aws:sns:{HERE}:alerts", True)
    assert row["event_categories_list"] == ["failure"]
    assert row["source_ids_list"] == ["one"]


def test_proxy(account: Account) -> None:
    ec2 = account.client("ec2")
    subnets = [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"][:2]]
    secret = f"arn:aws:secretsmanager:{HERE}:secret:db"
    account.client("rds").create_db_proxy(
        DBProxyName="pool",
        EngineFamily="POSTGRESQL",
        Auth=[{"AuthScheme": "SECRETS", "SecretArn": secret, "IAMAuth": "REQUIRED"}],
        RoleArn=f"arn:aws:iam::{ACCOUNT}:role/proxy",
        VpcSubnetIds=subnets,
        RequireTLS=True,
        IdleClientTimeout=120,
        Tags=TAGS,
    )
    row = account.one("select * from aws_rds_db_proxy")
    assert (row["db_proxy_name"], row["engine_family"], row["require_tls"]) == ("pool", "POSTGRESQL", True)
    assert (row["idle_client_timeout"], row["tags"]) == (120, {"team": "data"})
    assert sorted(row["vpc_subnet_ids"]) == sorted(subnets)
    assert row["auth"][0]["SecretArn"] == secret
    assert row["akas"] == [row["db_proxy_arn"]]


def test_neptune(account: Account) -> None:
    cluster(account, "graph", "neptune")
    cluster(account, "aurora")
    account.client("rds").create_db_cluster_snapshot(DBClusterIdentifier="graph", DBClusterSnapshotIdentifier="shot")
    row = account.one("select * from aws_neptune_db_cluster")
    assert (row["db_cluster_identifier"], row["engine"], row["tags"]) == ("graph", "neptune", {"team": "data"})
    row = account.one("select * from aws_neptune_db_cluster_snapshot where snapshot_type = 'manual'")
    assert (row["db_cluster_snapshot_identifier"], row["db_cluster_identifier"]) == ("shot", "graph")
    assert row["akas"] == [f"arn:aws:rds:{HERE}:cluster-snapshot:shot"]


@pytest.mark.parametrize(
    ("table", "metric"),
    [
        ("aws_rds_db_instance_metric_connections_daily", "DatabaseConnections"),
        ("aws_rds_db_instance_metric_cpu_utilization_daily", "CPUUtilization"),
        ("aws_rds_db_instance_metric_cpu_utilization_hourly", "CPUUtilization"),
    ],
)
def test_metrics(account: Account, table: str, metric: str) -> None:
    instance(account, "one")
    account.client("cloudwatch").put_metric_data(
        Namespace="AWS/RDS",
        MetricData=[
            {
                "MetricName": metric,
                "Dimensions": [{"Name": "DBInstanceIdentifier", "Value": "one"}],
                "Value": 12.5,
            }
        ],
    )
    row = account.one(f"select * from {table}")
    assert (row["db_instance_identifier"], row["metric_name"], row["namespace"]) == ("one", metric, "AWS/RDS")
    assert (row["maximum"], row["average"], row["sample_count"]) == (12.5, 12.5, 1)


def test_filters_go_into_the_call(account: Account) -> None:
    instance(account, "one")
    instance(account, "two", "mysql")
    rows = account.query("select db_instance_identifier from aws_rds_db_instance where engine = 'mysql'")
    assert rows == [{"db_instance_identifier": "two"}]
    cluster(account, "aurora")
    instance(account, "aurora-1", "aurora-postgresql", DBClusterIdentifier="aurora")
    rows = account.query(
        "select db_instance_identifier from aws_rds_db_instance"
        " where engine = 'aurora-postgresql' and db_cluster_identifier = 'aurora'"
    )
    assert rows == [{"db_instance_identifier": "aurora-1"}]
