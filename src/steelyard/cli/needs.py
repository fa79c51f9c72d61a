"""Names on the command line to what they need of AWS: benchmarks, controls, queries, tables, SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.cli.context import workspace
from steelyard.errors import UsageError
from steelyard.mods import Benchmark, Control, Query, Resource

if TYPE_CHECKING:
    from steelyard.sql import TableNeed


def needs_of(
    names: Sequence[str], mod_location: Path, variables: Sequence[str], var_files: Sequence[Path]
) -> list[Mapping[str, TableNeed]]:
    """What each name needs. A name is a table, SQL, or a benchmark, control or query of a mod."""
    from steelyard.aws.tables import column_types
    from steelyard.run.session import CATALOG
    from steelyard.sql import TableNeed, compile_query

    found: list[Mapping[str, TableNeed]] = []
    mods = None
    for name in names:
        types = column_types(name)
        if types is not None:
            found.append({name: TableNeed(frozenset(types), {})})
        elif any(c.isspace() for c in name.strip()):
            found.append(compile_query(name, CATALOG).needs)
        else:
            mods = mods or workspace(mod_location, variables, var_files)
            resource = mods.find(("benchmark", "control", "query"), name)
            found += [compile_query(sql, CATALOG, where).needs for where, sql in sorted(set(_sql(resource)))]
    return found


def _sql(resource: Resource) -> Iterator[tuple[str, str]]:
    if isinstance(resource, Benchmark):
        for child in resource.children:
            yield from _sql(child)
    elif isinstance(resource, Control):
        yield resource.query or resource.full_name, resource.sql
        yield from ((f"with.{asked.name}", asked.sql) for asked in resource.withs)
    elif isinstance(resource, Query):
        yield resource.full_name, resource.sql
    else:
        raise UsageError(f"{resource.full_name} is a {resource.kind}, which needs no tables of its own")
