"""The stored form of JSON."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.sql import canonical, canonical_text
from steelyard.sql.jsonb import MARK, loads, shown, sort_key
from steelyard.sql.values import PgError

# JSON as written, as stored, as shown.
FORMS = [
    ('{"bb": 1, "a": 2, "B": 3}', '{"B":3,"a":2,"bb":1}', '{"B": 3, "a": 2, "bb": 1}'),
    ('{"é": 1, "zz": 2, "z": 3}', '{"z":3,"zz":2,"é":1}', '{"z": 3, "zz": 2, "é": 1}'),
    ('{"a": 1, "a": {"b": [ ]}}', '{"a":{"b":[]}}', '{"a": {"b": []}}'),
    ("[1, 1.5, -0, 1e2, 0.1]", "[1,1.5,0,100,0.1]", "[1, 1.5, 0, 100, 0.1]"),
    ("1.50", f'"{MARK}1.50"', "1.50"),
    ("[1E-5]", f'["{MARK}0.00001"]', "[0.00001]"),
    ("12345678901234567890123", "12345678901234567890123", "12345678901234567890123"),
    ("3.14159265358979323846", f'"{MARK}3.14159265358979323846"', "3.14159265358979323846"),
    ('"a/b\\u00e9\\u001f\\n"', '"a/bé\\u001F\\n"', '"a/bé\\u001f\\n"'),
    ('"x, y: z"', '"x, y: z"', '"x, y: z"'),
    (f'"{MARK}1"', f'"{MARK}{MARK}1"', f'"{MARK}1"'),
    ("null", "null", "null"),
]


@pytest.mark.parametrize(("written", "stored", "seen"), FORMS)
def test_forms(written: str, stored: str, seen: str) -> None:
    assert canonical_text(written) == stored
    assert canonical_text(seen) == stored
    assert shown(stored) == seen


@pytest.mark.parametrize("written", [f[0] for f in FORMS])
def test_duckdb_gives_the_stored_form_back(written: str) -> None:
    stored = canonical_text('{"k": [' + written + "]}")
    found = duckdb.execute("SELECT CAST(json_extract(CAST(? AS JSON), '$.k[0]') AS VARCHAR)", [stored]).fetchone()
    assert found == (canonical_text(written),)


@pytest.mark.parametrize("text", ["", "{", "[1,]", "nan", "{'a': 1}", "01", '"\\u0000"', "[1] 2"])
def test_not_json(text: str) -> None:
    with pytest.raises(PgError):
        canonical_text(text)


# Not all of Python's strings are PostgreSQL's; floats past 15 digits come back as whole numbers.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
scalars = st.none() | st.booleans() | st.integers() | st.floats(-1e15, 1e15) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
)


@given(values)
def test_values_come_back(value: object) -> None:
    stored = canonical(value)
    assert loads(stored) == value
    assert canonical_text(shown(stored)) == stored


def test_decimals_keep_their_digits() -> None:
    assert shown(canonical({"price": Decimal("1.10")})) == '{"price": 1.10}'


def test_order() -> None:
    ascending = ["[]", "null", '"a"', '"b"', "1", "1.5", "10", "false", "true", "[1]", "[1,2]", "{}", '{"a":1}']
    keys = [sort_key(canonical_text(text)) for text in ascending]
    assert keys == sorted(keys)
