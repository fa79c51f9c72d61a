"""FSx over HTTP."""

from __future__ import annotations

from ..conftest import Account
from .expecting import expect


def test_a_file_system(account: Account) -> None:
    account.regions = ("us-east-1",)
    fsx = account.client("fsx")
    made = fsx.create_file_system(
        FileSystemType="LUSTRE",
        StorageCapacity=1200,
        StorageType="SSD",
        SubnetIds=["subnet-0123456789abcdef0"],
        SecurityGroupIds=["sg-0123456789abcdef0"],
        Tags=[{"Key": "Name", "Value": "scratch"}],
    )["FileSystem"]
    expect(
        account.one("select * from aws_fsx_file_system"),
        file_system_id=made["FileSystemId"],
        arn=made["ResourceARN"],
        akas=[made["ResourceARN"]],
        file_system_type="LUSTRE",
        storage_capacity=1200,
        storage_type="SSD",
        subnet_ids=["subnet-0123456789abcdef0"],
        title="scratch",
        tags={"Name": "scratch"},
    )
    sql = "select title from aws_fsx_file_system where file_system_id = '{}'"
    assert len(account.query(sql.format(made["FileSystemId"]))) == 1
