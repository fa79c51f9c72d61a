"""Strings: interpolation, directives, trimming, heredocs."""

from __future__ import annotations

import pytest

from steelyard.mods import ModError


def heredoc(text: str, mark: str = "<<EOT") -> str:
    return f"{mark}\n{text}EOT"


VALUES = [
    ('"a ${1 + 1} b"', "a 2 b"),
    ('"${true}"', True),
    ('"${[1, 2]}"', [1, 2]),
    ('"${"in ${"deep"}"}"', "in deep"),
    ('"a  ${~ 1 ~}  b"', "a1b"),
    ('"%{ if true }yes%{ else }no%{ endif }"', "yes"),
    ('"%{ if false }yes%{ endif }"', ""),
    ('"a %{ if true ~}  b  %{~ endif } c"', "a b c"),
    ('"%{ for x in [1, 2] }<${x}>%{ endfor }"', "<1><2>"),
    ('"%{ for k, v in { a = 1 } }${k}=${v};%{ endfor }"', "a=1;"),
    ('"%{ for x in [1, 2, 3] }%{ if x != 2 }${x}%{ else }-%{ endif }%{ endfor }"', "1-3"),
    ('"${1} # no comment // at all /* ${2}"', "1 # no comment // at all /* 2"),
    ('"http://${1}//x"', "http://1//x"),
    (heredoc("one\n  two\n"), "one\n  two\n"),
    (heredoc("a ${1}\n# b ${2} // c\n"), "a 1\n# b 2 // c\n"),
    (heredoc('\\n stays \\" as "it" is\n'), '\\n stays \\" as "it" is\n'),
    (heredoc("$${a} %%{b}\n"), "${a} %{b}\n"),
    (heredoc(""), ""),
    (heredoc("    a\n      b\n\n    c\n    ", "<<-EOT"), "a\n  b\n\nc\n"),
    (heredoc("    ${1}\n      b\n    ", "<<-EOT"), "1\n  b\n"),
    (heredoc("  x EOT\n  EOTX\n", "<<-EOT"), "x EOT\nEOTX\n"),
    (heredoc("%{ for x in [1, 2] ~}\nline ${x}\n%{ endfor ~}\n"), "line 1\nline 2\n"),
    (heredoc("  %{~ if true }, a%{ endif ~}\n  %{~ if true }, b%{ endif ~}\n  ", "<<-EOT"), ", a, b"),
    (heredoc("a\r\nb\r\n"), "a\r\nb\r\n"),
    (heredoc(r"""select '${replace("a\"b", "\"", "\"\"")}' as "x" """ + "\n"), 'select \'a""b\' as "x" \n'),
    (heredoc('é ${"ü"} ß\n'), "é ü ß\n"),
]


@pytest.mark.parametrize(("expression", "expected"), VALUES)
def test_value(value, expression, expected):
    assert value(expression) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('"\\q"', "escape"),
        ('"%{ if true }x"', ""),
        ('"%{ endif }"', ""),
        ('"a ${1"', "this quote is not closed on its line"),
        ('"a ${1', "this quote is not closed on its line"),
        ('"\\ud800"', "no escape that a string can hold"),
        ('"open\n', "x.pp:3:21: this quote is not closed on its line"),
        ("<<EOT\nnever closed\n", "this heredoc is never closed: 'EOT' must stand alone"),
    ],
)
def test_fault(value, expression, message):
    with pytest.raises(ModError) as caught:
        value(expression)
    assert message in str(caught.value)


def test_a_template_of_a_file(load):
    found = load({
        "x.pp": 'query "q" { sql = templatefile("q.sql.tpl", { columns = ["a", "b"], table = "t" }) }',
        "q.sql.tpl": 'select\n%{ for c in columns ~}\n  "${c}",\n%{ endfor ~}\n  1\nfrom ${table}',
    })  # fmt: skip
    assert found.find("query", "q").sql == 'select\n  "a",\n  "b",\n  1\nfrom t'


def test_a_template_sees_only_what_it_is_given(load):
    found = load({
        "x.pp": 'locals { a = 1 }\nquery "q" { sql = templatefile("t", { tabel = 1 }) }',
        "t": "select 1\nfrom ${table}",
    })  # fmt: skip
    with pytest.raises(ModError, match=r"t:2:8: the template is not given 'table' \(did you mean tabel\?\)"):
        found.find("query", "q")
