"""AWS CloudTrail."""

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, tags, text, timestamptz

NOT_FOUND = ("CloudTrailARNInvalidException", "InvalidTrailNameException", "TrailNotFoundException")

trail = Table(
    "aws_cloudtrail_trail",
    "A trail as one region sees it: a multi-region trail has a row in every region.",
    rows=(Call("cloudtrail", "DescribeTrails", items="trailList", absent=NOT_FOUND),),
    get=Call("cloudtrail", "DescribeTrails", {"trailNameList": [Key("name")]}, items="trailList", absent=NOT_FOUND),
    add={
        "status": Call("cloudtrail", "GetTrailStatus", {"Name": "TrailARN"}, region="HomeRegion", absent=NOT_FOUND),
        "selectors": Call(
            "cloudtrail", "GetEventSelectors", {"TrailName": "TrailARN"}, region="HomeRegion", absent=NOT_FOUND
        ),
        "insights": Call(
            "cloudtrail",
            "GetInsightSelectors",
            {"TrailName": "TrailARN"},
            region="HomeRegion",
            absent=(*NOT_FOUND, "InsightNotEnabledException", "UnsupportedOperationException"),
        ),
        "tagging": Call(
            "cloudtrail",
            "ListTags",
            {"ResourceIdList": ["TrailARN"]},
            items="ResourceTagList",
            region="HomeRegion",
            absent=(*NOT_FOUND, "ResourceNotFoundException"),
        ),
    },
    columns={
        "name": text(about="The name of the trail."),
        "arn": text("TrailARN"),
        "home_region": text(about="The region the trail was made in."),
        "is_multi_region_trail": boolean(about="Whether the trail records events of every region."),
        "log_file_validation_enabled": boolean(about="Whether digests let log files be checked for change."),
        "is_logging": boolean("status.IsLogging", about="Whether the trail is recording now."),
        "log_group_arn": text(
            "CloudWatchLogsLogGroupArn", about="The log group that events also go to; null where none."
        ),
        "cloudwatch_logs_role_arn": text(),
        "has_custom_event_selectors": boolean(about="Whether the trail records other than all management events."),
        "has_insight_selectors": boolean(),
        "include_global_service_events": boolean(about="Whether events of IAM and other global services are recorded."),
        "is_organization_trail": boolean(about="Whether an organization's management account owns the trail."),
        "kms_key_id": text(about="The key that encrypts the log files; null where S3's own encryption does."),
        "s3_bucket_name": text(about="The bucket that log files go to."),
        "s3_key_prefix": text(),
        "sns_topic_arn": text("SnsTopicARN"),
        "latest_cloudwatch_logs_delivery_error": text("status.LatestCloudWatchLogsDeliveryError"),
        "latest_cloudwatch_logs_delivery_time": timestamptz("status.LatestCloudWatchLogsDeliveryTime"),
        "latest_delivery_error": text("status.LatestDeliveryError"),
        "latest_delivery_time": timestamptz("status.LatestDeliveryTime"),
        "latest_digest_delivery_error": text("status.LatestDigestDeliveryError"),
        "latest_digest_delivery_time": timestamptz("status.LatestDigestDeliveryTime"),
        "latest_notification_error": text("status.LatestNotificationError"),
        "latest_notification_time": timestamptz("status.LatestNotificationTime"),
        "start_logging_time": timestamptz("status.StartLoggingTime"),
        "stop_logging_time": timestamptz("status.StopLoggingTime"),
        "advanced_event_selectors": jsonb("selectors.AdvancedEventSelectors"),
        "event_selectors": jsonb("selectors.EventSelectors"),
        "insight_selectors": jsonb("insights.InsightSelectors"),
        "tags_src": jsonb("tagging[0].TagsList"),
        "tags": tags("tagging[0].TagsList"),
        "title": text("Name"),
        "akas": akas("TrailARN"),
    },
)

TABLES = (trail,)
