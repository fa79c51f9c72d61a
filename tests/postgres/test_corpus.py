"""Every statement of the corpus gives in Steelyard what it gives in PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from .corpus import Statement, read_folder
from .differences import ANSWERED, REFUSED
from .engines import Engines, as_text, difference

STATEMENTS = read_folder(Path(__file__).parent / "statements")


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.name)
def test_statement(engines: Engines, statement: Statement) -> None:
    theirs = engines.ask_postgres(statement.text, statement.params)
    assert (theirs.error is not None) == statement.refused, f"{statement.text}\n\nPostgreSQL: {theirs}"
    ours = engines.ask_steelyard(statement.text, statement.params)
    found = difference(statement.text, theirs, ours, exact=not statement.either)
    report = f"{found}\n\n{statement.text}\n\nPostgreSQL: {theirs}\n\nSteelyard: {ours}"
    if statement.name in REFUSED:
        assert theirs.error is None, f"PostgreSQL refuses this too: take it out of REFUSED\n\n{report}"
        assert ours.error is not None, f"answered now: take it out of REFUSED\n\n{report}"
        return
    if statement.name in ANSWERED:
        assert found is not None, f"equal now: take it out of ANSWERED\n\n{report}"
        assert ours.error is None, f"ANSWERED is for answers, this is refused\n\n{report}"
        return
    assert found is None, report
    if not statement.either:
        check_text(engines, statement, theirs.columns)


def check_text(engines: Engines, statement: Statement, columns: tuple[str, ...]) -> None:
    """The text form of every value is PostgreSQL's too."""
    text = as_text(statement.text, columns)
    if text is None:
        return
    theirs, ours = engines.ask_postgres(text, statement.params), engines.ask_steelyard(text, statement.params)
    found = difference("", theirs, ours)
    assert found is None, f"as text, {found}\n\n{text}\n\nPostgreSQL: {theirs}\n\nSteelyard: {ours}"


def test_the_named_differences_exist() -> None:
    names = {statement.name for statement in STATEMENTS}
    assert set(REFUSED) | set(ANSWERED) <= names


def test_the_corpus_is_large() -> None:
    assert len(STATEMENTS) >= 400
