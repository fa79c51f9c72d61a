"""Tables of ECS, over HTTP."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from moto.ec2.utils import generate_instance_identity_document

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
PREFIX = f"arn:aws:ecs:{REGION}:{ACCOUNT}"


@pytest.fixture
def ecs(account: Account) -> Any:
    """A cluster with a task definition."""
    client = account.client("ecs", REGION)
    client.create_cluster(
        clusterName="web",
        settings=[{"name": "containerInsights", "value": "enabled"}],
        configuration={"executeCommandConfiguration": {"logging": "DEFAULT"}},
        tags=[{"key": "team", "value": "web"}],
    )
    client.register_task_definition(
        family="site",
        cpu="256",
        memory="512",
        networkMode="awsvpc",
        requiresCompatibilities=["FARGATE"],
        containerDefinitions=[{"name": "nginx", "image": "nginx:1", "memory": 100, "privileged": True}],
        tags=[{"key": "team", "value": "site"}],
    )
    return client


def test_cluster(account: Account, ecs: Any) -> None:
    row = account.one("select * from aws_ecs_cluster")
    assert row["cluster_name"] == row["title"] == "web"
    assert row["cluster_arn"] == f"{PREFIX}:cluster/web"
    assert row["akas"] == [f"{PREFIX}:cluster/web"]
    assert row["region"] == REGION
    assert row["status"] == "ACTIVE"
    assert row["settings"] == [{"Name": "containerInsights", "Value": "enabled"}]
    assert row["execute_command_configuration"]["Logging"] == "DEFAULT"
    assert row["running_tasks_count"] == 0
    assert row["tags_src"] == [{"Key": "team", "Value": "web"}]
    assert row["tags"] == {"team": "web"}


def test_clusters_are_described_together(account: Account) -> None:
    client = account.client("ecs", REGION)
    for number in range(5):
        client.create_cluster(clusterName=f"c{number}")
    rows = account.query("select cluster_name from aws_ecs_cluster order by cluster_name")
    assert [row["cluster_name"] for row in rows] == ["c0", "c1", "c2", "c3", "c4"]
    assert len(account.calls("DescribeClusters")) == 1


def test_one_cluster_by_arn(account: Account, ecs: Any) -> None:
    row = account.one(f"select cluster_name from aws_ecs_cluster where cluster_arn = '{PREFIX}:cluster/web'")
    assert row["cluster_name"] == "web"
    assert account.calls("ListClusters") == []


def test_services(account: Account, ecs: Any) -> None:
    for number in range(12):
        ecs.create_service(
            cluster="web",
            serviceName=f"s{number:02}",
            taskDefinition="site",
            desiredCount=2,
            launchType="FARGATE",
            tags=[{"key": "number", "value": str(number)}],
        )
    rows = account.query("select * from aws_ecs_service order by service_name")
    assert [row["service_name"] for row in rows] == [f"s{number:02}" for number in range(12)]
    assert len(account.calls("DescribeServices")) == 2
    first = rows[0]
    assert first["title"] == "s00"
    assert first["arn"] == f"{PREFIX}:service/web/s00"
    assert first["cluster_arn"] == f"{PREFIX}:cluster/web"
    assert first["desired_count"] == 2
    assert first["launch_type"] == "FARGATE"
    assert first["task_definition"] == f"{PREFIX}:task-definition/site:1"
    assert first["deployment_controller_type"] == "ECS"
    assert first["deployments"][0]["Status"] == "PRIMARY"
    assert first["tags"] == {"number": "0"}
    assert first["tags_src"] == [{"Key": "number", "Value": "0"}]


def test_task_definition(account: Account, ecs: Any) -> None:
    arn = f"{PREFIX}:task-definition/site:1"
    row = account.one("select * from aws_ecs_task_definition")
    assert row["task_definition_arn"] == arn
    assert row["akas"] == [arn]
    assert row["title"] == "site:1"
    assert row["family"] == "site"
    assert row["revision"] == 1
    assert row["cpu"] == 256
    assert row["memory"] == 512
    assert row["network_mode"] == "awsvpc"
    assert row["container_definitions"][0]["Privileged"] is True
    assert row["container_definitions"][0]["Image"] == "nginx:1"
    assert row["requires_compatibilities"] == ["FARGATE"]
    assert row["tags"] == {"team": "site"}


def test_one_task_definition_by_arn(account: Account, ecs: Any) -> None:
    arn = f"{PREFIX}:task-definition/site:1"
    row = account.one(f"select family from aws_ecs_task_definition where task_definition_arn = '{arn}'")
    assert row["family"] == "site"
    assert account.calls("ListTaskDefinitions") == []


def test_task(account: Account, ecs: Any) -> None:
    ec2 = account.client("ec2", REGION)
    network = {
        "subnets": [ec2.describe_subnets()["Subnets"][0]["SubnetId"]],
        "securityGroups": [ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]],
    }
    ecs.run_task(
        cluster="web",
        taskDefinition="site",
        launchType="FARGATE",
        group="service:front",
        networkConfiguration={"awsvpcConfiguration": network},
        tags=[{"key": "run", "value": "1"}],
    )
    assert account.query("select task_arn from aws_ecs_task where desired_status = 'STOPPED'") == []
    row = account.one(
        "select task_arn, akas, cluster_arn, cluster_name, service_name, task_definition_arn, launch_type,"
        " desired_status, containers, tags, tags_src from aws_ecs_task"
    )
    assert row["akas"] == [row["task_arn"]]
    assert row["cluster_arn"] == f"{PREFIX}:cluster/web"
    assert row["cluster_name"] == "web"
    assert row["service_name"] == "front"
    assert row["task_definition_arn"] == f"{PREFIX}:task-definition/site:1"
    assert row["launch_type"] == "FARGATE"
    assert row["desired_status"] == "RUNNING"
    assert row["containers"][0]["Name"] == "nginx"
    assert row["tags"] == {"run": "1"}
    assert row["tags_src"] == [{"Key": "run", "Value": "1"}]
    ecs.stop_task(cluster="web", task=row["task_arn"], reason="enough")
    stopped = account.one("select task_arn, stopped_reason from aws_ecs_task where desired_status = 'STOPPED'")
    assert stopped == {"task_arn": row["task_arn"], "stopped_reason": "enough"}


def test_container_instance(account: Account, ecs: Any) -> None:
    resource = boto3.resource(
        "ec2",
        REGION,
        endpoint_url=account.endpoint,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    (instance,) = resource.create_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1)
    arn = ecs.register_container_instance(
        cluster="web", instanceIdentityDocument=json.dumps(generate_instance_identity_document(instance))
    )["containerInstance"]["containerInstanceArn"]
    row = account.one("select * from aws_ecs_container_instance")
    assert row["arn"] == row["title"] == arn
    assert row["akas"] == [arn]
    assert row["cluster_arn"] == f"{PREFIX}:cluster/web"
    assert row["ec2_instance_id"] == instance.id
    assert row["agent_connected"] is True
    assert row["status"] == "ACTIVE"
    assert row["registered_at"] is not None
    assert {resource["Name"] for resource in row["registered_resources"]} == {"CPU", "MEMORY", "PORTS", "PORTS_UDP"}


def test_cluster_cpu_by_day(account: Account, ecs: Any) -> None:
    yesterday = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    account.client("cloudwatch", REGION).put_metric_data(
        Namespace="AWS/ECS",
        MetricData=[
            {
                "MetricName": "CPUUtilization",
                "Dimensions": [{"Name": "ClusterName", "Value": "web"}],
                "Timestamp": yesterday,
                "Value": 40.0,
                "Unit": "Percent",
            }
        ],
    )
    row = account.one("select * from aws_ecs_cluster_metric_cpu_utilization_daily")
    assert row["cluster_name"] == "web"
    assert row["metric_name"] == "CPUUtilization"
    assert row["maximum"] == 40
    assert row["unit"] == "Percent"
