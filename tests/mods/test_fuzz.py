"""No content of a file crashes the loader: it loads, or it is refused with its faults."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steelyard.mods import ModError, Problem, functions, load_workspace
from steelyard.mods.diagnostics import Source
from steelyard.mods.lexical import fault

TOKENS = [
    *"{}[]()\"=,.:?~*+-/%!<>&|#$\n\r\t \\'`^;@",
    "${", "%{", "~}", "<<EOT\n", "<<-EOT\n", "\nEOT\n", "%{ if ", "%{ else }", "%{ endif }",
    "%{ for x in ", "%{ endfor }",
    "=>", "...", "[*]", ".*", "==", "&&", "/*", "*/", "//", "$${", "\\u0041", "\\q",
    "mod", "query", "control", "benchmark", "variable", "locals", "dashboard", "param", "with", "require", "detection",
    "sql", "title", "tags", "children", "args", "base", "default", "type", "enum", "for", "in", "if", "true", "null",
    "local", "var", "local.a", "var.b", "query.q", "control.c", "self.x", "x", "a", "q", "c", '"q"', '"m"', '"${x}"',
    "0", "1", "2.5", "1.0e9", "99999999999999999999", "-1", "é", "\u2028", "\x00", "\ufeff",
    *[f"{name}(" for name in functions.names()],
]  # fmt: skip

FRAME = """
mod "m" {{}}
locals {{
  a = {0}
  b = [for x in [1, "two", null, {{ k = local.a }}] : {1}]
}}
variable "b" {{
  default = {2}
}}
query "q" {{
  sql = "select ${{ {0} }}"
  param "p" {{ default = {1} }}
}}
control "c" {{
  query = query.q
  args  = {2}
  tags  = {{ t = {0} }}
}}
benchmark "k" {{
  title    = {1}
  children = [control.c]
}}
dashboard "d" {{
  chart {{
    args = {0}
  }}
}}
"""


def check(content: bytes) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "mod.pp").write_bytes(content)
        problems = faults(folder)
    finally:
        shutil.rmtree(folder)
    assert all(problem.message and str(problem) for problem in problems)


def faults(folder: Path) -> Sequence[Problem]:
    try:
        return load_workspace(folder, environ={}).check()
    except ModError as error:
        return error.problems


FAST = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@FAST
@given(st.binary(max_size=300))
def test_bytes(content):
    check(content)


@FAST
@given(st.lists(st.sampled_from(TOKENS), max_size=60).map(lambda tokens: " ".join(tokens)))
def test_tokens(text):
    check(text.encode())


@FAST
@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join))
def test_tokens_without_spaces(text):
    check(text.encode())


def expressions():
    names = sorted(functions.names())
    leaves = st.sampled_from(
        ["1", "-2.5", '"s"', '""', "true", "null", "[]", "{}", "local.a", "local.b", "var.b", "query.q", "query.q.sql",
         "control.c", "self.i.x", '"2024-01-01T00:00:00Z"', '"10.0.0.0/8"', '"(a*)*"', '"%s %5d"', '"../x"', "1.0e300",
         '"' + "a" * 200 + '"']
    )  # fmt: skip

    def grow(inner):
        return st.one_of(
            st.tuples(st.sampled_from(names), st.lists(inner, max_size=4), st.sampled_from(["", "..."])).map(
                lambda t: f"{t[0]}({', '.join(t[1])}{t[2] if t[1] else ''})"
            ),
            st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "%", "==", "<", "&&"]), inner).map(" ".join),
            st.tuples(inner, inner, inner).map(lambda t: f"({t[0]} ? {t[1]} : {t[2]})"),
            st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
            st.lists(inner, max_size=4).map(
                lambda items: "{" + ", ".join(f"(k{i}) = {v}" for i, v in enumerate(items)) + "}"
            ),
            st.tuples(inner, inner).map(lambda t: f"[for x in {t[0]} : {t[1]}]"),
            st.tuples(inner, inner).map(lambda t: f"{{ for k, x in {t[0]} : k => {t[1]}... }}"),
            st.tuples(inner, inner).map(lambda t: f"({t[0]})[{t[1]}]"),
            inner.map(lambda e: f"({e})[*].k"),
            inner.map(lambda e: f'"a ${{ {e} }} %{{ for y in {e} }}${{y}}%{{ endfor }}"'),
        )

    return st.recursive(leaves, grow, max_leaves=12)


@settings(FAST, max_examples=300)
@given(expressions(), expressions(), expressions())
def test_expressions(first, second, third):
    check(FRAME.format(first, second, third).encode())


@FAST
@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join))
def test_the_search_for_faults_of_the_text_ends(text):
    found = fault(text.encode())
    if found is not None:
        line, column, _ = Source(Path("x"), "x", text.encode()).place(found[0])
        assert line >= 1
        assert column >= 1
