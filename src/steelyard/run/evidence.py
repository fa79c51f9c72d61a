"""No verdict without evidence: what failed calls do to a control's rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from steelyard.aws import tables
from steelyard.aws.compile import LISTING, slots
from steelyard.collect.plan import GLOBAL
from steelyard.errors import SteelyardError
from steelyard.run.results import Row
from steelyard.sql import TableNeed
from steelyard.store import Failure


def concerning(needs: Mapping[str, TableNeed], failures: Iterable[Failure]) -> list[Failure]:
    """The failures of calls that those needs rest on: of a listing, or of an added call whose columns are used."""
    return [failure for failure in failures if _concerns(needs, failure)]


def _concerns(needs: Mapping[str, TableNeed], failure: Failure) -> bool:
    need = needs.get(failure.table)
    table = tables.find(failure.table)
    if need is None or table is None:
        return False
    for column, value in (("account_id", failure.account_id), ("region", failure.region)):
        if column in need.filters and value != GLOBAL and value not in need.filters[column]:
            return False
    return failure.slot == LISTING or failure.slot in slots(table, need.columns)


def apply(
    rows: Sequence[Row], columns: Sequence[str], failures: Sequence[Failure], closed: Sequence[Row] = ()
) -> list[Row]:
    """The rows that stand, an error row for each scope whose calls failed, and those of `unreachable` (``closed``).

    ``columns`` are the query's result columns. A row with an account and a region falls where a call failed
    there, or globally in its account; a row with an account alone falls where any call of the account failed;
    a row without an account falls where any call failed, or a connection could not be entered.
    """
    if closed and "account_id" not in columns:
        rows = []
    if not failures:
        return [*rows, *closed]
    by_account = "account_id" in columns
    by_region = by_account and "region" in columns
    standing = [row for row in rows if not any(_falls(row, f, by_account, by_region) for f in failures)]
    return [*standing, *_error_rows(failures, by_account, by_region), *closed]


def _falls(row: Row, failure: Failure, by_account: bool, by_region: bool) -> bool:
    if not by_account:
        return True
    account = row.dimensions.get("account_id")
    if account and account != failure.account_id:
        return False
    if not by_region:
        return True
    region = row.dimensions.get("region")
    return not region or GLOBAL in (region, failure.region) or region == failure.region


def _error_rows(failures: Sequence[Failure], by_account: bool, by_region: bool) -> list[Row]:
    scopes: dict[tuple[str, str], list[Failure]] = {}
    for failure in failures:
        region = failure.region if by_region else failure.call_region
        scopes.setdefault((failure.account_id, region), []).append(failure)
    return [_error_row(account, region, failed) for (account, region), failed in sorted(scopes.items())]


def _error_row(account: str, region: str, failures: list[Failure]) -> Row:
    first = failures[0]
    calls = {(f.service, f.operation, f.call_region, f.code) for f in failures}
    more = f" (and {len(calls) - 1} more)" if len(calls) > 1 else ""
    message = f": {first.message}" if first.message else ""
    reason = f"{first.service}:{first.operation} in {first.call_region} failed with {first.code}{message}{more}"
    return Row("error", account, reason, {"account_id": account, "region": region})


def unread(rows: Sequence[Row], needs: Mapping[str, TableNeed], regions: Mapping[str, Collection[str]]) -> list[Row]:
    """The rows, those of regions that were not read as ``skip``.

    A query that starts from ``aws_region`` has rows for regions that the user left out, or that the account has not
    enabled; without what its other tables hold there, its verdict on them rests on nothing.
    ``regions``: those that were read in each account.
    """
    if not any(table.scope.startswith("regional") for name in needs if (table := tables.find(name)) is not None):
        return list(rows)
    return [_if_read(row, regions) for row in rows]


def _if_read(row: Row, regions: Mapping[str, Collection[str]]) -> Row:
    account, region = row.dimensions.get("account_id"), row.dimensions.get("region")
    known = regions.get(account or "")
    if known is None or not region or region == GLOBAL or region in known or row.status not in ("ok", "alarm", "info"):
        return row
    return Row("skip", row.resource, f"{region} was not read.", row.dimensions)


def unreachable(errors: Mapping[str, SteelyardError]) -> list[Row]:
    """An error row for each connection that could not be entered."""
    return [Row("error", name, str(error), {"connection": name}) for name, error in sorted(errors.items())]
