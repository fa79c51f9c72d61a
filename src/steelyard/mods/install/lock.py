"""``steelyard.lock.json``: what was installed, to the commit, so that it can be installed again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from steelyard.errors import UsageError

FILE = "steelyard.lock.json"
FORMAT = 1


@dataclass(frozen=True)
class Locked:
    """One installed mod. ``ref`` is the tag or branch, ``commit`` its full hash; both None for a local path.

    ``folder`` is relative to the mod that needs it; ``requires`` are the sources it needs itself.
    """

    source: str
    mod: str
    version: str | None
    ref: str | None
    commit: str | None
    folder: str
    requires: dict[str, str] = field(default_factory=dict)


def read(root: Path) -> dict[str, Locked]:
    """By source; empty without a lock file. Raises UsageError for one that is damaged."""
    path = root / FILE
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["version"] != FORMAT:
            raise UsageError(f"{path} is of version {content['version']}; this program reads version {FORMAT}")
        return {source: Locked(source=source, **entry) for source, entry in content["mods"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise UsageError(f"the lock file {path} cannot be read ({error}); delete it and run mod install") from None


def write(root: Path, locked: dict[str, Locked]) -> None:
    path = root / FILE
    if not locked:
        path.unlink(missing_ok=True)
        return
    mods = {}
    for source in sorted(locked):
        entry = asdict(locked[source])
        del entry["source"]
        mods[source] = entry
    path.write_text(json.dumps({"version": FORMAT, "mods": mods}, indent=2) + "\n", "utf-8")
