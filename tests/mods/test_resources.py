"""Blocks to resources: queries, controls, benchmarks, the mod block, and what is only kept."""

from __future__ import annotations

import pytest

from steelyard.errors import UsageError
from steelyard.mods import Benchmark, Control, ModError, Query, Runtime

FULL = """
locals {
  common = { plugin = "aws", service = "AWS" }
}

query "buckets" {
  title       = "Buckets"
  description = "All of them"
  sql         = <<-EOQ
    select name from aws_s3_bucket where region = $1 and size > $2
  EOQ
  param "region" {
    description = "Where"
    default     = "eu-west-1"
  }
  param "size" {
    default = 10
  }
}

control "by_default" {
  title    = "Buckets are small"
  severity = "high"
  query    = query.buckets
  tags     = merge(local.common, { service = "AWS/S3" })
  width    = 4
  display  = "card"
}

control "by_name" {
  query = query.buckets
  args  = { size = 1 + 1 }
}

control "by_place" {
  query = query.buckets
  args  = ["us-east-1"]
}

control "inline" {
  sql           = "select $1"
  documentation = file("docs/inline.md")
  args          = [["a", "b"]]
  param "list" {}
}

benchmark "top" {
  title    = "Top"
  children = [benchmark.low, control.inline]
}

benchmark "low" {
  type     = "Benchmark"
  children = [control.by_name, control.by_default]
}
"""


@pytest.fixture
def full(load):
    return load({"x.pp": FULL, "docs/inline.md": "# Inline"})


def test_query(full):
    query = full.find("query", "buckets")
    assert isinstance(query, Query)
    assert query.sql == "select name from aws_s3_bucket where region = $1 and size > $2\n"
    assert [(p.name, p.description, p.default) for p in query.params] == [
        ("region", "Where", "eu-west-1"),
        ("size", None, 10),
    ]
    assert query.args == ("eu-west-1", 10)
    assert query.full_name == "m.query.buckets"
    assert (query.source.path.name, query.source.line) == ("x.pp", 6)


def test_control(full):
    control = full.find("control", "by_default")
    assert isinstance(control, Control)
    assert control.sql == full.find("query", "buckets").sql
    assert control.query == "m.query.buckets"
    assert (control.severity, control.width, control.display) == ("high", 4, "card")
    assert control.tags == {"plugin": "aws", "service": "AWS/S3"}


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("by_default", ("eu-west-1", 10)),
        ("by_name", ("eu-west-1", 2)),
        ("by_place", ("us-east-1", 10)),
        ("inline", (["a", "b"],)),
    ],
)
def test_args_are_in_the_order_of_the_parameters(full, name, args):
    assert full.find("control", name).args == args


def test_documentation_is_a_file_of_the_mod(full):
    assert full.find("control", "inline").documentation == "# Inline"


def test_children_are_in_order_and_shared(full):
    top = full.find("benchmark", "top")
    assert isinstance(top, Benchmark)
    assert [child.full_name for child in top.children] == ["m.benchmark.low", "m.control.inline"]
    low = top.children[0]
    assert isinstance(low, Benchmark)
    assert [child.name for child in low.children] == ["by_name", "by_default"]
    assert low.children[1] is full.find("control", "by_default")


def test_one_control_has_several_parents(load):
    found = load("""
        control "c" { sql = "select 1" }
        benchmark "a" { children = [control.c] }
        benchmark "b" { children = [control.c, benchmark.a] }
    """)
    first, second = found.resources("benchmark")
    assert first.children[0] is second.children[0]


def test_children_may_be_computed(load):
    found = load("""
        control "c" { sql = "select 1" }
        control "d" { sql = "select 2" }
        benchmark "a" { children = concat([control.d], [control.c]) }
    """)
    assert [child.name for child in found.find("benchmark", "a").children] == ["d", "c"]


def test_base_gives_what_is_not_set(load):
    found = load("""
        control "base" {
          title    = "Base"
          severity = "low"
          sql      = "select $1"
          tags     = { a = "1", b = "1" }
          param "x" { default = "dx" }
          args     = { x = "bx" }
        }
        control "c" {
          base  = control.base
          title = "Mine"
          tags  = { b = "2" }
        }
        control "d" {
          base = control.base
          args = { x = "mine" }
        }
        benchmark "base" {
          title    = "Base"
          children = [control.c]
        }
        benchmark "b" {
          base = benchmark.base
        }
    """)
    control = found.find("control", "c")
    assert (control.title, control.severity, control.sql, control.args) == ("Mine", "low", "select $1", ("bx",))
    assert control.tags == {"a": "1", "b": "2"}
    assert found.find("control", "d").args == ("mine",)
    assert [child.name for child in found.find("benchmark", "b").children] == ["c"]


def test_with_is_kept_for_the_run(load):
    found = load("""
        control "c" {
          sql = "select $1, $2"
          with "region" {
            sql  = "select $1 as name"
            args = ["eu"]
          }
          args = [with.region.rows[0].name, "plain"]
        }
    """)
    control = found.find("control", "c")
    assert control.args == (Runtime("with.region.rows[0].name"), "plain")
    assert [(w.name, w.sql, w.args) for w in control.withs] == [("region", "select $1 as name", ("eu",))]


def test_the_mod_block(load):
    found = load({
        "mod.pp": '''
            mod "m" {
              title         = "My mod"
              description   = "What it does"
              documentation = file("./README.md")
              categories    = ["aws", "security"]
              color         = "#FF9900"
              database      = var.database
              tags          = { a = "b" }
              opengraph {
                title = "x"
              }
              require {
                plugin "aws" {
                  min_version = "1.2.3"
                }
                mod "github.com/acme/other" {
                  version = "^1"
                  args    = { x = 1 }
                }
              }
            }''',
        "x.pp": '''variable "database" {
            type    = connection.steampipe
            default = connection.steampipe.default
        }''',
        "README.md": "Read me",
    })  # fmt: skip
    mod = found.mods["m"]
    assert (mod.title, mod.documentation, mod.categories) == ("My mod", "Read me", ("aws", "security"))
    assert mod.database == "connection.steampipe.default"
    assert mod.plugins == {"aws": "1.2.3"}
    assert [(r.name, r.version, r.args) for r in mod.requires] == [("github.com/acme/other", "^1", {"x": 1})]


def test_dashboards_and_detections_are_kept(load):
    found = load("""
        query "q" { sql = "select 1" }
        category "c" { color = "red" }
        dashboard "d" {
          title = "Dash"
          input "region" {
            type = "select"
            option "eu" {}
          }
          container {
            title = "Box"
            chart "bars" {
              width = 6
              query = query.q
              args  = { region = self.input.region.value, list = [for x in self.input.region.value : x] }
              series "a" { title = "A" }
            }
            graph {
              node {
                category = category.c
              }
            }
          }
        }
        detection "x" {
          title           = "Seen"
          query           = query.q
          display_columns = ["a"]
          severity        = "high"
        }
        benchmark "b" {
          type     = "detection"
          children = [detection.x]
        }
    """)
    dashboard = found.find("dashboard", "d")
    assert dashboard.title == "Dash"
    region, box = dashboard.blocks
    assert (region.kind, region.name, region.blocks[0].name) == ("input", "region", "eu")
    chart, graph = box.blocks
    assert chart.attributes["query"] == "m.query.q"
    assert chart.attributes["args"]["region"] == Runtime("self.input.region.value")
    assert chart.blocks[0].attributes == {"title": "A"}
    assert graph.blocks[0].attributes["category"] == "m.category.c"
    detection = found.find("detection", "x")
    assert detection.attributes == {"query": "m.query.q", "display_columns": ["a"], "severity": "high"}
    assert [child.full_name for child in found.find("benchmark", "b").children] == ["m.detection.x"]


FAULTS = [
    ('query "q" {}', "query", "query.q has no sql"),
    ('control "c" {}', "control", "control.c has neither sql nor query"),
    ('control "c" { query = "q" }', "control", "query: a query is needed here, not a string"),
    ('control "c" { query = query.q }', "control", "there is no query.q"),
    ('control "c" {\n sql = "x"\n tags = ["a"]\n}', "control", "tags: a map is needed here"),
    ('control "c" {\n sql = "x"\n title = ["a"]\n}', "control", "title: a string is needed here"),
    ('control "c" {\n sql = "$1"\n param "x" {}\n args = [1, 2]\n}', "control", "2 values are given"),
    ('control "c" {\n sql = "$1"\n param "x" {}\n args = 5\n}', "control", "a map of names or a list"),
    ('benchmark "b" { children = [benchmark.b] }', "benchmark", "benchmark.b -> benchmark.b"),
    ('benchmark "b" { children = [query.q] }\nquery "q" { sql = "x" }', "benchmark", "cannot be a child"),
    ('benchmark "b" { children = [control.c, control.c] }\ncontrol "c" { sql = "x" }', "benchmark", "named twice"),
    ('benchmark "b" { children = [control.d] }\ncontrol "c" { sql = "x" }', "benchmark", "there is no control.d"),
    ('control "c" {\n base = control.c\n}', "control", "in a circle"),
    ('control "c" {\n base = query.q\n}\nquery "q" { sql = "x" }', "control", "a control is needed here, not a query"),
]


@pytest.mark.parametrize(("mod", "kind", "message"), FAULTS, ids=[m for _, _, m in FAULTS])
def test_fault(load, mod, kind, message):
    with pytest.raises(ModError) as caught:
        load(mod).resources(kind)
    assert message in str(caught.value)
    assert caught.value.exit_code == 251


def test_all_faults_are_told_at_once(load):
    with pytest.raises(ModError) as caught:
        load({
            "a.pp": 'control "a" {\n  sql = "x\n}\n',
            "b.pp": 'benchmrk "b" {}\n',
            "c.pp": 'query "q" { sql = "1" }\nquery "q" { sql = "2" }\nlocals { a = 1 }\nlocals { a = 2 }\n',
            "d.pp": 'query "a" "b" {}\nx = 1\n',
        })  # fmt: skip
    found = [(p.path.rsplit("/", 1)[-1], p.line, p.message) for p in caught.value.problems]
    assert [(path, line) for path, line, _ in found] == [
        ("a.pp", 2), ("b.pp", 1), ("c.pp", 2), ("c.pp", 4), ("d.pp", 1), ("d.pp", 2),
    ]  # fmt: skip
    assert "did you mean benchmark?" in found[1][2]
    assert "query.q is defined twice" in found[2][2]
    assert "local.a is defined twice" in found[3][2]


def test_the_faults_of_all_resources_are_told_at_once(load):
    found = load("""
        control "a" { sql = upper(1, 2) }
        control "b" { query = query.nope }
        control "c" { sql = local.broken }
        control "d" { sql = local.broken }
        control "e" { sql = "select 1" }
        locals { broken = 1 / 0 }
    """)
    with pytest.raises(ModError) as caught:
        found.resources("control")
    assert len(caught.value.problems) == 3  # the local's is one
    assert found.find("control", "e").sql == "select 1"
    assert len(found.check()) == 3


def test_a_fault_shows_its_line(load):
    with pytest.raises(ModError) as caught:
        load('query "q" {\n\tsql = "é ${ upper(5, 6) }"\n}').find("query", "q")
    assert str(caught.value).endswith(
        'x.pp:2:14: upper() takes 1 argument, not 2\n     sql = "é ${ upper(5, 6) }"\n                 ^'
    )


# finding


def test_names(full):
    for name in ("inline", "control.inline", "m.control.inline"):
        assert full.find("control", name).name == "inline"
    assert full.find(("benchmark", "control"), "top").kind == "benchmark"
    assert set(full.names(["benchmark"])) == {
        "top", "benchmark.top", "m.benchmark.top", "low", "benchmark.low", "m.benchmark.low",
    }  # fmt: skip


def test_a_wrong_name_suggests_near_ones(full):
    with pytest.raises(UsageError, match=r"no control named 'by_nam' \(did you mean by_name\?"):
        full.find("control", "by_nam")
    with pytest.raises(UsageError, match=r"no benchmark or control named 'm\.control\.zzz'$"):
        full.find(("benchmark", "control"), "m.control.zzz")


def test_a_name_of_two_resources_lists_both(load):
    found = load('control "x" { sql = "1" }\nbenchmark "x" { children = [control.x] }')
    with pytest.raises(UsageError, match=r"more than one resource: m\.benchmark\.x, m\.control\.x"):
        found.find(("benchmark", "control"), "x")
    assert found.find(("benchmark", "control"), "control.x").kind == "control"


# where mods come from


def test_a_folder_without_a_mod_block(tmp_path):
    from steelyard.mods import load_workspace

    (tmp_path / "q.pp").write_text('query "q" { sql = "select 1" }')
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "q.pp").write_text('query "other" { sql = "select 1" }')
    found = load_workspace(tmp_path, environ={})
    assert [query.full_name for query in found.resources("query")] == ["local.query.q"]


def test_a_mod_is_found_from_a_folder_in_it(tmp_path):
    from steelyard.mods import load_workspace

    (tmp_path / "mod.pp").write_text('mod "m" {}')
    (tmp_path / "q.sp").write_text('query "q" { sql = "select 1" }')
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert [q.full_name for q in load_workspace(tmp_path / "a" / "b", environ={}).resources("query")] == ["m.query.q"]


def test_no_mod_at_all(tmp_path):
    from steelyard.mods import load_workspace

    found = load_workspace(tmp_path, environ={})
    assert (found.mods, found.main, found.resources("control"), found.check()) == ({}, None, [], [])
    assert load_workspace(None, environ={}).mods == {}


def test_the_working_folder_wins_over_the_built_in_mod(tmp_path):
    from steelyard.mods import load_workspace

    for name, number in (("mine", 1), ("builtin", 2), ("other", 3)):
        (tmp_path / name).mkdir()
        mod = "o" if name == "other" else "m"
        (tmp_path / name / "mod.pp").write_text(f'mod "{mod}" {{}}\nquery "q" {{ sql = "select {number}" }}')
    found = load_workspace(tmp_path / "mine", builtin=[tmp_path / "builtin", tmp_path / "other"], environ={})
    assert list(found.mods) == ["m", "o"]
    assert found.find("query", "m.query.q").sql == "select 1"
    assert found.find("query", "q").sql == "select 1"  # the main mod's comes first
    assert found.notes == [f"mod m of {tmp_path / 'mine'} is used instead of the built-in one"]


def test_the_built_in_mod_stands_in_for_one_that_is_not_installed(make):
    from steelyard.mods import load_workspace

    builtin = make("builtin", {
        "mod.pp": 'mod "aws_compliance" {}',
        "x.pp": 'variable "v" { default = 1 }\ncontrol "c" { sql = var.v }',
    })  # fmt: skip
    folder = make("m", {
        "mod.pp": """mod "m" {
            require {
                mod "github.com/acme/steampipe-mod-aws-compliance" {
                    args = { v = 2 }
                }
            }
        }""",
        "x.pp": 'benchmark "b" { children = [aws_compliance.control.c] }',
    })  # fmt: skip
    found = load_workspace(folder, builtin=[builtin], environ={})
    assert found.notes == []
    assert found.find("benchmark", "b").children[0].sql == "2"
    with pytest.raises(ModError, match=r"there is no mod 'aws_compliance' here: is it installed\?"):
        load_workspace(folder, environ={}).find("benchmark", "b")


def test_hidden_folders_and_links_out_of_the_mod_are_left_alone(load, tmp_path):
    (tmp_path / "out.pp").write_text('query "out" { sql = "1" }')
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "link.pp").symlink_to(tmp_path / "out.pp")
    found = load({".git/x.pp": 'query "hidden" { sql = "1" }', "x.pp": 'query "seen" { sql = "1" }'})
    assert [query.name for query in found.resources("query")] == ["seen"]
