"""Tables of IAM, over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..conftest import ACCOUNT, Account
from .expecting import expect

TRUST = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
}
DOCUMENT = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "S3:Get*", "Resource": "*"}]}
STATEMENTS = [{"Effect": "Allow", "Action": ["s3:get*"], "Resource": ["*"]}]
TAGS = [{"Key": "team", "Value": "a"}]


@pytest.fixture
def iam(account: Account) -> Any:
    return account.client("iam")


def test_users(account: Account, iam: Any) -> None:
    policy = iam.create_policy(PolicyName="own", PolicyDocument=json.dumps(DOCUMENT))["Policy"]["Arn"]
    for name in ("anne", "robot"):
        iam.create_user(UserName=name, Path="/staff/", Tags=TAGS)
    iam.create_login_profile(UserName="anne", Password="Secret-1234")
    iam.put_user_policy(UserName="anne", PolicyName="inside", PolicyDocument=json.dumps(DOCUMENT))
    iam.attach_user_policy(UserName="anne", PolicyArn=policy)
    iam.create_group(GroupName="staff")
    iam.add_user_to_group(GroupName="staff", UserName="anne")
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]["SerialNumber"]
    iam.enable_mfa_device(
        UserName="anne", SerialNumber=device, AuthenticationCode1="123456", AuthenticationCode2="654321"
    )

    anne, robot = account.query("select * from aws_iam_user order by name")
    arn = f"arn:aws:iam::{ACCOUNT}:user/staff/anne"
    expect(
        anne,
        name="anne",
        title="anne",
        arn=arn,
        akas=[arn],
        path="/staff/",
        region="global",
        account_id=ACCOUNT,
        attached_policy_arns=[policy],
        inline_policies=[{"PolicyDocument": DOCUMENT, "PolicyName": "inside"}],
        mfa_enabled=True,
        tags={"team": "a"},
        tags_src=TAGS,
    )
    (inside,) = anne["inline_policies_std"]
    assert inside["PolicyDocument"]["Statement"] == STATEMENTS
    assert [group["GroupName"] for group in anne["groups"]] == ["staff"]
    assert [found["SerialNumber"] for found in anne["mfa_devices"]] == [device]
    assert anne["login_profile"]["UserName"] == "anne"
    expect(
        robot,
        name="robot",
        attached_policy_arns=None,
        inline_policies=None,
        inline_policies_std=None,
        mfa_enabled=False,
        mfa_devices=[],
        groups=[],
        login_profile=None,
        permissions_boundary_arn=None,
    )


def test_policies_of_all_users_come_in_one_call(account: Account, iam: Any) -> None:
    for number in range(5):
        iam.create_user(UserName=f"user-{number}")
        iam.put_user_policy(UserName=f"user-{number}", PolicyName="inside", PolicyDocument=json.dumps(DOCUMENT))
    rows = account.query("select name, inline_policies, attached_policy_arns from aws_iam_user")
    assert len(rows) == 5
    assert len(account.calls("GetAccountAuthorizationDetails")) == 1
    assert account.calls("GetUserPolicy") == []


def test_one_user_costs_one_call(account: Account, iam: Any) -> None:
    for name in ("anne", "robot"):
        iam.create_user(UserName=name)
    assert account.one("select name, path from aws_iam_user where name = 'anne'") == {"name": "anne", "path": "/"}
    assert len(account.calls("GetUser")) == 1
    assert account.calls("ListUsers") == []
    assert account.query("select name from aws_iam_user where name = 'nobody'") == []


def test_groups(account: Account, iam: Any) -> None:
    iam.create_user(UserName="anne")
    for name in ("empty", "staff"):
        iam.create_group(GroupName=name)
    iam.add_user_to_group(GroupName="staff", UserName="anne")
    iam.put_group_policy(GroupName="staff", PolicyName="inside", PolicyDocument=json.dumps(DOCUMENT))
    policy = iam.create_policy(PolicyName="own", PolicyDocument=json.dumps(DOCUMENT))["Policy"]["Arn"]
    iam.attach_group_policy(GroupName="staff", PolicyArn=policy)
    empty, staff = account.query("select * from aws_iam_group order by name")
    arn = f"arn:aws:iam::{ACCOUNT}:group/staff"
    expect(
        staff,
        name="staff",
        title="staff",
        arn=arn,
        akas=[arn],
        attached_policy_arns=[policy],
        inline_policies=[{"PolicyDocument": DOCUMENT, "PolicyName": "inside"}],
    )
    assert [user["UserName"] for user in staff["users"]] == ["anne"]
    assert staff["inline_policies_std"][0]["PolicyDocument"]["Statement"] == STATEMENTS
    expect(empty, name="empty", users=None, attached_policy_arns=None, inline_policies=None, inline_policies_std=None)


def test_roles(account: Account, iam: Any) -> None:
    iam.create_role(
        RoleName="web",
        Path="/app/",
        AssumeRolePolicyDocument=json.dumps(TRUST),
        Description="for servers",
        MaxSessionDuration=7200,
        Tags=TAGS,
    )
    policy = iam.create_policy(PolicyName="own", PolicyDocument=json.dumps(DOCUMENT))["Policy"]["Arn"]
    iam.put_role_permissions_boundary(RoleName="web", PermissionsBoundary=policy)
    iam.attach_role_policy(RoleName="web", PolicyArn=policy)
    iam.put_role_policy(RoleName="web", PolicyName="inside", PolicyDocument=json.dumps(DOCUMENT))
    profile = iam.create_instance_profile(InstanceProfileName="web")["InstanceProfile"]["Arn"]
    iam.add_role_to_instance_profile(InstanceProfileName="web", RoleName="web")
    row = account.one("select * from aws_iam_role")
    arn = f"arn:aws:iam::{ACCOUNT}:role/app/web"
    expect(
        row,
        name="web",
        title="web",
        arn=arn,
        akas=[arn],
        path="/app/",
        description="for servers",
        max_session_duration=7200,
        assume_role_policy=TRUST,
        attached_policy_arns=[policy],
        inline_policies=[{"PolicyDocument": DOCUMENT, "PolicyName": "inside"}],
        instance_profile_arns=[profile],
        tags={"team": "a"},
        tags_src=TAGS,
        permissions_boundary_arn=policy,
        permissions_boundary_type="PermissionsBoundaryPolicy",
    )
    assert row["assume_role_policy_std"] == {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com"]}, "Action": ["sts:assumerole"]}
        ],
    }


def test_policies(account: Account, iam: Any) -> None:
    arn = iam.create_policy(
        PolicyName="own", Path="/p/", PolicyDocument=json.dumps(DOCUMENT), Description="mine", Tags=TAGS
    )["Policy"]["Arn"]
    iam.create_user(UserName="anne")
    iam.attach_user_policy(UserName="anne", PolicyArn=arn)
    row = account.one("select * from aws_iam_policy where not is_aws_managed")
    expect(
        row,
        name="own",
        title="own",
        arn=arn,
        akas=[arn],
        path="/p/",
        description="mine",
        is_aws_managed=False,
        is_attached=True,
        is_attachable=True,
        attachment_count=1,
        default_version_id="v1",
        policy=DOCUMENT,
        tags={"team": "a"},
        tags_src=TAGS,
    )
    assert row["policy_std"]["Statement"] == STATEMENTS
    assert len(account.calls("GetPolicyVersion")) == 1


def test_a_policy_by_its_arn(account: Account, iam: Any) -> None:
    one, _ = (
        iam.create_policy(PolicyName=name, PolicyDocument=json.dumps(DOCUMENT))["Policy"]["Arn"]
        for name in ("one", "two")
    )
    row = account.one(f"select name, is_aws_managed from aws_iam_policy where arn = '{one}'")
    expect(row, name="one", is_aws_managed=False)
    assert account.calls("ListPolicies") == []


def test_access_keys(account: Account, iam: Any) -> None:
    iam.create_user(UserName="robot")
    key = iam.create_access_key(UserName="robot")["AccessKey"]["AccessKeyId"]
    iam.update_access_key(UserName="robot", AccessKeyId=key, Status="Inactive")
    row = account.one("select * from aws_iam_access_key")
    expect(
        row,
        access_key_id=key,
        title=key,
        user_name="robot",
        status="Inactive",
        access_key_last_used_date=None,
        akas=[f"arn:aws:iam::{ACCOUNT}:user/robot/accesskey/{key}"],
    )
    assert account.one("select access_key_id from aws_iam_access_key where user_name = 'robot'")["access_key_id"] == key
    assert account.query("select access_key_id from aws_iam_access_key where user_name = 'nobody'") == []


def test_the_password_policy_is_a_row_or_none(account: Account, iam: Any) -> None:
    assert account.query("select * from aws_iam_account_password_policy") == []
    iam.update_account_password_policy(
        MinimumPasswordLength=14, RequireSymbols=True, PasswordReusePrevention=24, MaxPasswordAge=90
    )
    expect(
        account.one("select * from aws_iam_account_password_policy"),
        minimum_password_length=14,
        require_symbols=True,
        require_numbers=False,
        password_reuse_prevention=24,
        max_password_age=90,
        expire_passwords=True,
        allow_users_to_change_password=False,
    )


def test_the_account_summary(account: Account, iam: Any) -> None:
    iam.create_user(UserName="anne")
    expect(
        account.one("select * from aws_iam_account_summary"),
        users=1,
        groups=0,
        users_quota=5000,
        account_mfa_enabled=False,
        account_access_keys_present=0,
        region="global",
    )


def test_the_credential_report_is_made_and_read(account: Account, iam: Any) -> None:
    iam.create_user(UserName="anne")
    key = iam.create_access_key(UserName="anne")["AccessKey"]["AccessKeyId"]
    assert key
    row = account.one("select * from aws_iam_credential_report where user_name = 'anne'")
    expect(
        row,
        user_name="anne",
        user_arn=f"arn:aws:iam::{ACCOUNT}:user/anne",
        access_key_1_active=True,
        access_key_2_active=False,
        access_key_2_last_rotated=None,
        password_enabled=False,
        mfa_active=False,
    )
    assert row["generated_time"] is not None
    assert row["access_key_1_last_rotated"] is not None
    assert account.calls("GenerateCredentialReport") != []
    assert len(account.calls("GetCredentialReport")) == 1


def test_virtual_mfa_devices(account: Account, iam: Any) -> None:
    iam.create_user(UserName="anne")
    phone, spare = (
        iam.create_virtual_mfa_device(VirtualMFADeviceName=name)["VirtualMFADevice"]["SerialNumber"]
        for name in ("phone", "spare")
    )
    iam.enable_mfa_device(
        UserName="anne", SerialNumber=phone, AuthenticationCode1="123456", AuthenticationCode2="654321"
    )
    columns = "serial_number, assignment_status, user_name, title, akas"
    assigned, unassigned = account.query(f"select {columns} from aws_iam_virtual_mfa_device order by serial_number")
    expect(assigned, serial_number=phone, title=phone, akas=[phone], assignment_status="Assigned", user_name="anne")
    expect(unassigned, serial_number=spare, assignment_status="Unassigned", user_name=None)
    (only,) = account.query(
        "select serial_number from aws_iam_virtual_mfa_device where assignment_status = 'Unassigned'"
    )
    assert only["serial_number"] == spare


def test_server_certificates(account: Account, iam: Any) -> None:
    iam.upload_server_certificate(
        ServerCertificateName="site", Path="/web/", CertificateBody="BODY", PrivateKey="KEY", CertificateChain="CHAIN"
    )
    arn = f"arn:aws:iam::{ACCOUNT}:server-certificate/web/site"
    row = account.one("select * from aws_iam_server_certificate")
    expect(row, name="site", title="site", arn=arn, akas=[arn], path="/web/", certificate_body="BODY")
    assert row["expiration"] is not None
