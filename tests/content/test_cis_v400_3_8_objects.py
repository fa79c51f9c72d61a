"""CIS AWS v4.0.0, 3.8 and 3.9: a multi-region trail records writes, and reads, of all objects of S3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from .judge import Case, account, check, each, judge
from .test_cis_v400_3_1 import DATA, MANAGEMENT, OBJECTS, advanced, field, selector, trail


def basic(*values: str, kind: str = "All", type_: str = "AWS::S3::Object", **columns: Any) -> dict[str, Any]:
    resources = [{"Type": type_, "Values": list(values)}]
    one = {"ReadWriteType": kind, "IncludeManagementEvents": True, "DataResources": resources}
    return trail(event_selectors=[one], **columns)


def objects(*fields: dict[str, Any]) -> dict[str, Any]:
    return advanced(selector(DATA, OBJECTS, *fields))


@dataclass(frozen=True)
class Both:
    """One state, and its verdicts for writes and for reads."""

    label: str
    why: str
    writes: str
    reads: str
    trails: tuple[dict[str, Any], ...]

    def case(self, status: str) -> Case:
        return Case(self.label, self.why, {"aws_account": [account()], "aws_cloudtrail_trail": self.trails}, (status,))


def both(label: str, why: str, verdicts: str, *trails: dict[str, Any]) -> Both:
    writes, reads = verdicts.split()
    return Both(label, why, writes, reads, trails)


READ_ONLY = field("readOnly", "true")
WRITE_ONLY = field("readOnly", "false")
ALL_OBJECTS = field("resources.ARN", "arn:aws:s3:::", operator="StartsWith")
ONE_BUCKET = field("resources.ARN", "arn:aws:s3:::data/", operator="StartsWith")
NOT_LOGS = field("resources.ARN", "arn:aws:s3:::logs/", operator="NotStartsWith")

STATES = [
    both("no trail", "Nothing records.", "alarm alarm"),
    both("management events alone", "Objects are data.", "alarm alarm", trail()),
    both("all buckets", "All current and future buckets, both ways.", "ok ok", basic("arn:aws:s3")),
    both("all buckets, the longer prefix", "All ARNs of S3 begin with it.", "ok ok", basic("arn:aws:s3:::")),
    both("writes", "Reads are missing.", "ok alarm", basic("arn:aws:s3", kind="WriteOnly")),
    both("reads", "Writes are missing.", "alarm ok", basic("arn:aws:s3", kind="ReadOnly")),
    both("one bucket", "Other buckets go unrecorded.", "alarm alarm", basic("arn:aws:s3:::data/")),
    both("a wildcard", "Values are prefixes: no ARN begins with it.", "alarm alarm", basic("arn:aws:s3:::*/*")),
    both("another partition", "No ARN of this partition begins with it.", "alarm alarm", basic("arn:aws-cn:s3")),
    both("functions", "They are other data.", "alarm alarm", basic("arn:aws:lambda", type_="AWS::Lambda::Function")),
    both("all values of no type", "No value selects nothing.", "alarm alarm", basic()),
    both(
        "single-region",
        "CIS asks for a multi-region trail.",
        "alarm alarm",
        basic("arn:aws:s3", is_multi_region_trail=False),
    ),
    both("stopped", "A stopped trail records nothing.", "alarm alarm", basic("arn:aws:s3", is_logging=False)),
    both(
        "selectors without members",
        "Nothing is selected.",
        "alarm alarm",
        trail(event_selectors=[{"DataResources": None}]),
    ),
    both("advanced: all", "Nothing narrows it.", "ok ok", objects()),
    both("advanced: writes", "readOnly is false for writes.", "ok alarm", objects(WRITE_ONLY)),
    both("advanced: reads", "readOnly is true for reads.", "alarm ok", objects(READ_ONLY)),
    both(
        "advanced: not reads",
        "What is not read only is a write.",
        "ok alarm",
        objects(field("readOnly", "true", operator="NotEquals")),
    ),
    both("advanced: one bucket", "resources.ARN narrows it.", "alarm alarm", objects(ONE_BUCKET)),
    both("advanced: all but one bucket", "resources.ARN narrows it.", "alarm alarm", objects(NOT_LOGS)),
    both("advanced: all ARNs", "Each ARN of S3 begins with that.", "ok ok", objects(ALL_OBJECTS)),
    both(
        "advanced: all ARNs but one bucket's",
        "Both operators narrow one field.",
        "alarm alarm",
        objects({**ALL_OBJECTS, "NotStartsWith": ["arn:aws:s3:::logs/"]}),
    ),
    both("advanced: one event", "eventName narrows it.", "alarm alarm", objects(field("eventName", "DeleteObject"))),
    both(
        "advanced: S3 as the source",
        "S3 is the source of all of them.",
        "ok ok",
        objects(field("eventSource", "s3.amazonaws.com")),
    ),
    both(
        "advanced: another type",
        "Access points are not objects.",
        "alarm alarm",
        advanced(selector(DATA, field("resources.type", "AWS::S3::AccessPoint"))),
    ),
    both(
        "advanced: writes of all beside reads of one bucket",
        "Each selector stands for itself.",
        "ok alarm",
        advanced(selector(DATA, OBJECTS, WRITE_ONLY), selector(DATA, OBJECTS, READ_ONLY, ONE_BUCKET)),
    ),
    both(
        "advanced: beside management events",
        "A further selector takes nothing away.",
        "ok ok",
        advanced(selector(MANAGEMENT, READ_ONLY), selector(DATA, OBJECTS)),
    ),
    both("advanced: management events alone", "Objects are data.", "alarm alarm", advanced(selector(MANAGEMENT))),
    both(
        "writes on one trail, reads on another",
        "3.8 and 3.9 may each have a trail of its own.",
        "ok ok",
        basic("arn:aws:s3", kind="WriteOnly", name="a", arn="arn:aws:cloudtrail:us-east-1:111111111111:trail/a"),
        objects(READ_ONLY),
    ),
    both(
        "seen from every region",
        "Its shadow in another region is the same trail.",
        "ok ok",
        basic("arn:aws:s3"),
        basic("arn:aws:s3", region="eu-west-1"),
    ),
    both(
        "an organization's trail, selectors not visible",
        "What it records cannot be known.",
        "alarm alarm",
        trail("org", owner="999999999999", event_selectors=None),
    ),
]

CASES = {
    "cis_v400_3_8": [state.case(state.writes) for state in STATES],
    "cis_v400_3_9": [state.case(state.reads) for state in STATES],
}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case)


@pytest.mark.parametrize(
    ("trails", "reason"),
    [
        ((), "The account has no trail."),
        ((trail(),), "No trail records writes of S3 objects."),
        ((objects(ONE_BUCKET),), "No trail records writes of all S3 objects; main records those of some."),
        (
            (basic("arn:aws:s3", is_multi_region_trail=False),),
            "The trail main records writes of S3 objects in one region only.",
        ),
        (
            (basic("arn:aws:s3", is_logging=False),),
            "The trail main, which selects writes of all S3 objects, is not logging.",
        ),
        ((basic("arn:aws:s3"),), "The multi-region trail main records writes of all S3 objects."),
    ],
)
def test_the_reason_says_the_fact(trails: tuple[dict[str, Any], ...], reason: str) -> None:
    (row,) = judge("cis_v400_3_8", {"aws_account": [account()], "aws_cloudtrail_trail": trails})
    assert row.reason == reason
