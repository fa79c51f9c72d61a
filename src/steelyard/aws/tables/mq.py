"""Amazon MQ."""

from __future__ import annotations

from steelyard.aws.declare import Call, Table, akas, boolean, jsonb, tags, text, timestamptz

broker = Table(
    "aws_mq_broker",
    "A broker of Amazon MQ: ActiveMQ or RabbitMQ.",
    rows=(Call("mq", "ListBrokers", items="BrokerSummaries"),),
    add={
        "detail": Call("mq", "DescribeBroker", {"BrokerId": "BrokerId"}, absent=("NotFoundException",)),
    },
    columns={
        "broker_name": text(),
        "broker_id": text(),
        "arn": text("BrokerArn"),
        "actions_required": jsonb(
            "detail.ActionsRequired", about="What the owner has to do for the broker to recover."
        ),
        "authentication_strategy": text("detail.AuthenticationStrategy", about="simple, or ldap."),
        "auto_minor_version_upgrade": boolean(
            "detail.AutoMinorVersionUpgrade", about="Whether new patch versions are installed by themselves."
        ),
        "broker_instances": jsonb("detail.BrokerInstances", about="Its instances with addresses and console."),
        "broker_state": text(),
        "configurations": jsonb("detail.Configurations", about="The configuration in use, past ones and the next."),
        "created": timestamptz(),
        "data_replication_metadata": jsonb("detail.DataReplicationMetadata"),
        "data_replication_mode": text(
            "detail.DataReplicationMode", about="NONE or CRDR, for a broker with a replica in another region."
        ),
        "deployment_mode": text(about="SINGLE_INSTANCE, ACTIVE_STANDBY_MULTI_AZ or CLUSTER_MULTI_AZ."),
        "encryption_options": jsonb(
            "detail.EncryptionOptions", about="The key that encrypts its data: AWS's own or a KMS key."
        ),
        "engine_type": text(),
        "engine_version": text("detail.EngineVersion"),
        "host_instance_type": text(),
        "ldap_server_metadata": jsonb("detail.LdapServerMetadata"),
        "logs": jsonb("detail.Logs", about="Whether general and audit logs go to CloudWatch Logs, and where."),
        "maintenance_window_start_time": jsonb(
            "detail.MaintenanceWindowStartTime", about="Weekday, time and zone of maintenance."
        ),
        "pending_authentication_strategy": text("detail.PendingAuthenticationStrategy"),
        "pending_data_replication_metadata": jsonb("detail.PendingDataReplicationMetadata"),
        "pending_data_replication_mode": text("detail.PendingDataReplicationMode"),
        "pending_engine_version": text("detail.PendingEngineVersion"),
        "pending_host_instance_type": text("detail.PendingHostInstanceType"),
        "pending_ldap_server_metadata": jsonb("detail.PendingLdapServerMetadata"),
        "pending_security_groups": jsonb("detail.PendingSecurityGroups"),
        "publicly_accessible": boolean(
            "detail.PubliclyAccessible", about="Whether it can be reached from outside the VPC."
        ),
        "security_groups": jsonb("detail.SecurityGroups"),
        "storage_type": text("detail.StorageType", about="EBS or EFS."),
        "subnet_ids": jsonb("detail.SubnetIds"),
        "users": jsonb("detail.Users", about="The users of ActiveMQ, or the first one of RabbitMQ."),
        "tags": tags("detail.Tags"),
        "title": text("BrokerName"),
        "akas": akas("BrokerArn"),
    },
)

TABLES = (broker,)
