"""Amazon Simple Queue Service."""

from __future__ import annotations

from steelyard.aws.declare import Call, Table, Value, akas, boolean, jsonb, tags, text
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import as_is, is_true, last_of, parsed

GONE = ("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist")


def or_false(value: str | None) -> str:
    """The value, or the word false where AWS leaves it out, as it does for standard queues."""
    return "false" if value is None else value


queue = Table(
    "aws_sqs_queue",
    "A queue of messages.",
    # AWS gives more than one page only when asked for a size.
    rows=(Call("sqs", "ListQueues", {"MaxResults": Value(1000)}, items="QueueUrls", name="url"),),
    add={
        "attributes": Call(
            "sqs",
            "GetQueueAttributes",
            {"QueueUrl": "url", "AttributeNames": [Value("All")]},
            items="Attributes",
            absent=GONE,
        ),
        "tagging": Call("sqs", "ListQueueTags", {"QueueUrl": "url"}, items="Tags", absent=GONE),
    },
    columns={
        "queue_url": text("url"),
        "queue_arn": text("attributes.QueueArn"),
        "fifo_queue": boolean("attributes.FifoQueue", via=is_true, about="Whether messages keep their order."),
        "fifo_throughput_limit": text(
            "attributes.FifoThroughputLimit",
            via=or_false,
            about="Whether a FIFO queue's quota is for the queue or for each message group.",
        ),
        "delay_seconds": text("attributes.DelaySeconds", about="How long a new message stays hidden."),
        "max_message_size": text("attributes.MaximumMessageSize", about="In bytes."),
        "message_retention_seconds": text("attributes.MessageRetentionPeriod"),
        "receive_wait_time_seconds": text(
            "attributes.ReceiveMessageWaitTimeSeconds", about="How long a request waits for a message."
        ),
        "sqs_managed_sse_enabled": boolean(
            "attributes.SqsManagedSseEnabled", via=as_is, about="Whether SQS encrypts messages with a key of its own."
        ),
        "visibility_timeout_seconds": text(
            "attributes.VisibilityTimeout", about="How long a received message is hidden from others."
        ),
        "policy": jsonb("attributes.Policy", via=policy_json),
        "policy_std": jsonb("attributes.Policy", via=policy_std, about="The queue's policy in canonical form."),
        "redrive_policy": jsonb("attributes.RedrivePolicy", via=parsed, about="Where undelivered messages go."),
        "content_based_deduplication": text("attributes.ContentBasedDeduplication"),
        "deduplication_scope": text("attributes.DeduplicationScope"),
        "kms_master_key_id": text("attributes.KmsMasterKeyId"),
        "tags": tags("tagging"),
        "title": text("url", via=last_of("/")),
        "akas": akas("attributes.QueueArn"),
    },
)

TABLES = (queue,)
