"""Transfer Family over HTTP."""

from __future__ import annotations

from ..conftest import Account
from .expecting import expect


def test_a_server(account: Account) -> None:
    account.regions = ("us-east-1",)
    transfer = account.client("transfer")
    own = transfer.create_server(
        Domain="S3",
        EndpointType="PUBLIC",
        IdentityProviderType="SERVICE_MANAGED",
        Protocols=["SFTP"],
        SecurityPolicyName="TransferSecurityPolicy-2020-06",
        Tags=[{"Key": "team", "Value": "blue"}],
    )["ServerId"]
    told = transfer.describe_server(ServerId=own)["Server"]
    expect(
        account.one("select * from aws_transfer_server"),
        server_id=own,
        title=own,
        arn=told["Arn"],
        akas=[told["Arn"]],
        domain="S3",
        endpoint_type="PUBLIC",
        identity_provider_type="SERVICE_MANAGED",
        protocols=["SFTP"],
        security_policy_name="TransferSecurityPolicy-2020-06",
        state=told["State"],
        tags={"team": "blue"},
    )


def test_a_connector(account: Account) -> None:
    account.regions = ("us-east-1",)
    transfer = account.client("transfer")
    own = transfer.create_connector(
        Url="sftp://partner.example.org",
        AccessRole="arn:aws:iam::1:role/r",
        SftpConfig={"UserSecretId": "s", "TrustedHostKeys": ["ssh-rsa AAAA"]},
    )["ConnectorId"]
    row = account.one(
        "select connector_id, title, arn, akas, url, access_role, sftp_config from aws_transfer_connector"
    )
    told = transfer.describe_connector(ConnectorId=own)["Connector"]
    expect(
        row,
        connector_id=own,
        title=own,
        arn=told["Arn"],
        akas=[told["Arn"]],
        url="sftp://partner.example.org",
        access_role="arn:aws:iam::1:role/r",
    )
    assert row["sftp_config"]["TrustedHostKeys"] == ["ssh-rsa AAAA"]
