"""Running translated SQL: functions on a connection, values and texts of a result, errors in PostgreSQL's words."""

from __future__ import annotations

import inspect
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from steelyard.sql.errors import SqlError

if TYPE_CHECKING:
    import duckdb

    from steelyard.sql.compile import Compiled
    from steelyard.sql.types import PgType


_SETTINGS = {
    "TimeZone": "UTC",
    # ORDER BY a constant does nothing in PostgreSQL; DuckDB calls it a mistake unless told.
    "order_by_non_integer_literal": "true",
}
_REGISTERING = threading.Lock()


def install(connection: duckdb.DuckDBPyConnection, query: Compiled | None = None) -> None:
    """Makes a connection ready for translated SQL. Repeating it does no harm.

    The time zone becomes UTC, in which ``timestamptz`` is shown and cut into days; do this before the configuration is
    locked. Functions are added when a query first needs them, by ``fetch``; who runs ``query.sql`` without ``fetch``
    passes the query here.
    """
    for name, value in _SETTINGS.items():
        if connection.execute(f"SELECT CAST(current_setting('{name}') AS VARCHAR)").fetchall() != [(value,)]:
            # For connections made from this one too: once the configuration is locked, they could not.
            connection.execute(f"SET GLOBAL {name} = '{value}'").fetchall()
            connection.execute(f"SET {name} = '{value}'").fetchall()
    if query is not None:
        _add_functions(connection, query.sql)


def _add_functions(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """Python functions belong to the database, macros to the connection alone."""
    import duckdb
    import duckdb.func

    from steelyard.sql import macros, udf

    entries = {entry[0]: entry for entry in udf.ENTRIES}
    statements = macros.macros()
    with _REGISTERING:
        for name in macros.called(text):
            if name in statements:
                connection.execute(statements[name]).fetchall()
            elif name in entries:
                _, function, arguments, result, may_give_null = entries[name]
                nulls = duckdb.func.SPECIAL if may_give_null else duckdb.func.DEFAULT
                body = _strict(function) if may_give_null else function
                try:
                    connection.create_function(name, body, list(arguments), result, null_handling=nulls)
                except (duckdb.NotImplementedException, duckdb.CatalogException) as error:
                    if "already" not in str(error):
                        raise


def _strict(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any) -> Any:
        return None if None in args else function(*args)

    call.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
    return call


@dataclass(frozen=True)
class Result:
    """A result: ``rows`` hold Python values as psycopg 3 gives them; ``text_rows()`` PostgreSQL's text of each."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[object, ...]]
    _kinds: tuple[PgType, ...] = field(default=(), repr=False, compare=False)
    _raw: list[tuple[Any, ...]] = field(default_factory=list, repr=False, compare=False)

    def text_rows(self) -> list[tuple[str | None, ...]]:
        """Each value's text as PostgreSQL writes it: ``t``, ``{"a": 1}``, ``2024-05-01 00:00:00+00``; None for null."""
        from steelyard.sql.output import text_writer

        writers = [text_writer(kind) for kind in self._kinds]
        return [tuple(None if v is None else w(v) for v, w in zip(row, writers, strict=True)) for row in self._raw]


def fetch(connection: duckdb.DuckDBPyConnection, compiled: Compiled, params: Sequence[object] = ()) -> Result:
    """Runs a compiled query with the values of ``$1``, ``$2``, …

    Raises:
        SqlError: PostgreSQL would raise an error for these rows, or the number of values is wrong.
    """
    import duckdb

    if len(params) != compiled.parameters:
        raise SqlError(f"{compiled.parameters} parameters expected, {len(params)} given", compiled.name)
    values = [parameter(v, compiled.parameter_types.get(n, "text")) for n, v in enumerate(params, 1)]
    try:
        raw = _rows(connection, compiled, values)
    except duckdb.Error as error:
        raise SqlError(message_of(error), compiled.name) from error
    from steelyard.sql.output import value_reader

    readers = [value_reader(kind) for kind in compiled.kinds]
    if not compiled.columns:
        return Result((), (), [() for _ in raw], (), [() for _ in raw])
    if all(r is None for r in readers):
        rows: list[tuple[object, ...]] = list(raw)
    else:
        rows = [tuple(v if r is None or v is None else r(v) for v, r in zip(row, readers, strict=False)) for row in raw]
    return Result(compiled.columns, tuple(str(k) for k in compiled.kinds), rows, compiled.kinds, raw)


def _rows(connection: duckdb.DuckDBPyConnection, compiled: Compiled, values: list[Any]) -> list[tuple[Any, ...]]:
    import duckdb

    try:
        cursor = connection.execute(compiled.sql, values or None)
    except duckdb.CatalogException as error:
        if "pg_" not in str(error):
            raise
        install(connection, compiled)
        cursor = connection.execute(compiled.sql, values or None)
    if all(kind.name in _BY_COLUMN for kind in compiled.kinds):
        return _columns(cursor)
    return cursor.fetchall()


# What numpy gives back as it was: DuckDB fills columns about twice as fast as rows.
_BY_COLUMN = {"text", "character varying", "jsonb", "json", "boolean", "integer", "bigint", "inet", "cidr", "ltree"}


def _columns(cursor: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    names = [entry[0] for entry in cursor.description or []]
    found = cursor.fetchnumpy()
    if len(found) < len(names):
        raise RuntimeError(f"columns of one name: {names}")
    return list(zip(*(column.tolist() for column in found.values()), strict=True))


def parameter(value: object, kind: str) -> str | None:
    """A Python value as PostgreSQL's input text for a parameter of that type."""
    from steelyard.sql.jsonb import canonical
    from steelyard.sql.values import array_out

    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) or kind in {"jsonb", "json"}:
        return canonical(value)
    if isinstance(value, list | tuple):
        return array_out([parameter(v, "text") for v in value])
    if isinstance(value, float):
        from steelyard.sql.values import float_out

        return float_out(value)
    return str(value)


_UDF = re.compile(r"Python exception occurred while executing the UDF: (?:\w+: )?(.*)", re.S)
_WORDS: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (
        r"Overflow in .* of INT(16|32|64)",
        lambda m: {"16": "smallint", "32": "integer", "64": "bigint"}[m[1]] + " out of range",
    ),
    (
        r"(?:Type|Casting|Could not cast).*out of range for the destination type INT(16|32|64)",
        lambda m: {"16": "smallint", "32": "integer", "64": "bigint"}[m[1]] + " out of range",
    ),
    (
        r"More than one row returned by a subquery",
        lambda m: "more than one row returned by a subquery used as an expression",
    ),
    (
        r'column "?([^"]*?)"? must appear in the GROUP BY clause',
        lambda m: f'column "{m[1]}" must appear in the GROUP BY clause or be used in an aggregate function',
    ),
]


def message_of(error: Exception) -> str:
    """DuckDB's error in PostgreSQL's words where there are such."""
    text = str(error)
    found = _UDF.search(text)
    if found:
        return found[1].strip().split("\n")[0]
    for pattern, words in _WORDS:
        match = re.search(pattern, text, re.S)
        if match:
            return words(match)
    first = text.split("\n")[0]
    return re.sub(r"^(?:[A-Z][\w-]*(?: [A-Z][\w-]*)* )?Error: ", "", first)


def numeric_value(text: object) -> Decimal:
    """A numeric's Decimal."""
    return text if isinstance(text, Decimal) else Decimal(str(text))
