"""The functions of AWS Backup's tables."""

from steelyard.aws.tables.backup import is_live


def test_is_live_until_deleted() -> None:
    assert is_live({"BackupPlanId": "a"})
    assert is_live({"BackupPlanId": "a", "DeletionDate": None})
    assert not is_live({"BackupPlanId": "a", "DeletionDate": "2024-01-01T00:00:00Z"})
