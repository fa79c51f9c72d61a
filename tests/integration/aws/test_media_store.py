"""MediaStore over HTTP."""

from __future__ import annotations

import json

from ..conftest import Account
from .expecting import expect


def test_containers(account: Account) -> None:
    account.regions = ("us-east-1",)
    store = account.client("mediastore")
    for name in ("open", "plain"):
        store.create_container(ContainerName=name)
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "mediastore:GetObject", "Resource": "*"}],
    }
    store.put_container_policy(ContainerName="open", Policy=json.dumps(policy))
    told = store.describe_container(ContainerName="open")["Container"]
    with_policy, plain = account.query(
        "select name, title, arn, akas, status, access_logging_enabled, policy, policy_std"
        " from aws_media_store_container order by name"
    )
    expect(
        with_policy,
        name="open",
        title="open",
        arn=told["ARN"],
        akas=[told["ARN"]],
        status=told["Status"],
        access_logging_enabled=False,
        policy=policy,
    )
    assert with_policy["policy_std"]["Statement"][0]["Action"] == ["mediastore:getobject"]
    expect(plain, name="plain", policy=None, policy_std=None)
    assert len(account.query("select status from aws_media_store_container where name = 'open'")) == 1
