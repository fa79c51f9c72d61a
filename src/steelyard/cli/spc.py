"""A Steampipe AWS configuration (.spc) as the connections of a steelyard.toml."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from steelyard.errors import UsageError
from steelyard.mods import ModError
from steelyard.mods.diagnostics import EvaluationError, Source
from steelyard.mods.evaluate import Evaluator
from steelyard.mods.scope import Nothing
from steelyard.mods.syntax import parse
from steelyard.mods.values import Budget

# Steampipe's settings that say how its plugin behaves; ours has no such settings.
_LEFT_OUT = frozenset(
    {
        "plugin", "type", "connections", "profile", "regions", "default_region", "access_key", "secret_key",
        "session_token", "import_schema", "options", "ignore_error_codes", "max_error_retry_attempts",
        "min_error_retry_delay", "endpoint_url", "s3_force_path_style", "ignore_error_messages",
    }
)  # fmt: skip


def imported(file: Path) -> str:
    """The TOML text. Raises `ModError` with file and line for broken HCL, `UsageError` where no AWS connection is."""
    connections = _connections(file)
    if not connections:
        raise UsageError(f"{file} has no connection of the aws plugin")
    return "\n".join(_table(name, settings) for name, settings in connections.items())


def _connections(file: Path) -> dict[str, dict[str, Any]]:
    try:
        source = Source(file, str(file), file.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    body, problems = parse(source)
    found: dict[str, dict[str, Any]] = {}
    evaluator = Evaluator(Nothing(Budget()))
    for block in body["blocks"]:
        if block["kind"] != "connection" or len(block["labels"]) != 1:
            continue
        settings: dict[str, Any] = {}
        for name, (at, expression) in block["body"]["attributes"].items():
            try:
                settings[name] = evaluator.evaluate(expression)
            except EvaluationError as error:
                problems.append(source.problem(error.at or at, error.message))
        if re.fullmatch(r"(.*/)?aws(@.*)?", str(settings.get("plugin", ""))):
            found[block["labels"][0]] = settings
    if problems:
        raise ModError(problems)
    return found


def _table(name: str, settings: Mapping[str, Any]) -> str:
    lines = [f"[connections.{json.dumps(name)}]"]
    if settings.get("type") == "aggregator":
        lines.append(_line("aggregate", settings.get("connections") or ["*"]))
        return "\n".join(lines) + "\n"
    if "access_key" in settings:
        word = re.sub(r"\W", "_", name).upper()
        lines += [
            _line("access_key_env", f"{word}_ACCESS_KEY_ID"),
            _line("secret_key_env", f"{word}_SECRET_ACCESS_KEY"),
        ]
        if "session_token" in settings:
            lines.append(_line("session_token_env", f"{word}_SESSION_TOKEN"))
    lines += [_line(key, settings[key]) for key in ("profile", "regions", "default_region") if key in settings]
    lines += [f"# not imported: {key}" for key in sorted(set(settings) - _LEFT_OUT)]
    return "\n".join(lines) + "\n"


def _line(key: str, value: str | Sequence[str]) -> str:
    # JSON's strings and lists of strings are TOML's too.
    return f"{key} = {json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)}"
