"""CIS AWS v4.0.0, 3.1: one multi-region trail that is logging records management events, reads and writes both."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import ACCOUNT, Case, judge

ALL = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}
ARN = "arn:aws:cloudtrail:us-east-1:{account}:trail/{name}"


def selector(*fields: dict[str, Any], name: str = "any name") -> dict[str, Any]:
    return {"Name": name, "FieldSelectors": list(fields)}


def field(name: str, *values: str, operator: str = "Equals") -> dict[str, Any]:
    operators = ("Equals", "NotEquals", "StartsWith", "EndsWith", "NotStartsWith", "NotEndsWith")
    return {"Field": name, **dict.fromkeys(operators), operator: list(values)}


MANAGEMENT = field("eventCategory", "Management")
DATA = field("eventCategory", "Data")
OBJECTS = field("resources.type", "AWS::S3::Object")


def trail(name: str = "main", *, owner: str = ACCOUNT, **columns: Any) -> dict[str, Any]:
    """A row that is good in all but what ``columns`` say."""
    good = {
        "name": name,
        "arn": ARN.format(account=owner, name=name),
        "home_region": "us-east-1",
        "is_multi_region_trail": True,
        "is_logging": True,
        "has_custom_event_selectors": True,
        "event_selectors": [ALL],
    }
    return {**good, **columns}


def advanced(*selectors: dict[str, Any], name: str = "main", **columns: Any) -> dict[str, Any]:
    return trail(name, event_selectors=None, advanced_event_selectors=list(selectors), **columns)


def case(label: str, why: str, status: str, *trails: dict[str, Any]) -> Case:
    account = {"account_id": ACCOUNT, "arn": f"arn:aws:::{ACCOUNT}", "title": ACCOUNT, "region": "global"}
    return Case(label, why, {"aws_account": [account], "aws_cloudtrail_trail": trails}, (status,))


CASES = [
    case("no trail", "Nothing records.", "alarm"),
    case("good", "Multi-region, logging, all management events.", "ok", trail()),
    case(
        "default selectors", "A trail without selectors of its own records all management events.", "ok",
        trail(has_custom_event_selectors=False, event_selectors=None),
    ),
    case(
        "empty selector lists", "Empty lists and no custom selectors are the default as well.", "ok",
        trail(has_custom_event_selectors=False, event_selectors=[], advanced_event_selectors=[]),
    ),
    case("single-region", "Other regions go unrecorded.", "alarm", trail(is_multi_region_trail=False)),
    case("not logging", "A stopped trail records nothing.", "alarm", trail(is_logging=False)),
    case("logging unknown", "Without a status nothing shows that it logs.", "alarm", trail(is_logging=None)),
    case(
        "no management events", "IncludeManagementEvents = false leaves out what CIS asks for.", "alarm",
        trail(event_selectors=[{**ALL, "IncludeManagementEvents": False}]),
    ),
    case("reads only", "Writes are missing.", "alarm", trail(event_selectors=[{**ALL, "ReadWriteType": "ReadOnly"}])),
    case("writes only", "Reads are missing.", "alarm", trail(event_selectors=[{**ALL, "ReadWriteType": "WriteOnly"}])),
    case(
        "reads in one selector, writes in another", "Together they record both, on one trail.", "ok",
        trail(event_selectors=[{**ALL, "ReadWriteType": "ReadOnly"}, {**ALL, "ReadWriteType": "WriteOnly"}]),
    ),
    case(
        "data events beside management events", "A second selector takes nothing away.", "ok",
        trail(event_selectors=[{**ALL, "IncludeManagementEvents": False, "ReadWriteType": "WriteOnly"}, ALL]),
    ),
    case(
        "writes only beside a data selector for all", "All in a selector without management events does not count.",
        "alarm",
        trail(event_selectors=[{**ALL, "IncludeManagementEvents": False}, {**ALL, "ReadWriteType": "WriteOnly"}]),
    ),
    case(
        "KMS left out", "CIS asks for reads and writes; busy KMS events may be left out.", "ok",
        trail(event_selectors=[{**ALL, "ExcludeManagementEventSources": ["kms.amazonaws.com"]}]),
    ),
    case("advanced: data only", "No management event is selected.", "alarm", advanced(selector(DATA, OBJECTS))),
    case(
        "advanced: data only, named Management", "A selector's name selects nothing.", "alarm",
        advanced(selector(DATA, OBJECTS, name="Management events selector")),
    ),
    case("advanced: management", "Without readOnly both are selected.", "ok", advanced(selector(MANAGEMENT))),
    case(
        "advanced: management under another name", "The name is free.", "ok",
        advanced(selector(MANAGEMENT, name="S3 objects, readOnly")),
    ),
    case(
        "advanced: readOnly true", "Writes go unrecorded.", "alarm",
        advanced(selector(MANAGEMENT, field("readOnly", "true"))),
    ),
    case(
        "advanced: readOnly false", "Reads go unrecorded.", "alarm",
        advanced(selector(MANAGEMENT, field("readOnly", "false"))),
    ),
    case(
        "advanced: readOnly true beside readOnly false", "Together they select both.", "ok",
        advanced(
            selector(MANAGEMENT, field("readOnly", "true")), selector(MANAGEMENT, field("readOnly", "false"))
        ),
    ),
    case(
        "advanced: readOnly false beside data with readOnly true", "The data selector adds no management reads.",
        "alarm",
        advanced(selector(MANAGEMENT, field("readOnly", "false")), selector(DATA, OBJECTS, field("readOnly", "true"))),
    ),
    case(
        "advanced: management beside data with readOnly", "readOnly narrows the data selector only.", "ok",
        advanced(selector(DATA, OBJECTS, field("readOnly", "true")), selector(MANAGEMENT)),
    ),
    case(
        "advanced: KMS left out", "As with basic selectors.", "ok",
        advanced(selector(MANAGEMENT, field("eventSource", "kms.amazonaws.com", operator="NotEquals"))),
    ),
    case(
        "advanced: one event source only", "The others go unrecorded.", "alarm",
        advanced(selector(MANAGEMENT, field("eventSource", "iam.amazonaws.com"))),
    ),
    case(
        "advanced: one event name only", "The others go unrecorded.", "alarm",
        advanced(selector(MANAGEMENT, field("eventName", "Delete", operator="StartsWith"))),
    ),
    case(
        "advanced: network activity", "It is another category of events.", "alarm",
        advanced(selector(field("eventCategory", "NetworkActivity"), field("eventSource", "ec2.amazonaws.com"))),
    ),
    case(
        "a good trail beside bad ones", "One is enough.", "ok",
        trail("a-stopped", is_logging=False), trail("b-good"), advanced(selector(DATA, OBJECTS), name="c-data"),
    ),
    case(
        "reads on one trail, writes on another", "CIS asks it of one trail.", "alarm",
        trail("a", event_selectors=[{**ALL, "ReadWriteType": "ReadOnly"}]),
        trail("b", event_selectors=[{**ALL, "ReadWriteType": "WriteOnly"}]),
    ),
    case(
        "a good single-region trail beside a stopped multi-region one", "No trail is good in all.", "alarm",
        trail("a", is_multi_region_trail=False), trail("b", is_logging=False),
    ),
    case(
        "seen from every region", "Its shadow in another region is the same trail.", "ok",
        trail(region="us-east-1"), trail(region="eu-west-1"),
    ),
    case(
        "an organization's trail", "It covers the member account.", "ok",
        trail("org", owner="999999999999", is_organization_trail=True),
    ),
    case(
        "an organization's trail, selectors not visible", "That it has no custom selectors is visible.", "ok",
        trail("org", owner="999999999999", has_custom_event_selectors=False, event_selectors=None),
    ),
    case(
        "an organization's trail, custom selectors not visible", "What it records cannot be known to be all.", "alarm",
        trail("org", owner="999999999999", has_custom_event_selectors=True, event_selectors=None),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_verdict(case: Case) -> None:
    rows = judge("cis_v400_3_1", case.tables)
    assert tuple(row.status for row in rows) == case.statuses, case.why
    (row,) = rows
    assert row.resource == f"arn:aws:::{ACCOUNT}"
    assert row.reason
    assert dict(row.dimensions) == {"account_id": ACCOUNT}


def test_each_account_has_its_own_verdict() -> None:
    other = "222222222222"
    accounts = [{"account_id": a, "arn": f"arn:aws:::{a}", "title": a} for a in (ACCOUNT, other)]
    rows = judge("cis_v400_3_1", {"aws_account": accounts, "aws_cloudtrail_trail": [trail(account_id=other)]})
    assert {row.dimensions["account_id"]: row.status for row in rows} == {ACCOUNT: "alarm", other: "ok"}


@pytest.mark.parametrize(
    ("trails", "reason"),
    [
        ([], "The account has no trail."),
        ([trail(is_multi_region_trail=False)], "No trail is multi-region; main records one region."),
        ([trail(is_logging=False)], "The multi-region trail main is not logging."),
        (
            [trail(), trail("aa", is_logging=False)],
            "The multi-region trail main records management events, reads and writes.",
        ),
        (
            [trail(event_selectors=[{**ALL, "ReadWriteType": "ReadOnly"}])],
            "The multi-region trail main does not record writes among management events.",
        ),
    ],
)
def test_the_reason_says_the_fact(trails: list[dict[str, Any]], reason: str) -> None:
    case_ = case("", "", "", *trails)
    assert judge("cis_v400_3_1", case_.tables)[0].reason == reason
