"""What stops a run: Ctrl-C, a full disk, another process, a kill. The store stays usable, the message is one."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Account
from .gate import Gate, Reply, Request, gate

TRAILS = "select name from aws_cloudtrail_trail"
NAME = "cis_v400_3_1"


@pytest.fixture
def guarded(account: Account) -> Iterator[Gate]:
    with gate(account.endpoint) as made:
        yield made


def command(guarded: Gate, folder: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    """The command line in a process of its own, in an empty home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "STEELYARD_", "XDG_"))}
    environment = {
        **kept,
        "HOME": str(folder),
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_ENDPOINT_URL": guarded.url,
        "AWS_REGION": "us-east-1",
    }
    started: subprocess.Popen[str] = subprocess.Popen(
        [sys.executable, "-c", "from steelyard.cli.main import main; main()", *arguments, "--store", "store.duckdb"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder, env=environment, **options,  # type: ignore[call-overload]
    )  # fmt: skip
    return started


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def stuck(region: str) -> object:
    """The rule that answers DescribeTrails in a region only after a minute."""

    def rule(request: Request) -> Reply | None:
        return Reply(delay=60) if (request.operation, request.region) == ("DescribeTrails", region) else None

    return rule


def wait_for(process: subprocess.Popen[str], guarded: Gate, operation: str, region: str) -> None:
    """Until a process has asked for an operation in a region, and a little longer."""
    until = time.monotonic() + 60
    while not any((r.operation, r.region) == (operation, region) for r in guarded.requests):
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(1.0)


REGIONS = ("--region", "us-east-1", "--region", "eu-west-1")


def test_ctrl_c_while_collecting_prints_what_is_done(account: Account, guarded: Gate, tmp_path: Path) -> None:
    account.client("s3").create_bucket(Bucket="trails")
    account.client("cloudtrail").create_trail(Name="main", S3BucketName="trails")
    guarded.rule = stuck("eu-west-1")  # type: ignore[assignment]
    process = command(guarded, tmp_path, "query", "run", TRAILS, *REGIONS, "--output", "json")
    wait_for(process, guarded, "DescribeTrails", "eu-west-1")
    process.send_signal(signal.SIGINT)
    code, out, err = ended(process)
    assert code == 130
    document = json.loads(out)
    assert document["complete"] is False
    assert document["rows"] == [{"name": "main"}]
    assert "cloudtrail:DescribeTrails in eu-west-1" in err
    assert "interrupted" in err
    offline = command(guarded, tmp_path, "query", "run", TRAILS, "--offline", "--region", "us-east-1")
    code, out, _ = ended(offline)
    assert code == 0
    assert "main" in out


def test_ctrl_c_gives_error_rows_and_no_verdict(guarded: Gate, tmp_path: Path) -> None:
    guarded.rule = stuck("eu-west-1")  # type: ignore[assignment]
    process = command(guarded, tmp_path, "control", "run", NAME, *REGIONS)
    wait_for(process, guarded, "DescribeTrails", "eu-west-1")
    process.send_signal(signal.SIGINT)
    code, out, _ = ended(process)
    assert code == 130
    assert "ERROR: cloudtrail:DescribeTrails in eu-west-1 failed with Interrupted" in out
    assert "ALARM:" not in out


def test_ctrl_c_while_evaluating(guarded: Gate, tmp_path: Path) -> None:
    endless = "select count(*) from generate_series(1, 1000000) a, generate_series(1, 1000000) b where (a * b) % 7 = 3"
    process = command(guarded, tmp_path, "query", "run", endless)
    time.sleep(6)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    code, out, err = ended(process)
    assert (code, out) == (130, "")
    assert err.strip() == "steelyard: interrupted"


def test_a_killed_run_leaves_what_was_whole_and_the_next_goes_on(guarded: Gate, tmp_path: Path) -> None:
    guarded.rule = stuck("eu-west-1")  # type: ignore[assignment]
    process = command(guarded, tmp_path, "query", "run", TRAILS, *REGIONS)
    wait_for(process, guarded, "DescribeTrails", "eu-west-1")
    process.kill()
    assert process.wait() == -9
    guarded.rule = lambda request: None
    code, _, _ = ended(command(guarded, tmp_path, "query", "run", TRAILS, *REGIONS, "--max-age", "1h"))
    assert code == 0


def test_a_full_disk_is_one_clear_message(account: Account, guarded: Gate, tmp_path: Path) -> None:
    sns = account.client("sns")
    for number in range(60):
        sns.create_topic(Name=f"topic-{number}", Attributes={"DisplayName": "x" * 90})

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    process = command(
        guarded, tmp_path, "query", "run", "select * from aws_sns_topic", "--region", "us-east-1", preexec_fn=little
    )
    code, out, err = ended(process)
    assert code == 250
    assert out == ""
    (line,) = err.splitlines()
    assert "the store store.duckdb" in line


def test_two_at_once_wait_for_each_other(guarded: Gate, tmp_path: Path) -> None:
    runs = [command(guarded, tmp_path, "query", "run", TRAILS, "--region", "us-east-1") for _ in range(2)]
    for run in runs:
        code, _, err = ended(run)
        assert code == 0, err
