"""WorkSpaces over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account
from .expecting import expect


def test_a_workspace(account: Account) -> None:
    account.regions = ("us-east-1",)
    subnets = account.client("ec2").describe_subnets()["Subnets"][:2]
    directory = account.client("ds").create_microsoft_ad(
        Name="corp.example.org",
        Password="Password123",
        VpcSettings={"VpcId": subnets[0]["VpcId"], "SubnetIds": [subnet["SubnetId"] for subnet in subnets]},
    )["DirectoryId"]
    workspaces = account.client("workspaces")
    workspaces.register_workspace_directory(DirectoryId=directory)
    made = workspaces.create_workspaces(
        Workspaces=[
            {
                "DirectoryId": directory,
                "UserName": "ann",
                "BundleId": "wsb-1",
                "RootVolumeEncryptionEnabled": True,
                "VolumeEncryptionKey": "alias/aws/workspaces",
                "Tags": [{"Key": "team", "Value": "blue"}],
            }
        ]
    )
    own = made["PendingRequests"][0]["WorkspaceId"]
    told = workspaces.describe_workspaces()["Workspaces"][0]
    expect(
        account.one("select * from aws_workspaces_workspace"),
        workspace_id=own,
        arn=f"arn:aws:workspaces:us-east-1:{ACCOUNT}:workspace/{own}",
        user_name="ann",
        bundle_id="wsb-1",
        directory_id=directory,
        state=told["State"],
        root_volume_encryption_enabled=True,
        user_volume_encryption_enabled=None,
        volume_encryption_key="alias/aws/workspaces",
        name=told.get("ComputerName"),
        title=told.get("ComputerName"),
        tags={"team": "blue"},
        tags_src=[{"Key": "team", "Value": "blue"}],
    )
