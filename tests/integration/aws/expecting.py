"""What the tests of tables share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def expect(row: Mapping[str, Any], **expected: object) -> None:
    """Compare some columns of a row: all differences show at once."""
    assert {name: row[name] for name in expected} == expected
