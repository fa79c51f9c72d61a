"""Tables of the Database Migration Service, over HTTP."""

from __future__ import annotations

from typing import Any

from ..conftest import Account

TAGS = [{"Key": "team", "Value": "data"}]


def replication_instance(account: Account) -> Any:
    return account.client("dms").create_replication_instance(
        ReplicationInstanceIdentifier="mover",
        ReplicationInstanceClass="dms.t3.micro",
        PubliclyAccessible=True,
        AutoMinorVersionUpgrade=True,
        MultiAZ=True,
        Tags=TAGS,
    )["ReplicationInstance"]


def endpoint(account: Account, name: str, kind: str) -> Any:
    return account.client("dms").create_endpoint(
        EndpointIdentifier=name, EndpointType=kind, EngineName="postgres", SslMode="require", ServerName="db", Tags=TAGS
    )["Endpoint"]


def test_replication_instance(account: Account) -> None:
    made = replication_instance(account)
    row = account.one("select * from aws_dms_replication_instance")
    assert (row["replication_instance_identifier"], row["title"]) == ("mover", "mover")
    assert (row["arn"], row["akas"]) == (made["ReplicationInstanceArn"], [made["ReplicationInstanceArn"]])
    assert (row["publicly_accessible"], row["multi_az"], row["auto_minor_version_upgrade"]) == (True, True, True)
    assert row["tags"] == {"team": "data"}
    assert row["tags_src"][0]["ResourceArn"] == made["ReplicationInstanceArn"]


def test_endpoint(account: Account) -> None:
    made = endpoint(account, "from", "source")
    row = account.one("select * from aws_dms_endpoint where endpoint_identifier = 'from' and engine_name = 'postgres'")
    assert (row["arn"], row["akas"]) == (made["EndpointArn"], [made["EndpointArn"]])
    assert (row["engine_name"], row["ssl_mode"], row["server_name"]) == ("postgres", "require", "db")
    assert row["tags"] == {"team": "data"}


def test_replication_task(account: Account) -> None:
    instance = replication_instance(account)
    account.client("dms").create_replication_task(
        ReplicationTaskIdentifier="all",
        SourceEndpointArn=endpoint(account, "from", "source")["EndpointArn"],
        TargetEndpointArn=endpoint(account, "to", "target")["EndpointArn"],
        ReplicationInstanceArn=instance["ReplicationInstanceArn"],
        MigrationType="full-load",
        TableMappings='{"rules": []}',
        ReplicationTaskSettings='{"Logging": {"EnableLogging": true}}',
        Tags=TAGS,
    )
    row = account.one("select * from aws_dms_replication_task")
    assert (row["replication_task_identifier"], row["migration_type"]) == ("all", "full-load")
    assert row["replication_task_settings"] == {"Logging": {"EnableLogging": True}}
    assert row["table_mappings"] == '{"rules": []}'
    assert row["replication_instance_arn"] == instance["ReplicationInstanceArn"]
