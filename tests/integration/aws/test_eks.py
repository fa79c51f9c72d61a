"""Tables of EKS, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/kube"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1"


@pytest.fixture
def eks(account: Account) -> Any:
    """A cluster with a node group and a Fargate profile."""
    subnets = [subnet["SubnetId"] for subnet in account.client("ec2", REGION).describe_subnets()["Subnets"]][:2]
    client = account.client("eks", REGION)
    client.create_cluster(
        name="kube",
        version="1.31",
        roleArn=ROLE,
        resourcesVpcConfig={"subnetIds": subnets, "endpointPublicAccess": True},
        logging={"clusterLogging": [{"types": ["api", "audit"], "enabled": True}]},
        encryptionConfig=[{"resources": ["secrets"], "provider": {"keyArn": KEY}}],
        tags={"team": "kube"},
    )
    client.create_nodegroup(
        clusterName="kube",
        nodegroupName="nodes",
        subnets=subnets,
        nodeRole=ROLE,
        scalingConfig={"minSize": 1, "maxSize": 2, "desiredSize": 1},
        tags={"team": "nodes"},
    )
    client.create_fargate_profile(
        clusterName="kube",
        fargateProfileName="small",
        podExecutionRoleArn=ROLE,
        subnets=subnets[:1],
        selectors=[{"namespace": "jobs", "labels": {"Size": "s"}}],
        tags={"team": "jobs"},
    )
    return client


def test_cluster(account: Account, eks: Any) -> None:
    arn = f"arn:aws:eks:{REGION}:{ACCOUNT}:cluster/kube"
    row = account.one("select * from aws_eks_cluster")
    assert row["name"] == row["title"] == "kube"
    assert row["arn"] == arn
    assert row["akas"] == [arn]
    assert row["version"] == "1.31"
    assert row["role_arn"] == ROLE
    assert row["resources_vpc_config"]["EndpointPublicAccess"] is True
    assert row["resources_vpc_config"]["PublicAccessCidrs"] is None
    assert row["logging"] == {"ClusterLogging": [{"Types": ["api", "audit"], "Enabled": True}]}
    assert row["encryption_config"][0]["Provider"] == {"KeyArn": KEY}
    assert row["created_at"] is not None
    assert row["tags"] == {"team": "kube"}


def test_one_cluster_by_name(account: Account, eks: Any) -> None:
    assert account.one("select version from aws_eks_cluster where name = 'kube'")["version"] == "1.31"
    assert account.calls("ListClusters") == []
    assert account.query("select version from aws_eks_cluster where name = 'gone'") == []


def test_node_group(account: Account, eks: Any) -> None:
    row = account.one("select * from aws_eks_node_group")
    assert row["nodegroup_name"] == row["title"] == "nodes"
    assert row["cluster_name"] == "kube"
    assert row["arn"].startswith(f"arn:aws:eks:{REGION}:{ACCOUNT}:nodegroup/kube/nodes/")
    assert row["akas"] == [row["arn"]]
    assert row["scaling_config"] == {"MinSize": 1, "MaxSize": 2, "DesiredSize": 1}
    assert row["node_role"] == ROLE
    assert row["disk_size"] == 20
    assert row["tags"] == {"team": "nodes"}


def test_one_node_group_by_name(account: Account, eks: Any) -> None:
    sql = "select status from aws_eks_node_group where cluster_name = 'kube' and nodegroup_name = '{}'"
    assert account.one(sql.format("nodes"))["status"] == "ACTIVE"
    assert account.query(sql.format("gone")) == []
    assert account.calls("ListClusters") == []


def test_fargate_profile(account: Account, eks: Any) -> None:
    row = account.one("select * from aws_eks_fargate_profile")
    assert row["fargate_profile_name"] == row["title"] == "small"
    assert row["cluster_name"] == "kube"
    assert row["pod_execution_role_arn"] == ROLE
    assert row["selectors"] == [{"Namespace": "jobs", "Labels": {"Size": "s"}}]
    assert row["akas"] == [row["fargate_profile_arn"]]
    assert row["tags"] == {"team": "jobs"}
