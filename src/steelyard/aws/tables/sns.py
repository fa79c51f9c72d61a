"""Amazon Simple Notification Service."""

from __future__ import annotations

from typing import Any

from steelyard.aws.declare import Call, Key, Table, boolean, jsonb, text
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
            "sns", "GetSubscriptionAttributes", {"SubscriptionArn": "SubscriptionArn"}, items="Attributes", absent=GONE
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

TABLES = (topic_subscription,)
