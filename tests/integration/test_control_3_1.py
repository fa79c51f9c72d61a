"""Control 3.1 from AWS's API to a verdict: each trap made through boto3, read over HTTP, judged."""

from __future__ import annotations

from typing import Any

import pytest

from steelyard.run.results import ControlRun, Row

from .conftest import ACCOUNT, Account
from .gate import Reply, gate

NAME = "aws_compliance.control.cis_v400_3_1"
BASIC = {"ReadWriteType": "All", "IncludeManagementEvents": True}
MANAGEMENT = {"Field": "eventCategory", "Equals": ["Management"]}
DATA = [{"Field": "eventCategory", "Equals": ["Data"]}, {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}]


def trail(
    account: Account,
    name: str = "main",
    *,
    multi: bool = True,
    logging: bool = True,
    basic: list[dict[str, Any]] | None = None,
    advanced: list[list[dict[str, Any]]] | None = None,
) -> None:
    account.client("s3").create_bucket(Bucket=f"bucket-of-{name}")
    cloudtrail = account.client("cloudtrail")
    cloudtrail.create_trail(Name=name, S3BucketName=f"bucket-of-{name}", IsMultiRegionTrail=multi)
    if logging:
        cloudtrail.start_logging(Name=name)
    if basic is not None:
        cloudtrail.put_event_selectors(TrailName=name, EventSelectors=basic)
    if advanced is not None:
        selectors = [{"Name": f"selector {n}", "FieldSelectors": fields} for n, fields in enumerate(advanced)]
        cloudtrail.put_event_selectors(TrailName=name, AdvancedEventSelectors=selectors)


def read_only(value: str) -> dict[str, Any]:
    return {"Field": "readOnly", "Equals": [value]}


TRAPS: dict[str, tuple[list[dict[str, Any]], str]] = {
    "no trail at all": ([], "alarm"),
    "default selectors": ([{}], "ok"),
    "all management events": ([{"basic": [BASIC]}], "ok"),
    "single-region": ([{"multi": False}], "alarm"),
    "not logging": ([{"logging": False}], "alarm"),
    "IncludeManagementEvents = false": ([{"basic": [{**BASIC, "IncludeManagementEvents": False}]}], "alarm"),
    "ReadOnly": ([{"basic": [{**BASIC, "ReadWriteType": "ReadOnly"}]}], "alarm"),
    "WriteOnly": ([{"basic": [{**BASIC, "ReadWriteType": "WriteOnly"}]}], "alarm"),
    "advanced: Data only": ([{"advanced": [DATA]}], "alarm"),
    "advanced: Management": ([{"advanced": [[MANAGEMENT]]}], "ok"),
    "advanced: Management, readOnly true": ([{"advanced": [[MANAGEMENT, read_only("true")]]}], "alarm"),
    "advanced: Management, readOnly false": ([{"advanced": [[MANAGEMENT, read_only("false")]]}], "alarm"),
    "advanced: readOnly false beside Data": ([{"advanced": [[MANAGEMENT, read_only("false")], DATA]}], "alarm"),
    "advanced: Management beside readOnly Data": ([{"advanced": [[MANAGEMENT], [*DATA, read_only("true")]]}], "ok"),
    "a good trail beside a bad one": ([{"name": "bad", "logging": False}, {"name": "good"}], "ok"),
}


def only(control: ControlRun) -> Row:
    assert control.error is None
    (row,) = control.rows
    return row


@pytest.mark.parametrize("trap", TRAPS)
def test_trap(account: Account, trap: str) -> None:
    trails, status = TRAPS[trap]
    for settings in trails:
        trail(account, **settings)
    row = only(next(account.run(NAME).controls()))
    assert row.status == status, row.reason
    assert row.resource == f"arn:aws:::{ACCOUNT}"
    assert dict(row.dimensions) == {"account_id": ACCOUNT}


@pytest.mark.parametrize("operation", ["DescribeTrails", "GetTrailStatus", "GetEventSelectors"])
@pytest.mark.parametrize("good", [True, False])
def test_a_denied_call_is_an_error_that_names_it(account: Account, operation: str, good: bool) -> None:
    trail(account, logging=good)
    with gate(account.endpoint) as guarded:
        guarded.rule = lambda r: Reply(400, "AccessDeniedException") if r.operation == operation else None
        row = only(next(Account(guarded.url, ("us-east-1",)).run(NAME).controls()))
    assert row.status == "error"
    assert f"cloudtrail:{operation} in us-east-1 failed with AccessDeniedException" in row.reason
    assert row.dimensions["account_id"] == ACCOUNT


def test_no_call_is_made_twice(account: Account) -> None:
    trail(account)
    account.run(NAME)
    calls = [(c.region, c.service, c.operation, c.params) for c in account.outcomes]
    assert len(calls) == len(set(calls))
    assert {c.operation for c in account.outcomes} == {
        "GetCallerIdentity",
        "DescribeRegions",
        "DescribeTrails",
        "GetTrailStatus",
        "GetEventSelectors",
    }
