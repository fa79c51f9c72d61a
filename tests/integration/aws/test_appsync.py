"""The table of AppSync, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/logs"


@pytest.fixture
def api(account: Account) -> Any:
    made = account.client("appsync", REGION).create_graphql_api(
        name="graph",
        authenticationType="API_KEY",
        xrayEnabled=True,
        logConfig={"fieldLogLevel": "ALL", "cloudWatchLogsRoleArn": ROLE},
        tags={"team": "graph"},
    )
    return made["graphqlApi"]


def test_api(account: Account, api: Any) -> None:
    row = account.one("select * from aws_appsync_graphql_api")
    assert row["name"] == row["title"] == "graph"
    assert row["api_id"] == api["apiId"]
    assert row["arn"] == api["arn"]
    assert row["akas"] == [api["arn"]]
    assert row["authentication_type"] == "API_KEY"
    assert row["log_config"]["FieldLogLevel"] == "ALL"
    assert row["log_config"]["CloudWatchLogsRoleArn"] == ROLE
    assert row["uris"] == api["uris"]
    assert row["xray_enabled"] is True
    assert row["api_cache"] is None
    assert row["tags"] == {"team": "graph"}


def test_cache(account: Account, api: Any) -> None:
    account.client("appsync", REGION).create_api_cache(
        apiId=api["apiId"],
        ttl=60,
        apiCachingBehavior="FULL_REQUEST_CACHING",
        type="SMALL",
        atRestEncryptionEnabled=True,
        transitEncryptionEnabled=False,
    )
    cache = account.one("select api_cache from aws_appsync_graphql_api")["api_cache"]
    assert cache["AtRestEncryptionEnabled"] is True
    assert cache["TransitEncryptionEnabled"] is False
    assert cache["Ttl"] == 60


def test_one_api_by_id(account: Account, api: Any) -> None:
    assert account.one(f"select name from aws_appsync_graphql_api where api_id = '{api['apiId']}'")["name"] == "graph"
    assert account.query("select name from aws_appsync_graphql_api where api_id = 'gone'") == []
    assert account.calls("ListGraphqlApis") == []
