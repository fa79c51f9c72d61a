from steelyard.aws.tables.ebs import operations, own_snapshot, volume_attribute


def test_permissions_are_asked_of_own_snapshots_only() -> None:
    assert own_snapshot("snap-1", "111122223333", "111122223333") == "snap-1"
    assert own_snapshot("snap-1", "444455556666", "111122223333") is None


def test_tables_of_operations_are_named_after_kind_and_interval() -> None:
    assert operations("write", "5_min").name == "aws_ebs_volume_metric_write_ops"
    assert operations("read", "daily").name == "aws_ebs_volume_metric_read_ops_daily"
    statistics = operations("read", "daily").rows[-1]
    assert statistics.params["MetricName"].value == "VolumeReadOps"  # type: ignore[union-attr]


def test_an_attribute_is_asked_of_one_volume() -> None:
    call = volume_attribute("autoEnableIO")
    assert call.params["VolumeId"] == "VolumeId"
