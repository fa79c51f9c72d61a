"""AWS Backup: plans, selections, vaults, recovery points, protected resources, report plans."""

from collections.abc import Mapping
from typing import Any

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, double, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std


def is_live(plan: Mapping[str, Any]) -> bool:
    """Whether a backup plan is not deleted; deleted ones have no selections."""
    return plan.get("DeletionDate") is None


plan = Table(
    "aws_backup_plan",
    "A backup plan: what is backed up when and how long it is kept. Deleted ones are among them.",
    rows=(Call("backup", "ListBackupPlans", {"IncludeDeleted": Value(True)}, items="BackupPlansList"),),
    add={
        "detail": Call(
            "backup",
            "GetBackupPlan",
            {"BackupPlanId": "BackupPlanId", "VersionId": "VersionId"},
            absent=(
                "InvalidParameterValueException",
                "ResourceNotFoundException",
            ),
        ),
        "tagging": Call("backup", "ListTags", {"ResourceArn": "BackupPlanArn"}, absent=("ResourceNotFoundException",)),
    },
    columns={
        "name": text("BackupPlanName"),
        "arn": text("BackupPlanArn"),
        "backup_plan_id": text(),
        "version_id": text(about="The version of the plan."),
        "advanced_backup_settings": jsonb(about="Settings for single resource types, such as Windows VSS."),
        "backup_plan": jsonb("detail.BackupPlan", about="The rules: schedule, vault, lifecycle and copies of each."),
        "creation_date": timestamptz(about="When it was made."),
        "creator_request_id": text(about="The token that made its creation safe to repeat."),
        "deletion_date": timestamptz(about="When it was deleted, if it was."),
        "last_execution_date": timestamptz(about="When it last ran."),
        "tags": tags("tagging.Tags"),
        "title": text("BackupPlanName"),
        "akas": akas("BackupPlanArn"),
    },
)

protected_resource = Table(
    "aws_backup_protected_resource",
    "A resource that AWS Backup has backed up.",
    rows=(Call("backup", "ListProtectedResources", items="Results"),),
    get=Call(
        "backup",
        "DescribeProtectedResource",
        {"ResourceArn": Key("resource_arn")},
        absent=("InvalidParameterValueException", "ResourceNotFoundException"),
    ),
    add={
        "detail": Call(
            "backup", "DescribeProtectedResource", {"ResourceArn": "ResourceArn"}, absent=("ResourceNotFoundException",)
        )
    },
    columns={
        "resource_arn": text(),
        "resource_name": text(),
        "resource_type": text(),
        "last_backup_time": timestamptz(about="When it was last backed up."),
        "last_backup_vault_arn": text(about="The vault of its last backup."),
        "last_recovery_point_arn": text(about="Its last backup."),
        "latest_restore_execution_time_minutes": bigint(
            "detail.LatestRestoreExecutionTimeMinutes", about="How many minutes its last restore took."
        ),
        "latest_restore_job_creation_date": timestamptz(
            "detail.LatestRestoreJobCreationDate", about="When its last restore began."
        ),
        "latest_restore_recovery_point_creation_date": timestamptz(
            "detail.LatestRestoreRecoveryPointCreationDate",
            about="When the backup was made that its last restore used.",
        ),
        "akas": akas("ResourceArn"),
    },
)

recovery_point = Table(
    "aws_backup_recovery_point",
    "A recovery point: one backup of one resource, in a vault.",
    rows=(
        Call("backup", "ListBackupVaults", items="BackupVaultList"),
        Call(
            "backup",
            "ListRecoveryPointsByBackupVault",
            {
                "BackupVaultName": "BackupVaultName",
                "ByResourceType": Key("resource_type"),
                "ByResourceArn": Key("resource_arn"),
            },
            items="RecoveryPoints",
            absent=("ResourceNotFoundException",),
        ),
    ),
    get=Call(
        "backup",
        "DescribeRecoveryPoint",
        {"BackupVaultName": Key("backup_vault_name"), "RecoveryPointArn": Key("recovery_point_arn")},
        absent=("ResourceNotFoundException",),
    ),
    add={
        "detail": Call(
            "backup",
            "DescribeRecoveryPoint",
            {"BackupVaultName": "BackupVaultName", "RecoveryPointArn": "RecoveryPointArn"},
            absent=("ResourceNotFoundException",),
        ),
        "tagging": Call(
            "backup", "ListTags", {"ResourceArn": "RecoveryPointArn"}, absent=("ResourceNotFoundException",)
        ),
    },
    columns={
        "recovery_point_arn": text(),
        "backup_vault_name": text(),
        "resource_arn": text(),
        "resource_type": text(),
        "status": text(about="Its state in its life."),
        "backup_size_in_bytes": bigint(),
        "backup_vault_arn": text(),
        "calculated_lifecycle": jsonb(about="When it moves to cold storage and is deleted."),
        "completion_date": timestamptz(about="When its making ended."),
        "composite_member_identifier": text(about="Its name within the stack it is a part of."),
        "created_by": jsonb(about="The plan and rule that made it; null for one made on demand."),
        "creation_date": timestamptz(about="When it was made."),
        "encryption_key_arn": text(about="The KMS key that encrypts it."),
        "iam_role_arn": text(),
        "is_encrypted": boolean(about="Whether the backup is encrypted at rest."),
        "is_parent": boolean(about="Whether it holds nested recovery points."),
        "last_restore_time": timestamptz(about="When it was last restored from."),
        "lifecycle": jsonb(
            about="After how many days it moves to cold storage and is deleted; null keeps it for ever."
        ),
        "parent_recovery_point_arn": text(about="The recovery point it is nested in."),
        "resource_name": text(),
        "source_backup_vault_arn": text(about="The vault it was copied from."),
        "status_message": text(),
        "storage_class": text("detail.StorageClass", about="WARM, COLD or DELETED."),
        "tags": tags("tagging.Tags"),
        "akas": akas("ResourceArn"),
    },
)

report_plan = Table(
    "aws_backup_report_plan",
    "A report plan: which reports on backups are made and where they go.",
    rows=(Call("backup", "ListReportPlans", items="ReportPlans"),),
    get=Call(
        "backup",
        "DescribeReportPlan",
        {"ReportPlanName": Key("report_plan_name")},
        items="ReportPlan",
        absent=("InvalidParameterValueException", "ResourceNotFoundException"),
    ),
    columns={
        "report_plan_name": text(),
        "arn": text("ReportPlanArn"),
        "creation_time": timestamptz(about="When it was made."),
        "deployment_status": text(),
        "description": text("ReportPlanDescription"),
        "last_attempted_execution_time": timestamptz(about="When a report was last begun."),
        "last_successful_execution_time": timestamptz(about="When a report was last finished."),
        "report_delivery_channel": jsonb(about="The bucket, prefix and formats of the reports."),
        "report_setting": jsonb(about="The kind of report and the frameworks, accounts and regions in it."),
        "title": text("ReportPlanName"),
        "akas": akas("ReportPlanArn"),
    },
)

selection = Table(
    "aws_backup_selection",
    "A selection: resources that are assigned to a backup plan.",
    rows=(
        Call("backup", "ListBackupPlans", {"IncludeDeleted": Value(True)}, items="BackupPlansList", keep=is_live),
        Call(
            "backup",
            "ListBackupSelections",
            {"BackupPlanId": "BackupPlanId"},
            items="BackupSelectionsList",
            absent=("ResourceNotFoundException", "InvalidParameterValueException: Cannot find Backup plan"),
        ),
    ),
    add={
        "detail": Call(
            "backup",
            "GetBackupSelection",
            {"BackupPlanId": "BackupPlanId", "SelectionId": "SelectionId"},
            items="BackupSelection",
            absent=("ResourceNotFoundException", "InvalidParameterValueException: Cannot find Backup plan"),
        )
    },
    columns={
        "selection_name": text(),
        "arn": text("arn:{partition}:backup:{region}:{account_id}:backup-plan:{BackupPlanId}/selection/{SelectionId}"),
        "selection_id": text(),
        "backup_plan_id": text(),
        "conditions": jsonb("detail.Conditions", about="Tag conditions all of which a resource must meet."),
        "creation_date": timestamptz(about="When it was made."),
        "creator_request_id": text(about="The token that made its creation safe to repeat."),
        "iam_role_arn": text(about="The role that makes the backups."),
        "list_of_tags": jsonb("detail.ListOfTags", about="Tags one of which a resource must have."),
        "not_resources": jsonb("detail.NotResources", about="The resources that are left out, as ARNs and patterns."),
        "resources": jsonb("detail.Resources", about="The resources, as ARNs and patterns."),
        "title": text("SelectionName"),
        "akas": akas("arn:{partition}:backup:{region}:{account_id}:backup-plan:{BackupPlanId}/selection/{SelectionId}"),
    },
)

vault = Table(
    "aws_backup_vault",
    "A backup vault, where recovery points are kept.",
    rows=(Call("backup", "ListBackupVaults", items="BackupVaultList"),),
    add={
        "notifications": Call(
            "backup",
            "GetBackupVaultNotifications",
            {"BackupVaultName": "BackupVaultName"},
            absent=("ResourceNotFoundException", "InvalidParameterValueException: Failed reading notifications"),
        ),
        "access": Call(
            "backup",
            "GetBackupVaultAccessPolicy",
            {"BackupVaultName": "BackupVaultName"},
            absent=("ResourceNotFoundException",),
        ),
        "tagging": Call("backup", "ListTags", {"ResourceArn": "BackupVaultArn"}, absent=("ResourceNotFoundException",)),
    },
    columns={
        "name": text("BackupVaultName"),
        "arn": text("BackupVaultArn"),
        "backup_vault_events": jsonb("notifications.BackupVaultEvents", about="The events that are sent to the topic."),
        "creation_date": timestamptz(about="When it was made."),
        "creator_request_id": text(about="The token that made its creation safe to repeat."),
        "encryption_key_arn": text(about="The KMS key that encrypts the backups in it."),
        "lock_date": timestamptz(about="When the lock can no longer be lifted; null where it always can."),
        "locked": boolean(about="Whether Vault Lock keeps backups from being deleted early."),
        "max_retention_days": bigint(about="The most days that backups may be kept."),
        "min_retention_days": bigint(about="The least days that backups are kept."),
        "number_of_recovery_points": double(about="How many recovery points it holds."),
        "policy": jsonb("access.Policy", via=policy_json, about="The access policy; null where there is none."),
        "policy_std": jsonb(
            "access.Policy",
            via=policy_std,
            about="The policy in canonical form: lists where the document may have one or many.",
        ),
        "sns_topic_arn": text("notifications.SNSTopicArn", about="The SNS topic that events are sent to."),
        "tags": tags("tagging.Tags"),
        "title": text("BackupVaultName"),
        "akas": akas("BackupVaultArn"),
    },
)


TABLES = (
    plan,
    protected_resource,
    recovery_point,
    report_plan,
    selection,
    vault,
)
