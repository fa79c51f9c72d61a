"""Variables: types, sources and which of them wins."""

from __future__ import annotations

import pytest

from steelyard.errors import UsageError
from steelyard.mods import ModError

DECLARED = 'variable "v" {\n  type    = string\n  default = "default"\n}\n'

# each source beats those above it
SOURCES = [
    ("default", {}, {}),
    ("environment (PP_VAR_v)", {}, {"environ": {"PP_VAR_v": "x"}}),
    ("environment (STEELYARD_VAR_v)", {}, {"environ": {"STEELYARD_VAR_v": "x"}}),
    ("powerpipe.ppvars", {"powerpipe.ppvars": 'v = "x"'}, {}),
    ("steelyard.vars", {"steelyard.vars": 'v = "x"'}, {}),
    ("a.auto.ppvars", {"a.auto.ppvars": 'v = "x"'}, {}),
    ("b.auto.spvars", {"b.auto.spvars": 'v = "x"'}, {}),
    ("c.auto.ppvars", {"c.auto.ppvars": 'v = "x"'}, {}),
    ("given.ppvars", {"given.ppvars": 'v = "x"'}, {"var_files": ["given.ppvars"]}),
    ("last.ppvars", {"last.ppvars": 'v = "x"'}, {"var_files": ["given.ppvars", "last.ppvars"]}),
    ("--var", {}, {"variables": {"v": "x"}}),
]


@pytest.mark.parametrize("winner", range(len(SOURCES)), ids=[origin for origin, _, _ in SOURCES])
def test_precedence(load, tmp_path, winner):
    files, options = {"x.pp": DECLARED}, {"environ": {}, "variables": {}, "var_files": []}
    for origin, more_files, more_options in SOURCES[: winner + 1]:
        files |= {name: text.replace('"x"', f'"by {origin}"') for name, text in more_files.items()}
        for name, option in more_options.items():
            if isinstance(option, dict):
                options[name] = {**options[name], **dict.fromkeys(option, f"by {origin}")}
            else:
                options[name] = [tmp_path / "m" / file for file in option]
    variable = load(files, **options).find("variable", "v")
    assert variable.origin == SOURCES[winner][0]
    assert variable.value == ("default" if winner == 0 else f"by {SOURCES[winner][0]}")


def test_steampipe_spvars_count_where_there_is_no_powerpipe_ppvars(load):
    old = {"x.pp": DECLARED, "steampipe.spvars": 'v = "old"'}
    assert load(old).find("variable", "v").value == "old"
    assert load({**old, "powerpipe.ppvars": 'v = "new"'}).find("variable", "v").value == "new"


TYPES = [
    ("string", "5", "5"),
    ("string", "[1]", "[1]"),
    ("number", "5", 5),
    ("bool", "true", True),
    ("list(string)", '["a", 1]', ["a", "1"]),
    ("list(number)", '["1", 2]', [1, 2]),
    ("set(string)", '["b", "a", "b"]', ["a", "b"]),
    ("map(string)", "{ a = 1 }", {"a": "1"}),
    ("map(list(bool))", '{ a = ["true"] }', {"a": [True]}),
    ("object({ a = string, b = optional(number, 7) })", "{ a = 1, c = 2 }", {"a": "1", "b": 7}),
    ("object({ a = string, b = optional(number) })", "{ a = 1 }", {"a": "1", "b": None}),
    ("tuple([string, number])", '[1, "2"]', ["1", 2]),
    ("any", "{ a = [1] }", {"a": [1]}),
    ("connection.steampipe", "connection.steampipe.other", "connection.steampipe.other"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), TYPES, ids=[f"{k}: {t}" for k, t, _ in TYPES])
def test_types(load, kind, text, expected):
    default = " default = { }" if kind == "any" else ""
    found = load(f'variable "v" {{\n type = {kind}\n{default}\n}}', variables={"v": text}).find("variable", "v")
    assert found.value == expected
    assert isinstance(found.value, bool) == isinstance(expected, bool)


@pytest.mark.parametrize(
    ("block", "text", "message"),
    [
        ("type = number", "x", "var.v: 'x' is not a number"),
        ("type = bool", "yes", "var.v: true or false is needed"),
        ("type = list(string)", '"a"', "a list is needed here, not a string"),
        ("type = list(string)", "[a", "cannot be read as list(string)"),
        ("type = list(string)", "[a]", "cannot refer to 'a'; quote it"),
        ("type = map(string)", "[]", "a map is needed here"),
        ("type = object({ a = string })", "{}", "attribute 'a' is missing"),
        ("type = tuple([string])", "[]", "tuple([string]) is needed here"),
        ("type = strin", "x", "no type that a variable can have"),
        ('default = "a"\n enum = ["a", "b"]', "c", "var.v is \"'c'\", and may only be 'a', 'b' (set by --var)"),
        ('type = list(string)\n default = []\n enum = ["a"]', '["a", "c"]', "may only be 'a'"),
    ],
)
def test_faults(load, block, text, message):
    found = load(f'variable "v" {{\n {block}\n}}', variables={"v": text})
    with pytest.raises(ModError) as caught:
        found.find("variable", "v")
    assert message in str(caught.value)


def test_a_default_must_fit_the_type_and_the_enum(load):
    found = load("""
        variable "a" {
          type    = number
          default = "x"
        }
        variable "b" {
          default = "x"
          enum    = ["y"]
        }
    """)
    with pytest.raises(ModError) as caught:
        found.resources("variable")
    assert len(caught.value.problems) == 2


def test_enum_default_and_tags(load):
    found = load("""
        variable "v" {
          type        = string
          title       = "V"
          description = "What it is"
          default     = "a"
          enum        = ["a", "b"]
          tags        = { x = "y" }
        }
    """).find("variable", "v")
    assert (found.title, found.description, found.default, found.enum) == ("V", "What it is", "a", ("a", "b"))
    assert (found.type, found.required, found.origin, found.tags) == ("string", False, "default", {"x": "y"})


REQUIRED = 'variable "v" {}\nquery "q" { sql = "select ${var.v}" }\nquery "p" { sql = "select 1" }'


def test_a_missing_value_is_asked_for_once(load):
    asked = []

    def ask(variable):
        asked.append(variable.name)
        return "7"

    found = load(REQUIRED, ask=ask)
    assert found.find("query", "p").sql == "select 1"
    assert asked == []  # nothing needed it yet
    assert found.find("query", "q").sql == "select 7"
    assert found.find("variable", "v").origin == "asked"
    assert asked == ["v"]


def test_a_missing_value_is_an_error_if_nobody_can_be_asked(load):
    found = load(REQUIRED)
    with pytest.raises(ModError, match="variable 'v' has no value: give it with --var v="):
        found.find("query", "q")
    assert found.find("query", "p").sql == "select 1"


def test_unknown_names(load):
    with pytest.raises(UsageError, match=r"no variable 'vv' \(did you mean v\?\)"):
        load(DECLARED, variables={"vv": "x"})
    found = load({"x.pp": DECLARED, "powerpipe.ppvars": 'vv = "x"'}, environ={"PP_VAR_zz": "1"})
    assert found.notes == ["powerpipe.ppvars: there is no variable 'vv' (did you mean v?)"]


def test_variables_of_a_dependency_by_the_mods_name(load, make):
    dependency = make("dep", {"mod.pp": 'mod "dep" {}', "v.pp": DECLARED})
    for options in (
        {"variables": {"dep.v": "x"}},
        {"environ": {"PP_VAR_dep.v": "x"}},
    ):
        assert load("", builtin=[dependency], **options).find("variable", "dep.var.v").value == "x"
    found = load({"powerpipe.ppvars": 'dep.v = "x"\n'}, builtin=[dependency])
    assert found.find("variable", "dep.variable.v").value == "x"


def test_faults_in_a_variables_file(load):
    with pytest.raises(ModError, match=r"powerpipe.ppvars:1:1: a variables file sets values"):
        load({"x.pp": DECLARED, "powerpipe.ppvars": 'variable "v" {}'})
    with pytest.raises(ModError, match=r"a.auto.ppvars:1:5: this quote is never closed"):
        load({"x.pp": DECLARED, "powerpipe.ppvars": "", "a.auto.ppvars": 'v = "x'})
    with pytest.raises(ModError, match=r"a.auto.ppvars:2:1: var.v: a variable's value cannot refer to 'local'"):
        load({"a.auto.ppvars": "\nv = local.x"}).find("variable", "v")


def test_a_variables_file_that_is_not_there(load, tmp_path):
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        load(DECLARED, var_files=[tmp_path / "none"])
