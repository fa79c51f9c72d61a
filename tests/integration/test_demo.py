"""The demo account: every control answers, and shows what is good and what is bad; moto's gaps are plain."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from steelyard import demo
from steelyard.cli.demo import demo as command
from steelyard.run.results import Run

from .conftest import Account

# These have one row an account, so that an account is either good or bad.
OF_THE_ACCOUNT = {
    "cis_v400_1_4": {"ok"},
    "cis_v400_1_5": {"alarm"},
    "cis_v400_1_8": {"ok"},
    "cis_v400_1_9": {"alarm"},
    "cis_v400_1_17": {"ok"},
    "cis_v400_3_1": {"ok"},
    "cis_v400_3_8": {"ok"},
    "cis_v400_3_9": {"alarm"},
    "cis_v400_4_1": {"ok"},
}


@pytest.fixture(scope="module")
def filled() -> Iterator[Account]:
    with demo.running() as url:
        yield Account(url, ("*",))


@pytest.fixture(scope="module")
def run(filled: Account) -> Run:
    return filled.run("benchmark.cis_v400")


def test_no_control_ends_in_error(run: Run) -> None:
    assert len(list(run.controls())) == 64
    assert [
        (row.status, row.reason) for control in run.controls() for row in control.rows if row.status == "error"
    ] == []
    assert [control.error for control in run.controls() if control.error] == []


def test_each_control_has_something_to_say(run: Run) -> None:
    assert [control.name for control in run.controls() if not control.rows] == []


def test_each_automated_control_shows_good_and_bad(run: Run) -> None:
    automated = [control for control in run.controls() if control.tags["cis_type"] == "automated"]
    found = {control.name: {row.status for row in control.rows} for control in automated}
    assert len(found) > 30
    assert {name: found[name] for name in OF_THE_ACCOUNT} == OF_THE_ACCOUNT
    others = {name: statuses for name, statuses in found.items() if name not in OF_THE_ACCOUNT}
    assert {name: statuses for name, statuses in others.items() if not {"ok", "alarm"} <= statuses} == {}


def test_section_4_breaks_at_different_links(run: Run) -> None:
    reasons = {control.name: control.rows[0].reason for control in run.controls()}
    assert "tell the subscribers" in reasons["cis_v400_4_3"]
    assert "tells no SNS topic" in reasons["cis_v400_4_6"]
    assert "does not match all of CreateCustomerGateway" in reasons["cis_v400_4_12"]
    assert "no metric filter" in reasons["cis_v400_4_7"]


def test_it_has_the_regions_it_says(filled: Account) -> None:
    enabled = filled.query("select name from aws_region where opt_in_status <> 'not-opted-in' order by name")
    assert [row["name"] for row in enabled] == sorted(demo.REGIONS)


def test_the_root_user_and_its_past_are_in_the_credential_report(filled: Account) -> None:
    rows = filled.query("select user_name, password_last_used < now() - interval '11 days' as long_ago "
                        "from aws_iam_credential_report where user_name = '<root_account>'")  # fmt: skip
    assert rows == [{"user_name": "<root_account>", "long_ago": True}]


def test_what_moto_has_not_is_answered_once(account: Account) -> None:
    for path, service in (
        ("/analyzers/nothing", "access-analyzer"),
        ("/findings", "macie2"),
        ("/x", "no-such-service"),
    ):
        scope = f"AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host"
        request = urllib.request.Request(account.endpoint + path, headers={"Authorization": scope})
        with pytest.raises(urllib.error.HTTPError) as failed:
            urllib.request.urlopen(request, timeout=30)
        assert failed.value.code == 501
        assert "has no answer to this" in json.loads(failed.value.read())["message"]


def test_a_reset_forgets_analyzers_and_jobs(account: Account) -> None:
    analyzer = account.client("accessanalyzer")
    analyzer.create_analyzer(analyzerName="a", type="ACCOUNT")
    assert [found["name"] for found in analyzer.list_analyzers()["analyzers"]] == ["a"]
    assert analyzer.list_analyzers(type="ORGANIZATION")["analyzers"] == []
    reset = urllib.request.Request(f"{account.endpoint}/moto-api/reset", method="POST")
    urllib.request.urlopen(reset, timeout=30).close()
    assert analyzer.list_analyzers()["analyzers"] == []


def test_the_command_fits_a_newcomer() -> None:
    done = CliRunner().invoke(command, standalone_mode=False)
    assert done.exception is None
    assert done.return_value == 0
    lines = done.output.splitlines()
    assert len(lines) <= 150
    assert lines[2].startswith("AWS CIS v4.0.0 ...")
    assert sum(" And " in line and " more." in line for line in lines) > 5
    assert "What to type next:" in lines
