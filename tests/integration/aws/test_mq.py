"""Amazon MQ over HTTP."""

from __future__ import annotations

from ..conftest import Account
from .expecting import expect


def test_a_broker(account: Account) -> None:
    account.regions = ("us-east-1",)
    made = account.client("mq").create_broker(
        AutoMinorVersionUpgrade=False,
        BrokerName="post",
        DeploymentMode="SINGLE_INSTANCE",
        EngineType="ActiveMQ",
        EngineVersion="5.17",
        HostInstanceType="mq.t3.micro",
        PubliclyAccessible=True,
        EncryptionOptions={"UseAwsOwnedKey": True},
        Logs={"General": True, "Audit": False},
        Users=[{"Username": "admin", "Password": "Password1234"}],
        Tags={"team": "blue"},
    )
    row = account.one("select * from aws_mq_broker")
    expect(
        row,
        broker_id=made["BrokerId"],
        arn=made["BrokerArn"],
        akas=[made["BrokerArn"]],
        broker_name="post",
        title="post",
        broker_state="RUNNING",
        deployment_mode="SINGLE_INSTANCE",
        engine_type="ActiveMQ",
        engine_version="5.17",
        auto_minor_version_upgrade=False,
        publicly_accessible=True,
        tags={"team": "blue"},
    )
    assert row["encryption_options"] == {"KmsKeyId": None, "UseAwsOwnedKey": True}
    assert row["logs"]["General"] is True
    assert row["users"][0]["Username"] == "admin"
