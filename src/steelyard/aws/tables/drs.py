"""AWS Elastic Disaster Recovery."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import moment

job = Table(
    "aws_drs_job",
    "A job of Elastic Disaster Recovery: a drill, a recovery, a failback and so on.",
    rows=(
        Call(
            "drs",
            "DescribeJobs",
            {"filters": {"jobIDs": [Key("job_id")]}},
            items="items",
            absent=("UninitializedAccountException",),
        ),
    ),
    columns={
        "job_id": text("jobID"),
        "arn": text(),
        "status": text(about="PENDING, STARTED or COMPLETED."),
        "creation_date_time": timestamptz("creationDateTime", via=moment),
        "end_date_time": timestamptz("endDateTime", via=moment),
        "initiated_by": text(about="What started it, such as START_DRILL or START_RECOVERY."),
        "participating_resources": jsonb(),
        "participating_servers": jsonb(about="The source servers with the outcome for each."),
        "type": text(about="LAUNCH, TERMINATE or CREATE_CONVERTED_SNAPSHOT."),
        "tags": tags("tags"),
        "title": text("jobID"),
        "akas": akas("arn"),
    },
)

TABLES = (job,)
