"""Hostile files: every one is refused, or done with, within bounds of work, depth and memory."""

from __future__ import annotations

import resource

import pytest

from steelyard.mods import ModError


def chain(count: int, make) -> str:
    return "locals {\n" + "".join(f"  x{i} = {make(i)}\n" for i in range(1, count)) + "}\n"


LAUGHS = {
    "strings": 'locals { x0 = "ha ha ha ha ha ha" }\n'
    + chain(30, lambda i: f'"${{local.x{i - 1}}}${{local.x{i - 1}}}"'),
    "lists": "locals { x0 = [1, 2] }\n" + chain(30, lambda i: f"[local.x{i - 1}, local.x{i - 1}]"),
    "maps": "locals { x0 = {a = 1} }\n" + chain(30, lambda i: f"{{a = local.x{i - 1}, b = local.x{i - 1}}}"),
    "concat": "locals { x0 = [1, 2] }\n" + chain(30, lambda i: f"concat(local.x{i - 1}, local.x{i - 1})"),
    "join": 'locals { x0 = "ha" }\n' + chain(30, lambda i: f'join(local.x{i - 1}, ["a", "b", "c"])'),
    "replace": 'locals { x0 = "aaaa" }\n' + chain(30, lambda i: f'replace(local.x{i - 1}, "a", local.x{i - 1})'),
    "format": 'locals { x0 = "aaaa" }\n'
    + chain(30, lambda i: f'format("%s%s%s", local.x{i - 1}, local.x{i - 1}, "a")'),
    "json": 'locals { x0 = "\\\\" }\n' + chain(30, lambda i: f"jsonencode([local.x{i - 1}, local.x{i - 1}])"),
    "for in for": "locals { x29 = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]] }",
    "template for": 'locals { x29 = "%{ for a in range(1000) }%{ for b in range(1000) }%{ for c in range(1000) }x'
    '%{ endfor }%{ endfor }%{ endfor }" }',
    "product": "locals { x29 = setproduct(range(1000), range(1000), range(1000)) }",
    "powers": "locals { x0 = 2 }\n" + chain(30, lambda i: f"pow(local.x{i - 1}, 9)"),
    "digits": "locals { x0 = 99999999 }\n" + chain(30, lambda i: f"local.x{i - 1} * local.x{i - 1}"),
    "yaml": 'locals { x29 = yamldecode("a: &a [x, x]\\n'
    + "\\n".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]" for i in range(9))
    + '") }',
    "splat": "locals { x0 = [1, 2] }\n" + chain(30, lambda i: f"flatten([local.x{i - 1}, local.x{i - 1}])[*]"),
    "padding": 'locals { x29 = join("", [for a in range(1000) : format("%10000d", a * 1)], '
    '[for a in range(1000) : format("%10000d", a)]) }',
}


@pytest.mark.parametrize("mod", LAUGHS.values(), ids=LAUGHS)
def test_growth_is_refused(load, mod):
    before = peak()
    with pytest.raises(ModError) as caught:
        load(mod + '\nquery "q" { sql = length(jsonencode(local.x29)) }').resources("query")
    assert any(word in str(caught.value) for word in ("too large", "too long", "longer than", "more computation"))
    assert peak() - before < 300


def peak() -> int:
    """The most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_work_is_bounded_in_all(load):
    """Many locals, each of which is allowed by itself."""
    mod = "locals {\n" + "".join(f"  x{i} = length([for a in range(1000) : range(400)])\n" for i in range(200)) + "}"
    problems = load(mod).check()
    assert any("more computation than is allowed" in problem.message for problem in problems)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)*$", "(.*a){20}$", "a*a*a*a*a*a*b"])
def test_patterns_take_linear_time(load, pattern):
    text = "a" * 5000 + "c"
    mod = f'locals {{ t = "{text}" }}\nquery "q" {{ sql = can(regex("{pattern}", local.t)) }}'
    assert load(mod).find("query", "q").sql in ("true", "false")


@pytest.mark.parametrize("pattern", ["*" * 10 + "b", "**/" * 30 + "b", "{a,b}" * 30, "*a" * 50])
def test_file_patterns_take_little_time(load, pattern):
    files = {
        "a" * 100 + "/" + "a" * 100 + "/" + "a" * 200: "",
        "x.pp": f'query "q" {{ sql = length(fileset(".", "{pattern}")) }}',
    }
    found = load(files)
    if "{" in pattern:
        with pytest.raises(ModError, match="stands for too many others"):
            found.find("query", "q")
    else:
        assert found.find("query", "q").sql == "0"


DEEP = {
    "lists": "locals { x = " + "[" * 5000 + "]" * 5000 + " }",
    "parentheses": "locals { x = " + "(" * 5000 + "1" + ")" * 5000 + " }",
    "calls": "locals { x = " + "abs(" * 5000 + "1" + ")" * 5000 + " }",
    "negations": "locals { x = " + "!" * 5000 + "true }",
    "conditionals": "locals { x = " + "true ? 1 : " * 5000 + "1 }",
    "strings": "locals { x = " + '"${' * 5000 + "1" + '}"' * 5000 + " }",
    "directives": 'locals { x = "' + "%{ if true }" * 5000 + "%{ endif }" * 5000 + '" }',
    "blocks": 'dashboard "d" ' + "{ container " * 5000 + "{" + "}" * 5001,
    "types": 'variable "v" { type = ' + "list(" * 5000 + "string" + ")" * 5000 + " }",
    "indexes": "locals { x = a" + "[0" * 5000 + "]" * 5000 + " }",
    "json": 'locals { x = jsondecode("' + "[" * 5000 + "]" * 5000 + '") }',
    "yaml": 'locals { x = yamldecode("' + "[" * 5000 + "]" * 5000 + '") }',
    "unclosed": "locals { x = " + "[{(" * 5000,
    "locals": chain(1000, lambda i: f"local.x{i + 1}"),
    "resources": "".join(f'query "q{i}" {{ sql = query.q{i + 1}.sql }}\n' for i in range(1000)),
    "benchmarks": "".join(f'benchmark "b{i}" {{ children = [benchmark.b{i + 1}] }}\n' for i in range(1000)),
    "bases": "".join(f'control "c{i}" {{ base = control.c{i + 1} }}\n' for i in range(1000)),
}


@pytest.mark.parametrize("mod", DEEP.values(), ids=DEEP)
def test_depth_is_bounded(load, mod):
    assert faults(lambda: load(mod))


def faults(loading):
    try:
        return loading().check()
    except ModError as error:
        return error.problems


def test_long_chains_of_steps_are_fine(load):
    assert (
        load("locals { x = {} }\n" + 'query "q" { sql = try(local.x' + ".a" * 5000 + ', "none") }')
        .find("query", "q")
        .sql
        == "none"
    )


def test_long_sums_are_fine(load):
    assert load('query "q" { sql = ' + "1 + " * 5000 + "1 }").find("query", "q").sql == "5001"


def test_a_template_that_renders_itself(load):
    found = load({"x.pp": 'query "q" { sql = templatefile("t", {}) }', "t": '${templatefile("t", {})}'})
    with pytest.raises(ModError, match="nested too deep"):
        found.find("query", "q")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00" * 1000, b'locals {\n x = "\xe9" }', bytes(range(256)) * 50])
def test_bytes_that_are_no_text(make, content):
    from steelyard.mods import load_workspace

    folder = make("m", {"mod.pp": 'mod "m" {}'})
    (folder / "x.pp").write_bytes(content)
    with pytest.raises(ModError):
        load_workspace(folder, environ={})


def test_a_file_that_is_too_large(make):
    from steelyard.mods import load_workspace

    folder = make("m", {"mod.pp": 'mod "m" {}', "x.pp": "#" * (17 * 1024 * 1024)})
    with pytest.raises(ModError, match="larger than 16 MiB"):
        load_workspace(folder, environ={})
