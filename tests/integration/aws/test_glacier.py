"""S3 Glacier over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account
from .expecting import expect


def test_vaults(account: Account) -> None:
    account.regions = ("us-east-1",)
    glacier = account.client("glacier")
    for name in ("old", "older"):
        glacier.create_vault(accountId="-", vaultName=name)
    sql = "select vault_name, vault_arn, akas, title, creation_date, number_of_archives from aws_glacier_vault"
    assert [row["vault_name"] for row in account.query(f"{sql} order by vault_name")] == ["old", "older"]
    arn = glacier.describe_vault(accountId="-", vaultName="old")["VaultARN"]
    row = account.one(f"{sql} where vault_name = 'old'")
    expect(row, vault_name="old", title="old", vault_arn=arn, akas=[arn], number_of_archives=0)
    assert row["creation_date"].year >= 2024
    assert ACCOUNT in account.calls("ListVaults")[0].params
