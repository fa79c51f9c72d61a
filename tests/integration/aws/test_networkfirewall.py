"""Network Firewall over HTTP."""

from __future__ import annotations

from ..conftest import Account
from .expecting import expect


def test_a_firewall(account: Account) -> None:
    account.regions = ("us-east-1",)
    firewalls = account.client("network-firewall")
    own = firewalls.create_firewall(
        FirewallName="wall",
        FirewallPolicyArn="arn:aws:network-firewall:us-east-1:1:firewall-policy/p",
        VpcId="vpc-1",
        SubnetMappings=[{"SubnetId": "subnet-1"}],
        DeleteProtection=True,
        SubnetChangeProtection=False,
        FirewallPolicyChangeProtection=True,
        Description="gate",
        Tags=[{"Key": "team", "Value": "blue"}],
    )["Firewall"]["FirewallArn"]
    firewalls.update_logging_configuration(
        FirewallArn=own,
        LoggingConfiguration={
            "LogDestinationConfigs": [
                {"LogType": "FLOW", "LogDestinationType": "S3", "LogDestination": {"bucketName": "logs"}}
            ]
        },
    )
    row = account.one("select * from aws_networkfirewall_firewall")
    expect(
        row,
        arn=own,
        akas=[own],
        name="wall",
        title="wall",
        vpc_id="vpc-1",
        delete_protection=True,
        subnet_change_protection=False,
        policy_change_protection=True,
        description="gate",
        policy_arn="arn:aws:network-firewall:us-east-1:1:firewall-policy/p",
        tags={"team": "blue"},
        tags_src=[{"Key": "team", "Value": "blue"}],
        logging_configuration=[
            {"LogType": "FLOW", "LogDestinationType": "S3", "LogDestination": {"bucketName": "logs"}}
        ],
    )
    assert row["subnet_mappings"][0]["SubnetId"] == "subnet-1"
    assert len(account.query(f"select name from aws_networkfirewall_firewall where arn = '{own}'")) == 1
