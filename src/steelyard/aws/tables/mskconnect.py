"""Amazon MSK Connect."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, jsonb, tags, text, timestamptz

GONE = ("NotFoundException",)


connector = Table(
    "aws_mskconnect_connector",
    "A Kafka connector of MSK Connect.",
    rows=(
        Call(
            "kafkaconnect", "ListConnectors", {"connectorNamePrefix": Key("connector_name_prefix")}, items="connectors"
        ),
    ),
    add={
        "detail": Call("kafkaconnect", "DescribeConnector", {"connectorArn": "connectorArn"}, absent=GONE),
        "tagging": Call("kafkaconnect", "ListTagsForResource", {"resourceArn": "connectorArn"}, absent=GONE),
    },
    columns={
        "connector_name": text(),
        "arn": text("connectorArn"),
        "connector_state": text(),
        "capacity": jsonb(about="Fixed or scaled workers."),
        "connector_configuration": jsonb("detail.connectorConfiguration", about="The connector's own settings."),
        "connector_description": text(),
        "connector_name_prefix": text("where.connector_name_prefix", about="What the query asked names to begin with."),
        "creation_time": timestamptz(),
        "current_version": text(about="The version, which an update has to name."),
        "kafka_cluster": jsonb(about="The cluster it connects to."),
        "kafka_cluster_client_authentication": jsonb(about="How it proves itself to the cluster: NONE or IAM."),
        "kafka_cluster_encryption_in_transit": jsonb(about="PLAINTEXT or TLS."),
        "kafka_connect_version": text(),
        "log_delivery": jsonb(about="Where workers log to."),
        "plugins": jsonb(about="The code it runs."),
        "service_execution_role_arn": text(),
        "state_description": jsonb("detail.stateDescription", about="Why it failed, if it did."),
        "worker_configuration": jsonb(),
        "tags": tags("tagging.tags"),
        "title": text("connectorName"),
        "akas": akas("connectorArn"),
    },
)

TABLES = (connector,)
