"""Tables of SNS and SQS, over HTTP."""

from __future__ import annotations

import json

from ..conftest import ACCOUNT, Account
from .expecting import expect

REGION = "eu-west-1"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:news"
QUEUE = f"arn:aws:sqs:{REGION}:{ACCOUNT}:work"
TAGS = [{"Key": "team", "Value": "a"}]


def policy(action: str, resource: str) -> dict[str, object]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "1", "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": action, "Resource": resource}
        ],
    }


def test_topics(account: Account) -> None:
    sns = account.client("sns", REGION)
    sns.create_topic(
        Name="news",
        Tags=TAGS,
        Attributes={
            "DisplayName": "News",
            "KmsMasterKeyId": "alias/aws/sns",
            "Policy": json.dumps(policy("SNS:Publish", TOPIC)),
        },
    )
    row = account.one("select * from aws_sns_topic")
    expect(
        row,
        topic_arn=TOPIC,
        title="news",
        akas=[TOPIC],
        display_name="News",
        kms_master_key_id="alias/aws/sns",
        owner=ACCOUNT,
        subscriptions_confirmed=0,
        policy=policy("SNS:Publish", TOPIC),
        tags={"team": "a"},
        tags_src=TAGS,
        region=REGION,
    )
    assert row["policy_std"]["Statement"][0]["Action"] == ["sns:publish"]
    assert row["effective_delivery_policy"]["defaultHealthyRetryPolicy"]["numRetries"] == 3
    found = account.one(
        f"select topic_arn, title from aws_sns_topic where topic_arn = '{TOPIC}' and region = '{REGION}'"
    )
    assert found == {"topic_arn": TOPIC, "title": "news"}
    assert account.query(f"select title from aws_sns_topic where topic_arn = '{TOPIC}x' and region = '{REGION}'") == []


def test_topic_subscriptions(account: Account) -> None:
    sns = account.client("sns", REGION)
    sns.create_topic(Name="news")
    account.client("sqs", REGION).create_queue(QueueName="work")
    arn = sns.subscribe(
        TopicArn=TOPIC,
        Protocol="sqs",
        Endpoint=QUEUE,
        Attributes={"RawMessageDelivery": "true", "FilterPolicy": json.dumps({"kind": ["a"]})},
    )["SubscriptionArn"]
    row = account.one("select * from aws_sns_topic_subscription")
    expect(
        row,
        subscription_arn=arn,
        akas=[arn],
        title=arn.rsplit(":", 1)[1],
        topic_arn=TOPIC,
        owner=ACCOUNT,
        protocol="sqs",
        endpoint=QUEUE,
        raw_message_delivery=True,
        pending_confirmation=False,
        filter_policy={"kind": ["a"]},
        redrive_policy=None,
    )
    found = account.one(
        f"select endpoint from aws_sns_topic_subscription where subscription_arn = '{arn}' and region = '{REGION}'"
    )
    assert found["endpoint"] == QUEUE
    assert len(account.calls("ListTopics")) == 2


def test_queues(account: Account) -> None:
    sqs = account.client("sqs", REGION)
    url = sqs.create_queue(
        QueueName="work",
        Attributes={"VisibilityTimeout": "45", "Policy": json.dumps(policy("SQS:SendMessage", QUEUE))},
        tags={"team": "a"},
    )["QueueUrl"]
    sqs.create_queue(QueueName="ordered.fifo", Attributes={"FifoQueue": "true", "SqsManagedSseEnabled": "true"})
    ordered, work = account.query("select * from aws_sqs_queue order by title")
    expect(
        work,
        queue_url=url,
        queue_arn=QUEUE,
        akas=[QUEUE],
        title="work",
        fifo_queue=False,
        fifo_throughput_limit="false",
        visibility_timeout_seconds="45",
        policy=policy("SQS:SendMessage", QUEUE),
        tags={"team": "a"},
    )
    assert work["policy_std"]["Statement"][0]["Action"] == ["sqs:sendmessage"]
    expect(ordered, title="ordered.fifo", fifo_queue=True, policy=None, policy_std=None, tags=None)
