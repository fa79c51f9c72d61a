"""Amazon Simple Notification Service."""

from __future__ import annotations

from typing import Any

from steelyard.aws.declare import Call, Column, Computed, Key, Table, akas, bigint, boolean, jsonb, tags, text
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import as_is, last_of, parsed

# A subscription that waits for its confirmation has this word in place of an ARN.
PENDING = "PendingConfirmation"
GONE = ("NotFound", "InvalidParameter")


def subscription_arn(arn: str | None) -> str | None:
    """The ARN; None while the subscription waits for confirmation."""
    return None if arn == PENDING else arn


def subscription_akas(arn: str | None) -> list[str]:
    """The ARN as a list; empty while the subscription waits for confirmation."""
    return [] if arn is None or arn == PENDING else [arn]


def listed_subscription(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """A subscription's attributes as the list of subscriptions would show them."""
    names = ("SubscriptionArn", "Owner", "Protocol", "Endpoint", "TopicArn")
    return [{name: answer["Attributes"].get(name) for name in names}]


def feedback(protocol: str) -> dict[str, Column]:
    """The columns of what a topic logs about deliveries over one protocol."""
    column, member = protocol.lower(), protocol
    return {
        f"{column}_failure_feedback_role_arn": text(
            f"attributes.{member}FailureFeedbackRoleArn", about="The role that logs failed deliveries."
        ),
        f"{column}_success_feedback_role_arn": text(
            f"attributes.{member}SuccessFeedbackRoleArn", about="The role that logs successful deliveries."
        ),
        f"{column}_success_feedback_sample_rate": text(
            f"attributes.{member}SuccessFeedbackSampleRate",
            about="How many of a hundred successful deliveries are logged.",
        ),
    }


topic = Table(
    "aws_sns_topic",
    "A topic that messages are published to.",
    rows=(Call("sns", "ListTopics", items="Topics"),),
    get=Call("sns", "GetTopicAttributes", {"TopicArn": Key("topic_arn")}, items="Attributes", absent=GONE),
    add={
        "attributes": Call(
            "sns", "GetTopicAttributes", {"TopicArn": "TopicArn"}, items="Attributes", absent=("NotFound",)
        ),
        "tagging": Call(
            "sns",
            "ListTagsForResource",
            {"ResourceArn": "TopicArn"},
            items="Tags",
            absent=("ResourceNotFoundException", "ResourceNotFound"),
        ),
    },
    columns={
        "topic_arn": text("TopicArn"),
        "display_name": text("attributes.DisplayName"),
        **feedback("Application"),
        **feedback("Firehose"),
        **feedback("HTTP"),
        **feedback("Lambda"),
        **feedback("SQS"),
        "owner": text("attributes.Owner", about="The account that owns the topic."),
        "subscriptions_confirmed": bigint("attributes.SubscriptionsConfirmed", via=as_is),
        "subscriptions_deleted": bigint("attributes.SubscriptionsDeleted", via=as_is),
        "subscriptions_pending": bigint("attributes.SubscriptionsPending", via=as_is),
        "kms_master_key_id": text(
            "attributes.KmsMasterKeyId", about="The key that encrypts messages at rest; null where none does."
        ),
        "tags_src": jsonb("tagging"),
        "policy": jsonb("attributes.Policy", via=policy_json),
        "policy_std": jsonb("attributes.Policy", via=policy_std, about="The topic's policy in canonical form."),
        "delivery_policy": jsonb("attributes.DeliveryPolicy", via=parsed),
        "effective_delivery_policy": jsonb(
            "attributes.EffectiveDeliveryPolicy", via=parsed, about="The delivery policy with AWS's defaults."
        ),
        "title": text("TopicArn", via=last_of(":")),
        "tags": tags("tagging"),
        "akas": akas("TopicArn"),
    },
)

topic_subscription = Table(
    "aws_sns_topic_subscription",
    "A subscription to one of the account's topics, from whichever account.",
    rows=(
        Call("sns", "ListTopics", items="Topics", name="topic"),
        Call("sns", "ListSubscriptionsByTopic", {"TopicArn": "topic.TopicArn"}, items="Subscriptions", absent=GONE),
    ),
    get=Call(
        "sns",
        "GetSubscriptionAttributes",
        {"SubscriptionArn": Key("subscription_arn")},
        items=listed_subscription,
        absent=GONE,
    ),
    add={
        "attributes": Call(
            "sns",
            "GetSubscriptionAttributes",
            {"SubscriptionArn": Computed(subscription_arn, ("SubscriptionArn",))},
            items="Attributes",
            absent=GONE,
        ),
    },
    columns={
        "subscription_arn": text("SubscriptionArn", via=subscription_arn, about="Null while unconfirmed."),
        "topic_arn": text("TopicArn"),
        "owner": text("Owner", about="The account that made the subscription."),
        "protocol": text("Protocol", about="How messages are delivered: email, https, sqs, lambda, ..."),
        "endpoint": text("Endpoint", about="Where messages are delivered to."),
        "confirmation_was_authenticated": boolean(
            "attributes.ConfirmationWasAuthenticated",
            via=as_is,
            about="Whether someone with AWS credentials confirmed the subscription.",
        ),
        "pending_confirmation": boolean("attributes.PendingConfirmation", via=as_is),
        "raw_message_delivery": boolean("attributes.RawMessageDelivery", via=as_is),
        "delivery_policy": jsonb("attributes.DeliveryPolicy", via=parsed),
        "effective_delivery_policy": jsonb("attributes.EffectiveDeliveryPolicy", via=parsed),
        "redrive_policy": jsonb("attributes.RedrivePolicy", via=parsed, about="Where undelivered messages go."),
        "filter_policy": jsonb("attributes.FilterPolicy", via=parsed, about="Which messages are delivered."),
        "title": text("SubscriptionArn", via=last_of(":")),
        "akas": jsonb("SubscriptionArn", via=subscription_akas),
    },
)

TABLES = (topic, topic_subscription)
