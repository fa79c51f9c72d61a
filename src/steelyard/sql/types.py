"""PostgreSQL types as this room knows them, their names and the DuckDB types that carry them.

| PostgreSQL | DuckDB | note |
|---|---|---|
| numeric, digits after the point known when compiled | DECIMAL(38, n) | constants, sums of bigint, numeric(p, s) |
| numeric, not known | VARCHAR | PostgreSQL's own text; ``numeric.py`` calculates |
| jsonb | JSON | canonical text, see ``jsonb.py`` |
| json | VARCHAR | text as written |
| inet, cidr, ltree | VARCHAR | PostgreSQL's own text |
| record | STRUCT | |
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class PgType:
    """A type: ``element`` of an array, ``scale`` of a numeric when known, ``fields`` of a record.

    ``table`` marks the record of a table's row, which has a type of its own in PostgreSQL.
    """

    name: str
    element: PgType | None = None
    scale: int | None = None
    fields: tuple[tuple[str, PgType], ...] = ()
    table: bool = False

    def __str__(self) -> str:
        kind = self
        while kind.element:
            kind = kind.element
        return kind.name + "[]" if self.element else kind.name

    @property
    def is_array(self) -> bool:
        return self.element is not None

    @property
    def is_number(self) -> bool:
        return self.name in NUMBER_RANK

    @property
    def is_text(self) -> bool:
        return self.name in {"text", "character varying", "name"}

    @property
    def is_integer(self) -> bool:
        return self.name in {"smallint", "integer", "bigint"}

    @property
    def is_datetime(self) -> bool:
        return self.name in {"date", "timestamp", "timestamptz"}


UNKNOWN = PgType("unknown")
BOOL = PgType("boolean")
INT2 = PgType("smallint")
INT4 = PgType("integer")
INT8 = PgType("bigint")
NUMERIC = PgType("numeric")
FLOAT4 = PgType("real")
FLOAT8 = PgType("double precision")
TEXT = PgType("text")
VARCHAR = PgType("character varying")
JSONB = PgType("jsonb")
JSON = PgType("json")
DATE = PgType("date")
TIMESTAMP = PgType("timestamp")
TIMESTAMPTZ = PgType("timestamptz")
TIME = PgType("time")
INTERVAL = PgType("interval")
INET = PgType("inet")
CIDR = PgType("cidr")
LTREE = PgType("ltree")
JSONPATH = PgType("jsonpath")
UUID = PgType("uuid")
BYTEA = PgType("bytea")

NUMBER_RANK = {"smallint": 0, "integer": 1, "bigint": 2, "numeric": 3, "real": 4, "double precision": 5}

BY_NAME = {
    "bool": BOOL,
    "boolean": BOOL,
    "smallint": INT2,
    "int2": INT2,
    "int": INT4,
    "int4": INT4,
    "integer": INT4,
    "bigint": INT8,
    "int8": INT8,
    "numeric": NUMERIC,
    "decimal": NUMERIC,
    "real": FLOAT4,
    "float4": FLOAT4,
    "float8": FLOAT8,
    "double": FLOAT8,
    "double precision": FLOAT8,
    "float": FLOAT8,
    "text": TEXT,
    "varchar": VARCHAR,
    "character varying": VARCHAR,
    "name": TEXT,
    "jsonb": JSONB,
    "json": JSON,
    "date": DATE,
    "timestamp": TIMESTAMP,
    "timestamp without time zone": TIMESTAMP,
    "timestamptz": TIMESTAMPTZ,
    "timestamp with time zone": TIMESTAMPTZ,
    "time": TIME,
    "time without time zone": TIME,
    "interval": INTERVAL,
    "inet": INET,
    "cidr": CIDR,
    "ltree": LTREE,
    "jsonpath": JSONPATH,
    "uuid": UUID,
    "bytea": BYTEA,
    "varbinary": BYTEA,
}

# The name that a cast gives its result column: pg_type's, not the SQL standard's.
INTERNAL_NAME = {
    "boolean": "bool",
    "smallint": "int2",
    "integer": "int4",
    "bigint": "int8",
    "real": "float4",
    "double precision": "float8",
    "character varying": "varchar",
}

_DUCK = {
    "boolean": "BOOLEAN",
    "smallint": "SMALLINT",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "real": "FLOAT",
    "double precision": "DOUBLE",
    "jsonb": "JSON",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "timestamptz": "TIMESTAMPTZ",
    "time": "TIME",
    "interval": "INTERVAL",
    "bytea": "BLOB",
}


def array_of(element: PgType) -> PgType:
    """The array type of ``element``."""
    return PgType(f"{element.name}[]", element=element)


def numeric(scale: int | None) -> PgType:
    """numeric with ``scale`` digits after the point; None when only the rows know; more than 30 likewise."""
    return replace(NUMERIC, scale=scale) if scale is not None and scale <= 30 else NUMERIC


def record(fields: tuple[tuple[str, PgType], ...], table: bool = False) -> PgType:
    """The type of a row value."""
    return PgType("record", fields=fields, table=table)


def pg_type(name: str) -> PgType | None:
    """The type of that PostgreSQL name, ``text[]`` included; None when it is not known here."""
    name = name.strip().lower()
    if name.endswith("[]"):
        element = pg_type(name[:-2])
        return array_of(element) if element else None
    return BY_NAME.get(name)


def duck_name(kind: PgType) -> str:
    """The DuckDB type that carries ``kind``."""
    if kind.element:
        return duck_name(kind.element) + "[]"
    if kind.name == "numeric" and kind.scale is not None:
        return f"DECIMAL(38, {kind.scale})"
    if kind.name == "record":
        inside = ", ".join(f"f{i} {duck_name(t)}" for i, (_, t) in enumerate(kind.fields, 1))
        return f"STRUCT({inside})"
    return _DUCK.get(kind.name, "VARCHAR")
