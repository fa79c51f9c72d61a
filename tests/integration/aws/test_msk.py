"""MSK over HTTP."""

from __future__ import annotations

from ..conftest import Account
from .expecting import expect


def test_provisioned_clusters_only(account: Account) -> None:
    account.regions = ("us-east-1",)
    kafka = account.client("kafka")
    own = kafka.create_cluster_v2(
        ClusterName="stream",
        Tags={"team": "blue"},
        Provisioned={
            "BrokerNodeGroupInfo": {"ClientSubnets": ["subnet-1"], "InstanceType": "kafka.m5.large"},
            "KafkaVersion": "3.6.0",
            "NumberOfBrokerNodes": 1,
        },
    )["ClusterArn"]
    kafka.create_cluster_v2(ClusterName="other", Serverless={"VpcConfigs": [{"SubnetIds": ["subnet-1"]}]})
    row = account.one(
        "select cluster_name, title, arn, akas, cluster_type, state, provisioned, tags from aws_msk_cluster"
        " where arn = '" + own + "'"
    )
    expect(
        row,
        arn=own,
        akas=[own],
        cluster_name="stream",
        title="stream",
        cluster_type="PROVISIONED",
        tags={"team": "blue"},
    )
    assert row["provisioned"]["BrokerNodeGroupInfo"]["InstanceType"] == "kafka.m5.large"
    assert row["provisioned"]["CurrentBrokerSoftwareInfo"]["KafkaVersion"] == "3.6.0"
    account.query("select arn from aws_msk_cluster")
    assert "PROVISIONED" in account.calls("ListClustersV2")[0].params
