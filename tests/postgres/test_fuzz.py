"""Random statements through both engines: a bounded, repeatable share of what `fuzz.py` does for longer."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings

from .engines import Engines, difference
from .grammar import statements

# Where rows are merged, either of two equal values may be shown: 1 or 1.0.
MERGING = re.compile(r"\b(distinct|group by|union|except|intersect|max|min|greatest|least|limit)\b")

# PostgreSQL's class "data exception": a value that a function cannot take. Which row fails first, or whether one
# is looked at, depends on the plan; the statements of the corpus hold these errors down one by one.
DATA_EXCEPTION = "22"


def check(engines: Engines, statement: str) -> None:
    """Fail, with both answers, where the engines differ on `statement`."""
    theirs = engines.ask_postgres(statement)
    if theirs.code.startswith(DATA_EXCEPTION):
        return
    ours = engines.ask_steelyard(statement)
    found = difference(statement, theirs, ours, exact=MERGING.search(statement) is None)
    assert found is None, f"{found}\n\n{statement}\n\nPostgreSQL: {theirs}\n\nSteelyard: {ours}"


@settings(
    max_examples=1000,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(statement=statements())
def test_random_statements(engines: Engines, statement: str) -> None:
    check(engines, statement)
