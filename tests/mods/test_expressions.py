"""Each form of expression, by what Terraform's documentation says of it."""

from __future__ import annotations

import pytest

from steelyard.mods import ModError

VALUES = [
    # literals
    ("null", None),
    ("true", True),
    ("1.50", 1.5),
    ("1.5e3", 1500),
    ('"a\\tb\\u00e9\\"\\\\"', 'a\tbé"\\'),
    ('"$${x} %%{y} 5% $5 $"', "${x} %{y} 5% $5 $"),
    # arithmetic: exact decimals, no integer division, the dividend's sign for %
    ("1 + 2 * 3", 7),
    ("(1 + 2) * 3", 9),
    ("10 - 2 - 3", 5),
    ("7 / 2", 3.5),
    ("6 / 2", 3),
    ("0.1 + 0.2", 0.3),
    ("-7 % 3", -1),
    ("7.5 % 2", 1.5),
    ("-(3)", -3),
    ('"5" + 1', 6),
    ('"x${10 / 4}"', "x2.5"),
    ('"x${1.0}"', "x1"),
    # comparison and logic
    ("1 < 2 && 2 <= 2", True),
    ("1 > 2 || !false", True),
    ("1 == 1.0", True),
    ('1 == "1"', False),
    ("true == 1", False),
    ("[1, 2] == [1, 2]", True),
    ("{a = 1} != {a = 2}", True),
    ("null == null", True),
    ('true ? "yes" : "no"', "yes"),
    ("false ? 1 : true ? 2 : 3", 2),
    ("false ? 1 / 0 : 2", 2),
    ('true ? 1 : "one"', "1"),
    ('[true ? true : "${1}x"]', ["true"]),
    # collections
    ('[1, "a", [true],]', [1, "a", [True]]),
    ('{ a = 1, "b c" = 2, (upper("d")) : 3 }', {"a": 1, "b c": 2, "D": 3}),
    ("{\n a = 1\n b = 2\n}", {"a": 1, "b": 2}),
    ("{ a = { b = [10, 20] } }.a.b[1]", 20),
    ('["x", "y"][0]', "x"),
    ('["x", "y"].1', "y"),
    ('{ a = 1 }["a"]', 1),
    # splats
    ("[{ a = 1 }, { a = 2 }][*].a", [1, 2]),
    ("[{ a = 1 }, { a = 2 }].*.a", [1, 2]),
    ("[{ a = [1, 2] }, { a = [3] }][*].a[0]", [1, 3]),
    ("[{ a = [1, 2] }, { a = [3] }].*.a[0]", [1, 2]),
    ("null[*]", []),
    ('"x"[*]', ["x"]),
    # for
    ("[for x in [1, 2, 3] : x * 2 if x != 2]", [2, 6]),
    ('[for i, x in ["a", "b"] : "${i}${x}"]', ["0a", "1b"]),
    ('[for k, v in { b = 1, a = 2 } : "${k}${v}"]', ["a2", "b1"]),
    ('{ for x in ["a", "b"] : x => upper(x) }', {"a": "A", "b": "B"}),
    ('{ for x in ["ab", "ac", "b"] : substr(x, 0, 1) => x... }', {"a": ["ab", "ac"], "b": ["b"]}),
    ("[for x in [1, 2] : [for y in [10, 20] : x + y]]", [[11, 21], [12, 22]]),
    ('[for x in toset(["b", "a", "b"]) : x]', ["a", "b"]),
    # calls
    ("max([3, 5, 4]...)", 5),
    ("max(1,\n  2,\n)", 2),
    ('try({}.x, 1 / 0, "last")', "last"),
    ("[can(1 / 0), can(1)]", [False, True]),
    # comments
    ("[ # one\n 1, // two\n /* three */ 2]", [1, 2]),
]


@pytest.mark.parametrize(("expression", "expected"), VALUES, ids=[e for e, _ in VALUES])
def test_value(value, expression, expected):
    found = value(expression)
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)


FAULTS = [
    ("1 / 0", "divides by zero"),
    ("1 % 0", "divides by zero"),
    ('"a" + 1', "'a' is not a number"),
    ("!5", "true or false is needed"),
    ("1 ? 2 : 3", "true or false is needed"),
    ("[1][1]", "index 1 is outside this list of 1"),
    ("[1][-1]", "index -1 is outside"),
    ("{ abc = 1 }.abd", "no 'abd' in this map (did you mean abc?)"),
    ('toset(["a"])[0]', "a set have no index"),
    ("null.x", "null has no attributes"),
    ('"x".y', "a string has no attributes"),
    ('"x${[1]}"', "a list cannot be put into a string"),
    ('"a${null}"', "null cannot be put into a string"),
    ("{ for x in [1, 1] : x => x }", "two items have the key '1'"),
    ("[for x in 5 : x]", "a list, set or map is needed here, not a number"),
    ('uper("a")', "no function uper() (did you mean upper?)"),
    ("upper()", "upper() takes 1 argument, not 0"),
    ("upper([])", "argument 1 of upper(): a string is needed here, not a list"),
    ("max(1...)", "'...' needs a list"),
    ("local.nope", "there is no local.nope"),
    ("var.nope", "there is no var.nope"),
    ("query.nope", "there is no query.nope"),
    ("nope.x", "nothing is named 'nope' here"),
    ("1.0e2000", "too large"),
]


@pytest.mark.parametrize(("expression", "message"), FAULTS, ids=[e for e, _ in FAULTS])
def test_fault(value, expression, message):
    with pytest.raises(ModError) as caught:
        value(expression)
    assert message in str(caught.value)
    assert caught.value.problems[0].line > 0


def test_decimals_keep_their_digits(value):
    assert value('"x${1 / 3}"').startswith("x0.33333333333333333333333333333333")
    assert value('"x${12345678901234567890123456789 + 1}"') == "x12345678901234567890123456790"


def test_locals_refer_to_each_other_in_any_order_and_file(load):
    found = load({
        "a.pp": 'query "q" { sql = local.sql }\nlocals { table = "t_${var.v}" }',
        "b/c.pp": 'locals { sql = "select * from ${local.table}" }\nvariable "v" { default = 1 }',
    })  # fmt: skip
    assert found.find("query", "q").sql == "select * from t_1"


def test_resources_have_attributes(load):
    found = load("""
        query "base" {
          title = "Base"
          sql   = "select 1"
        }
        query "q" {
          title       = "${query.base.title} again"
          description = query.base.full_name
          sql         = "with b as (${query.base.sql}) select * from b"
          tags        = { parent = query.base.name, none = query.base.tags == null }
        }
    """)
    query = found.find("query", "q")
    assert query.sql == "with b as (select 1) select * from b"
    assert (query.title, query.description) == ("Base again", "m.query.base")
    assert query.tags == {"parent": "base", "none": "true"}


@pytest.mark.parametrize(
    ("mod", "ring"),
    [
        ("locals {\n a = local.b\n b = local.a\n}", "local.a -> local.b -> local.a"),
        ("locals {\n a = [for x in [1] : local.a]\n}", "local.a -> local.a"),
        ('variable "v" { default = local.a }\nlocals { a = var.v }', "local.a -> var.v -> local.a"),
    ],
)
def test_a_circle_is_named(load, mod, ring):
    problems = load(mod).check()
    assert any(ring in problem.message for problem in problems)
