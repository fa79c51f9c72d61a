"""Tables of Cognito, over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"


def test_user_pool(account: Account) -> None:
    password = {
        "MinimumLength": 12,
        "RequireUppercase": True,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": False,
        "TemporaryPasswordValidityDays": 3,
    }
    pool = account.client("cognito-idp", REGION).create_user_pool(
        PoolName="people",
        MfaConfiguration="ON",
        DeletionProtection="ACTIVE",
        AutoVerifiedAttributes=["email"],
        Policies={"PasswordPolicy": password},
        UserPoolTags={"team": "people"},
    )["UserPool"]
    row = account.one("select * from aws_cognito_user_pool")
    assert row["name"] == row["title"] == "people"
    assert row["id"] == pool["Id"]
    assert row["arn"] == pool["Arn"]
    assert row["akas"] == [pool["Arn"]]
    assert row["mfa_configuration"] == "ON"
    assert row["deletion_protection"] == "ACTIVE"
    assert row["auto_verified_attributes"] == '["email"]'
    assert row["policies"]["PasswordPolicy"]["MinimumLength"] == 12
    assert row["policies"]["PasswordPolicy"]["RequireSymbols"] is False
    assert row["schema_attributes"][0]["Name"] == "sub"
    assert row["creation_date"] is not None
    assert row["tags"] == {"team": "people"}
    one = account.one(f"select mfa_configuration from aws_cognito_user_pool where id = '{pool['Id']}'")
    assert one["mfa_configuration"] == "ON"
    assert account.query(f"select name from aws_cognito_user_pool where id = '{REGION}_gone'") == []


def test_identity_pool(account: Account) -> None:
    pool = account.client("cognito-identity", REGION).create_identity_pool(
        IdentityPoolName="guests",
        AllowUnauthenticatedIdentities=True,
        DeveloperProviderName="login.example",
        IdentityPoolTags={"team": "guests"},
    )["IdentityPoolId"]
    row = account.one("select * from aws_cognito_identity_pool")
    assert row["identity_pool_name"] == row["title"] == "guests"
    assert row["identity_pool_id"] == pool
    assert row["allow_unauthenticated_identities"] is True
    assert row["developer_provider_name"] == "login.example"
    assert row["akas"] == [f"arn:aws:cognito-identity:{REGION}:{ACCOUNT}:identitypool/{pool}"]
    assert row["tags"] == {"team": "guests"}
