"""Tables of CodeBuild, CodeDeploy and CodePipeline, over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/service-role/builder"


@pytest.fixture
def project(account: Account) -> Any:
    client = account.client("codebuild", REGION)
    made = client.create_project(
        name="site",
        source={"type": "S3", "location": "bucket/source.zip"},
        artifacts={"type": "S3", "location": "bucket"},
        environment={
            "type": "LINUX_CONTAINER",
            "image": "aws/codebuild/standard:7.0",
            "computeType": "BUILD_GENERAL1_SMALL",
            "privilegedMode": True,
        },
        serviceRole=ROLE,
        tags=[{"key": "team", "value": "site"}],
    )
    return made["project"]


def test_project(account: Account, project: Any) -> None:
    row = account.one("select * from aws_codebuild_project")
    assert row["name"] == row["title"] == "site"
    assert row["arn"] == f"arn:aws:codebuild:{REGION}:{ACCOUNT}:project/site"
    assert row["akas"] == [row["arn"]]
    assert row["service_role"] == ROLE
    assert row["source"]["Location"] == "bucket/source.zip"
    assert row["artifacts"]["Type"] == "S3"
    assert row["environment"]["PrivilegedMode"] is True
    assert row["encryption_key"] == project["encryptionKey"]
    assert row["created"] is not None
    assert row["tags"] == {"team": "site"}
    assert row["tags_src"] == [{"Key": "team", "Value": "site"}]


def test_one_project_by_name(account: Account, project: Any) -> None:
    assert account.one("select service_role from aws_codebuild_project where name = 'site'")["service_role"] == ROLE
    assert account.query("select arn from aws_codebuild_project where name = 'gone'") == []
    assert account.calls("ListProjects") == []


def test_build(account: Account, project: Any) -> None:
    made = account.client("codebuild", REGION).start_build(projectName="site")["build"]
    row = account.one("select * from aws_codebuild_build")
    assert row["id"] == made["id"]
    assert row["arn"] == row["title"] == made["arn"]
    assert row["akas"] == [made["arn"]]
    assert row["project_name"] == "site"
    assert row["build_status"] == "SUCCEEDED"
    assert row["build_number"] == made["buildNumber"]
    assert row["phases"][0]["PhaseType"] == "SUBMITTED"
    assert row["start_time"] is not None


def test_deploy_application(account: Account) -> None:
    made = account.client("codedeploy", REGION).create_application(
        applicationName="shop", computePlatform="Lambda", tags=[{"Key": "team", "Value": "shop"}]
    )
    arn = f"arn:aws:codedeploy:{REGION}:{ACCOUNT}:application:shop"
    row = account.one("select * from aws_codedeploy_app")
    assert row["application_name"] == row["title"] == "shop"
    assert row["application_id"] == made["applicationId"]
    assert row["arn"] == arn
    assert row["akas"] == [arn]
    assert row["compute_platform"] == "Lambda"
    assert row["create_time"] is not None
    assert row["tags"] == {"team": "shop"}
    assert row["tags_src"] == [{"Key": "team", "Value": "shop"}]
    one = account.one("select compute_platform from aws_codedeploy_app where application_name = 'shop'")
    assert one["compute_platform"] == "Lambda"
    assert account.query("select arn from aws_codedeploy_app where application_name = 'gone'") == []


def stage(name: str, action: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "actions": [{"name": name, **action}]}


def test_pipeline(account: Account) -> None:
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
    role = account.client("iam").create_role(RoleName="pipe", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    source = {
        "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "S3", "version": "1"},
        "configuration": {"S3Bucket": "bucket", "S3ObjectKey": "source.zip"},
        "outputArtifacts": [{"name": "source"}],
    }
    approval = {"actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}
    account.client("codepipeline", REGION).create_pipeline(
        pipeline={
            "name": "release",
            "roleArn": role,
            "artifactStore": {"type": "S3", "location": "bucket", "encryptionKey": {"id": "key-1", "type": "KMS"}},
            "stages": [stage("Source", source), stage("Approve", approval)],
        },
        tags=[{"key": "team", "value": "release"}],
    )
    arn = f"arn:aws:codepipeline:{REGION}:{ACCOUNT}:release"
    row = account.one("select * from aws_codepipeline_pipeline")
    assert row["name"] == row["title"] == "release"
    assert row["arn"] == arn
    assert row["akas"] == [arn]
    assert row["role_arn"] == role
    assert row["version"] == 1
    assert row["encryption_key"] == {"Id": "key-1", "Type": "KMS"}
    assert row["artifact_stores"]["Location"] == "bucket"
    assert [one["Name"] for one in row["stages"]] == ["Source", "Approve"]
    assert row["created_at"] is not None
    assert row["tags"] == {"team": "release"}


def test_deployment_group(account: Account) -> None:
    client = account.client("codedeploy", REGION)
    client.create_application(applicationName="shop", computePlatform="Server")
    made = client.create_deployment_group(
        applicationName="shop",
        deploymentGroupName="live",
        serviceRoleArn=ROLE,
        deploymentConfigName="CodeDeployDefault.OneAtATime",
    )
    arn = f"arn:aws:codedeploy:{REGION}:{ACCOUNT}:deploymentgroup:shop/live"
    row = account.one(
        "select * from aws_codedeploy_deployment_group"
        " where application_name = 'shop' and deployment_group_name = 'live' and region = 'eu-west-1'"
    )
    assert row["deployment_group_name"] == row["title"] == "live"
    assert row["deployment_group_id"] == made["deploymentGroupId"]
    assert row["application_name"] == "shop"
    assert row["service_role_arn"] == ROLE
    assert row["deployment_config_name"] == "CodeDeployDefault.OneAtATime"
    assert row["arn"] == arn
    assert row["akas"] == [arn]
