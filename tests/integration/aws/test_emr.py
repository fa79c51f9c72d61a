"""Tables of EMR, over HTTP."""

from __future__ import annotations

from typing import Any

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"


def cluster(account: Account, **settings: Any) -> str:
    made = account.client("emr").run_job_flow(
        Name="crunch",
        ReleaseLabel="emr-6.15.0",
        LogUri="s3://logs/emr/",
        Instances={
            "InstanceGroups": [
                {"InstanceRole": "MASTER", "InstanceType": "m5.xlarge", "InstanceCount": 1, "Name": "lead"},
                {"InstanceRole": "CORE", "InstanceType": "m5.xlarge", "InstanceCount": 2},
            ],
            "KeepJobFlowAliveWhenNoSteps": True,
        },
        JobFlowRole="EMR_EC2_DefaultRole",
        ServiceRole="EMR_DefaultRole",
        VisibleToAllUsers=True,
        Tags=[{"Key": "team", "Value": "data"}],
        **settings,
    )
    return str(made["JobFlowId"])


def test_cluster(account: Account) -> None:
    identifier = cluster(account)
    row = account.one("select * from aws_emr_cluster where region = 'us-east-1'")
    assert (row["id"], row["name"], row["title"], row["state"]) == (identifier, "crunch", "crunch", "WAITING")
    assert (row["release_label"], row["service_role"]) == ("emr-6.15.0", "EMR_DefaultRole")
    assert (row["log_uri"], row["auto_terminate"], row["visible_to_all_users"]) == ("s3://logs/emr/", False, True)
    assert row["status"]["State"] == "WAITING"
    assert row["tags"] == {"team": "data"}
    assert row["akas"] == [row["cluster_arn"]]


def test_clusters_in_a_state_are_asked_for_by_it(account: Account) -> None:
    cluster(account)
    assert account.query("select id from aws_emr_cluster where state = 'TERMINATED' and region = 'us-east-1'") == []
    assert len(account.query("select id from aws_emr_cluster where state = 'WAITING' and region = 'us-east-1'")) == 1


def test_instances_and_their_groups(account: Account) -> None:
    identifier = cluster(account)
    rows = account.query("select * from aws_emr_instance_group where region = 'us-east-1' order by instance_group_type")
    assert [(row["instance_group_type"], row["requested_instance_count"]) for row in rows] == [
        ("CORE", 2),
        ("MASTER", 1),
    ]
    for row in rows:
        assert row["cluster_id"] == identifier
        assert row["arn"] == f"arn:aws:emr:{HERE}:instance-group/{row['id']}"
    assert rows[1]["title"] == "lead"

    rows = account.query("select * from aws_emr_instance where region = 'us-east-1'")
    assert len(rows) == 3
    for row in rows:
        assert row["cluster_id"] == identifier
        assert row["akas"] == [f"arn:aws:emr:{HERE}:instance/{row['id']}"]
        assert row["ec2_instance_id"].startswith("i-")


def test_block_public_access(account: Account) -> None:
    account.client("emr").put_block_public_access_configuration(
        BlockPublicAccessConfiguration={
            "BlockPublicSecurityGroupRules": True,
            "PermittedPublicSecurityGroupRuleRanges": [{"MinRange": 22, "MaxRange": 22}],
        }
    )
    row = account.one("select * from aws_emr_block_public_access_configuration where region = 'us-east-1'")
    assert row["block_public_security_group_rules"] is True
    assert row["permitted_public_security_group_rule_ranges"] == [{"MinRange": 22, "MaxRange": 22}]
    assert row["configurations"] is None


def test_security_configuration_by_name(account: Account) -> None:
    account.client("emr").create_security_configuration(
        Name="strict",
        SecurityConfiguration='{"EncryptionConfiguration": {"EnableAtRestEncryption": true}}',
    )
    row = account.one("select * from aws_emr_security_configuration where name = 'strict' and region = 'us-east-1'")
    assert row["name"] == row["title"] == "strict"
    assert row["security_configuration"] == {"EncryptionConfiguration": {"EnableAtRestEncryption": True}}
    assert row["encryption_configuration"] == {"EnableAtRestEncryption": True}
    assert row["instance_metadata_service_configuration"] is None


def test_metric(account: Account) -> None:
    identifier = cluster(account)
    account.client("cloudwatch").put_metric_data(
        Namespace="AWS/ElasticMapReduce",
        MetricData=[{"MetricName": "IsIdle", "Dimensions": [{"Name": "JobFlowId", "Value": identifier}], "Value": 1}],
    )
    row = account.one("select * from aws_emr_cluster_metric_is_idle where region = 'us-east-1'")
    assert (row["id"], row["maximum"]) == (identifier, 1)
