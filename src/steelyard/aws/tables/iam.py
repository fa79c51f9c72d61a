"""AWS IAM: users, groups, roles and their credentials."""

from __future__ import annotations

from typing import Any

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import as_is, some

GONE = ("NoSuchEntity",)
MOST = Value(1000)  # the most that IAM puts on a page; without asking it is a hundred


def inline_policies(policies: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    """Inline policies with their documents parsed; None where there is none."""
    return some(
        [
            {"PolicyDocument": policy_json(policy["PolicyDocument"]), "PolicyName": policy["PolicyName"]}
            for policy in policies or []
        ]
    )


def inline_policies_std(policies: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    """Inline policies with their documents in canonical form; None where there is none."""
    return some(
        [
            {"PolicyDocument": policy_std(policy["PolicyDocument"]), "PolicyName": policy["PolicyName"]}
            for policy in policies or []
        ]
    )


def of_aws(arn: str) -> bool:
    """Whether a policy's ARN is of one that AWS provides: it stands in no account."""
    return ":iam::aws:policy/" in arn


def details(kind: str) -> Call:
    """What AWS tells of all users, groups or roles at once: policies, tags and more, a thousand a call."""
    return Call(
        "iam",
        "GetAccountAuthorizationDetails",
        {"Filter": [Value(kind)], "MaxItems": MOST},
        items=f"{kind}DetailList",
        match=f"{kind}Name",
        on=f"{kind}Name",
    )


def assignment_status(user: dict[str, Any] | None) -> str:
    """Whether a virtual MFA device has a user; AWS answers an unassigned one without a user, or an empty one."""
    return "Assigned" if user and any(user.values()) else "Unassigned"


access_key = Table(
    "aws_iam_access_key",
    "A long-term access key of an IAM user.",
    scope="global",
    rows=(
        Call("iam", "ListUsers", {"MaxItems": MOST}, items="Users", name="user"),
        Call("iam", "ListAccessKeys", {"UserName": "user.UserName"}, items="AccessKeyMetadata", absent=GONE),
    ),
    get=Call("iam", "ListAccessKeys", {"UserName": Key("user_name")}, items="AccessKeyMetadata", absent=GONE),
    add={"used": Call("iam", "GetAccessKeyLastUsed", {"AccessKeyId": "AccessKeyId"}, items="AccessKeyLastUsed")},
    columns={
        "access_key_id": text(about="The public half of the key pair."),
        "user_name": text(about="The user that the key belongs to."),
        "status": text(about="Active or Inactive."),
        "create_date": timestamptz(),
        "access_key_last_used_date": timestamptz("used.LastUsedDate", about="Null where the key was never used."),
        "access_key_last_used_region": text("used.Region"),
        "access_key_last_used_service": text("used.ServiceName"),
        "title": text("AccessKeyId"),
        "akas": akas("arn:{partition}:iam::{account_id}:user/{UserName}/accesskey/{AccessKeyId}"),
    },
)

group = Table(
    "aws_iam_group",
    "An IAM group, with the policies it gives to its users.",
    scope="global",
    rows=(Call("iam", "ListGroups", {"PathPrefix": Key("path"), "MaxItems": MOST}, items="Groups"),),
    get=Call("iam", "GetGroup", {"GroupName": Key("name")}, items="Group", absent=GONE),
    add={
        "detail": details("Group"),
        "members": Call("iam", "GetGroup", {"GroupName": "GroupName"}, items="Users", absent=GONE),
    },
    columns={
        "name": text("GroupName"),
        "group_id": text(),
        "path": text(),
        "arn": text(),
        "create_date": timestamptz(),
        "inline_policies": jsonb(
            "detail.GroupPolicyList",
            via=inline_policies,
            about="The policies embedded in the group: PolicyName and PolicyDocument.",
        ),
        "inline_policies_std": jsonb(
            "detail.GroupPolicyList",
            via=inline_policies_std,
            about="The embedded policies with documents in canonical form.",
        ),
        "attached_policy_arns": jsonb(
            "detail.AttachedManagedPolicies[].PolicyArn",
            via=some,
            about="The ARNs of attached managed policies; null where there is none.",
        ),
        "users": jsonb("members", via=some, about="The users in the group; null where there is none."),
        "title": text("GroupName"),
        "akas": akas("Arn"),
    },
)

role = Table(
    "aws_iam_role",
    "An IAM role: who may assume it, and what it may do.",
    scope="global",
    rows=(Call("iam", "ListRoles", {"PathPrefix": Key("path"), "MaxItems": MOST}, items="Roles"),),
    get=Call("iam", "GetRole", {"RoleName": Key("name")}, items="Role", absent=GONE),
    add={
        "detail": details("Role"),
    },
    columns={
        "name": text("RoleName"),
        "arn": text(),
        "role_id": text(),
        "assume_role_policy_document": text(about="The trust policy as AWS answers it: URL-encoded JSON."),
        "create_date": timestamptz(),
        "description": text(),
        "instance_profile_arns": jsonb(
            "detail.InstanceProfileList[].Arn",
            via=some,
            about="The instance profiles that hold the role; null where there is none.",
        ),
        "max_session_duration": bigint(about="The longest session, in seconds."),
        "path": text(),
        "permissions_boundary_arn": text("detail.PermissionsBoundary.PermissionsBoundaryArn"),
        "permissions_boundary_type": text("detail.PermissionsBoundary.PermissionsBoundaryType"),
        "role_last_used_date": timestamptz(
            "detail.RoleLastUsed.LastUsedDate", about="Null where no use was seen in the last 400 days."
        ),
        "role_last_used_region": text("detail.RoleLastUsed.Region"),
        "tags_src": jsonb("detail.Tags"),
        "inline_policies": jsonb(
            "detail.RolePolicyList",
            via=inline_policies,
            about="The policies embedded in the role: PolicyName and PolicyDocument.",
        ),
        "inline_policies_std": jsonb(
            "detail.RolePolicyList",
            via=inline_policies_std,
            about="The embedded policies with documents in canonical form.",
        ),
        "attached_policy_arns": jsonb(
            "detail.AttachedManagedPolicies[].PolicyArn",
            via=some,
            about="The ARNs of attached managed policies; null where there is none.",
        ),
        "assume_role_policy": jsonb("AssumeRolePolicyDocument", via=policy_json, about="The trust policy."),
        "assume_role_policy_std": jsonb(
            "AssumeRolePolicyDocument", via=policy_std, about="The trust policy in canonical form."
        ),
        "title": text("RoleName"),
        "tags": tags("detail.Tags"),
        "akas": akas("Arn"),
    },
)

user = Table(
    "aws_iam_user",
    "An IAM user, with what lets it sign in and what it may do.",
    scope="global",
    rows=(Call("iam", "ListUsers", {"PathPrefix": Key("path"), "MaxItems": MOST}, items="Users"),),
    get=Call("iam", "GetUser", {"UserName": Key("name")}, items="User", absent=GONE),
    add={
        "detail": details("User"),
        "login": Call("iam", "GetLoginProfile", {"UserName": "UserName"}, items="LoginProfile", absent=GONE),
        "devices": Call("iam", "ListMFADevices", {"UserName": "UserName"}, items="MFADevices", absent=GONE),
        "memberships": Call("iam", "ListGroupsForUser", {"UserName": "UserName"}, items="Groups", absent=GONE),
    },
    columns={
        "name": text("UserName"),
        "user_id": text(),
        "path": text(),
        "arn": text(),
        "create_date": timestamptz(),
        "password_last_used": timestamptz(about="When the user last signed in to the console; null where never."),
        "permissions_boundary_arn": text("detail.PermissionsBoundary.PermissionsBoundaryArn"),
        "permissions_boundary_type": text("detail.PermissionsBoundary.PermissionsBoundaryType"),
        "mfa_enabled": boolean("devices", via=bool, about="Whether the user has an MFA device, of any kind."),
        "login_profile": jsonb("login", about="The console password's profile; null where there is no password."),
        "mfa_devices": jsonb("devices"),
        "groups": jsonb("memberships", about="The groups that the user is in."),
        "inline_policies": jsonb(
            "detail.UserPolicyList",
            via=inline_policies,
            about="The policies embedded in the user: PolicyName and PolicyDocument.",
        ),
        "inline_policies_std": jsonb(
            "detail.UserPolicyList",
            via=inline_policies_std,
            about="The embedded policies with documents in canonical form.",
        ),
        "attached_policy_arns": jsonb(
            "detail.AttachedManagedPolicies[].PolicyArn",
            via=some,
            about="The ARNs of attached managed policies; null where there is none.",
        ),
        "tags_src": jsonb("detail.Tags"),
        "tags": tags("detail.Tags"),
        "title": text("UserName"),
        "akas": akas("Arn"),
    },
)

server_certificate = Table(
    "aws_iam_server_certificate",
    "A server certificate kept in IAM.",
    scope="global",
    rows=(
        Call(
            "iam",
            "ListServerCertificates",
            {"PathPrefix": Key("path"), "MaxItems": MOST},
            items="ServerCertificateMetadataList",
        ),
    ),
    get=Call(
        "iam",
        "GetServerCertificate",
        {"ServerCertificateName": Key("name")},
        items="ServerCertificate.ServerCertificateMetadata",
        absent=GONE,
    ),
    add={
        "full": Call(
            "iam",
            "GetServerCertificate",
            {"ServerCertificateName": "ServerCertificateName"},
            items="ServerCertificate",
            absent=GONE,
        ),
    },
    columns={
        "name": text("ServerCertificateName"),
        "arn": text(),
        "server_certificate_id": text(),
        "expiration": timestamptz(about="When the certificate ceases to be valid."),
        "certificate_body": text("full.CertificateBody", about="The certificate, PEM encoded."),
        "certificate_chain": text("full.CertificateChain", about="The certificates up to the root, PEM encoded."),
        "path": text(),
        "upload_date": timestamptz(),
        "tags_src": jsonb("full.Tags"),
        "title": text("ServerCertificateName"),
        "tags": tags("full.Tags"),
        "akas": akas("Arn"),
    },
)

virtual_mfa_device = Table(
    "aws_iam_virtual_mfa_device",
    "An MFA device in software, assigned to a user, to the root user, or to nobody.",
    scope="global",
    rows=(
        Call(
            "iam",
            "ListVirtualMFADevices",
            {
                "AssignmentStatus": Key("assignment_status", {"Assigned": "Assigned", "Unassigned": "Unassigned"}),
                "MaxItems": MOST,
            },
            items="VirtualMFADevices",
        ),
    ),
    add={
        "tagging": Call("iam", "ListMFADeviceTags", {"SerialNumber": "SerialNumber"}, items="Tags", absent=GONE),
    },
    columns={
        "serial_number": text(
            about="The device's ARN; for the root user it ends in root-account-mfa-device or a name."
        ),
        "enable_date": timestamptz(),
        "assignment_status": text("User", via=assignment_status, about="Assigned or Unassigned."),
        "QRCodePNG": text("QRCodePNG", via=as_is, about="AWS shows it once, when the device is made; null in lists."),
        "base_32_string": text(
            "Base32StringSeed", via=as_is, about="AWS shows it once, as the QR code; null in lists."
        ),
        "user_id": text("User.UserId"),
        "user_name": text("User.UserName"),
        "user": jsonb("User"),
        "tags_src": jsonb("tagging"),
        "title": text("SerialNumber"),
        "tags": tags("tagging"),
        "akas": akas("SerialNumber"),
    },
)

policy = Table(
    "aws_iam_policy",
    "A managed policy: the account's own, or one that AWS provides.",
    scope="global",
    rows=(
        Call(
            "iam",
            "ListPolicies",
            {
                "Scope": Key("is_aws_managed", {"true": "AWS", "false": "Local"}),
                "OnlyAttached": Key("is_attached", {"true": True}),
                "PathPrefix": Key("path"),
                "MaxItems": MOST,
            },
            items="Policies",
        ),
    ),
    get=Call("iam", "GetPolicy", {"PolicyArn": Key("arn")}, items="Policy", absent=GONE),
    add={
        "full": Call("iam", "GetPolicy", {"PolicyArn": "Arn"}, items="Policy", absent=GONE),
        "version": Call(
            "iam",
            "GetPolicyVersion",
            {"PolicyArn": "Arn", "VersionId": "DefaultVersionId"},
            items="PolicyVersion",
            absent=GONE,
        ),
    },
    columns={
        "name": text("PolicyName"),
        "policy_id": text(),
        "arn": text(),
        "path": text(),
        "is_aws_managed": boolean("Arn", via=of_aws, about="Whether AWS provides the policy."),
        "is_attachable": boolean(),
        "create_date": timestamptz(),
        "update_date": timestamptz(about="When the newest version was made."),
        "attachment_count": bigint(about="How many users, groups and roles the policy is attached to."),
        "is_attached": boolean("AttachmentCount", via=bool, about="Whether the policy is attached to anything."),
        "default_version_id": text(),
        "description": text("full.Description"),
        "permissions_boundary_usage_count": bigint(
            about="How many users and roles have the policy as their permissions boundary."
        ),
        "policy": jsonb("version.Document", via=policy_json, about="The document of the default version."),
        "policy_std": jsonb(
            "version.Document", via=policy_std, about="The document of the default version in canonical form."
        ),
        "tags_src": jsonb("full.Tags"),
        "title": text("PolicyName"),
        "tags": tags("full.Tags"),
        "akas": akas("Arn"),
    },
)

TABLES = (access_key, group, role, user, server_certificate, virtual_mfa_device, policy)
