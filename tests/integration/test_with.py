"""A control's ``with``: where a call that it rests on fails, no verdict stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Account
from .gate import Reply, Request, gate

MOD = """
mod "m" {}
control "c" {
  sql  = "select name as resource, 'ok' as status, $1::text as reason from aws_region where name like 'us-east-%'"
  args = [coalesce(one(with.trails.rows[*].names), "none")]
  with "trails" {
    sql = "select string_agg(name, ', ') as names from aws_cloudtrail_trail"
  }
}
"""


@pytest.fixture
def mod(tmp_path: Path) -> Path:
    (tmp_path / "mod.pp").write_text(MOD)
    return tmp_path


def test_the_result_of_a_with_is_an_argument(account: Account, mod: Path) -> None:
    (control,) = account.run("m.control.c", mod).controls()
    assert control.error is None
    assert [(row.status, row.resource, row.reason) for row in control.rows] == [
        ("ok", "us-east-1", "none"),
        ("ok", "us-east-2", "none"),
    ]


def test_a_failed_call_behind_a_with_takes_every_verdict(account: Account, mod: Path) -> None:
    with gate(account.endpoint) as guarded:
        guarded.rule = _denied
        account.endpoint = guarded.url
        (control,) = account.run("m.control.c", mod).controls()
    assert {row.status for row in control.rows} == {"error"}
    assert "cloudtrail:DescribeTrails in eu-west-1 failed with AccessDenied" in control.rows[0].reason


def _denied(request: Request) -> Reply | None:
    denied = request.service == "cloudtrail" and "DescribeTrails" in request.operation
    return Reply(400, "AccessDeniedException") if denied else None
