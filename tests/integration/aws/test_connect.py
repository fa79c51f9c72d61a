"""The table of Amazon Connect's instances, over HTTP."""

from __future__ import annotations

from ..conftest import Account


def test_instance(account: Account) -> None:
    made = account.client("connect").create_instance(
        IdentityManagementType="CONNECT_MANAGED",
        InstanceAlias="helpdesk",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=False,
        Tags={"team": "help"},
    )
    row = account.one("select * from aws_connect_instance")
    assert row["id"] == made["Id"]
    assert row["arn"] == made["Arn"]
    assert row["akas"] == [made["Arn"]]
    assert row["instance_alias"] == row["title"] == "helpdesk"
    assert row["identity_management_type"] == "CONNECT_MANAGED"
    assert row["inbound_calls_enabled"] is True
    assert row["outbound_calls_enabled"] is False
    assert row["tags"] == {"team": "help"}
    one = account.one(f"select instance_alias from aws_connect_instance where id = '{made['Id']}'")
    assert one["instance_alias"] == "helpdesk"
