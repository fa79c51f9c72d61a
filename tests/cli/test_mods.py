"""Mods from the command line: choosing controls, arguments, ``with`` blocks, dry runs, lists and pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import Steelyard

MOD = """
mod "shop" {
  title = "Shop"
}

query "regions" {
  sql = <<-EOQ
    select
      name as resource,
      case when name = any ($1::text[]) then 'ok' else 'info' end as status,
      name || ' ' || $2::text as reason
    from
      aws_region
    where
      name like 'us-%'
    order by
      name
  EOQ
  param "wanted" {
    default = ["us-east-1"]
  }
  param "note" {
    default = "is there."
  }
}

control "regions" {
  title    = "Regions"
  severity = "low"
  query    = query.regions
  tags     = { kind = "place" }
}

control "trails" {
  title    = "Trails"
  severity = "high"
  tags     = { kind = "log", cis = "true" }
  sql      = "select arn as resource, 'ok' as status, name as reason from aws_cloudtrail_trail"
}

control "prices" {
  title = "Prices"
  sql   = "select 'x' as resource, 'ok' as status, 'x' as reason from aws_cost_usage"
}

benchmark "all_of_it" {
  title    = "All of it"
  children = [benchmark.logs, control.regions]
}

benchmark "logs" {
  title    = "Logs"
  children = [control.trails]
}

detection "odd_calls" {
  title    = "Odd calls"
  severity = "high"
  query    = query.regions
}

dashboard "overview" {
  title = "Overview"
  container {
    title = "Top"
    card "count" {
      sql   = "select 1"
      width = 2
    }
  }
}
"""


@pytest.fixture
def shop(account: Steelyard) -> Steelyard:
    """Commands in the folder of a mod, with credentials for the demo account."""
    Path("mod.pp").write_text(MOD)
    return account


def statuses(text: str) -> dict[str, str]:
    """Resource to status, of every control of a run in JSON."""
    found: dict[str, str] = {}

    def walk(node: dict[str, Any]) -> None:
        for control in node.get("controls") or ():
            found.update({row["resource"]: row["status"] for row in control.get("results") or ()})
        for group in node.get("groups") or ():
            walk(group)

    walk(json.loads(text))
    return found


def controls_of(shop: Steelyard, *arguments: str) -> list[str]:
    done = shop(*arguments, "--dry-run", "--output", "json")
    assert done.code == 0, done.err
    return [control["name"].rsplit(".", 1)[-1] for control in json.loads(done.out)["controls"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["control", "run", "trails", "control.regions"], ["trails", "regions"]),
        (["control", "run", "all", "--exclude", "prices"], ["regions", "trails"]),
        (["control", "run", "all", "--tag", "kind=log"], ["trails"]),
        (["control", "run", "all", "--tag", "kind!=log", "--exclude", "pr*"], ["regions"]),
        (["control", "run", "all", "--tag", "kind=log", "--tag", "cis!=true", "--exclude", "x*"], []),
        (["control", "run", "all", "--where", "severity in ('high', 'critical')"], ["trails"]),
        (["benchmark", "run", "all_of_it"], ["trails", "regions"]),
        (["benchmark", "run", "all"], ["trails", "regions"]),
        (["benchmark", "run", "all", "--exclude", "logs"], ["regions"]),
        (["benchmark", "run", "logs", "control.regions", "--where", "tags ->> 'kind' = 'place'"], ["regions"]),
    ],
)  # fmt: skip
def test_choosing(shop: Steelyard, arguments: list[str], expected: list[str]) -> None:
    if expected:
        assert controls_of(shop, *arguments) == expected
        return
    done = shop(*arguments, "--dry-run")
    assert (done.code, done.out) == (251, "")
    assert "none of 3 controls fits the conditions" in done.err


def test_a_dry_run_says_what_would_be_read(shop: Steelyard) -> None:
    done = shop("control", "run", "trails", "--dry-run")
    assert done.code == 0
    assert "1 control\n  shop.control.trails  Trails\n" in done.out
    assert "  aws_cloudtrail_trail  cloudtrail:DescribeTrails\n" in done.out
    whole = json.loads(shop("benchmark", "run", "all_of_it", "--dry-run", "--output", "json").out)
    assert [table["name"] for table in whole["tables"]] == ["aws_cloudtrail_trail", "aws_region"]
    assert whole["operations"] == ["cloudtrail:DescribeTrails", "ec2:DescribeRegions"]


def test_a_dry_run_says_which_control_cannot_run(shop: Steelyard) -> None:
    Path("wrong.pp").write_text('control "wrong" {\n  sql = "select nme from aws_region"\n}\n')
    done = shop("control", "run", "wrong", "trails", "--dry-run")
    assert done.code == 2
    assert "cannot run: query shop.control.wrong, line 1" in done.out
    assert "aws_cloudtrail_trail" in done.out


def test_a_filtered_benchmark_keeps_its_tree(shop: Steelyard) -> None:
    done = shop("benchmark", "run", "all_of_it", "--tag", "kind=place", "--region", "us-east-1")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("All of it ...")
    assert lines[1].startswith("└─ Regions ...")
    assert "Logs" not in done.out


@pytest.mark.parametrize(
    ("arguments", "ok", "reason"),
    [
        ([], {"us-east-1"}, "us-west-2 is there."),
        (["--arg", 'wanted=["us-west-1", "us-west-2"]'], {"us-west-1", "us-west-2"}, "us-west-2 is there."),
        (["--arg", '["us-west-2"]', "--arg", "was seen."], {"us-west-2"}, "us-west-2 was seen."),
        (["--arg", "note=a=b", "--arg", "[]"], set(), "us-west-2 a=b"),
    ],
)
def test_arguments_of_a_control(shop: Steelyard, arguments: list[str], ok: set[str], reason: str) -> None:
    done = shop("control", "run", "regions", *arguments, "--region", "us-east-1", "--output", "json")
    assert done.code == 0, done.err
    assert {name for name, status in statuses(done.out).items() if status == "ok"} == ok
    assert reason in done.out


def test_a_parameter_without_a_value_needs_an_argument(shop: Steelyard) -> None:
    sql = "select 'a' as resource, 'ok' as status, $1::text as reason"
    Path("p.pp").write_text(f'control "p" {{\n  sql = "{sql}"\n  param "why" {{}}\n}}\n')
    done = shop("control", "run", "p", "trails", "--region", "us-east-1")
    assert done.code == 2
    assert "ERROR: the parameter why has no value: give it with --arg why=..." in done.out
    assert "OK   : object-access" in done.out
    done = shop("control", "run", "p", "--arg", "why=because", "--region", "us-east-1")
    assert (done.code, done.err) == (0, "")
    assert "OK   : because" in done.out


def test_arguments_of_a_query(shop: Steelyard) -> None:
    done = shop("query", "run", "regions", "--arg", "note=!", "--region", "us-east-1", "--output", "csv")
    assert "us-east-1,ok,us-east-1 !\n" in done.out
    Path("q.pp").write_text('query "named" {\n  sql = "select $1::text as a"\n  param "a" {}\n}\n')
    assert shop("query", "run", "named", "--arg", "a=1", "--output", "csv").out == "a\n1\n"
    missing = shop("query", "run", "named")
    assert missing.code == 251
    assert "shop.query.named needs --arg a=...: there is no default" in missing.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["regions", "--arg", "wantd=[]"], "there is no parameter 'wantd' (did you mean wanted?)"),
        (["regions", "--arg", "[]", "--arg", "b", "--arg", "c"], "--arg c: there are only 2 parameters: wanted, note"),
        (["regions", "--arg", "wanted=x"], "--arg wanted"),
        (["regions", "--arg", "wanted={}"], "--arg wanted: a list is needed"),
        (["regions", "trails", "--arg", "note=x"], "--arg goes with one control"),
        (["all", "--where", "severty = 'low'"], "column"),
        (["all", "--tag", "kind"], "'kind' is no tag"),
        (["all", "--exclude", "trials"], "did you mean trails?"),
        (["odd_calls"], "there is no control named 'odd_calls'"),
    ],
)
def test_mistakes_in_choosing(shop: Steelyard, arguments: list[str], message: str) -> None:
    done = shop("control", "run", *arguments)
    assert message in done.err
    assert (done.code, done.out) == (251, "")


def test_a_control_that_cannot_be_read_does_not_stop_the_others(shop: Steelyard) -> None:
    done = shop("control", "run", "prices", "trails", "--region", "us-east-1")
    assert done.code == 2
    assert "ERROR: table aws_cost_usage needs a filter on granularity" in done.out
    assert "OK   : object-access" in done.out


def test_a_benchmark_of_detections_is_not_run(shop: Steelyard) -> None:
    Path("d.pp").write_text('benchmark "odd" {\n  type = "detection"\n  children = [detection.odd_calls]\n}\n')
    done = shop("benchmark", "run", "odd")
    assert done.code == 251
    assert "odd holds only detections, which are not run" in done.err


# with

WITH = """
control "others" {
  title = "Others"
  query = query.regions
  args  = {
    wanted = [for row in with.west.rows : row.name if row.name != with.last.rows[0].name]
    note   = "one of ${with.last.rows[0].count}, ${with.last.rows[0].opted.status}"
  }
  with "last" {
    sql  = <<-EOQ
      select max(name) as name, count(*) as count, jsonb_build_object('status', 'in') as opted
      from aws_region where name = any ($1)
    EOQ
    args = [with.west.rows[*].name]
  }
  with "west" {
    sql = "select name from aws_region where name like 'us-west-%'"
  }
}
"""


def test_arguments_from_with_blocks(shop: Steelyard) -> None:
    Path("with.pp").write_text(WITH)
    done = shop("control", "run", "others", "--region", "us-east-1", "--output", "json")
    assert done.code == 0, done.out
    assert {name for name, status in statuses(done.out).items() if status == "ok"} == {"us-west-1"}
    assert "us-east-1 one of 2, in" in done.out


def test_the_needs_of_with_blocks_are_planned(shop: Steelyard) -> None:
    Path("with.pp").write_text(
        'control "w" {\n  sql = "select name as resource, \'ok\' as status, $1::text as reason from aws_region"\n'
        '  args = [with.t.rows[0].name]\n  with "t" {\n    sql = "select name from aws_cloudtrail_trail"\n  }\n}\n'
    )
    plan = json.loads(shop("control", "run", "w", "--dry-run", "--output", "json").out)
    assert plan["controls"][0]["tables"] == ["aws_cloudtrail_trail", "aws_region"]
    assert "cloudtrail:DescribeTrails" in shop("permissions", "w").out
    assert "object-access" in shop("control", "run", "w", "--region", "us-east-1").out


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("like 'us-west-%'", "like 'none'", "outside this list of 0"),
        ("select name from", "select nme from", "nme"),
        (".rows[0].name]", ".rows[0].nam]", "there is no 'nam' in this map (did you mean name?)"),
        ("rows : row.name", "rows : input.region", "the argument input.region cannot be known"),
        ('west" {', 'west" {\n    args = [with.last.rows[0].name]', "wait for each other's results"),
    ],
)
def test_with_blocks_that_cannot_be_used(shop: Steelyard, old: str, new: str, message: str) -> None:
    broken = WITH.replace("row.name != with.last.rows[0].name]", "true]\n  ")
    broken = broken.replace("with.last.rows[0].count}, ", "with.west.rows[0].name}, ") if "none" in new else broken
    broken = broken.replace("rows[*].name]", "rows[0].name]") if "nam]" in new else broken
    assert old in broken
    Path("with.pp").write_text(broken.replace(old, new))
    done = shop("control", "run", "others", "trails", "--region", "us-east-1")
    assert message in done.out
    assert done.code == 2
    assert "OK   : object-access" in done.out


# lists and pages


@pytest.mark.parametrize("kind", ["benchmark", "control", "query", "variable", "detection", "dashboard", "mod"])
def test_every_kind_is_listed_and_shown(shop: Steelyard, kind: str) -> None:
    Path("v.pp").write_text('variable "size" {\n  default = 1\n}\n')
    rows = json.loads(shop(kind, "list", "--output", "json").out)
    assert len(shop(kind, "list").out.splitlines()) == len(rows)
    name = next(row["name"] for row in rows if row.get("mod", "shop") == "shop")
    assert {"name", "title", "description"} <= set(rows[0])
    document = json.loads(shop(kind, "show", name, "--output", "json").out)
    assert document["name"] == name
    page = shop(kind, "show", name)
    assert page.code == 0
    assert name in page.out
    wrong = shop(kind, "show", f"{name}x")
    assert wrong.code == 251
    assert name in wrong.err


def test_pages_of_detections_and_dashboards(shop: Steelyard) -> None:
    page = shop("detection", "show", "odd_calls").out
    assert "- severity: high" in page
    assert "`shop.query.regions`" in page
    assert "aws_region" in page
    page = shop("dashboard", "show", "overview").out
    assert "- container Top\n  - card `count` width = 2\n" in page
    document = json.loads(shop("dashboard", "show", "overview", "--output", "json").out)
    assert document["blocks"][0]["blocks"][0]["attributes"] == {"sql": "select 1", "width": 2}


def test_the_mod_of_the_folder_wins_and_says_so(steelyard: Steelyard) -> None:
    Path("mod.pp").write_text('mod "aws_compliance" {}\ncontrol "mine" {\n  sql = "select 1"\n}\n')
    done = steelyard("control", "list")
    assert done.out == "aws_compliance.control.mine\n"
    assert "is used instead of the built-in one" in done.err


def test_lists_do_without_what_is_faulty_elsewhere(shop: Steelyard) -> None:
    Path("base.pp").write_text(
        'control "second" {\n  base = control.trails\n}\ncontrol "odd" {\n  title = "Odd"\n  query = query.none\n}\n'
    )
    done = shop("control", "list")
    assert done.code == 0
    assert [line.split()[-1] for line in done.out.splitlines() if "shop." in line] == [
        "Odd", "Prices", "Regions", "Trails", "Trails",
    ]  # fmt: skip
    assert shop("control", "list", "--output", "json").code == 251


def test_the_built_in_mod_is_clean(steelyard: Steelyard) -> None:
    done = steelyard("mod", "check")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("0 errors, 0 warnings")


# completion


def complete(line: str) -> list[str]:
    """What the shell is offered for the last word of a line, by a process as the shell starts it."""
    words = line.split(" ")
    environ = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_STEELYARD_COMPLETE": "bash_complete"}
    code = "import sys; sys.argv[0] = 'steelyard'; from steelyard.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environ}, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return [line.removeprefix("plain,") for line in done.stdout.split()]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("steelyard contr", ["control"]),
        ("steelyard control run tr", ["trails"]),
        ("steelyard control run a", ["all", "aws_compliance."]),
        ("steelyard control show control.tr", ["control.trails"]),
        ("steelyard control run shop.control.t", ["shop.control.trails"]),
        ("steelyard control run trails --exclude all", ["all_of_it"]),
        ("steelyard benchmark run all", ["all", "all_of_it"]),
        ("steelyard query run reg", ["regions"]),
        ("steelyard dashboard show o", ["overview"]),
        ("steelyard detection show o", ["odd_calls"]),
        ("steelyard table show aws_cloudtrail_trail_", ["aws_cloudtrail_trail_event"]),
        ("steelyard control list --output j", ["json"]),
        ("steelyard control run --connection d", ["demo"]),
        ("steelyard mod show sh", ["shop"]),
    ],
)
def test_completion(shop: Steelyard, line: str, expected: list[str]) -> None:
    assert complete(line) == expected


def test_completion_keeps_quiet_about_a_broken_mod(shop: Steelyard) -> None:
    Path("broken.pp").write_text("control {")
    assert complete("steelyard control run tr") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(steelyard: Steelyard, shell: str) -> None:
    done = steelyard("completion", shell)
    assert done.code == 0
    assert f"_STEELYARD_COMPLETE={shell}_complete" in done.out
