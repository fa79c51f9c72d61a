"""CIS AWS v4.0.0, section 1: what is wrong is found over HTTP, and the page's commands put it right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from steelyard import demo
from tests.content.aws_command import commands_of
from tests.content.judge import question

from .conftest import ACCOUNT, Account

Names = Mapping[str, str]
ANYBODY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"}
        ],
    }
)
EVERYTHING = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
SHELL = "arn:aws:iam::aws:policy/AWSCloudShellFullAccess"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


@dataclass(frozen=True)
class Remedy:
    """How to make an account that fails, and what a page's placeholders then stand for.

    ``leave``: operations of the page that this account does not need. ``after``: the status of each row in the end.
    """

    make: Callable[[Account], Names]
    leave: tuple[str, ...] = ()
    after: tuple[str, ...] = ("ok",)


def nothing(account: Account) -> Names:
    return {}


def short_passwords(account: Account) -> Names:
    account.client("iam").update_account_password_policy(MinimumPasswordLength=8, PasswordReusePrevention=3)
    return {}


def user_with_password(account: Account) -> Names:
    iam = account.client("iam")
    iam.create_user(UserName="alice")
    iam.create_login_profile(UserName="alice", Password="correct horse battery")
    return {"USER": "alice", "ACCOUNT_ID": ACCOUNT, "CODE_1": "123456", "CODE_2": "654321"}


def user_with_password_and_key(account: Account) -> Names:
    names = user_with_password(account)
    key = account.client("iam").create_access_key(UserName="alice")["AccessKey"]
    return {**names, "KEY_ID": key["AccessKeyId"]}


def user_with_two_keys(account: Account) -> Names:
    iam = account.client("iam")
    iam.create_user(UserName="alice")
    old, _ = (iam.create_access_key(UserName="alice")["AccessKey"]["AccessKeyId"] for _ in range(2))
    return {"USER": "alice", "KEY_ID": old}


def user_with_policies(account: Account) -> Names:
    iam = account.client("iam")
    iam.create_user(UserName="alice")
    iam.attach_user_policy(UserName="alice", PolicyArn=READ_ONLY)
    iam.put_user_policy(UserName="alice", PolicyName="mine", PolicyDocument=EVERYTHING)
    return {"USER": "alice", "GROUP": "readers", "POLICY_ARN": READ_ONLY, "POLICY_NAME": "mine"}


def holders_of(account: Account, policy: str) -> Names:
    iam = account.client("iam")
    iam.create_user(UserName="alice")
    iam.create_group(GroupName="people")
    iam.create_role(RoleName="ops", AssumeRolePolicyDocument=ANYBODY)
    iam.attach_user_policy(UserName="alice", PolicyArn=policy)
    iam.attach_group_policy(GroupName="people", PolicyArn=policy)
    iam.attach_role_policy(RoleName="ops", PolicyArn=policy)
    return {"USER": "alice", "GROUP": "people", "ROLE": "ops", "POLICY_ARN": policy}


def holders_of_everything(account: Account) -> Names:
    made = account.client("iam").create_policy(PolicyName="everything", PolicyDocument=EVERYTHING)
    return holders_of(account, made["Policy"]["Arn"])


def holders_of_shell(account: Account) -> Names:
    return holders_of(account, SHELL)


def everything_to_be_narrowed(account: Account) -> Names:
    narrow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]}
    return {**holders_of_everything(account), "narrow.json": json.dumps(narrow)}


def expired_certificate(account: Account) -> Names:
    # Each certificate at moto expired in 2012.
    account.client("iam").upload_server_certificate(
        ServerCertificateName="www", CertificateBody="certificate", PrivateKey="key"
    )
    return {"CERTIFICATE_NAME": "www"}


def no_support_role(account: Account) -> Names:
    return {"trust.json": ANYBODY}


def instance_without_role(account: Account) -> Names:
    ec2 = account.client("ec2", "eu-west-1")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    made = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"][0]
    names = {"INSTANCE_ID": made["InstanceId"], "REGION": "eu-west-1", "ROLE": "web", "PROFILE": "web"}
    return {**names, "trust.json": ANYBODY}


REMEDIES = {
    "cis_v400_1_2": [Remedy(nothing)],
    "cis_v400_1_8": [Remedy(short_passwords)],
    "cis_v400_1_9": [Remedy(short_passwords)],
    "cis_v400_1_10": [
        Remedy(user_with_password, leave=("DeleteLoginProfile",)),
        Remedy(user_with_password, leave=("CreateVirtualMFADevice", "EnableMFADevice"), after=("skip",)),
    ],
    "cis_v400_1_11": [Remedy(user_with_password_and_key)],
    "cis_v400_1_13": [Remedy(user_with_two_keys)],
    "cis_v400_1_16": [
        Remedy(holders_of_everything, leave=("CreatePolicyVersion",), after=()),
        Remedy(everything_to_be_narrowed, leave=("DetachUserPolicy", "DetachGroupPolicy", "DetachRolePolicy")),
    ],
    "cis_v400_1_18": [Remedy(instance_without_role)],
    "cis_v400_1_19": [Remedy(expired_certificate, after=())],
    "cis_v400_1_21": [Remedy(user_with_password_and_key)],
}


OF_AWS_POLICIES = {
    "cis_v400_1_15": [Remedy(user_with_policies)],
    "cis_v400_1_17": [Remedy(no_support_role)],
    "cis_v400_1_22": [Remedy(holders_of_shell)],
}


@pytest.fixture
def account_with_policies() -> Iterator[Account]:
    """An account that has AWS's own policies; making them takes moto a while."""
    with demo.server(managed_policies=True) as url:
        yield Account(url)


def each(remedies: Mapping[str, list[Remedy]]) -> list[Any]:
    return [
        pytest.param(name, remedy, id=f"{name}: {remedy.make.__name__}")
        for name, listed in remedies.items()
        for remedy in listed
    ]


@pytest.mark.parametrize(("name", "remedy"), each(REMEDIES))
def test_the_commands_of_the_page_put_it_right(account: Account, name: str, remedy: Remedy) -> None:
    put_right(account, name, remedy)


@pytest.mark.parametrize(("name", "remedy"), each(OF_AWS_POLICIES))
def test_the_commands_about_policies_of_aws_put_it_right(
    account_with_policies: Account, name: str, remedy: Remedy
) -> None:
    put_right(account_with_policies, name, remedy)


def put_right(account: Account, name: str, remedy: Remedy) -> None:
    names = remedy.make(account)
    before = statuses(account, name)
    assert before, "nothing was found"
    assert set(before) == {"info" if name == "cis_v400_1_21" else "alarm"}
    control, _ = question(name)
    for command in commands_of(control.documentation or "", names):
        if command.operation.name not in remedy.leave:
            command.run(account.client)
    assert statuses(account, name) == remedy.after


def statuses(account: Account, name: str) -> tuple[str, ...]:
    (control,) = account.run(name).controls()
    assert control.error is None
    return tuple(row.status for row in control.rows)
