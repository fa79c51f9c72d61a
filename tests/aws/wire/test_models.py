"""Models, regions, pages and the rule of what may be sent."""

import pytest
from botocore.loaders import Loader

from steelyard.aws import models, pages
from steelyard.aws.reads import NO_READS_DESPITE_THE_NAME, READS_BY_ANOTHER_NAME, is_read
from steelyard.errors import UsageError


def test_models_are_what_botocores_loader_loads() -> None:
    loader = Loader()
    for name in ("ec2", "iam", "cloudtrail", "dynamodb", "lambda", "route53"):
        theirs = loader.load_service_model(name, "service-2")
        ours = models.service(name)
        assert set(ours.operation_names) == set(theirs["operations"])
        assert ours.api_version == theirs["metadata"]["apiVersion"]
        rules = loader.load_service_model(name, "paginators-1")["pagination"]
        assert all(models.paginator(name, operation) == rule for operation, rule in rules.items())


@pytest.mark.parametrize(
    ("service", "partition", "region"),
    [
        ("iam", "aws", "us-east-1"),
        ("iam", "aws-cn", "cn-north-1"),
        ("iam", "aws-us-gov", "us-gov-west-1"),
        ("route53", "aws", "us-east-1"),
        ("cloudfront", "aws", "us-east-1"),
        ("organizations", "aws", "us-east-1"),
        ("ec2", "aws", None),
        ("s3", "aws", None),
        ("sts", "aws", None),
    ],
)
def test_global_services_have_one_region(service: str, partition: str, region: str | None) -> None:
    assert models.is_global(service, partition) == region
    if region is not None:
        assert models.service_regions(service, partition) == {region}


def test_regions_of_a_service_are_those_of_its_partition() -> None:
    found = models.service_regions("ec2", "aws")
    assert found is not None
    assert {"us-east-1", "eu-west-1"} <= found <= models.partition_regions("aws")
    assert models.service_regions("ec2", "aws-cn") == {"cn-north-1", "cn-northwest-1"}
    assert models.service_regions("bedrock-agentcore-control", "aws-iso-b") is None
    with pytest.raises(UsageError, match="no AWS partition moon"):
        models.service_regions("ec2", "moon")


def test_a_region_has_its_partition_even_when_it_is_new() -> None:
    assert models.partition_of("eu-west-1") == "aws"
    assert models.partition_of("cn-north-1") == "aws-cn"
    assert models.partition_of("us-gov-east-1") == "aws-us-gov"
    assert models.partition_of("eu-west-99") == "aws"
    assert models.partition_of("cn-south-7") == "aws-cn"


def test_an_operation_that_continues_has_a_rule_although_botocore_has_none() -> None:
    assert models.paginator("cloudtrail", "ListEventDataStores") == {
        "input_token": "NextToken",
        "output_token": "NextToken",
    }
    assert models.paginator("cloudtrail", "GetTrailStatus") is None
    rule = pages.rule("s3", "ListBucketIntelligentTieringConfigurations")
    assert rule is not None
    assert rule.next({"IsTruncated": True, "NextContinuationToken": "t"}) == {"ContinuationToken": "t"}
    assert rule.next({"IsTruncated": False, "NextContinuationToken": "t"}) is None


def test_a_rule_with_several_tokens_gives_those_that_are_there() -> None:
    rule = pages.rule("route53", "ListResourceRecordSets")
    assert rule is not None
    answer = {"IsTruncated": True, "NextRecordName": "a.example.com", "NextRecordType": "A"}
    assert rule.next(answer) == {"StartRecordName": "a.example.com", "StartRecordType": "A"}


def test_a_rule_may_look_at_the_last_item() -> None:
    rule = pages.rule("s3", "ListObjects")
    assert rule is not None
    assert rule.next({"IsTruncated": True, "Contents": [{"Key": "a"}, {"Key": "b"}]}) == {"Marker": "b"}


def test_no_operation_with_a_writing_verb_is_a_read() -> None:
    writing = ("Create", "Delete", "Put", "Update", "Modify", "Attach", "Start", "Stop", "Run", "Terminate", "Tag")
    for service in models.service_names():
        for operation in models.service(service).operation_names:
            if operation.startswith(writing):
                assert not is_read(service, operation), (service, operation)


def test_a_verb_is_a_whole_word() -> None:
    assert is_read("iam", "GetUser")
    assert is_read("dynamodb", "ListTables")
    assert not is_read("x", "Getaway")
    assert not is_read("x", "Listen")
    assert not is_read("x", "Selection")


def test_the_named_exceptions_exist_and_have_reasons() -> None:
    for (service, operation), reason in {**READS_BY_ANOTHER_NAME, **NO_READS_DESPITE_THE_NAME}.items():
        assert models.operation(service, operation).name == operation
        assert reason
    assert all(is_read(*key) for key in READS_BY_ANOTHER_NAME)
    assert not any(is_read(*key) for key in NO_READS_DESPITE_THE_NAME)
