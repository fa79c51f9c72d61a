"""Amazon Managed Streaming for Apache Kafka."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.aws.declare import Call, Key, Table, Value, akas, jsonb, tags, text, timestamptz

GONE = ("NotFoundException",)


def is_provisioned(cluster: Mapping[str, object]) -> bool:
    """Whether a cluster is not a serverless one."""
    return cluster.get("ClusterType") == "PROVISIONED"


cluster = Table(
    "aws_msk_cluster",
    "A provisioned MSK (Kafka) cluster.",
    rows=(Call("kafka", "ListClustersV2", {"ClusterTypeFilter": Value("PROVISIONED")}, items="ClusterInfoList"),),
    get=Call(
        "kafka", "DescribeClusterV2", {"ClusterArn": Key("arn")}, items="ClusterInfo", keep=is_provisioned, absent=GONE
    ),
    add={
        "configuration": Call(
            "kafka",
            "DescribeConfiguration",
            {"Arn": "Provisioned.CurrentBrokerSoftwareInfo.ConfigurationArn"},
            absent=GONE,
        ),
        "operation": Call(
            "kafka", "DescribeClusterOperation", {"ClusterOperationArn": "ActiveOperationArn"}, absent=GONE
        ),
        "brokers": Call("kafka", "GetBootstrapBrokers", {"ClusterArn": "ClusterArn"}, absent=GONE),
    },
    columns={
        "cluster_name": text(),
        "arn": text("ClusterArn"),
        "state": text(),
        "active_operation_arn": text(about="The operation that is changing it, if any."),
        "bootstrap_broker_string": text(
            "brokers.BootstrapBrokerString", about="Where clients connect without TLS; null where they cannot."
        ),
        "bootstrap_broker_string_tls": text(
            "brokers.BootstrapBrokerStringTls", about="Where clients connect with TLS."
        ),
        "cluster_configuration": jsonb(
            "configuration", about="The named configuration in use, if it is not AWS's default."
        ),
        "cluster_operation": jsonb("operation.ClusterOperationInfo", about="That operation with its steps."),
        "cluster_type": text(),
        "creation_time": timestamptz(),
        "current_version": text(about="The version of its metadata, which an update has to name."),
        "provisioned": jsonb(about="Brokers, encryption, client authentication, logging and monitoring."),
        "state_info": jsonb(about="What is wrong, if anything."),
        "tags": tags("Tags"),
        "title": text("ClusterName"),
        "akas": akas("ClusterArn"),
    },
)

TABLES = (cluster,)
