"""Where installed mods lie: what the lock file names, or else all of ``.steelyard/mods`` and ``.powerpipe/mods``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from steelyard.mods.install import lock
from steelyard.mods.module import MOD_FILES

FOLDERS = (Path(".steelyard", "mods"), Path(".powerpipe", "mods"))
MAX_DEPTH = 6
VERSION = re.compile(r"@v?([^/@]+)$")


@dataclass(frozen=True)
class Installed:
    """``source`` as a ``require`` block names it; ``version`` may be a branch or a commit."""

    source: str
    folder: Path
    version: str | None


def installed_mods(root: Path) -> tuple[list[Installed], list[str]]:
    """The mods that a mod's folder has installed, and notes on those that are missing. Raises UsageError."""
    found: dict[str, Installed] = {}
    notes = []
    for source, entry in lock.read(root).items():
        folder = root / entry.folder
        if any((folder / name).is_file() for name in MOD_FILES):
            found[source] = Installed(source, folder, entry.version or entry.ref)
        else:
            notes.append(f"{source} is not there any more: run steelyard mod install")
    for base in FOLDERS if not found else FOLDERS[1:]:
        top = root / base
        for folder, version in below(top):
            source = VERSION.sub("", folder.relative_to(top).as_posix())
            found.setdefault(source, Installed(source, folder, version))
    return list(found.values()), notes


def below(top: Path) -> list[tuple[Path, str | None]]:
    """Every folder of a mod below one, and what its name says after the ``@``."""
    found: list[tuple[Path, str | None]] = []
    for parent, folders, names in os.walk(top):
        if any(name in names for name in MOD_FILES):
            match = VERSION.search(Path(parent).name)
            found.append((Path(parent), match[1] if match else None))
            folders.clear()
        elif len(Path(parent).relative_to(top).parts) >= MAX_DEPTH:
            folders.clear()
        folders.sort()
    return found
