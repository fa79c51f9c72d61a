from datetime import UTC, datetime, timedelta

import pytest

from steelyard.aws.check import problems
from steelyard.aws.declare import Call
from steelyard.aws.metrics import SPANS, Interval, Span, dimension_of, end, metric_table, start_of

VOLUMES = Call("ec2", "DescribeVolumes", items="Volumes", name="volume")


@pytest.mark.parametrize("interval", ["5_min", "hourly", "daily"])
def test_a_metric_of_resources_is_a_sound_table(interval: Interval) -> None:
    table = metric_table(
        "aws_ebs_volume_metric_read_ops",
        parents=(VOLUMES,),
        namespace="AWS/EBS",
        metric="VolumeReadOps",
        interval=interval,
        dimension="VolumeId",
        column="volume_id",
        source="volume.VolumeId",
        of="each EBS volume",
    )
    assert problems(table) == []
    assert next(iter(table.columns)) == "volume_id"


def test_a_metric_of_the_account_needs_no_parents() -> None:
    table = metric_table(
        "aws_x_metric_y", namespace="AWS/DynamoDB", metric="AccountProvisionedReadCapacityUtilization", interval="5_min"
    )
    assert problems(table) == []
    assert "Dimensions" not in table.rows[0].params


def test_the_end_is_the_full_hour_that_follows() -> None:
    assert end(datetime(2024, 2, 29, 23, 0, 0, 1, UTC)) == datetime(2024, 3, 1, 0, tzinfo=UTC)
    assert end(datetime(2024, 2, 29, 23, tzinfo=UTC)) == datetime(2024, 2, 29, 23, tzinfo=UTC)


@pytest.mark.parametrize("span", SPANS.values(), ids=SPANS)
def test_a_span_fits_in_one_answer(span: Span) -> None:
    assert span.past / timedelta(seconds=span.period) <= 1440
    assert (start_of(span)().minute, start_of(span)().second) == (0, 0)


def test_dimensions_of_a_value() -> None:
    assert dimension_of("VolumeId")("vol-1") == [{"Name": "VolumeId", "Value": "vol-1"}]


def test_dimensions_of_a_computed_value() -> None:
    assert dimension_of("LoadBalancer", lambda arn: arn.rpartition("r/")[2])("arn:x:loadbalancer/app/a/1") == [
        {"Name": "LoadBalancer", "Value": "app/a/1"}
    ]
