"""The functions of EventBridge's tables."""

from steelyard.aws.tables.eventbridge import first_given


def test_first_given_is_the_querys_prefix() -> None:
    assert first_given("app-", "app-nightly") == "app-"
    assert first_given(None, "app-nightly") == "app-nightly"
