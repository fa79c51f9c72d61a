"""AWS IAM: what the account as a whole has and demands."""

from steelyard.aws.declare import Call, Table, bigint, boolean
from steelyard.aws.tables._values import is_true


def is_true_if_said(value: object) -> bool | None:
    """Whether a flag is set; null where AWS says nothing of it."""
    return None if value is None else is_true(value)


password_policy = Table(
    "aws_iam_account_password_policy",
    "The account's rules for passwords of IAM users; no row where the account has none of its own.",
    scope="global",
    rows=(Call("iam", "GetAccountPasswordPolicy", items="PasswordPolicy", absent=("NoSuchEntity",)),),
    columns={
        "allow_users_to_change_password": boolean(),
        "expire_passwords": boolean(about="Whether passwords expire, after max_password_age days."),
        "hard_expiry": boolean(about="Whether a user with an expired password is locked out until reset."),
        "max_password_age": bigint(about="Days until a password expires; null or 0 where never."),
        "minimum_password_length": bigint(),
        "password_reuse_prevention": bigint(about="How many former passwords may not be used again."),
        "require_lowercase_characters": boolean(),
        "require_numbers": boolean(),
        "require_symbols": boolean(),
        "require_uppercase_characters": boolean(),
    },
)

summary = Table(
    "aws_iam_account_summary",
    "Counts of the account's IAM entities and their quotas.",
    scope="global",
    rows=(Call("iam", "GetAccountSummary", items="SummaryMap"),),
    columns={
        "access_keys_per_user_quota": bigint("AccessKeysPerUserQuota"),
        "account_access_keys_present": bigint(
            "AccountAccessKeysPresent", about="How many access keys the root user has; it should be 0."
        ),
        "account_mfa_enabled": boolean("AccountMFAEnabled", via=is_true, about="Whether the root user has MFA."),
        "account_password_present": boolean(
            "AccountPasswordPresent", via=is_true_if_said, about="Whether the root user has a password."
        ),
        "account_signing_certificates_present": bigint(
            "AccountSigningCertificatesPresent", about="How many signing certificates the root user has."
        ),
        "assume_role_policy_size_quota": bigint("AssumeRolePolicySizeQuota", about="In characters."),
        "attached_policies_per_group_quota": bigint("AttachedPoliciesPerGroupQuota"),
        "attached_policies_per_role_quota": bigint("AttachedPoliciesPerRoleQuota"),
        "attached_policies_per_user_quota": bigint("AttachedPoliciesPerUserQuota"),
        "global_endpoint_token_version": bigint(
            "GlobalEndpointTokenVersion", about="The version of tokens that STS's global endpoint issues."
        ),
        "group_policy_size_quota": bigint("GroupPolicySizeQuota", about="In characters."),
        "groups": bigint("Groups"),
        "groups_per_user_quota": bigint("GroupsPerUserQuota"),
        "groups_quota": bigint("GroupsQuota"),
        "instance_profiles": bigint("InstanceProfiles"),
        "instance_profiles_quota": bigint("InstanceProfilesQuota"),
        "mfa_devices": bigint("MFADevices", about="How many MFA devices there are, assigned or not."),
        "mfa_devices_in_use": bigint("MFADevicesInUse", about="How many MFA devices are assigned."),
        "policies": bigint("Policies", about="How many managed policies the account has made."),
        "policies_quota": bigint("PoliciesQuota"),
        "policy_size_quota": bigint("PolicySizeQuota", about="In characters."),
        "policy_versions_in_use": bigint("PolicyVersionsInUse"),
        "policy_versions_in_use_quota": bigint("PolicyVersionsInUseQuota"),
        "providers": bigint("Providers", about="How many identity providers the account has."),
        "role_policy_size_quota": bigint("RolePolicySizeQuota", about="In characters."),
        "roles": bigint("Roles"),
        "roles_quota": bigint("RolesQuota"),
        "server_certificates": bigint("ServerCertificates"),
        "server_certificates_quota": bigint("ServerCertificatesQuota"),
        "signing_certificates_per_user_quota": bigint("SigningCertificatesPerUserQuota"),
        "user_policy_size_quota": bigint("UserPolicySizeQuota", about="In characters."),
        "users": bigint("Users"),
        "users_quota": bigint("UsersQuota"),
        "versions_per_policy_quota": bigint("VersionsPerPolicyQuota"),
    },
)

TABLES = (password_policy, summary)
