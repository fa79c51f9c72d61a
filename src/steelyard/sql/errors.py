"""The one error that anything about a query raises."""

from __future__ import annotations

from steelyard.errors import SteelyardError


class SqlError(SteelyardError):
    """A query that cannot be read, translated or run; ``line`` and ``column`` count from 1, 0 when unknown."""

    def __init__(self, message: str, name: str = "query", line: int = 0, column: int = 0) -> None:
        self.message = message
        self.name = name
        self.line = line
        self.column = column
        where = f"query {name}" if not line else f"query {name}, line {line}, column {column}"
        super().__init__(f"{where}: {message}")
