"""CIS AWS v4.0.0, 3.3: AWS Config records all in every region, and the global types somewhere."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import ACCOUNT, Case, account, check, each, judge

GLOBAL_TYPES = ["AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::Policy"]


def region(name: str, **columns: Any) -> dict[str, Any]:
    row = {
        "name": name,
        "region": name,
        "akas": [f"arn:aws::{name}:{ACCOUNT}"],
        "opt_in_status": "opt-in-not-required",
        "steampipe_available": True,
    }
    return {**row, **columns}


def group(everything: bool = True, with_global: bool = False, **members: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {"ResourceTypes": [], "RecordingStrategy": None, "ExclusionByResourceTypes": None}
    return {"AllSupported": everything, "IncludeGlobalResourceTypes": with_global, **blank, **members}


def without(*types: str) -> dict[str, Any]:
    return group(
        False,
        RecordingStrategy={"UseOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
        ExclusionByResourceTypes={"ResourceTypes": list(types)},
    )


def recorder(name: str = "us-east-1", last: str = "SUCCESS", **columns: Any) -> dict[str, Any]:
    """A recorder of a region, with the global types, good in all but what ``columns`` say."""
    row = {
        "name": "default",
        "region": name,
        "status_recording": True,
        "status": {"LastStatus": last, "Recording": True},
        "recording_group": group(with_global=True),
    }
    return {**row, **columns}


def case(
    label: str, why: str, statuses: str, *recorders: dict[str, Any], regions: tuple[dict[str, Any], ...] | None = None
) -> Case:
    """``statuses`` are those of the account's global types and of us-east-1, then of further regions."""
    tables = {
        "aws_account": [account()],
        "aws_region": regions or (region("us-east-1"),),
        "aws_config_configuration_recorder": recorders,
    }
    return Case(label, why, tables, tuple(statuses.split()))


TWO = (region("us-east-1"), region("us-west-2"))
PLAIN = group()

CASES = {
    "cis_v400_3_3": [
        case("no recorder", "Nothing is recorded.", "alarm alarm"),
        case("good", "All types, global ones among them, delivered.", "ok ok", recorder()),
        case("stopped", "A stopped recorder records nothing.", "alarm alarm", recorder(status_recording=False)),
        case(
            "status unknown",
            "Nothing shows that it records.",
            "alarm alarm",
            recorder(status_recording=None, status=None),
        ),
        case("failing", "What is recorded does not arrive.", "alarm alarm", recorder(last="FAILURE")),
        case("pending", "CIS asks for a success.", "alarm alarm", recorder(last="PENDING")),
        case("written Success", "The case does not matter.", "ok ok", recorder(last="Success")),
        case(
            "some types",
            "CIS asks for all supported types.",
            "alarm alarm",
            recorder(recording_group=group(False, ResourceTypes=["AWS::EC2::Instance"])),
        ),
        case(
            "global types of IAM alone",
            "The global types are recorded; the region's are not.",
            "ok alarm",
            recorder(recording_group=group(False, ResourceTypes=GLOBAL_TYPES)),
        ),
        case("no global types", "They are recorded nowhere.", "alarm ok", recorder(recording_group=PLAIN)),
        case(
            "all but the global types",
            "What belongs to the region is recorded.",
            "alarm ok",
            recorder(recording_group=without(*GLOBAL_TYPES)),
        ),
        case(
            "all but one type",
            "One type of the region is missing; the global ones are not.",
            "ok alarm",
            recorder(recording_group=without("AWS::EC2::Instance")),
        ),
        case(
            "global types in one of two regions",
            "Once is enough.",
            "ok ok ok",
            recorder(),
            recorder("us-west-2", recording_group=PLAIN),
            regions=TWO,
        ),
        case("one region without", "CIS asks for every region.", "ok ok alarm", recorder(), regions=TWO),
        case(
            "global types where the recorder fails",
            "They do not arrive.",
            "alarm ok alarm",
            recorder(recording_group=PLAIN),
            recorder("us-west-2", last="FAILURE"),
            regions=TWO,
        ),
        case(
            "region not enabled",
            "There is nothing in it.",
            "ok ok",
            recorder(),
            regions=(region("us-east-1"), region("eu-south-1", opt_in_status="not-opted-in")),
        ),
        case(
            "region not read",
            "It may be the one that records the global types.",
            "info ok",
            recorder(recording_group=PLAIN),
            regions=(region("us-east-1"), region("us-west-2", steampipe_available=False)),
        ),
        case(
            "global types in a region that cannot",
            "AWS Config records them in its older regions only.",
            "alarm ok",
            recorder("me-central-1"),
            regions=(region("me-central-1"),),
        ),
        case(
            "a service's recorder beside a good one",
            "One that records all is enough.",
            "ok ok",
            {**recorder(recording_group=group(False)), "name": "A-service"},
            recorder(),
        ),
    ]
}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case, ("region", "account_id"))


def test_the_global_row_stands_beside_the_regions() -> None:
    tables = case("", "", "", recorder(status_recording=False)).tables
    rows = judge("cis_v400_3_3", tables)
    assert {row.dimensions["region"]: row.reason for row in rows} == {
        "us-east-1": "The recorder default in us-east-1 is stopped.",
        "global": "Global types of resources are recorded in no region.",
    }
