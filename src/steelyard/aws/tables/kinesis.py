"""Amazon Kinesis Data Streams."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

stream = Table(
    "aws_kinesis_stream",
    "A Kinesis data stream.",
    rows=(Call("kinesis", "ListStreams", items="StreamNames", name="stream_name"),),
    get=Call(
        "kinesis",
        "DescribeStreamSummary",
        {"StreamName": Key("stream_name")},
        items="StreamDescriptionSummary.StreamName",
        name="stream_name",
        absent=("ResourceNotFoundException",),
    ),
    add={
        "summary": Call(
            "kinesis",
            "DescribeStreamSummary",
            {"StreamName": "stream_name"},
            items="StreamDescriptionSummary",
            absent=("ResourceNotFoundException",),
        ),
        "detail": Call(
            "kinesis",
            "DescribeStream",
            {"StreamName": "stream_name"},
            items="StreamDescription",
            absent=("ResourceNotFoundException",),
        ),
        "tagging": Call(
            "kinesis",
            "ListTagsForStream",
            {"StreamName": "stream_name"},
            items="Tags",
            absent=("ResourceNotFoundException",),
        ),
    },
    columns={
        "stream_name": text("stream_name"),
        "stream_arn": text("arn:{partition}:kinesis:{region}:{account_id}:stream/{stream_name}"),
        "stream_status": text("summary.StreamStatus"),
        "consumer_count": bigint(
            "summary.ConsumerCount", about="How many consumers have registered for enhanced fan-out."
        ),
        "encryption_type": text("summary.EncryptionType", about="NONE or KMS: whether records are encrypted at rest."),
        "enhanced_monitoring": jsonb("summary.EnhancedMonitoring", about="The metrics that are kept for each shard."),
        "has_more_shards": boolean("detail.HasMoreShards", about="Whether the answer had to leave shards out."),
        "key_id": text("summary.KeyId", about="The KMS key that encrypts records."),
        "open_shard_count": bigint("summary.OpenShardCount"),
        "retention_period_hours": bigint("summary.RetentionPeriodHours", about="How many hours records are kept."),
        "shards": jsonb("detail.Shards"),
        "stream_creation_timestamp": timestamptz("summary.StreamCreationTimestamp"),
        "stream_mode_details": jsonb("summary.StreamModeDetails", about="On-demand or provisioned capacity."),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("stream_name"),
        "akas": akas("arn:{partition}:kinesis:{region}:{account_id}:stream/{stream_name}"),
    },
)


TABLES = (stream,)
