"""Tables of AWS Backup, over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"


def test_plan(account: Account) -> None:
    made = account.client("backup").create_backup_plan(
        BackupPlan={
            "BackupPlanName": "nightly",
            "Rules": [
                {
                    "RuleName": "all",
                    "TargetBackupVaultName": "safe",
                    "ScheduleExpression": "cron(0 1 ? * * *)",
                    "Lifecycle": {"DeleteAfterDays": 35},
                }
            ],
        },
        BackupPlanTags={"team": "ops"},
    )
    row = account.one("select * from aws_backup_plan")
    assert (row["name"], row["title"], row["backup_plan_id"]) == ("nightly", "nightly", made["BackupPlanId"])
    assert (row["arn"], row["akas"]) == (made["BackupPlanArn"], [made["BackupPlanArn"]])
    assert row["backup_plan"]["Rules"][0]["Lifecycle"]["DeleteAfterDays"] == 35
    assert row["backup_plan"]["Rules"][0]["Lifecycle"]["MoveToColdStorageAfterDays"] is None
    assert row["tags"] == {"team": "ops"}


def test_vault(account: Account) -> None:
    made = account.client("backup").create_backup_vault(
        BackupVaultName="safe", EncryptionKeyArn=f"arn:aws:kms:{HERE}:key/k", BackupVaultTags={"team": "ops"}
    )
    row = account.one(
        "select name, arn, akas, title, encryption_key_arn, number_of_recovery_points, tags"
        " from aws_backup_vault where name = 'safe'"
    )
    assert (row["arn"], row["akas"], row["title"]) == (made["BackupVaultArn"], [made["BackupVaultArn"]], "safe")
    assert row["encryption_key_arn"] == f"arn:aws:kms:{HERE}:key/k"
    assert (row["number_of_recovery_points"], row["tags"]) == (0, {"team": "ops"})


def test_report_plan(account: Account) -> None:
    made = account.client("backup").create_report_plan(
        ReportPlanName="weekly",
        ReportDeliveryChannel={"S3BucketName": "reports", "Formats": ["CSV"]},
        ReportSetting={"ReportTemplate": "BACKUP_JOB_REPORT"},
    )
    row = account.one("select * from aws_backup_report_plan")
    assert (row["report_plan_name"], row["arn"]) == ("weekly", made["ReportPlanArn"])
    assert row["report_setting"]["ReportTemplate"] == "BACKUP_JOB_REPORT"
    assert row["report_delivery_channel"]["S3BucketName"] == "reports"
