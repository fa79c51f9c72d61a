"""PostgreSQL's regular expressions as RE2's and Python's."""

from __future__ import annotations

import pytest

from steelyard.sql import are
from steelyard.sql.values import PgError

# A pattern, a text, whether it matches, and whether RE2 can tell.
TESTS = [
    ("abc", "xabcx", True, True),
    ("^a.c$", "a\nc", True, True),
    ("(?n)^a.c$", "a\nc", False, True),
    ("(?i)ABC", "xabc", True, True),
    ("a{2,3}", "caab", True, True),
    ("[[:digit:]]+", "a1", True, True),
    ("[^]a]", "]", False, True),
    (r"\d\s\w", "1 é", True, True),
    (r"\mfoo\M", "a foo b", True, False),
    (r"\yfoo", "xfoo", False, False),
    ("(a)(b)\\2", "abb", True, False),
    ("a(?!b)", "ac", True, False),
    ("(?<=a)b", "ab", True, False),
    ("***=a.c", "abc", False, True),
    (r"\u00e9", "é", True, True),
]


@pytest.mark.parametrize(("pattern", "text", "expected", "by_re2"), TESTS)
def test_matches(pattern: str, text: str, expected: bool, by_re2: bool) -> None:
    assert are.test(text, pattern, "") is expected
    assert (are.read(pattern).re2 is not None) is by_re2


@pytest.mark.parametrize("pattern", ["(", "a)", "*a", "a**", "[a", "[b-a]", "a{2,1}", "\\", r"\q", "[[:foo:]]", r"\3"])
def test_invalid(pattern: str) -> None:
    with pytest.raises(PgError):
        are.read(pattern)


# A pattern that can match in one way only, so that RE2 extracts what PostgreSQL does; or not.
SETTLED = [
    (r"^arn:aws:iam::(\d+):", True),
    (r"\d{12}", True),
    ("([a-z]+)-[0-9]+$", True),
    ("a|ab", False),
    ("a?(ab)?", False),
    (".*x", False),
    ("(a)+", False),
    ("[a-z]*?1", False),
]


@pytest.mark.parametrize(("pattern", "settled"), SETTLED)
def test_settled(pattern: str, settled: bool) -> None:
    assert are.read(pattern).settled is settled
