"""One fixed run, which the golden files show in every format, and what the tests share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from steelyard.run.results import ControlRun, GroupRun, Row, Run

GOLDEN = Path(__file__).parent / "golden"
AWKWARD = "a\"b',c;d|e <b>&amp; `x` *y* _z_ [l](u) $p \\n é 漢 😀 =2+2 ]]> --> </script>"
ACCOUNT = "111111111111"


def control(
    name: str, *rows: Row, severity: str | None = None, title: str = "", error: str | None = None
) -> ControlRun:
    about = f"What {name} is about."
    return ControlRun(
        name, f"m.control.{name}", title or f"Title of {name}", about, severity, {"cis": "true"}, [*rows], error
    )


def row(status: str, resource: str, reason: str, region: str = "eu-west-1") -> Row:
    return Row(status, resource, reason, {"account_id": ACCOUNT, "region": region})


def fixed() -> Run:
    """Every status, every severity, a control in two benchmarks, one that could not run, one without rows."""
    bucket = f"arn:aws:s3:::{'bucket'}"
    logging = control(
        "logging", row("ok", f"{bucket}-1", "bucket-1 logs."), row("alarm", f"{bucket}-2", "bucket-2 does not log."),
        severity="high",
    )  # fmt: skip
    rest = control(
        "rest",
        row("info", f"arn:aws:iam::{ACCOUNT}:root", "Check by hand.", ""),
        row("skip", f"{bucket}-3", "bucket-3 is exempt."),
        Row("error", "", "s3:GetBucketAcl was denied.", {"account_id": ACCOUNT, "region": "us-east-1"}),
        severity="low",
    )
    awkward = control("awkward", row("alarm", AWKWARD, AWKWARD), title=AWKWARD, severity="critical")
    broken = control("broken", error="query m.query.broken, line 1, column 8: no table aws_nothing", severity="medium")
    inner = GroupRun("inner", "m.benchmark.inner", "Inner", "", {}, [logging, rest])
    other = GroupRun("other", "m.benchmark.other", "Other", "With & without", {}, [logging, awkward, broken])
    outer = GroupRun("outer", "m.benchmark.outer", "Outer", "All of it.", {"cis": "true"}, [inner, other])
    started = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    return Run([outer, control("empty")], started, started + timedelta(seconds=2.5), [ACCOUNT], 12)


def many(count: int) -> Run:
    """A run of so many verdicts, a hundred to a control, for measurements by hand."""
    rows = [
        row(("ok", "alarm", "skip")[n % 3], f"arn:aws:s3:::bucket-{n}", f"bucket-{n} is {n}.") for n in range(count)
    ]
    controls = [control(f"c{n}", *rows[n : n + 100], severity="high") for n in range(0, count, 100)]
    group = GroupRun("all", "m.benchmark.all", "All", "", {}, [*controls])
    return Run([group], fixed().started, fixed().finished, [ACCOUNT], count)
