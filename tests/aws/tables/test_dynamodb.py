"""The functions of DynamoDB's tables."""

from steelyard.aws.tables.dynamodb import billing_mode


def test_billing_mode_is_provisioned_where_aws_does_not_say() -> None:
    assert billing_mode(None) == "PROVISIONED"
    assert billing_mode("PAY_PER_REQUEST") == "PAY_PER_REQUEST"
