"""From PostgreSQL's text to DuckDB's, with what the query needs and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from steelyard.sql.errors import SqlError
from steelyard.sql.types import PgType


@dataclass(frozen=True)
class TableNeed:
    """``columns`` the query reads of a table; ``filters``: column to the only values of it that matter."""

    columns: frozenset[str]
    filters: Mapping[str, tuple[object, ...]]


@dataclass(frozen=True)
class Compiled:
    """A translated query.

    ``sql`` is DuckDB's text; ``needs`` says which columns and constant filters of which tables it reads; ``columns``
    are PostgreSQL's names of the results; ``parameters`` is the highest ``$n``. ``aggregated`` is true when rows
    missing from a table could change other result rows, not only drop some: aggregates, windows, outer joins,
    subqueries, DISTINCT, LIMIT.
    """

    name: str
    text: str
    sql: str
    needs: Mapping[str, TableNeed]
    columns: tuple[str, ...]
    parameters: int
    aggregated: bool
    kinds: tuple[PgType, ...] = field(default=(), repr=False)
    parameter_types: Mapping[int, str] = field(default_factory=dict, repr=False)


_CACHE: dict[str, tuple[Compiled, dict[str, dict[str, str]]]] = {}
_CACHE_SIZE = 4096


def compile_query(text: str, catalog: Mapping[str, Mapping[str, str]], name: str = "query") -> Compiled:
    """Translates one SELECT, VALUES or WITH statement.

    ``catalog`` maps tables to their columns to PostgreSQL type names. A result is kept and given again for the same
    text while the tables it reads have the same columns.

    Raises:
        SqlError: It is no such statement, names what does not exist, or has no faithful translation.
    """
    known = _CACHE.get(text)
    if known is not None and all(catalog.get(t) == columns for t, columns in known[1].items()):
        made = known[0]
        if made.name == name:
            return made
        from dataclasses import replace

        return replace(made, name=name)
    made = _compile(text, catalog, name)
    if "information_schema" not in text.lower():
        if len(_CACHE) >= _CACHE_SIZE:
            _CACHE.pop(next(iter(_CACHE)))
        _CACHE[text] = made, {t: dict(catalog[t]) for t in made.needs}
    return made


def _compile(text: str, catalog: Mapping[str, Mapping[str, str]], name: str) -> Compiled:
    from steelyard.sql.generator import duck_sql
    from steelyard.sql.needs import collect
    from steelyard.sql.queries import build, shown
    from steelyard.sql.translation import Translation
    from steelyard.sql.values import PgError

    tree = _parse(text, name)
    tr = Translation(text, name, catalog)
    try:
        query = shown(tr, build(tr, tree, None))
    except PgError as error:
        raise SqlError(str(error), name) from error
    except RecursionError:
        raise SqlError("the query is nested too deeply", name) from None
    return Compiled(
        name=name,
        text=text,
        sql=duck_sql(query.node),
        needs=collect(tr.uses, catalog),
        columns=tuple(c.name for c in query.columns),
        parameters=tr.highest_parameter,
        aggregated=tr.aggregated,
        kinds=tuple(c.type for c in query.columns),
        parameter_types=dict(tr.parameters),
    )


def _parse(text: str, name: str) -> Any:
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import ParseError, TokenError

    from steelyard.sql.dialect import Pg

    try:
        found = [e for e in sqlglot.parse(text, read=Pg) if e is not None and not isinstance(e, exp.Semicolon)]
    except ParseError as error:
        first = error.errors[0] if error.errors else {}
        message = str(first.get("description") or error).split("\n")[0].rstrip(".")
        raise SqlError(
            f"syntax error: {message}", name, int(first.get("line") or 0), int(first.get("col") or 0)
        ) from error
    except TokenError as error:
        raise SqlError(f"syntax error: {error}", name) from error
    except RecursionError:
        raise SqlError("the query is nested too deeply", name) from None
    if not found:
        raise SqlError("the query is empty", name)
    if len(found) > 1:
        raise SqlError("only one statement can be run", name)
    if not isinstance(found[0], exp.Query | exp.Values):
        word = text.split(None, 1)[0].upper() if text.split() else type(found[0]).__name__
        raise SqlError(f"only SELECT, VALUES and WITH queries can be run, not {word}", name, 1, 1)
    return found[0]
