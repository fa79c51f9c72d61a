from steelyard.aws.tables.efs import automatic_backups, name_or_own_id

BACKUP = "aws:elasticfilesystem:default-backup"


def test_a_file_system_without_the_backup_tag_is_not_backed_up() -> None:
    assert automatic_backups([{"Key": BACKUP, "Value": "enabled"}]) == "enabled"
    assert automatic_backups([{"Key": "Name", "Value": "x"}]) == "disabled"
    assert automatic_backups(None) == "disabled"


def test_an_access_point_is_called_by_its_name_or_id() -> None:
    assert name_or_own_id("a", "fsap-1") == "a"
    assert name_or_own_id(None, "fsap-1") == "fsap-1"
