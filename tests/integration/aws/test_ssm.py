"""Tables of Systems Manager, over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
PREFIX = f"arn:aws:ssm:{REGION}:{ACCOUNT}"


@pytest.fixture
def parameters(account: Account) -> None:
    client = account.client("ssm", REGION)
    client.put_parameter(Name="/app/secret", Value="hush", Type="SecureString", Tags=[{"Key": "team", "Value": "app"}])
    client.put_parameter(Name="plain", Value="open", Type="String")


def test_parameters(account: Account, parameters: None) -> None:
    secret, plain = account.query("select * from aws_ssm_parameter order by type")
    assert secret["name"] == secret["title"] == "/app/secret"
    assert secret["arn"] == f"{PREFIX}:parameter/app/secret"
    assert secret["akas"] == [secret["arn"]]
    assert secret["type"] == "SecureString"
    assert secret["key_id"] == "alias/aws/ssm"
    assert secret["value"] != "hush"  # what is secret stays encrypted
    assert plain["value"] == "open"
    assert secret["version"] == 1
    assert secret["tier"] == "Standard"
    assert secret["tags"] == {"team": "app"}
    assert secret["tags_src"] == [{"Key": "team", "Value": "app"}]
    assert plain["arn"] == f"{PREFIX}:parameter/plain"
    assert plain["type"] == "String"
    assert plain["key_id"] is None
    assert plain["tags"] is None


def test_values_are_not_read_unless_asked_for(account: Account, parameters: None) -> None:
    account.query("select name, arn, type from aws_ssm_parameter")
    assert account.calls("GetParameter") == []


def test_one_parameter_by_name(account: Account, parameters: None) -> None:
    assert account.one("select type from aws_ssm_parameter where name = 'plain'")["type"] == "String"
    assert account.query("select type from aws_ssm_parameter where name = 'gone'") == []


def test_parameters_of_one_type(account: Account, parameters: None) -> None:
    assert account.one("select name from aws_ssm_parameter where type = 'String'")["name"] == "plain"


@pytest.fixture
def document(account: Account) -> Any:
    client = account.client("ssm", REGION)
    content = {"schemaVersion": "2.2", "description": "tidies up", "mainSteps": []}
    client.create_document(
        Name="Tidy",
        Content=json.dumps(content),
        DocumentType="Command",
        DocumentFormat="JSON",
        Tags=[{"Key": "team", "Value": "ops"}],
    )
    return client


def test_document(account: Account, document: Any) -> None:
    row = account.one("select * from aws_ssm_document")
    assert row["name"] == row["title"] == "Tidy"
    assert row["arn"] == f"{PREFIX}:document/Tidy"
    assert row["akas"] == [row["arn"]]
    assert row["owner"] == ACCOUNT
    assert row["owner_type"] == "Self"
    assert row["document_type"] == "Command"
    assert row["description"] == "tidies up"
    assert row["status"] == "Active"
    assert row["hash_type"] == "Sha256"
    assert row["schema_version"] == "2.2"
    assert row["tags"] == {"team": "ops"}


def test_own_documents(account: Account, document: Any) -> None:
    rows = account.query("select name, owner_type from aws_ssm_document where owner_type = 'Self'")
    assert rows == [{"name": "Tidy", "owner_type": "Self"}]
    for call in account.calls("ListDocuments"):
        assert json.loads(call.params)["Filters"] == [{"Key": "Owner", "Values": ["Self"]}]


def test_document_permission(account: Account, document: Any) -> None:
    assert account.query("select * from aws_ssm_document_permission") == []
    document.modify_document_permission(Name="Tidy", PermissionType="Share", AccountIdsToAdd=["all"])
    row = account.one("select * from aws_ssm_document_permission")
    assert row["document_name"] == "Tidy"
    assert row["shared_account_id"] == "all"
    assert row["account_ids"] == ["all"]
    assert row["title"] == row["shared_document_version"]


def test_permission_of_one_document(account: Account, document: Any) -> None:
    document.modify_document_permission(Name="Tidy", PermissionType="Share", AccountIdsToAdd=["all"])
    row = account.one("select document_name, account_ids from aws_ssm_document_permission where document_name = 'Tidy'")
    assert row == {"document_name": "Tidy", "account_ids": ["all"]}
    assert account.query("select account_ids from aws_ssm_document_permission where document_name = 'gone'") == []
    assert account.calls("ListDocuments") == []
