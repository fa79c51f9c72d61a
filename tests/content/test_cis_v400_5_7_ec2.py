"""CIS AWS v4.0.0, 5.1.1 and 5.7: EBS encryption by default, and IMDSv2."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import Case, check, each, judge


def regions(label: str, why: str, statuses: str, **by_region: bool | None) -> Case:
    """Encryption by default of each region; underscores stand for hyphens."""
    rows = [
        {"region": name.replace("_", "-"), "default_ebs_encryption_enabled": enabled}
        for name, enabled in by_region.items()
    ]
    return Case(label, why, {"aws_ec2_regional_settings": rows}, tuple(statuses.split()))


EBS = [
    regions("on", "New volumes are encrypted.", "ok", us_east_1=True),
    regions("off", "New volumes are not.", "alarm", us_east_1=False),
    regions("unknown", "Nothing shows that it is on.", "alarm", us_east_1=None),
    regions("on in one of two regions", "CIS asks for all regions.", "ok alarm", eu_west_1=True, us_east_1=False),
    regions("on in all", "Each region has its own verdict.", "ok ok", eu_west_1=True, us_east_1=True),
]


def instance(label: str, why: str, statuses: str, tokens: str | None, **columns: Any) -> Case:
    """``endpoint`` among the columns says whether the service is on."""
    endpoint = columns.pop("endpoint", "enabled")
    row = {
        "instance_id": "i-1",
        "arn": "arn:aws:ec2:us-east-1:111111111111:instance/i-1",
        "title": "web",
        "instance_state": "running",
        "metadata_options": {"State": "applied", "HttpTokens": tokens, "HttpEndpoint": endpoint},
    }
    return Case(label, why, {"aws_ec2_instance": [{**row, **columns}]}, tuple(statuses.split()))


IMDS = [
    instance("required", "Version 1 is refused.", "ok", "required"),
    instance("optional", "Version 1 is answered.", "alarm", "optional"),
    instance("optional, stopped", "It will be answered once started.", "alarm", "optional", instance_state="stopped"),
    instance("required, stopped", "Stopped instances are judged too.", "ok", "required", instance_state="stopped"),
    instance("optional, pending", "It is about to answer.", "alarm", "optional", instance_state="pending"),
    instance("terminated", "It answers nothing, ever.", "", "optional", instance_state="terminated"),
    instance("shutting down", "It is as good as gone.", "", "optional", instance_state="shutting-down"),
    instance("service off", "Neither version is answered.", "ok", "optional", endpoint="disabled"),
    instance("unknown", "Nothing shows that tokens are required.", "alarm", None, metadata_options=None),
    instance("tokens not told", "Nothing shows that they are required.", "alarm", None),
]

CASES = {"cis_v400_5_1_1": EBS, "cis_v400_5_7": IMDS}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case, ("region", "account_id"))


def test_the_reason_says_the_state() -> None:
    (row,) = judge("cis_v400_5_7", instance("", "", "", "optional", instance_state="stopped").tables)
    assert row.reason == "web (stopped) takes IMDSv1 as well."
