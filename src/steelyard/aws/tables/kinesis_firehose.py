"""Amazon Data Firehose."""

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, tags, text, timestamptz

delivery_stream = Table(
    "aws_kinesis_firehose_delivery_stream",
    "A Data Firehose stream, which delivers records to a store.",
    rows=(
        Call(
            "firehose",
            "ListDeliveryStreams",
            {"DeliveryStreamType": Key("delivery_stream_type")},
            items="DeliveryStreamNames",
            name="delivery_stream_name",
        ),
    ),
    get=Call(
        "firehose",
        "DescribeDeliveryStream",
        {"DeliveryStreamName": Key("delivery_stream_name")},
        items="DeliveryStreamDescription.DeliveryStreamName",
        name="delivery_stream_name",
        absent=("ResourceNotFoundException",),
    ),
    add={
        "detail": Call(
            "firehose",
            "DescribeDeliveryStream",
            {"DeliveryStreamName": "delivery_stream_name"},
            items="DeliveryStreamDescription",
            absent=("ResourceNotFoundException",),
        ),
        "tagging": Call(
            "firehose",
            "ListTagsForDeliveryStream",
            {"DeliveryStreamName": "delivery_stream_name"},
            items="Tags",
            absent=("ResourceNotFoundException",),
        ),
    },
    columns={
        "delivery_stream_name": text("delivery_stream_name"),
        "arn": text("arn:{partition}:firehose:{region}:{account_id}:deliverystream/{delivery_stream_name}"),
        "delivery_stream_status": text("detail.DeliveryStreamStatus"),
        "create_timestamp": timestamptz("detail.CreateTimestamp"),
        "delivery_stream_encryption_configuration": jsonb(
            "detail.DeliveryStreamEncryptionConfiguration",
            about="Whether records are encrypted at rest, and with which key.",
        ),
        "delivery_stream_type": text(
            "detail.DeliveryStreamType",
            about="What feeds it: DirectPut, KinesisStreamAsSource, MSKAsSource or DatabaseAsSource.",
        ),
        "destinations": jsonb("detail.Destinations", about="Where records are delivered, and how."),
        "failure_description": jsonb("detail.FailureDescription", about="Why it could not be made or changed, if so."),
        "has_more_destinations": boolean(
            "detail.HasMoreDestinations", about="Whether it has destinations that are not shown here."
        ),
        "last_update_timestamp": timestamptz("detail.LastUpdateTimestamp"),
        "source": jsonb("detail.Source"),
        "version_id": text("detail.VersionId", about="The number of its configuration."),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("delivery_stream_name"),
        "akas": akas("arn:{partition}:firehose:{region}:{account_id}:deliverystream/{delivery_stream_name}"),
    },
)


TABLES = (delivery_stream,)
