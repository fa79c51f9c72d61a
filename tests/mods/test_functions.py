"""Every function, mostly by the examples that Terraform's documentation gives."""

from __future__ import annotations

import pytest

from steelyard.mods import ModError, functions

VALUES = [
    ("abs(-12.4)", 12.4),
    ("ceil(5.1)", 6),
    ("ceil(-5.1)", -5),
    ("floor(4.9)", 4),
    ("floor(-4.1)", -5),
    ("log(16, 2)", 4),
    ("max(12, 54, 3)", 54),
    ("min(12, 54, 3)", 3),
    ('parseint("FF", 16)', 255),
    ('parseint("-1011", 2)', -11),
    ('parseint("aA", 62)', 656),
    ("pow(3, 2)", 9),
    ("pow(4, 0)", 1),
    ("pow(2, -1)", 0.5),
    ("signum(-13)", -1),
    ("sum([10, 13, 6, 4.5])", 33.5),
    # strings
    ('chomp("hello\\r\\n\\n")', "hello"),
    ('endswith("hello world", "world")', True),
    ('startswith("hello world", "world")', False),
    ('strcontains("hello world", "wor")', True),
    ('format("Hello, %s!", "Ander")', "Hello, Ander!"),
    ('format("%4.1f|%-5s|%05d|%+d|%x|%q|%%|%t", 3.14159, "ab", -42, 7, 255, "a\\"b", true)',
     ' 3.1|ab   |-0042|+7|ff|"a\\"b"|%|true'),
    ('format("%v %v %v %#v", [1, "a"], 1.5, true, "x")', '[1,"a"] 1.5 true "x"'),
    ('format("%[2]s %[1]s", "a", "b")', "b a"),
    ('format("%.2s|%e|%g", "abc", 12345.678, 0.1)', "ab|1.234568e+04|0.1"),
    ('formatlist("%s-%d", ["a", "b"], [1, 2])', ["a-1", "b-2"]),
    ('formatlist("Hello, %s!", ["V", "A"])', ["Hello, V!", "Hello, A!"]),
    ('indent(2, "a\\nb\\nc")', "a\n  b\n  c"),
    ('join("-", ["foo", "bar", 3])', "foo-bar-3"),
    ('join(",", ["a"], ["b"])', "a,b"),
    ('lower("ÀB")', "àb"),
    ('upper("straße")', "STRASSE"),
    ('replace("1 + 2 + 3", "+", "-")', "1 - 2 - 3"),
    ('replace("hello world", "/w.*d/", "everybody")', "hello everybody"),
    ('replace("a1b2", "/([a-z])([0-9])/", "$2$1")', "1a2b"),
    ('replace("ab", "/(?P<x>a)/", "${"$"}{x}!")', "a!b"),
    ('split(",", "foo,bar,")', ["foo", "bar", ""]),
    ('strrev("a☃")', "☃a"),
    ('substr("hello world", 1, 4)', "ello"),
    ('substr("hello world", -5, -1)', "world"),
    ('substr("🤔🤷", 0, 1)', "🤔"),
    ('substr("noe\u0308l", 2, 1)', "e\u0308"),
    ('title("hello world-wide it\'s 1st éa")', "Hello World-Wide It'S 1st Éa"),
    ('trim("?!hello?!", "!?")', "hello"),
    ('trimprefix("helloworld", "hello")', "world"),
    ('trimsuffix("helloworld", "world")', "hello"),
    ('trimspace("  hello\\n\\n")', "hello"),
    # regular expressions
    ('regex("[a-z]+", "53453453.345345aaabbbccc23454")', "aaabbbccc"),
    ('regex("(\\\\d\\\\d\\\\d\\\\d)-(\\\\d\\\\d)-(\\\\d\\\\d)", "2019-02-01")', ["2019", "02", "01"]),
    ('regex("^(?:(?P<scheme>[^:/?#]+):)?(?://(?P<authority>[^/?#]*))?", "https://terraform.io/docs/")',
     {"authority": "terraform.io", "scheme": "https"}),
    ('regexall("[a-z]+", "1234abcd5678efgh9")', ["abcd", "efgh"]),
    ('regexall("([a-z])([0-9])", "a1 b2")', [["a", "1"], ["b", "2"]]),
    ('length(regexall("[a-z]+", "123456789"))', 0),
    ('can(regex("^x$", "y"))', False),
    # collections
    ("alltrue([true, \"true\"])", True),
    ("alltrue([])", True),
    ("anytrue([false, true])", True),
    ("anytrue([])", False),
    ('chunklist(["a", "b", "c"], 2)', [["a", "b"], ["c"]]),
    ('coalesce("", "b")', "b"),
    ("coalesce(null, 1, 2)", 1),
    ("coalesce(1, \"a\")", "1"),
    ('coalescelist([], ["c", "d"])', ["c", "d"]),
    ('compact(["a", "", null, "c"])', ["a", "c"]),
    ('concat(["a"], [], ["b", "c"])', ["a", "b", "c"]),
    ('contains(["a", "b"], "a")', True),
    ('contains([1, 2], "1")', False),
    ('distinct(["a", "b", "a"])', ["a", "b"]),
    ('element(["a", "b", "c"], 4)', "b"),
    ('element(["a", "b", "c"], -1)', "c"),
    ('flatten([["a", ["b"]], [], ["c"]])', ["a", "b", "c"]),
    ('index(["a", "b", "c"], "b")', 1),
    ('keys({ a = 1, c = 2, b = 3 })', ["a", "b", "c"]),
    ('length("👾🕹️")', 2),
    ("length({ a = 1 })", 1),
    ('lookup({ a = "ay" }, "a", "what?")', "ay"),
    ('lookup({ a = "ay" }, "c", "what?")', "what?"),
    ('matchkeys(["i-1", "i-2"], ["west", "east"], ["east"])', ["i-2"]),
    ('merge({ a = 1, b = 2 }, null, { b = 3, c = 4 })', {"a": 1, "b": 3, "c": 4}),
    ("merge()", {}),
    ("merge([{ a = 1 }, { b = 2 }]...)", {"a": 1, "b": 2}),
    ("one([])", None),
    ('one(["x"])', "x"),
    ("range(3)", [0, 1, 2]),
    ("range(1, 4)", [1, 2, 3]),
    ("range(1, 8, 2)", [1, 3, 5, 7]),
    ("range(4, 1)", [4, 3, 2]),
    ("range(0)", []),
    ("reverse([1, 2, 3])", [3, 2, 1]),
    ('slice(["a", "b", "c", "d"], 1, 3)', ["b", "c"]),
    ('sort(["e", "d", "a", "x"])', ["a", "d", "e", "x"]),
    ('transpose({ a = ["1", "2"], b = ["2"] })', {"1": ["a"], "2": ["a", "b"]}),
    ("values({ a = 3, c = 2, d = 1 })", [3, 2, 1]),
    ('zipmap(["a", "b"], [1, 2])', {"a": 1, "b": 2}),
    ('list("a", 1)', ["a", "1"]),
    ('map("a", 1)', {"a": 1}),
    # sets
    ('setintersection(["a", "b"], ["b", "c"])', ["b"]),
    ('setsubtract(["a", "b", "c"], ["a", "c"])', ["b"]),
    ('setunion(["b"], ["a"], ["c", "a"])', ["a", "b", "c"]),
    ('setproduct(["x", "y"], [1, 2])', [["x", "1"], ["x", "2"], ["y", "1"], ["y", "2"]]),
    # conversion
    ('tobool("true")', True),
    ("tobool(null)", None),
    ('tonumber("1.5")', 1.5),
    ("tostring(15)", "15"),
    ("tostring(true)", "true"),
    ('tolist(["a", 1])', ["a", "1"]),
    ('tomap({ a = "x", b = true })', {"a": "x", "b": "true"}),
    ('toset(["c", "b", "b", 3])', ["3", "b", "c"]),
    ("sensitive(1)", 1),
    ("nonsensitive(1)", 1),
    ("issensitive(1)", False),
    ("ephemeralasnull(1)", 1),
    ('type("x")', "string"),
    # encoding
    ('base64decode("SGVsbG8gV29ybGQ=")', "Hello World"),
    ('base64encode("Hello World")', "SGVsbG8gV29ybGQ="),
    ('csvdecode("a,b\\n1,\\"2,x\\"\\n")', [{"a": "1", "b": "2,x"}]),
    ('jsondecode("{\\"hello\\": [1, 2.50, null, true]}")', {"hello": [1, 2.5, None, True]}),
    ('jsonencode({ b = 1.5, a = [true, null, "<é>"] })', '{"a":[true,null,"\\u003cé\\u003e"],"b":1.5}'),
    ('textencodebase64("Hi", "UTF-16LE")', "SABpAA=="),
    ('textdecodebase64("SABpAA==", "UTF-16LE")', "Hi"),
    ('urlencode("Hello World!é&")', "Hello+World%21%C3%A9%26"),
    ('urldecode("Hello+World%21")', "Hello World!"),
    ('yamldecode("hello: [1, true, ~, x]")', {"hello": [1, True, None, "x"]}),
    ('yamldecode(yamlencode({ a = ["b", 1, { c = null }] }))', {"a": ["b", 1, {"c": None}]}),
    ('yamlencode({ a = "b", c = [1] })', '"a": "b"\n"c":\n- 1\n'),
    ('length(base64gzip("x")) > 10', True),
    # files
    ('file("docs/a.md")', "text of a"),
    ('file("./docs/../docs/a.md")', "text of a"),
    ('fileexists("docs/none.md")', False),
    ('fileset("docs", "*.md")', ["a.md", "b.md"]),
    ('fileset(".", "**/{a,c}.*")', ["docs/a.md", "docs/sub/c.txt"]),
    ('filebase64("docs/a.md")', "dGV4dCBvZiBh"),
    ('filemd5("docs/a.md") == md5("text of a")', True),
    ('filesha1("docs/a.md") == sha1("text of a")', True),
    ('filesha256("docs/a.md") == sha256(file("docs/a.md"))', True),
    ('filesha512("docs/a.md") == sha512("text of a")', True),
    ('filebase64sha256("docs/a.md") == base64sha256("text of a")', True),
    ('filebase64sha512("docs/a.md") == base64sha512("text of a")', True),
    ('templatefile("docs/t.tpl", { x = 1 })', "x is 1"),
    ('templatestring("<$${x}>", { x = 1 })', "<1>"),
    ('basename("foo/bar/baz.txt")', "baz.txt"),
    ('dirname("foo/bar/baz.txt")', "foo/bar"),
    ('pathexpand("a/b")', "a/b"),
    ('basename(abspath("docs"))', "docs"),
    # times
    ('formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z")', "02 Jan 2018 23:12 UTC"),
    ('formatdate("EEEE, DD-MMM-YY hh:mm:ss ZZZ", "2018-01-02T23:12:01Z")', "Tuesday, 02-Jan-18 23:12:01 UTC"),
    ("formatdate(\"h'h'mm H:mmaa ZZZZZ\", \"2018-01-02T23:12:01-08:00\")", "23h12 11:12pm -08:00"),
    ('timeadd("2017-11-22T00:00:00Z", "10m")', "2017-11-22T00:10:00Z"),
    ('timeadd("2017-11-22T00:00:00Z", "-1h30m")', "2017-11-21T22:30:00Z"),
    ('timecmp("2017-11-22T01:00:00Z", "2017-11-22T00:00:00-01:00")', 0),
    # hashes
    ('md5("hello world")', "5eb63bbbe01eeed093cb22bb8f5acdc3"),
    ('sha1("hello world")', "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"),
    ('sha256("hello world")', "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"),
    ('substr(sha512("hello world"), 0, 16)', "309ecc489c12d6eb"),
    ('base64sha256("hello world")', "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="),
    ('length(base64sha512("hello world"))', 88),
    ('uuidv5("dns", "www.terraform.io")', "a5008fae-b28c-5ba5-96cd-82b4c53552d6"),
    # networks
    ('cidrhost("10.12.112.0/20", 16)', "10.12.112.16"),
    ('cidrhost("10.12.112.0/20", -1)', "10.12.127.255"),
    ('cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)', "fd00:fd12:3456:7890::22"),
    ('cidrnetmask("172.16.0.0/12")', "255.240.0.0"),
    ('cidrsubnet("172.16.0.0/12", 4, 2)', "172.18.0.0/16"),
    ('cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)', "fd00:fd12:3456:7800:a200::/72"),
    ('cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)',
     ["10.1.0.0/20", "10.1.16.0/20", "10.1.32.0/24", "10.1.48.0/20"]),
]  # fmt: skip

FILES = {
    "docs/a.md": "text of a",
    "docs/b.md": "b",
    "docs/sub/c.txt": "c",
    "docs/t.tpl": "x is ${x}",
}


@pytest.mark.parametrize(("expression", "expected"), VALUES, ids=[e for e, _ in VALUES])
def test_value(load, expression, expected):
    mod = load({**FILES, "x.pp": f'detection "d" {{\n  display_columns = {expression}\n}}\n'})
    found = mod.find("detection", "d").attributes["display_columns"]
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)


def test_every_function_is_tested():
    text = " ".join(expression for expression, _ in VALUES)
    untested = [name for name in functions.names() if f"{name}(" not in text and name not in ("try",)]
    assert untested == []


FAULTS = [
    ('parseint("FG", 16)', "no number in base 16"),
    ("pow(10, 1000000)", "too large"),
    ("log(-1, 2)", "positive"),
    ('format("%d")', "no argument 1 for %d"),
    ('format("%s", 1, 2)', "2 arguments are given, but only 1 are used"),
    ('format("%y", 1)', "no verb %y"),
    ('format("%99999999d", 1)', "a width of more than"),
    ('regex("[", "x")', "'[' is no pattern"),
    ('regex("x", "y")', "'x' does not match 'y'"),
    ("one([1, 2])", "may have one at most"),
    ("element([], 0)", "the list is empty"),
    ('index(["a"], "b")', "not in the list"),
    ("range(1, 0, 1)", "never reaches the end"),
    ("range(5000)", "more than 1024"),
    ("slice([1], 0, 5)", "outside the list"),
    ('lookup({}, "a")', "no default is given"),
    ('tonumber("x")', "'x' is not a number"),
    ("tolist(1)", "a list is needed"),
    ('jsondecode("{")', "no JSON"),
    ('jsondecode("[NaN]")', "no JSON"),
    ('yamldecode("a: [")', "no YAML"),
    ('csvdecode("a,b\\n1")', "line 2 has 1 values for 2 columns"),
    ('base64decode("*")', "no base64"),
    ('textencodebase64("x", "nope")', "no encoding 'nope'"),
    ('textencodebase64("x", "rot13")', "no encoding 'rot13'"),
    ('file("none.md")', "no file 'none.md'"),
    ('timeadd("today", "1h")', "'today' is no time"),
    ('timeadd("2017-11-22T00:00:00Z", "1 hour")', "'1 hour' is no duration"),
    ('formatdate("Foo", "2017-11-22T00:00:00Z")', "no part of a date"),
    ('cidrsubnet("10.0.0.0/30", 4, 0)', "no room"),
    ('cidrhost("10.0.0.0", 1)', "no network in CIDR notation"),
    ('coalesce(null, "")', "every argument is null or empty"),
    ("try()", "at least 1 argument"),
    ("try(1 / 0)", "no expression has a value"),
]


@pytest.mark.parametrize(("expression", "message"), FAULTS, ids=[e for e, _ in FAULTS])
def test_fault(value, expression, message):
    with pytest.raises(ModError) as caught:
        value(expression)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "docs/../../secret", "link", "folder/secret"])
def test_files_outside_the_mod_cannot_be_read(load, tmp_path, name):
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "m" / "folder").symlink_to(tmp_path)
    for call in (
        f'file("{name}")',
        f'filemd5("{name}")',
        f'templatefile("{name}", {{}})',
        f'tostring(fileexists("{name}"))',
    ):
        mod = load(f'query "q" {{\n  sql = {call}\n}}')
        with pytest.raises(ModError, match="outside the mod's folder"):
            mod.find("query", "q")
