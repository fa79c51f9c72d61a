"""``macros.sql`` as CREATE MACRO statements."""

from __future__ import annotations

import re
from importlib.resources import files

from steelyard.sql.jsonb import MARK

_MACRO = re.compile(r"(pg_\w+)(\(.*?\)) AS\s+(.*)", re.S)


def statements() -> list[str]:
    """The CREATE MACRO statements, one a name with all its overloads, each behind those it calls."""
    text = files("steelyard.sql").joinpath("macros.sql").read_text(encoding="utf-8").replace("{MARK}", MARK)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    overloads: dict[str, list[str]] = {}
    for entry in text.split(";\n"):
        match = _MACRO.match(entry.strip())
        if match:
            overloads.setdefault(match[1], []).append(f"{match[2]} AS {match[3]}")
    ordered: dict[str, str] = {}

    def place(name: str) -> None:
        if name in ordered or name not in overloads:
            return
        for called in re.findall(r"pg_\w+", " ".join(overloads[name])):
            place(called)
        ordered[name] = f"CREATE OR REPLACE TEMP MACRO {name}{', '.join(overloads[name])}"

    for name in overloads:
        place(name)
    return list(ordered.values())
