"""Functions of WAF's tables."""

from steelyard.aws.tables.wafv2 import region_of, scope_of, together, where_global, where_regional


def test_global_stands_for_cloudfront_and_is_asked_in_us_east_1() -> None:
    assert (scope_of("global"), region_of("global")) == ("CLOUDFRONT", "us-east-1")
    assert (scope_of("eu-west-1"), region_of("eu-west-1")) == ("REGIONAL", "eu-west-1")


def test_protected_resources_are_asked_for_where_they_can_be() -> None:
    assert (where_global("arn", "global"), where_regional("arn", "global")) == ("arn", None)
    assert (where_global("arn", "eu-west-1"), where_regional("arn", "eu-west-1")) == (None, "arn")


def test_lists_are_put_together() -> None:
    assert together(["a"], None, [], ["b", "c"]) == ["a", "b", "c"]
