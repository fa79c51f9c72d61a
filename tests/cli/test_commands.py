"""Commands as a user types them: what they print, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from steelyard.cli.main import COMMANDS, main

from .conftest import Steelyard

NAME = "aws_compliance.control.cis_v400_3_1"


def test_help_names_every_command(steelyard: Steelyard) -> None:
    done = steelyard("--help")
    assert done.code == 0
    assert all(command in done.out for command in COMMANDS)


def test_version(steelyard: Steelyard) -> None:
    assert steelyard("--version").out.startswith("steelyard ")


@pytest.mark.parametrize("name", ["cis_v400_3_1", "control.cis_v400_3_1", NAME])
def test_a_control_by_each_form_of_its_name(account: Steelyard, name: str) -> None:
    done = account("control", "run", name, "--region", "us-east-1", "--output", "json")
    assert done.code == 0
    document = json.loads(done.out)
    assert document["controls"][0]["control_id"] == NAME
    assert document["summary"]["status"]["ok"] == 1
    assert done.err == ""


def test_text_and_csv(account: Steelyard) -> None:
    text = account("control", "run", "cis_v400_3_9", "--region", "us-east-1")
    assert text.code == 1
    assert "ALARM: No trail records reads of S3 objects." in text.out
    assert "\x1b" not in text.out
    narrowed = ("--exclude", "cis_v400_3_[2-9]*", "--region", "us-east-1")
    csv = account("benchmark", "run", "cis_v400_3", *narrowed, "--output", "csv")
    assert csv.out.splitlines()[1].startswith("aws_compliance.benchmark.cis_v400_3,3 Logging")


def test_query_run(account: Steelyard) -> None:
    done = account("query", "run", "select count(*) from aws_cloudtrail_trail", "--region", "us-east-1")
    assert (done.code, done.err) == (0, "")
    assert done.out.split() == ["count", "2", "(1", "row)"]


def test_query_run_takes_arguments_files_and_formats(account: Steelyard) -> None:
    Path("ask.sql").write_text("select name from aws_region where name = $1")
    done = account("query", "run", "ask.sql", "--arg", "eu-west-1", "--output", "csv", "--region", "us-east-1")
    assert done.out == "name\neu-west-1\n"
    done = account("query", "run", "select 1 as a, null as b", "--output", "json")
    assert json.loads(done.out)["rows"] == [{"a": 1, "b": None}]


def test_the_store_answers_offline(account: Steelyard, monkeypatch: pytest.MonkeyPatch) -> None:
    assert account("collect", "cis_v400_3_1", "--region", "us-east-1").code == 0
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    done = account("control", "run", "cis_v400_3_1", "--offline")
    assert done.code == 0
    assert "From the store, read " in done.out
    again = account("control", "run", "cis_v400_3_1", "--max-age", "1h", "--region", "us-east-1", "--offline")
    assert again.code == 0
    other = account("query", "run", "select name, tags from aws_cloudtrail_trail", "--offline")
    assert other.code == 250
    assert "has not the columns of aws_cloudtrail_trail" in other.err


def test_fresh_rows_are_not_read_again(account: Steelyard) -> None:
    query = "select name from aws_cloudtrail_trail"
    account("query", "run", query, "--region", "us-east-1")
    done = account("query", "run", query, "--region", "us-east-1", "--max-age", "10m")
    assert "From the store" in done.err
    ledger = account("query", "run", "select operation from steelyard_api_call order by 1", "--output", "csv")
    assert ledger.out.split().count("DescribeTrails") == 1


def test_lists_and_pages(steelyard: Steelyard) -> None:
    assert NAME in steelyard("control", "list").out
    assert json.loads(steelyard("control", "list", "--output", "json").out)
    page = steelyard("control", "show", "cis_v400_3_1").out
    for section in ("## Description", "## Remediation", "### From Console", "### From Command Line", "## Default Value",
                    "## Usage", "## SQL"):  # fmt: skip
        assert section in page
    assert "aws_compliance.benchmark.cis_v400_3" in steelyard("benchmark", "show", "cis_v400").out
    assert "aws_cloudtrail_trail" in steelyard("table", "list").out
    assert "| is_logging | boolean |" in steelyard("table", "show", "aws_cloudtrail_trail").out
    assert json.loads(steelyard("table", "show", "aws_region", "--output", "json").out)["name"] == "aws_region"
    assert "demo" in steelyard("connection", "list").out


def test_permissions_are_what_the_control_calls(steelyard: Steelyard) -> None:
    policy = json.loads(steelyard("permissions", "cis_v400_3_1").out)
    assert policy["Statement"][0]["Action"] == [
        "cloudtrail:DescribeTrails",
        "cloudtrail:GetEventSelectors",
        "cloudtrail:GetTrailStatus",
        "ec2:DescribeRegions",
    ]
    assert '"cloudtrail:DescribeTrails",' in steelyard("permissions", "cis_v400_3_1", "--terraform").out


def test_compile_prints_the_translation(steelyard: Steelyard) -> None:
    done = steelyard("query", "compile", "select name from aws_region where region = 'eu-west-1'")
    assert "-- aws_region: name, region" in done.out
    assert "--   where region in ('eu-west-1',)" in done.out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["control", "run", "cis_v400_3_1"], 252, "no AWS credentials found"),
        (["control", "run", "cis_v400_3_2x"], 251, "there is no control named 'cis_v400_3_2x'"),
        (["control", "run", "cis_v400_3_1", "--connection", "nowhere"], 251, "no connection matches 'nowhere'"),
        (["control", "run", "cis_v400_3_1", "--connection", "a", "--profile", "b"], 251, "exclude each other"),
        (["control", "run", "cis_v400_3_1", "--max-age", "soon"], 251, "'soon' is no length of time"),
        (["control", "run", "cis_v400_3_1", "--profile", "nobody"], 251, "nobody"),
        (["query", "run", "select nme from aws_region"], 250, "nme"),
        (["query", "run", "select * from aws_regio"], 250, "aws_region"),
        (["query", "run", "selec 1"], 250, "line 1"),
        (["query", "run", "missing.sql"], 251, "cannot read missing.sql"),
        (["query", "run", "select * from aws_cost_usage"], 251, "needs a filter on granularity"),
        (["table", "show", "aws_cloudtrail_trial"], 251, "aws_cloudtrail_trail"),
        (["control", "run"], 251, "Missing argument"),
        (["nonsense"], 251, "No such command"),
        (["controls", "list"], 251, "did you mean control?"),
        (["control", "runn"], 251, "did you mean run?"),
        (["connection", "import", "missing.spc"], 251, "does not exist"),
    ],
)
def test_mistakes_get_one_message_and_an_exit_code(
    steelyard: Steelyard, arguments: list[str], code: int, message: str
) -> None:
    done = steelyard(*arguments)
    assert message in done.err
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_a_fault_of_its_own_is_one_message_too(steelyard: Steelyard, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object) -> None:
        raise ValueError("the floor is wet")

    monkeypatch.setattr("steelyard.cli.context.load", broken)
    done = steelyard("control", "list")
    assert (done.code, done.out) == (250, "")
    assert done.err.startswith("steelyard: this is a fault in Steelyard: ValueError: the floor is wet; ")
    assert "Traceback" not in done.err
    monkeypatch.setenv("STEELYARD_TRACEBACK", "1")
    monkeypatch.setattr("sys.argv", ["steelyard", "control", "list"])
    with pytest.raises(ValueError, match="the floor is wet"):
        main()


def test_a_closed_endpoint_is_an_error(account: Steelyard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    done = account("control", "run", "cis_v400_3_1", "--region", "us-east-1")
    assert done.code >= 250
    assert "sts:GetCallerIdentity" in done.err


def test_secrets_are_written_nowhere(account: Steelyard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    monkeypatch.setenv("AWS_SESSION_TOKEN", "session-token-of-the-test")
    done = account("control", "run", "cis_v400_3_1", "--region", "us-east-1", "--store", "run.duckdb")
    stored = Path("run.duckdb").read_bytes()
    for text in (secret, "session-token-of-the-test"):
        assert text not in done.out + done.err
        assert text.encode() not in stored


def test_spc_files_become_connections(steelyard: Steelyard) -> None:
    Path("aws.spc").write_text(
        'connection "prod" {\n  plugin = "aws"\n  profile = "prod"\n  regions = ["eu-*"]\n}\n'
        'connection "keys" {\n  plugin = "aws"\n  access_key = "AKIA"\n  secret_key = "very secret"\n}\n'
        'connection "all" {\n  plugin = "aws"\n  type = "aggregator"\n  connections = ["*"]\n}\n'
        'connection "gcp" {\n  plugin = "gcp"\n}\n'
    )
    done = steelyard("connection", "import", "aws.spc")
    assert done.code == 0
    assert "very secret" not in done.out
    Path("steelyard.toml").write_text(done.out)
    listed = steelyard("connection", "list").out
    assert "prod     profile prod; regions eu-*" in listed
    assert "keys     keys; regions *" in listed
    assert "all      aggregate of *" in listed
    assert "gcp" not in listed


def test_a_broken_spc_file_names_file_and_line(steelyard: Steelyard) -> None:
    Path("aws.spc").write_text('connection "prod" {\n  plugin = \n}\n')
    done = steelyard("connection", "import", "aws.spc")
    assert done.code == 251
    assert "aws.spc:2" in done.err
