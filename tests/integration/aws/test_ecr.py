"""Tables of ECR, over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
ARN = f"arn:aws:ecr:{REGION}:{ACCOUNT}:repository/web"
URI = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/web"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:GetDownloadUrlForLayer"}],
}
RULES = {
    "rules": [
        {
            "rulePriority": 1,
            "description": "old",
            "selection": {
                "tagStatus": "untagged",
                "countType": "sinceImagePushed",
                "countUnit": "days",
                "countNumber": 14,
            },
            "action": {"type": "expire"},
        }
    ]
}


@pytest.fixture
def ecr(account: Account) -> Any:
    client = account.client("ecr", REGION)
    client.create_repository(
        repositoryName="web",
        imageTagMutability="IMMUTABLE",
        imageScanningConfiguration={"scanOnPush": True},
        tags=[{"Key": "team", "Value": "web"}],
    )
    return client


def test_repository(account: Account, ecr: Any) -> None:
    ecr.set_repository_policy(repositoryName="web", policyText=json.dumps(POLICY))
    ecr.put_lifecycle_policy(repositoryName="web", lifecyclePolicyText=json.dumps(RULES))
    row = account.one("select * from aws_ecr_repository")
    assert row["repository_name"] == row["title"] == "web"
    assert row["arn"] == ARN
    assert row["akas"] == [ARN]
    assert row["registry_id"] == ACCOUNT
    assert row["repository_uri"] == URI
    assert row["image_tag_mutability"] == "IMMUTABLE"
    assert row["image_scanning_configuration"] == {"ScanOnPush": True}
    assert row["encryption_configuration"]["EncryptionType"] == "AES256"
    (scanning,) = row["repository_scanning_configuration"]["ScanningConfigurations"]
    assert scanning["RepositoryName"] == "web"
    assert scanning["ScanFrequency"] == "MANUAL"
    assert row["policy"] == POLICY
    assert row["policy_std"]["Statement"][0]["Principal"] == {"AWS": ["*"]}
    assert row["lifecycle_policy"] == RULES
    assert row["last_evaluated_at"] is not None
    assert row["tags"] == {"team": "web"}
    assert row["tags_src"] == [{"Key": "team", "Value": "web"}]


def test_repository_without_policies(account: Account, ecr: Any) -> None:
    row = account.one("select policy, policy_std, lifecycle_policy, last_evaluated_at from aws_ecr_repository")
    assert set(row.values()) == {None}


def test_scanning_of_many_repositories_is_asked_together(account: Account) -> None:
    client = account.client("ecr", REGION)
    for number in range(30):
        client.create_repository(repositoryName=f"r{number:02}")
    rows = account.query("select repository_name, repository_scanning_configuration from aws_ecr_repository")
    assert len(rows) == 30
    for row in rows:
        (scanning,) = row["repository_scanning_configuration"]["ScanningConfigurations"]
        assert scanning["RepositoryName"] == row["repository_name"]
    assert len(account.calls("BatchGetRepositoryScanningConfiguration")) == 2


def test_one_repository_by_name(account: Account, ecr: Any) -> None:
    assert account.one("select arn from aws_ecr_repository where repository_name = 'web'")["arn"] == ARN
    assert account.query("select arn from aws_ecr_repository where repository_name = 'gone'") == []


def test_image(account: Account, ecr: Any) -> None:
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
        "config": {"mediaType": "x", "size": 1, "digest": "sha256:" + "a" * 64},
        "layers": [{"mediaType": "x", "size": 5, "digest": "sha256:" + "b" * 64}],
    }
    digest = ecr.put_image(repositoryName="web", imageManifest=json.dumps(manifest), imageTag="v1")["image"]["imageId"][
        "imageDigest"
    ]
    row = account.one("select * from aws_ecr_image")
    assert row["repository_name"] == "web"
    assert row["registry_id"] == ACCOUNT
    assert row["image_digest"] == digest
    assert row["image_tags"] == ["v1"]
    assert row["image_uri"] == f"{URI}:v1"
    assert row["image_pushed_at"] is not None


def test_registry_scanning_configuration_of_each_region(account: Account) -> None:
    rows = account.query("select * from aws_ecr_registry_scanning_configuration order by region")
    assert [row["region"] for row in rows] == [REGION, "us-east-1"]
    assert rows[0]["registry_id"] == rows[0]["title"] == ACCOUNT
    assert rows[0]["scanning_configuration"] == {"ScanType": "BASIC", "Rules": []}
