"""Reading statement files: `-- name: ...` starts a statement, other header lines say what is special about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Statement:
    """One statement of a file.

    `refused`: PostgreSQL raises an error, and so must we. `either`: rows with equal values are merged, and which of
    them is shown (1 or 1.0) is nobody's promise.
    """

    name: str
    text: str
    params: tuple[object, ...]
    refused: bool
    either: bool


def read(path: Path) -> Iterator[Statement]:
    """The statements of one `.sql` file, named `file/name`.

    A statement is headed by `-- name: what it shows`, and may go on with `-- params: [JSON]` for its `$1`..`$n`
    with `-- refused` when PostgreSQL answers with an error, and with `-- either` when it merges equal values.
    """
    for block in path.read_text(encoding="utf-8").split("-- name: ")[1:]:
        name, *lines = block.splitlines()
        params: tuple[object, ...] = ()
        refused = either = False
        while lines and lines[0].startswith("-- "):
            line = lines.pop(0)
            if line == "-- refused":
                refused = True
            elif line == "-- either":
                either = True
            elif line.startswith("-- params: "):
                params = tuple(json.loads(line.removeprefix("-- params: ")))
            else:
                raise ValueError(f"{path.name}, {name}: unknown header {line!r}")
        yield Statement(f"{path.stem}/{name.strip()}", "\n".join(lines).strip(), params, refused, either)


def read_folder(folder: Path) -> list[Statement]:
    """Every statement of every file, with a complaint about names used twice."""
    statements = [statement for path in sorted(folder.glob("*.sql")) for statement in read(path)]
    names = [statement.name for statement in statements]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"statement names used twice: {', '.join(twice)}")
    return statements
