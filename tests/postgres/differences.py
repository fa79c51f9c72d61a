"""Where we differ from PostgreSQL on purpose: the statement's name, and why. Anything else that differs is a bug."""

from __future__ import annotations

# PostgreSQL answers, and we refuse with a clear error.
REFUSED: dict[str, str] = {
    "casts/char of a length pads": "char(n) has padding rules of its own, and no public table or query has it",
    "times/current time": "DuckDB has no time with time zone, and PostgreSQL advises against it",
    "times/overlaps": "sqlglot cannot parse OVERLAPS between rows",
    "text/substring similar": "sqlglot cannot parse it; substring(... from ...) does the same",
    "queries/fetch with ties": "DuckDB has no WITH TIES; rank() says the same",
    "found/intersect all over documents": "it counts duplicates, by an equality that JSON lacks in DuckDB",
}

# Both answer, but not with the same; or PostgreSQL refuses and we answer.
ANSWERED: dict[str, str] = {}
