"""Tables of Redshift, over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"
TAGS = [{"Key": "team", "Value": "data"}]

# What the emulated account can answer of a cluster: it does not know scheduled actions.
CLUSTER = """
    select cluster_identifier, arn, cluster_status, node_type, number_of_nodes, encrypted, publicly_accessible, db_name,
      master_username, enhanced_vpc_routing, allow_version_upgrade, automated_snapshot_retention_period,
      cluster_parameter_groups, logging_status, endpoint, tags, tags_src, title, akas, region
    from aws_redshift_cluster
"""


def cluster(account: Account, name: str = "lake") -> None:
    account.client("redshift").create_cluster(
        ClusterIdentifier=name,
        NodeType="ra3.xlplus",
        NumberOfNodes=2,
        ClusterType="multi-node",
        MasterUsername="root",
        MasterUserPassword="Only-for-the-test-1",
        DBName="app",
        Encrypted=True,
        PubliclyAccessible=True,
        EnhancedVpcRouting=True,
        Tags=TAGS,
    )


def test_cluster(account: Account) -> None:
    cluster(account)
    account.client("s3").create_bucket(Bucket="audit")
    account.client("redshift").enable_logging(ClusterIdentifier="lake", BucketName="audit", S3KeyPrefix="lake/")
    row = account.one(CLUSTER)
    arn = f"arn:aws:redshift:{HERE}:cluster:lake"
    assert (row["cluster_identifier"], row["arn"], row["akas"], row["title"]) == ("lake", arn, [arn], "lake")
    assert (row["node_type"], row["number_of_nodes"], row["db_name"]) == ("ra3.xlplus", 2, "app")
    assert (row["encrypted"], row["publicly_accessible"], row["enhanced_vpc_routing"]) == (True, True, True)
    assert row["cluster_parameter_groups"][0]["ParameterGroupName"] == "default.redshift-1.0"
    assert row["endpoint"]["Port"] == 5439
    assert (row["tags"], row["tags_src"], row["region"]) == ({"team": "data"}, TAGS, "us-east-1")


def test_a_cluster_that_is_not_there(account: Account) -> None:
    assert account.query("select arn from aws_redshift_cluster where cluster_identifier = 'none'") == []


def test_snapshot(account: Account) -> None:
    cluster(account)
    account.client("redshift").create_cluster_snapshot(ClusterIdentifier="lake", SnapshotIdentifier="shot", Tags=TAGS)
    row = account.one("select * from aws_redshift_snapshot where snapshot_type = 'manual'")
    assert (row["snapshot_identifier"], row["cluster_identifier"], row["title"]) == ("shot", "lake", "shot")
    assert (row["encrypted"], row["tags"]) == (True, {"team": "data"})
    assert row["akas"] == [f"arn:aws:redshift:{HERE}:snapshot:lake/shot"]


def test_parameter_group(account: Account) -> None:
    account.client("redshift").create_cluster_parameter_group(
        ParameterGroupName="strict", ParameterGroupFamily="redshift-1.0", Description="TLS only", Tags=TAGS
    )
    row = account.one(
        "select name, family, description, tags, akas from aws_redshift_parameter_group where name = 'strict'"
    )
    assert (row["family"], row["description"], row["tags"]) == ("redshift-1.0", "TLS only", {"team": "data"})
    assert row["akas"] == [f"arn:aws:redshift:{HERE}:parametergroup:strict"]


def test_subnet_group(account: Account) -> None:
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    account.client("redshift").create_cluster_subnet_group(
        ClusterSubnetGroupName="s", Description="subnets", SubnetIds=[subnet], Tags=TAGS
    )
    row = account.one("select * from aws_redshift_subnet_group")
    assert (row["cluster_subnet_group_name"], row["vpc_id"], row["tags"]) == ("s", vpc, {"team": "data"})
    assert [one["SubnetIdentifier"] for one in row["subnets"]] == [subnet]


def test_metric(account: Account) -> None:
    cluster(account)
    account.client("cloudwatch").put_metric_data(
        Namespace="AWS/Redshift",
        MetricData=[
            {
                "MetricName": "CPUUtilization",
                "Dimensions": [{"Name": "ClusterIdentifier", "Value": "lake"}],
                "Value": 40,
            }
        ],
    )
    row = account.one("select * from aws_redshift_cluster_metric_cpu_utilization_daily")
    assert (row["cluster_identifier"], row["average"]) == ("lake", 40)
