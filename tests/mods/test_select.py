"""Choosing resources."""

from __future__ import annotations

import pytest

from steelyard.errors import UsageError
from steelyard.mods.select import leaves_of, parse_tag, properties, select
from steelyard.run.condition import fitting

MOD = """
control "a" {
  sql      = "1"
  severity = "high"
  tags     = { cis = "true", service = "S3" }
}
control "b" {
  sql      = "2"
  severity = "low"
  tags     = { cis = "true", service = "EC2" }
}
control "c" {
  sql      = "3"
  severity = "high"
}
control "d" { sql = "4" }
benchmark "top" { children = [benchmark.ab, control.c, control.a] }
benchmark "ab"  { children = [control.a, control.b] }
query "q" { sql = "5" }
"""


@pytest.fixture
def mod(load):
    return load(MOD)


def high(resources):
    return [resource for resource in resources if properties(resource)["severity"] == "high"]


def outline(resource):
    """A name, or a name with what is below it."""
    return [resource.name, *map(outline, resource.children)] if resource.kind == "benchmark" else resource.name


TOP = ["top", ["ab", "a", "b"], "c", "a"]
CASES = [
    (["a"], {}, ["a"]),
    (["control.b", "m.control.a", "b"], {}, ["b", "a"]),
    (["top", "d"], {}, [TOP, "d"]),
    (["all"], {}, ["a", "b", "c", "d"]),
    (["top"], {"tags": ["cis=true"]}, [["top", ["ab", "a", "b"], "a"]]),
    (["top"], {"tags": ["cis=true", "service!=S3"]}, [["top", ["ab", "b"]]]),
    (["top"], {"tags": ["cis!=true"]}, [["top", "c"]]),
    (["all"], {"where": high}, ["a", "c"]),
    (["all"], {"where": high, "tags": ["cis=true"]}, ["a"]),
    (["top"], {"exclude": ["a"]}, [["top", ["ab", "b"], "c"]]),
    (["top"], {"exclude": ["benchmark.ab"]}, [["top", "c"]]),
    (["all"], {"exclude": ["[ab]", "m.control.d"]}, ["c"]),
]


@pytest.mark.parametrize(("names", "options", "expected"), CASES)
def test_select(mod, names, options, expected):
    options = {**options, "tags": [parse_tag(tag) for tag in options.get("tags", [])]}
    assert [outline(resource) for resource in select(mod, names, **options)] == expected


def test_other_kinds(mod):
    assert [r.name for r in select(mod, ["all"], kinds=["query"])] == ["q"]
    with pytest.raises(UsageError, match="no query named 'a'"):
        select(mod, ["a"], kinds=["query"])


def test_all_benchmarks_are_those_in_no_other(mod):
    assert [outline(r) for r in select(mod, ["all"], kinds=["benchmark", "control"])] == [TOP]


def test_nothing_left(mod):
    with pytest.raises(UsageError, match="none of 3 controls fits"):
        select(mod, ["top"], tags=[("cis", "=", "maybe")])


def test_leaves_are_each_once_and_in_order(mod):
    assert [leaf.name for leaf in leaves_of(mod.find("benchmark", "top"))] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a=b", ("a", "=", "b")), ("a!=b", ("a", "!=", "b")), ("a=", ("a", "=", "")), ("a=b=c", ("a", "=", "b=c"))],
)
def test_parse_tag(text, expected):
    assert parse_tag(text) == expected


@pytest.mark.parametrize("text", ["a", "=b", "!=b", ""])
def test_what_is_no_tag(text):
    with pytest.raises(UsageError, match="is no tag"):
        parse_tag(text)


CONDITIONS = [
    ("severity in ('high', 'critical')", ["a", "c"]),
    ("severity = 'high' -- not the low ones", ["a", "c"]),
    ("severity is null", ["d"]),
    ("tags ->> 'service' = 'EC2' or name = 'd'", ["b", "d"]),
    ("tags ? 'cis' and sql = '1'", ["a"]),
    ("full_name like 'm.control.%' and line > 10", ["c", "d"]),
    ("false", []),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_conditions_in_sql(mod, condition, expected):
    controls = mod.resources("control")
    assert [r.name for r in fitting(controls, condition)] == expected


@pytest.mark.parametrize(
    ("condition", "message"),
    [("severty = 'high'", "severity"), ("severity in ('high'", "--where"), ("line", "the columns are name, full_name"),
     ("name = 'a'; select 1", "--where"), ("1 / 0 = 1", "division by zero")],
)  # fmt: skip
def test_conditions_that_are_none(mod, condition, message):
    with pytest.raises(UsageError, match=message):
        fitting(mod.resources("control"), condition)


def test_properties(mod):
    row = properties(mod.find("control", "a"))
    assert row["full_name"] == "m.control.a"
    assert row["tags"] == {"cis": "true", "service": "S3"}
    assert (row["kind"], row["severity"], row["sql"], row["args"], row["query"]) == ("control", "high", "1", [], None)
    assert properties(mod.find("benchmark", "ab"))["children"] == ["m.control.a", "m.control.b"]
    assert properties(mod.find("query", "q"))["params"] == []
