"""Every table on an empty account: rows or a clear failure, never a traceback."""

from __future__ import annotations

import pytest

from steelyard.aws import tables
from steelyard.collect.plan import plan
from steelyard.errors import UsageError
from steelyard.run.session import CATALOG
from steelyard.sql import TableNeed
from steelyard.store import Store

from ..conftest import Account


def needs_a_filter(name: str) -> bool:
    try:
        plan({name: TableNeed(frozenset(CATALOG[name]), {})})
    except UsageError as error:
        if f"table {name} needs a filter on" not in str(error):
            raise
        return True
    return False


@pytest.fixture(scope="module")
def open_tables() -> list[str]:
    return [name for name in tables.names() if not needs_a_filter(name)]


def test_all_at_once_on_an_empty_account(account: Account, open_tables: list[str]) -> None:
    assert len(open_tables) > 250
    account.regions = ("us-east-1",)
    with Store() as store:
        session = account.session(store)
        collected = session.collect([{name: TableNeed(frozenset(CATALOG[name]), {}) for name in open_tables}])
        assert set(collected.scopes) == set(open_tables)
        failures = store.failures(scope for scopes in collected.scopes.values() for scope in scopes)
        reader = store.reader()
        for name in open_tables:
            store.show(name, CATALOG[name], collected.scopes[name])
            count = reader.execute(f'select count(*) from "{name}"').fetchone()
            assert count is not None
        reader.close()
    # What moto does not have answers with a server error; nothing else may fail.
    unknown = {"404", "500", "501", "InvalidAction", "NotImplemented", "UnknownOperationException"}
    assert {failure.code for failure in failures} <= unknown
    calls = [(c.account_id, c.region, c.service, c.operation, c.params) for c in account.outcomes if c.account_id]
    twice = {call for call in calls if calls.count(call) > 1}
    assert twice <= {call for call in calls if call[3] == "GenerateCredentialReport"}


@pytest.mark.parametrize("name", ["aws_iam_user", "aws_s3_bucket", "aws_vpc", "aws_drs_job"])
def test_one_by_one(account: Account, name: str) -> None:
    account.regions = ("us-east-1",)
    answer = account.answer(f"select count(*) from {name}")
    assert answer.result.columns == ("count",)
    assert answer.result.rows[0][0] == (1 if name == "aws_vpc" else 0)
    assert answer.whole == (name != "aws_drs_job")
