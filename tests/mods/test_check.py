"""What ``steelyard mod check`` finds, and how it says it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from steelyard.cli.mod import mod as mod_group
from steelyard.cli.variable import variable as variable_group
from steelyard.run.check import RULES, as_json, as_sarif, check
from steelyard.sql import compile_query

CATALOG = {"aws_s3_bucket": {"name": "text", "arn": "text", "region": "text", "tags": "jsonb"}}

GOOD = """
query "q" {
  sql = <<-EOQ
    select
      arn as resource,
      case when name like 'x%' then 'ok' else 'alarm' end as status,
      name as reason
    from
      aws_s3_bucket
  EOQ
}
control "c" {
  title       = "C"
  description = "About C"
  query       = query.q
}
benchmark "b" {
  title    = "B"
  children = [control.c]
}
"""


def found(load, mod):
    return [(f.rule, f.line, f.column, f.message) for f in check(load(mod), compile_query, CATALOG)]


def test_a_good_mod(load):
    assert found(load, GOOD) == []


def test_no_mod(tmp_path):
    from steelyard.mods import load_workspace

    assert check(load_workspace(tmp_path, environ={}), compile_query, CATALOG) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "column", "message"),
    [
        ("aws_s3_bucket", "aws_s3_buckt", "sql", 9, 7, "aws_s3_buckt"),
        ("name as reason", "nam as reason", "sql", 7, 7, "nam"),
        ("name as reason", "name", "columns", 15, 3, "control.c: the result of m.query.q lacks reason"),
        ("select", "selectt", "sql", 5, None, "query.q"),
        ('title       = "C"', "", "title", 12, 1, "control.c has no title"),
        ('title    = "B"', "", "title", 17, 1, "benchmark.b has no title"),
        ('description = "About C"', "", "description", 12, 1, "control.c has no description"),
        ("query.q\n", "query.p\n", "fault", 15, 17, "there is no query.p"),
        ("control.c]", "control.d]", "fault", 19, 15, "there is no control.d"),
        ("query       = query.q", "sql = \"select 1 as reason, 'ok' as status\"", "columns", 15, 3, "lacks resource"),
        ("aws_s3_bucket", "aws_s3_buckt", "sql", 9, 7, "did you mean aws_s3_bucket"),
        ("name as reason", "nme as reason", "sql", 7, 7, "did you mean name"),
        ("name as reason", "pg_sleep(1) as reason", "sql", 7, 7, "pg_sleep"),
        ("name as reason", "$1 as reason", "args", 12, 1, "control.c: the SQL has 1 parameters, 0 are given"),
        ("query.q\n", "query.q\n  args  = [1]\n", "args", 16, 3, "control.c: the SQL has 0 parameters, 1 are given"),
        ("query.q\n", "query.q\n  with \"w\" {\n    sql = \"select nme from aws_s3_bucket\"\n  }\n", "sql", 12, 1,
         "control.c, with.w"),
        ("query       = query.q", "sql = \"select $1 as reason\"\n  param \"p\" {}", "unset", 12, 1, "parameter p"),
        ("query       = query.q", "sql = \"select 1 as x\"", "unused", 2, 1, "query.q is used by nothing"),
        ("benchmark", "locals {\n  l = 1\n}\nbenchmark", "unused", 18, 3, "local.l is used by nothing"),
        ("benchmark", "variable \"v\" {\n  default = 1\n}\nbenchmark", "unused", 17, 1, "var.v is used by nothing"),
    ],
)  # fmt: skip
def test_findings(load, old, new, rule, line, column, message):
    assert old in GOOD
    matching = [f for f in found(load, GOOD.replace(old, new, 1)) if f[0] == rule and message in f[3]]
    assert matching
    assert matching[0][1] == line
    assert column in (None, matching[0][2])


def test_what_a_name_in_another_place_uses(load):
    mod = (
        GOOD
        + 'query "r" { sql = "select 1" }\ncontrol "d" {\n title = "D"\n description = query.r.sql\n query = query.q\n}'
    )
    assert found(load, mod) == []


def test_json_and_sarif(load):
    findings = check(load(GOOD.replace("aws_s3_bucket", "nope")), compile_query, CATALOG)
    (row,) = as_json(findings)
    assert (row["rule"], row["level"], row["line"]) == ("sql", "error", 9)
    log = json.loads(json.dumps(as_sarif(findings)))
    run = log["runs"][0]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(RULES)
    (result,) = run["results"]
    assert result["ruleId"] == "sql"
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 9, "startColumn": 7}
    assert place["artifactLocation"]["uri"].startswith("file:///")
    assert place["artifactLocation"]["uri"].endswith("/m/x.pp")


def test_sarif_names_files_below_the_working_folder_by_relative_references(load, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    findings = check(load({"a b/x.pp": GOOD.replace("aws_s3_bucket", "nope")}), compile_query, CATALOG)
    (result,) = as_sarif(findings)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "m/a%20b/x.pp"}


# the commands


@pytest.fixture
def invoke(make, monkeypatch, tmp_path):
    """invoke(group, "list", ...) in a folder with the good mod and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    variables = 'variable "v" {\n  type = list(string)\n  description = "Which"\n  default = ["a"]\n}\n'
    folder = make("m", {"mod.pp": 'mod "m" {\n  title = "M"\n}\n', "x.pp": GOOD, "v.pp": variables})
    monkeypatch.chdir(folder)

    def run(group, *arguments):
        return CliRunner().invoke(group, arguments, catch_exceptions=False, standalone_mode=False)

    return run


def test_mod_list_and_show(invoke, tmp_path):
    result = invoke(mod_group, "list")
    assert result.stdout.splitlines()[0].split() == ["m", "M", str(tmp_path / "m")]
    shown = json.loads(invoke(mod_group, "show", "--output", "json").stdout)
    assert shown["title"] == "M"
    assert shown["resources"]["control"] == 1
    assert "# M" in invoke(mod_group, "show", "m").stdout
    assert json.loads(invoke(mod_group, "list", "--output", "json").stdout)[0]["name"] == "m"


def test_mod_check(invoke):
    result = invoke(mod_group, "check", "--format", "json")
    assert [row["message"] for row in json.loads(result.stdout)] == ["var.v is used by nothing"]
    assert result.return_value == 1
    assert "warning: var.v is used by nothing [unused]" in invoke(mod_group, "check").stdout


def test_mod_install_and_uninstall(invoke, make):
    make("other", {"mod.pp": 'mod "other" {}'})
    assert invoke(mod_group, "install", "../other").stdout == "installed other ../other (../other)\n"
    assert invoke(mod_group, "install").stdout == "kept other ../other (../other)\n"
    assert invoke(mod_group, "update").stdout == "kept other ../other (../other)\n"
    assert "other" in invoke(mod_group, "list").stdout
    assert invoke(mod_group, "uninstall", "other").stdout == "removed other ../other (../other)\n"
    assert invoke(mod_group, "install").stdout == "no mods are required\n"


def test_mod_init(invoke, tmp_path):
    (tmp_path / "new").mkdir()
    assert invoke(mod_group, "init", "mine", "--mod-location", str(tmp_path / "new")).stdout.startswith("wrote ")
    assert (tmp_path / "new" / "mod.pp").read_text() == 'mod "mine" {\n  title = "Mine"\n}\n'


def test_variable_list_and_show(invoke):
    assert 'm.var.v  ["a"]  (default)' in invoke(variable_group, "list").stdout
    shown = invoke(variable_group, "show", "v", "--var", 'v=["b", 1]').stdout
    assert 'type: list(string)\nvalue: ["b","1"] (--var)\ndefault: ["a"]\n' in shown
    assert json.loads(invoke(variable_group, "show", "var.v", "--output", "json").stdout)["value"] == ["a"]
    assert json.loads(invoke(variable_group, "list", "--output", "json").stdout)[0]["full_name"] == "m.variable.v"
