"""Functions of SNS's tables."""

from steelyard.aws.tables.sns import listed_subscription, subscription_akas, subscription_arn

ARN = "arn:aws:sns:us-east-1:111122223333:news:1234"


def test_an_unconfirmed_subscription_has_no_arn() -> None:
    assert subscription_arn(ARN) == ARN
    assert subscription_arn("PendingConfirmation") is None
    assert subscription_akas(ARN) == [ARN]
    assert subscription_akas("PendingConfirmation") == []


def test_attributes_look_like_a_listed_subscription() -> None:
    attributes = {
        "SubscriptionArn": ARN,
        "Owner": "1",
        "Protocol": "sqs",
        "Endpoint": "e",
        "TopicArn": "t",
        "Other": "x",
    }
    (subscription,) = listed_subscription({"Attributes": attributes})
    assert subscription == {name: value for name, value in attributes.items() if name != "Other"}
