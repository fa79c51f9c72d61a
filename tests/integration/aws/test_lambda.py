"""Tables of Lambda, over HTTP."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
ARN = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:pay"


def package() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("app.py", "def handler(event, context): return 1")
    return buffer.getvalue()


def role(account: Account) -> str:
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
    made = account.client("iam").create_role(RoleName="runner", AssumeRolePolicyDocument=json.dumps(trust))
    return str(made["Role"]["Arn"])


@pytest.fixture
def function(account: Account) -> Any:
    client = account.client("lambda", REGION)
    made = client.create_function(
        FunctionName="pay",
        Runtime="python3.12",
        Role=role(account),
        Handler="app.handler",
        Code={"ZipFile": package()},
        Timeout=7,
        MemorySize=256,
        Environment={"Variables": {"MODE": "live"}},
        Tags={"team": "pay"},
        DeadLetterConfig={"TargetArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:dead"},
        TracingConfig={"Mode": "Active"},
        Publish=True,
    )
    client.create_alias(FunctionName="pay", Name="live", FunctionVersion="1", Description="what runs")
    return made


def allow(account: Account) -> None:
    account.client("lambda", REGION).add_permission(
        FunctionName="pay",
        StatementId="s3",
        Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com",
        SourceAccount=ACCOUNT,
    )


def test_function(account: Account, function: Any) -> None:
    allow(account)
    client = account.client("lambda", REGION)
    client.put_function_concurrency(FunctionName="pay", ReservedConcurrentExecutions=3)
    url = client.create_function_url_config(FunctionName="pay", AuthType="AWS_IAM")
    row = account.one("select * from aws_lambda_function")
    assert row["name"] == row["title"] == "pay"
    assert row["arn"] == ARN
    assert row["akas"] == [ARN]
    assert row["region"] == REGION
    assert row["runtime"] == "python3.12"
    assert row["timeout"] == "7"
    assert row["memory_size"] == 256
    assert row["environment_variables"] == {"MODE": "live"}
    assert row["tracing_config"] == {"Mode": "Active"}
    assert row["reserved_concurrent_executions"] == 3
    assert row["code"] == {"ImageUri": None, "RepositoryType": "S3", "ResolvedImageUri": None}
    assert row["code_size"] == function["CodeSize"]
    assert row["state"] == "Active"
    assert row["last_modified"] is not None
    assert row["policy"]["Statement"][0]["Sid"] == "s3"
    assert row["policy_std"]["Statement"][0]["Action"] == ["lambda:invokefunction"]
    assert row["policy_std"]["Statement"][0]["Principal"] == {"Service": ["s3.amazonaws.com"]}
    assert row["url_config"]["FunctionUrl"] == url["FunctionUrl"]
    assert row["url_config"]["AuthType"] == "AWS_IAM"
    assert row["tags"] == {"team": "pay"}
    assert row["vpc_id"] is None


def test_function_without_policy_or_url(account: Account, function: Any) -> None:
    row = account.one("select policy, policy_std, url_config from aws_lambda_function")
    assert row == {"policy": None, "policy_std": None, "url_config": None}


def test_plain_columns_take_only_the_list(account: Account, function: Any) -> None:
    account.query("select name, runtime from aws_lambda_function")
    assert account.calls("GetFunction") == []
    assert account.calls("GetPolicy") == []


def test_one_function_by_name(account: Account, function: Any) -> None:
    row = account.one("select arn, handler from aws_lambda_function where name = 'pay'")
    assert row["arn"] == ARN
    assert row["handler"] == "app.handler"
    assert account.calls("ListFunctions") == []


def test_no_function_of_that_name(account: Account) -> None:
    assert account.query("select arn from aws_lambda_function where name = 'gone'") == []


def test_versions(account: Account, function: Any) -> None:
    rows = account.query("select * from aws_lambda_version order by version")
    assert [(row["version"], row["arn"]) for row in rows] == [("$LATEST", f"{ARN}:$LATEST"), ("1", f"{ARN}:1")]
    assert [row["title"] for row in rows] == ["$LATEST", "1"]
    assert rows[1]["timeout"] == 7
    assert rows[1]["ephemeral_storage_size"] == 512
    assert rows[1]["code"]["RepositoryType"] == "S3"
    assert rows[1]["policy"] is None


def test_alias(account: Account, function: Any) -> None:
    row = account.one("select * from aws_lambda_alias")
    assert row["name"] == row["title"] == "live"
    assert row["function_name"] == "pay"
    assert row["function_version"] == "1"
    assert row["description"] == "what runs"
    assert row["akas"] == [f"{ARN}:live"]
    assert row["alias_arn"] == f"{ARN}:live"


def test_aliases_of_one_version(account: Account, function: Any) -> None:
    assert account.one("select name from aws_lambda_alias where function_version = '1'")["name"] == "live"
    assert account.query("select name from aws_lambda_alias where function_version = '2'") == []


def test_one_alias_by_function_and_name(account: Account, function: Any) -> None:
    row = account.one("select function_name from aws_lambda_alias where function_name = 'pay' and name = 'live'")
    assert row["function_name"] == "pay"
    assert account.calls("ListFunctions") == []


@pytest.mark.parametrize(
    ("table", "metric"),
    [
        ("aws_lambda_function_metric_duration_daily", "Duration"),
        ("aws_lambda_function_metric_errors_daily", "Errors"),
        ("aws_lambda_function_metric_invocations_daily", "Invocations"),
    ],
)
def test_daily_metrics(account: Account, function: Any, table: str, metric: str) -> None:
    yesterday = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    account.client("cloudwatch", REGION).put_metric_data(
        Namespace="AWS/Lambda",
        MetricData=[
            {
                "MetricName": metric,
                "Dimensions": [{"Name": "FunctionName", "Value": "pay"}],
                "Timestamp": yesterday + timedelta(minutes=minute),
                "Value": value,
                "Unit": "Count",
            }
            for minute, value in ((0, 2.0), (1, 4.0))
        ],
    )
    row = account.one(f"select * from {table}")
    assert row["name"] == "pay"
    assert row["namespace"] == "AWS/Lambda"
    assert row["metric_name"] == metric
    assert (row["average"], row["minimum"], row["maximum"], row["sum"], row["sample_count"]) == (3, 2, 4, 6, 2)
