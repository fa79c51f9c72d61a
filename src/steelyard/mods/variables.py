"""Where the values of variables come from, and which source wins.

From the weakest to the strongest: the default; ``args`` of a ``require`` block (for a dependency's
variables); ``PP_VAR_x``, then ``STEELYARD_VAR_x`` in the environment; ``powerpipe.ppvars`` (or, where there
is none, ``steampipe.spvars``), then ``steelyard.vars``; ``*.auto.ppvars`` and ``*.auto.spvars`` in the order of
their names; ``--var-file``, in order; ``--var``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steelyard.errors import UsageError
from steelyard.mods.diagnostics import ModError, Problem, Source

PREFIXES = ("PP_VAR_", "STEELYARD_VAR_")
AUTO = (".auto.ppvars", ".auto.spvars")
QUALIFIED = re.compile(rb"^([ \t]*)([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)([ \t]*=)", re.MULTILINE)
JOINT = "__of_mod__"


@dataclass(frozen=True)
class Given:
    """A value for a variable: text that is read by the variable's type, or an expression of a file."""

    origin: str
    text: str | None = None
    expression: Any = None
    source: Source | None = None
    at: int = 0


def collect(
    folder: Path | None,
    mod: str,
    variables: Mapping[str, str],
    var_files: Sequence[Path],
    environ: Mapping[str, str],
) -> dict[str, Given]:
    """The winning value of each variable, by full name ``mod.var.name``.

    Raises ModError for what is wrong in the files and UsageError for a file that cannot be read.
    """
    given: dict[str, Given] = {}
    problems: list[Problem] = []
    for prefix in PREFIXES:
        for name, text in environ.items():
            if name.startswith(prefix):
                given[full_name(name[len(prefix) :], mod)] = Given(f"environment ({name})", text)
    for path in [*_implicit(folder), *var_files]:
        found, faults = _read_file(path, mod)
        given |= found
        problems += faults
    if problems:
        raise ModError(problems)
    for name, text in variables.items():
        given[full_name(name, mod)] = Given("--var", text)
    return given


def full_name(name: str, mod: str) -> str:
    """``x``, ``mod.x`` or ``mod.var.x`` as ``mod.var.x``."""
    parts = name.split(".")
    if len(parts) == 1:
        return f"{mod}.var.{name}"
    return f"{parts[0]}.var.{parts[-1]}"


def _implicit(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    main = folder / "powerpipe.ppvars"
    files = [main if main.is_file() else folder / "steampipe.spvars", folder / "steelyard.vars"]
    auto = [path for path in folder.iterdir() if path.name.endswith(AUTO)]
    return [path for path in [*files, *sorted(auto, key=lambda path: path.name)] if path.is_file()]


def _read_file(path: Path, mod: str) -> tuple[dict[str, Given], list[Problem]]:
    from steelyard.mods import syntax

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"the variables file {path} cannot be read: {error.strerror}") from None
    data = QUALIFIED.sub(lambda m: m[1] + m[2] + JOINT.encode() + m[3] + m[4], data)
    source = Source(path, str(path), data)
    body, problems = syntax.parse(source)
    for block in body["blocks"]:
        message = "a variables file sets values (name = value); blocks belong in the mod"
        problems.append(source.problem(block["at"], message))
    given = {}
    for name, (at, expression) in body["attributes"].items():
        given[full_name(name.replace(JOINT, "."), mod)] = Given(path.name, None, expression, source, at)
    return given, problems
