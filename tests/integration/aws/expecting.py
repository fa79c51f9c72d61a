"""What the tests of tables share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def expect(row: Mapping[str, Any], **expected: object) -> None:
    """Compare some columns of a row: all differences show at once."""
    wrong = {name: (row[name], value) for name, value in expected.items() if row[name] != value}
    assert not wrong, "\n".join(f"{name} is {got!r}, not {value!r}" for name, (got, value) in wrong.items())
