"""What the store has for some plans, without asking AWS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from steelyard.aws import models
from steelyard.aws.ways import Way
from steelyard.collect.collector import Collected, covers, missing
from steelyard.collect.plan import GLOBAL, TablePlan
from steelyard.store import Scope, Store, StoreError


@dataclass(frozen=True, slots=True)
class Place:
    """An account as the store knows it: the regions that something was read in."""

    account_id: str
    partition: str
    regions: tuple[str, ...]


def from_store(store: Store, plans: Sequence[TablePlan], ways: Sequence[Way]) -> Collected:
    """What the store has for those plans of what was read through those ways, the newest of each place.

    A place that something was read of, but not what a plan needs, is among ``unread``. Raises `StoreError` where
    nothing of a table is there.
    """
    result = Collected()
    places = _places(store, ways)
    for place in places:
        result.regions[place.account_id].update(place.regions)
    for plan in plans:
        newest: dict[tuple[str, str], Scope] = {}
        for scope in store.fresh(plan.table.name, None):
            if _through(scope.connection, scope.region, ways) and covers(scope, plan):
                newest.setdefault((scope.account_id, scope.region), scope)
        if not newest:
            names = ", ".join(way.name for way in ways)
            raise StoreError(
                f"the store {store.path} has not the columns of {plan.table.name} that this needs, "
                f"read through {names}; run it once without --offline, with the same --store"
            )
        for place in places:
            for region in plan.places(place):
                found = newest.get((place.account_id, region))
                if found is not None:
                    result.reuse(found)
                else:
                    said = f"the store has not what is needed of {plan.table.name}"
                    result.unread.append(missing(plan, place.account_id, region, "NotInStore", said))
    return result


def _places(store: Store, ways: Sequence[Way]) -> list[Place]:
    regions: dict[str, set[str]] = {}
    for connection, account_id, read in store.places():
        wanted = {region for region in read if _through(connection, region, ways)}
        if wanted:
            regions.setdefault(account_id, set()).update(wanted - {GLOBAL})
    return [
        Place(account_id, models.partition_of(min(found)) if found else "aws", tuple(sorted(found)))
        for account_id, found in sorted(regions.items())
    ]


def _through(connection: str, region: str, ways: Sequence[Way]) -> bool:
    """Whether a connection is one of those ways' that reads the region."""
    return any(
        (connection == way.name or connection.startswith(f"{way.name}/"))
        and (region == GLOBAL or any(fnmatchcase(region, pattern) for pattern in way.regions))
        for way in ways
    )
