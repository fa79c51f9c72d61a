"""Functions of S3's tables."""

import pytest

from steelyard.aws.tables.s3 import bucket_region


@pytest.mark.parametrize(
    ("listed", "constraint", "region"),
    [
        ("eu-west-3", None, "eu-west-3"),
        (None, None, "us-east-1"),
        (None, "", "us-east-1"),
        (None, "EU", "eu-west-1"),
        (None, "eu-central-1", "eu-central-1"),
    ],
)
def test_a_buckets_region(listed: str | None, constraint: str | None, region: str) -> None:
    assert bucket_region(listed, constraint) == region
