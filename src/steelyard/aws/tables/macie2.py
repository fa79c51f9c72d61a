"""Amazon Macie."""

from steelyard.aws.declare import Call, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

NOT_ENABLED = "AccessDeniedException: Macie is not enabled"

classification_job = Table(
    "aws_macie2_classification_job",
    "A job of Macie that looks for sensitive data in S3 objects.",
    rows=(Call("macie2", "ListClassificationJobs", items="items", absent=(NOT_ENABLED,)),),
    add={
        "job": Call(
            "macie2", "DescribeClassificationJob", {"jobId": "jobId"}, absent=(NOT_ENABLED, "ResourceNotFoundException")
        ),
    },
    columns={
        "name": text(),
        "job_id": text(),
        "arn": text("job.jobArn"),
        "job_status": text(about="RUNNING, PAUSED, CANCELLED, COMPLETE, IDLE or USER_PAUSED."),
        "job_type": text(about="ONE_TIME or SCHEDULED."),
        "description": text("job.description"),
        "managed_data_identifier_selector": text(
            "job.managedDataIdentifierSelector", about="Which of Macie's own identifiers the job uses."
        ),
        "initial_run": boolean("job.initialRun", about="Whether the first run takes the objects that were there."),
        "client_token": text("job.clientToken"),
        "created_at": timestamptz(),
        "last_run_time": timestamptz("job.lastRunTime"),
        "sampling_percentage": bigint("job.samplingPercentage", about="How many of a hundred objects are read."),
        "bucket_definitions": jsonb(about="The buckets the job reads, by account."),
        "custom_data_identifier_ids": jsonb("job.customDataIdentifierIds"),
        "last_run_error_status": jsonb(about="Whether the last run met errors."),
        "s3_job_definition": jsonb("job.s3JobDefinition", about="What the job reads: buckets and rules."),
        "allow_list_ids": jsonb("job.allowListIds"),
        "managed_data_identifier_ids": jsonb("job.managedDataIdentifierIds"),
        "schedule_frequency": jsonb("job.scheduleFrequency"),
        "statistics": jsonb("job.statistics"),
        "user_paused_details": jsonb(),
        "title": text("name"),
        "tags": tags("job.tags"),
        "akas": akas("job.jobArn"),
    },
)

TABLES = (classification_job,)
