"""Amazon Cognito: user pools and identity pools."""

from __future__ import annotations

import json

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz

GONE = ("ResourceNotFoundException",)


def as_json_text(values: list[str] | None) -> str | None:
    """A list as JSON text."""
    return None if values is None else json.dumps(values)


user_pool = Table(
    "aws_cognito_user_pool",
    "A user pool: a directory of users who sign in to an application.",
    rows=(Call("cognito-idp", "ListUserPools", {"MaxResults": Value(60)}, items="UserPools"),),
    get=Call("cognito-idp", "DescribeUserPool", {"UserPoolId": Key("id")}, items="UserPool", absent=GONE),
    add={"detail": Call("cognito-idp", "DescribeUserPool", {"UserPoolId": "Id"}, absent=GONE)},
    columns={
        "name": text(about="The name of the user pool."),
        "id": text(about="The id of the user pool; its region comes first."),
        "arn": text("detail.UserPool.Arn"),
        "account_recovery_setting": jsonb(
            "detail.UserPool.AccountRecoverySetting", about="How users who forgot their password get in again."
        ),
        "admin_create_user_config": jsonb(
            "detail.UserPool.AdminCreateUserConfig", about="Whether only administrators make users, and the invitation."
        ),
        "alias_attributes": text(
            "detail.UserPool.AliasAttributes", via=as_json_text, about="What users may sign in with besides their name."
        ),
        "auto_verified_attributes": text(
            "detail.UserPool.AutoVerifiedAttributes",
            via=as_json_text,
            about="Which addresses Cognito has users confirm.",
        ),
        "deletion_protection": text("detail.UserPool.DeletionProtection", about="ACTIVE or INACTIVE."),
        "domain": text("detail.UserPool.Domain", about="The prefix of the sign-in page's address."),
        "lambda_config": jsonb(about="The functions that are called on sign-up, sign-in and the like."),
        "mfa_configuration": text("detail.UserPool.MfaConfiguration", about="OFF, ON or OPTIONAL."),
        "policies": jsonb("detail.UserPool.Policies", about="What passwords must have."),
        "schema_attributes": jsonb("detail.UserPool.SchemaAttributes", about="What is kept of a user."),
        "user_pool_add_ons": jsonb(
            "detail.UserPool.UserPoolAddOns", about="Threat protection: OFF, AUDIT or ENFORCED."
        ),
        "creation_date": timestamptz(),
        "custom_domain": text("detail.UserPool.CustomDomain"),
        "device_configuration": jsonb("detail.UserPool.DeviceConfiguration"),
        "email_configuration": jsonb("detail.UserPool.EmailConfiguration"),
        "estimated_number_of_users": bigint("detail.UserPool.EstimatedNumberOfUsers"),
        "last_modified_date": timestamptz(),
        "sms_authentication_message": text("detail.UserPool.SmsAuthenticationMessage"),
        "sms_configuration": jsonb("detail.UserPool.SmsConfiguration"),
        "sms_configuration_failure": text("detail.UserPool.SmsConfigurationFailure"),
        "status": text(),
        "user_attribute_update_settings": jsonb("detail.UserPool.UserAttributeUpdateSettings"),
        "username_attributes": jsonb("detail.UserPool.UsernameAttributes"),
        "username_configuration": jsonb("detail.UserPool.UsernameConfiguration"),
        "verification_message_template": jsonb("detail.UserPool.VerificationMessageTemplate"),
        "tags": tags("detail.UserPool.UserPoolTags"),
        "title": text("Name"),
        "akas": akas("detail.UserPool.Arn"),
    },
)

identity_pool = Table(
    "aws_cognito_identity_pool",
    "An identity pool: it gives AWS credentials to users of an application.",
    rows=(Call("cognito-identity", "ListIdentityPools", {"MaxResults": Value(60)}, items="IdentityPools"),),
    get=Call("cognito-identity", "DescribeIdentityPool", {"IdentityPoolId": Key("identity_pool_id")}, absent=GONE),
    add={
        "detail": Call("cognito-identity", "DescribeIdentityPool", {"IdentityPoolId": "IdentityPoolId"}, absent=GONE),
    },
    columns={
        "identity_pool_name": text(about="The name of the identity pool."),
        "identity_pool_id": text(),
        "allow_classic_flow": boolean(
            "detail.AllowClassicFlow", about="Whether the older, wider sign-in flow is open."
        ),
        "allow_unauthenticated_identities": boolean(
            "detail.AllowUnauthenticatedIdentities", about="Whether guests who have not signed in get credentials."
        ),
        "developer_provider_name": text(
            "detail.DeveloperProviderName", about="The name of the application's own way to sign in."
        ),
        "supported_login_providers": jsonb(
            "detail.SupportedLoginProviders", about="Public sign-in providers and the application's id at each."
        ),
        "cognito_identity_providers": jsonb("detail.CognitoIdentityProviders"),
        "open_id_connect_provider_arns": jsonb("detail.OpenIdConnectProviderARNs"),
        "saml_provider_arns": jsonb("detail.SamlProviderARNs"),
        "tags": tags("detail.IdentityPoolTags"),
        "title": text("IdentityPoolName"),
        "akas": akas("arn:{partition}:cognito-identity:{region}:{account_id}:identitypool/{IdentityPoolId}"),
    },
)

TABLES = (user_pool, identity_pool)
