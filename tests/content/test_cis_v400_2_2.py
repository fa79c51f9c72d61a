"""CIS AWS v4.0.0, 2.2 and 2.3: databases and file systems."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import Case, check, each, judge

ARN = "arn:aws:rds:us-east-1:111111111111:db:orders"
FILES = "arn:aws:elasticfilesystem:us-east-1:111111111111:file-system/fs-1"


def instance(**columns: Any) -> dict[str, Any]:
    return {"db_instance_identifier": "orders", "arn": ARN, "engine": "mysql", "engine_version": "8.0.36", **columns}


def database(label: str, why: str, verdict: str, **columns: Any) -> Case:
    return Case(label, why, {"aws_rds_db_instance": [instance(**columns)]}, (verdict,))


ENCRYPTED = [
    database("encrypted", "At rest, by AWS's key or another.", "ok", storage_encrypted=True),
    database("not encrypted", "Its disks are readable.", "alarm", storage_encrypted=False),
    database(
        "a key without encryption", "The flag is what CIS reads.", "alarm", storage_encrypted=False, kms_key_id="k"
    ),
    database("unknown", "Nothing shows that it is encrypted.", "alarm", storage_encrypted=None),
    database(
        "Aurora, not encrypted",
        "Aurora's instances are instances too.",
        "alarm",
        storage_encrypted=False,
        engine="aurora-mysql",
        db_cluster_identifier="c",
    ),
    database(
        "stopped, not encrypted",
        "Its disks are there all the same.",
        "alarm",
        storage_encrypted=False,
        status="stopped",
    ),
]

UPGRADED = [
    database("on", "RDS installs minor versions.", "ok", auto_minor_version_upgrade=True),
    database("off", "It stays behind.", "alarm", auto_minor_version_upgrade=False),
    database(
        "off, version unknown",
        "A version being made is none yet.",
        "alarm",
        auto_minor_version_upgrade=False,
        engine_version=None,
    ),
    database("unknown", "Nothing shows that it is on.", "alarm", auto_minor_version_upgrade=None),
    database(
        "Aurora, off",
        "Each instance of a cluster has the setting.",
        "alarm",
        auto_minor_version_upgrade=False,
        db_cluster_identifier="c",
    ),
    database("on, stopped", "It is upgraded once started.", "ok", auto_minor_version_upgrade=True, status="stopped"),
]

PRIVATE = [
    database("private", "No public address.", "ok", publicly_accessible=False),
    database("public", "A public address.", "alarm", publicly_accessible=True),
    database("unknown", "Nothing shows that it is private.", "alarm", publicly_accessible=None),
    database(
        "public by flag, closed by groups",
        "CIS reads the flag: a group is changed in a moment.",
        "alarm",
        publicly_accessible=True,
        vpc_security_groups=[],
    ),
    database("public, stopped", "It is public once started.", "alarm", publicly_accessible=True, status="stopped"),
    database(
        "public Aurora",
        "Each instance of a cluster has an address of its own.",
        "alarm",
        publicly_accessible=True,
        db_cluster_identifier="c",
    ),
]


def zones(label: str, why: str, status: str, row: dict[str, Any], *clusters: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_rds_db_instance": [row], "aws_rds_db_cluster": clusters}, (status,))


def cluster(multi_az: bool, name: str = "c", **columns: Any) -> dict[str, Any]:
    return {"db_cluster_identifier": name, "multi_az": multi_az, **columns}


MEMBER = instance(multi_az=False, db_cluster_identifier="c")

MULTI_AZ = [
    zones("standby", "Another zone takes over.", "ok", instance(multi_az=True)),
    zones("single", "Nothing takes over.", "alarm", instance(multi_az=False)),
    zones(
        "a replica",
        "A replica does not take over by itself, and has no standby.",
        "alarm",
        instance(multi_az=False, read_replica_source_db_instance_identifier="main"),
    ),
    zones("Aurora over zones", "The cluster has another instance elsewhere.", "ok", MEMBER, cluster(True)),
    zones("Aurora in one zone", "The cluster has no instance elsewhere.", "alarm", MEMBER, cluster(False)),
    zones("another cluster", "It is not the instance's own.", "alarm", MEMBER, cluster(False), cluster(True, "other")),
    zones(
        "a cluster of that name in another region",
        "It is another cluster.",
        "alarm",
        MEMBER,
        cluster(True, region="eu-west-1"),
    ),
]


def files(label: str, why: str, status: str, **columns: Any) -> Case:
    row = {"file_system_id": "fs-1", "arn": FILES, "title": "shared", **columns}
    return Case(label, why, {"aws_efs_file_system": [row]}, (status,))


EFS = [
    files("encrypted", "With AWS's key.", "ok", encrypted=True),
    files(
        "encrypted with a key of the account",
        "Any key will do.",
        "ok",
        encrypted=True,
        kms_key_id="arn:aws:kms:::key/1",
    ),
    files("not encrypted", "Its disks are readable.", "alarm", encrypted=False),
    files("unknown", "Nothing shows that it is encrypted.", "alarm", encrypted=None),
    files(
        "not encrypted, without mount targets",
        "The files are there all the same.",
        "alarm",
        encrypted=False,
        number_of_mount_targets=0,
    ),
]

CASES = {
    "cis_v400_2_2_1": ENCRYPTED,
    "cis_v400_2_2_2": UPGRADED,
    "cis_v400_2_2_3": PRIVATE,
    "cis_v400_2_2_4": MULTI_AZ,
    "cis_v400_2_3_1": EFS,
}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    (row,) = check(name, case, ("region", "account_id"))
    assert row.resource in (ARN, FILES)
    assert row.dimensions["region"] == "us-east-1"


def test_the_reason_names_the_cluster() -> None:
    (row,) = judge("cis_v400_2_2_4", zones("", "", "", MEMBER, cluster(True)).tables)
    assert row.reason == "The cluster c of orders is in several Availability Zones."
