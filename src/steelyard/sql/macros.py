"""``macros.sql`` as CREATE MACRO statements."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from steelyard.sql.jsonb import MARK

_NAME = re.compile(r"\bpg_\w+")
_MACRO = re.compile(r"(pg_\w+)(\(.*?\)) AS\s+(.*)", re.S)


@lru_cache(maxsize=1)
def macros() -> dict[str, str]:
    """Each macro's name and its CREATE MACRO statement, with all its overloads."""
    text = files("steelyard.sql").joinpath("macros.sql").read_text(encoding="utf-8").replace("{MARK}", MARK)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    overloads: dict[str, list[str]] = {}
    for entry in text.split(";\n"):
        match = _MACRO.match(entry.strip())
        if match:
            overloads.setdefault(match[1], []).append(f"{match[2]} AS {match[3]}")
    return {name: f"CREATE OR REPLACE TEMP MACRO {name}{', '.join(bodies)}" for name, bodies in overloads.items()}


def called(text: str) -> list[str]:
    """The names of the functions that a text calls, each behind those it calls itself."""
    known = macros()
    ordered: dict[str, None] = {}

    def place(name: str) -> None:
        if name in ordered:
            return
        for other in _NAME.findall(known.get(name, "")):
            if other != name:
                place(other)
        ordered[name] = None

    for name in _NAME.findall(text):
        place(name)
    return list(ordered)
