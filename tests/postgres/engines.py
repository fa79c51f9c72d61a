"""One statement through both engines, and what must be equal in their answers."""

from __future__ import annotations

import csv
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import psycopg
from psycopg import sql

from steelyard.sql import SqlError, canonical_text, compile_query, duck_type, fetch, install

from .server import connect

# A table: its columns with their PostgreSQL types, and rows of Python values (JSON as text).
Columns = Mapping[str, str]
Rows = Iterable[Sequence[object]]

FAMILIES = {
    "smallint": "integer", "integer": "integer", "bigint": "integer", "int2": "integer", "int4": "integer",
    "int8": "integer", "int": "integer", "oid": "integer", "regtype": "text",
    "text": "text", "varchar": "text", "bpchar": "text", "name": "text", "char": "text", "unknown": "text",
    "character varying": "text", "character": "text", "refcursor": "text",
    "float4": "float", "float8": "float", "real": "float", "double precision": "float",
    "numeric": "numeric", "decimal": "numeric",
    "bool": "boolean", "boolean": "boolean",
    "json": "json", "jsonb": "json",
    "timestamptz": "timestamptz", "timestamp with time zone": "timestamptz",
    "timestamp": "timestamp", "timestamp without time zone": "timestamp",
    "date": "date", "time": "time", "time without time zone": "time", "interval": "interval",
    "inet": "inet", "cidr": "cidr", "uuid": "uuid", "bytea": "bytea", "record": "record", "void": "void",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What an engine says: names, type families and rows, or the message it refused with (and its SQLSTATE)."""

    columns: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    error: str | None = None
    code: str = ""

    def __str__(self) -> str:
        if self.error is not None:
            return f"error: {self.error}"
        head = ", ".join(f"{name}:{kind}" for name, kind in zip(self.columns, self.types, strict=True))
        return "\n".join([head, *(f"  {row!r}" for row in self.rows)])


def family(type_name: str) -> str:
    """The family of a PostgreSQL type name: `int4` and `bigint` are both integer; arrays keep their `[]`."""
    name = re.sub(r"\(.*?\)", "", type_name).strip().lower()
    if name.endswith("[]"):
        return family(name[:-2]) + "[]"
    return FAMILIES[name]


def print_of(value: object, exact: bool = True) -> object:
    """A hashable form in which two values are equal only if a user could not tell them apart.

    Not `exact`: values that SQL calls equal are equal (1 and 1.00), since a group may show either of them.
    """
    match value:
        case int() | float() | Decimal() if not exact and not isinstance(value, bool):
            return ("number", f"{float(value):.12g}".replace("-0", "0") if value == 0 else f"{float(value):.12g}")
        case None | bool() | int() | str():
            return (type(value).__name__, value)
        case float():
            return ("float", f"{value:.12g}")  # sums may be added in another order
        case Decimal():
            return ("numeric", str(value))
        case list():
            return ("list", tuple(print_of(member, exact) for member in value))
        case tuple():
            return ("row", tuple(print_of(member, exact) for member in value))
        case dict():
            return ("object", tuple((key, print_of(member, exact)) for key, member in value.items()))
    return (type(value).__name__, str(value))


# How values go to DuckDB: NULL is a word that no row says.
NULL = "\\N"
CSV = f"nullstr = '{NULL}', quote = '\"', escape = '\"', delim = ',', max_line_size = 10000000, parallel = false"


def _texts(columns: Columns) -> str:
    return "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in columns) + "}"


def _stored(value: object, kind: str) -> object:
    if value is None:
        return NULL
    return canonical_text(str(value)) if kind == "jsonb" else value


class Engines:
    """PostgreSQL and DuckDB with the same tables in both."""

    def __init__(self, address: str) -> None:
        self.postgres = connect(address)
        self.duckdb = duckdb.connect()
        install(self.duckdb)
        self.catalog: dict[str, Columns] = {}

    def close(self) -> None:
        self.postgres.close()
        self.duckdb.close()

    def load(self, table: str, columns: Columns, rows: Rows) -> None:
        """Create `table` in both engines and give both the same rows."""
        self.catalog[table] = dict(columns)
        create = sql.SQL("create table {} ({})").format(
            sql.Identifier(table),
            sql.SQL(", ").join(sql.Identifier(n) + sql.SQL(f" {t}") for n, t in columns.items()),
        )
        self.postgres.execute(create)
        definitions = ", ".join(f'"{name}" {duck_type(kind)}' for name, kind in columns.items())
        self.duckdb.execute(f'create table "{table}" ({definitions})')
        copy = sql.SQL("copy {} from stdin").format(sql.Identifier(table))
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv") as file:
            lines = csv.writer(file, quoting=csv.QUOTE_ALL)
            with self.postgres.cursor().copy(copy) as to_postgres:
                for row in rows:
                    to_postgres.write_row(row)
                    lines.writerow(map(_stored, row, columns.values()))
            file.flush()
            if file.tell() == 0:
                return
            read = f"read_csv('{file.name}', header = false, all_varchar = true, columns = {_texts(columns)}, {CSV})"
            self.duckdb.execute(f'insert into "{table}" from {read}')

    def ask_postgres(self, statement: str, params: Sequence[object] = ()) -> Answer:
        try:
            cursor = self.postgres.execute(statement, params or None)
            rows = tuple(cursor.fetchall())
        except psycopg.Error as error:
            return Answer(error=str(error).splitlines()[0], code=error.sqlstate or "")
        assert cursor.description is not None
        names = tuple(column.name for column in cursor.description)
        kinds = tuple(self._family_of(column.type_code) for column in cursor.description)
        return Answer(names, kinds, rows)

    def _family_of(self, oid: int) -> str:
        info = self.postgres.adapters.types.get(oid)
        if info is None:  # the row type of a table
            return "record"
        return family(info.name) + ("[]" if oid == info.array_oid else "")

    def ask_steelyard(self, statement: str, params: Sequence[object] = ()) -> Answer:
        """Our answer. Only SqlError counts as a refusal: any other exception is a bug and passes through."""
        try:
            result = fetch(self.duckdb, compile_query(statement, self.catalog), params)
        except SqlError as error:
            return Answer(error=str(error))
        rows = tuple(tuple(row) for row in result.rows)
        return Answer(tuple(result.columns), tuple(family(kind) for kind in result.types), rows)


def ordered(statement: str) -> bool:
    """Whether the statement's outermost query fixes the order of its rows."""
    depth, outside = 0, []
    for token in re.findall(r"'(?:[^']|'')*'|\(|\)|[^()']+", statement):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if depth == 0 and not token.startswith("'"):
            outside.append(token)
    return re.search(r"\border\s+by\b", " ".join(outside), re.IGNORECASE) is not None


def difference(statement: str, theirs: Answer, ours: Answer, exact: bool = True) -> str | None:
    """What differs between PostgreSQL's answer and ours, in one line; None if nothing does."""
    if theirs.error is not None or ours.error is not None:
        if theirs.error is None:
            return "we refuse what PostgreSQL answers"
        return "we answer what PostgreSQL refuses" if ours.error is None else None
    if theirs.columns != ours.columns:
        return f"column names: {theirs.columns} became {ours.columns}"
    if theirs.types != ours.types:
        return f"column types: {theirs.types} became {ours.types}"
    want: list[Any] = [print_of(row, exact) for row in theirs.rows]
    have: list[Any] = [print_of(row, exact) for row in ours.rows]
    if Counter(want) != Counter(have):
        return f"rows: {len(Counter(want) - Counter(have))} missing, {len(Counter(have) - Counter(want))} new"
    return "order of rows" if ordered(statement) and want != have else None


def as_text(statement: str, columns: Sequence[str]) -> str | None:
    """The statement with every output cast to text, or None where the names do not allow it."""
    if not columns or len(set(columns)) < len(columns):
        return None
    quoted = [name.replace('"', '""') for name in columns]
    casts = ", ".join(f'"{name}"::text as c{number}' for number, name in enumerate(quoted))
    return f"select {casts} from (\n{statement.rstrip(';')}\n) as answer"
