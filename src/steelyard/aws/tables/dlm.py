"""Amazon Data Lifecycle Manager."""

from __future__ import annotations

from steelyard.aws.declare import Call, Table, akas, boolean, jsonb, tags, text, timestamptz

lifecycle_policy = Table(
    "aws_dlm_lifecycle_policy",
    "A lifecycle policy of Data Lifecycle Manager, for snapshots or images.",
    rows=(Call("dlm", "GetLifecyclePolicies", items="Policies"),),
    add={
        "detail": Call("dlm", "GetLifecyclePolicy", {"PolicyId": "PolicyId"}, absent=("ResourceNotFoundException",)),
    },
    columns={
        "policy_id": text(),
        "arn": text("detail.Policy.PolicyArn"),
        "date_created": timestamptz("detail.Policy.DateCreated"),
        "date_modified": timestamptz("detail.Policy.DateModified"),
        "default_policy": boolean(about="Whether it is one of the two default policies."),
        "description": text(),
        "execution_role_arn": text(
            "detail.Policy.ExecutionRoleArn", about="The role that makes and deletes the backups."
        ),
        "policy_details": jsonb(
            "detail.Policy.PolicyDetails", about="What is backed up, when, and how long it is kept."
        ),
        "policy_type": text(about="EBS_SNAPSHOT_MANAGEMENT, IMAGE_MANAGEMENT or EVENT_BASED_POLICY."),
        "state": text(about="ENABLED, DISABLED or ERROR."),
        "status_message": text("detail.Policy.StatusMessage", about="Why it is in the state ERROR."),
        "tags": tags("Tags"),
        "title": text("PolicyId"),
        "akas": akas("detail.Policy.PolicyArn"),
    },
)

TABLES = (lifecycle_policy,)
