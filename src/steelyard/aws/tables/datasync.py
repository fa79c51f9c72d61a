"""AWS DataSync."""

from __future__ import annotations

from steelyard.aws.declare import Call, Table, akas, jsonb, tags, text, timestamptz

task = Table(
    "aws_datasync_task",
    "A DataSync task: data copied from one location to another.",
    rows=(Call("datasync", "ListTasks", items="Tasks"),),
    add={
        "detail": Call("datasync", "DescribeTask", {"TaskArn": "TaskArn"}),
        "tagging": Call("datasync", "ListTagsForResource", {"ResourceArn": "TaskArn"}, items="Tags"),
    },
    columns={
        "arn": text("TaskArn"),
        "name": text(),
        "status": text(),
        "cloud_watch_log_group_arn": text(
            "detail.CloudWatchLogGroupArn", about="The log group that gets its logs; null where it does not log."
        ),
        "creation_time": timestamptz("detail.CreationTime"),
        "current_task_execution_arn": text(
            "detail.CurrentTaskExecutionArn", about="The execution that is running or was last."
        ),
        "destination_location_arn": text("detail.DestinationLocationArn"),
        "destination_network_interface_arns": jsonb("detail.DestinationNetworkInterfaceArns"),
        "error_code": text("detail.ErrorCode"),
        "error_detail": text("detail.ErrorDetail"),
        "excludes": jsonb("detail.Excludes", about="The filters of what is not copied."),
        "includes": jsonb("detail.Includes", about="The filters of what is copied."),
        "manifest_config": jsonb("detail.ManifestConfig", about="The list of files to copy."),
        "options": jsonb("detail.Options", about="How data is verified, overwritten, preserved and logged."),
        "schedule": jsonb("detail.Schedule", about="When it runs by itself."),
        "schedule_details": jsonb("detail.ScheduleDetails"),
        "source_location_arn": text("detail.SourceLocationArn"),
        "source_network_interface_arns": jsonb("detail.SourceNetworkInterfaceArns"),
        "task_mode": text(about="BASIC or ENHANCED."),
        "task_report_config": jsonb("detail.TaskReportConfig", about="Whether and how a detailed report is written."),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("Name"),
        "akas": akas("TaskArn"),
    },
)

TABLES = (task,)
