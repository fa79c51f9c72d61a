"""Both engines, loaded once for each test process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .engines import Engines
from .rows import TABLES
from .server import postgres_server


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with postgres_server() as address:
        yield address


@pytest.fixture(scope="session")
def engines(address: str) -> Iterator[Engines]:
    both = Engines(address)
    for table, (columns, rows) in TABLES.items():
        both.load(table, columns, rows)
    yield both
    both.close()
