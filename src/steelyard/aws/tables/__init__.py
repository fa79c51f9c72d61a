"""Table declarations, one module a service.

A table lives in the module with the longest name that its own name starts with:
``aws_cloudtrail_trail`` in ``cloudtrail.py``. A module lists its tables in ``TABLES``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from steelyard.aws.declare import Table


@cache
def _modules() -> tuple[str, ...]:
    names = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(names, key=len, reverse=True))


@cache
def _tables_of(module: str) -> Mapping[str, Table]:
    return {table.name: table for table in import_module(f"{__name__}.{module}").TABLES}


@cache
def find(name: str) -> Table | None:
    """The table of that name, or None. Imports only the modules it can be in."""
    module = module_of(name)
    return _tables_of(module)[name] if module else None


@cache
def module_of(name: str) -> str:
    """The module that declares a table; empty where none does."""
    for module in _modules():
        prefix = f"aws_{module}"
        if (name == prefix or name.startswith(prefix + "_")) and name in _tables_of(module):
            return module
    return ""


def names() -> list[str]:
    """Every table's name, sorted. Imports every module."""
    return sorted(name for module in _modules() for name in _tables_of(module))


class Catalog(Mapping[str, Mapping[str, str]]):
    """Table to column to PostgreSQL type, for `steelyard.sql`: looked up by need."""

    def __getitem__(self, name: str) -> Mapping[str, str]:
        columns = column_types(name)
        if columns is None:
            raise KeyError(name)
        return columns

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and find(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(names())

    def __len__(self) -> int:
        return len(names())


@cache
def column_types(name: str) -> Mapping[str, str] | None:
    """Column to type of one table in declared order, the common ones last; None where there is no such table."""
    table = find(name)
    return None if table is None else {column: c.type for column, c in table.all_columns().items()}
