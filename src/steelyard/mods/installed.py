"""Where installed mods lie: under ``.steelyard/mods``, and the public tool's ``.powerpipe/mods``."""

from __future__ import annotations

import os
import re
from pathlib import Path

from steelyard.mods.module import MOD_FILES

FOLDERS = (Path(".steelyard", "mods"), Path(".powerpipe", "mods"))
MAX_DEPTH = 6
VERSION = re.compile(r"@v?([^/@]+)$")


def installed_folders(root: Path) -> list[tuple[Path, str | None]]:
    """(folder, version or branch) of each installed mod, those of ``.steelyard`` first."""
    found: list[tuple[Path, str | None]] = []
    for base in FOLDERS:
        top = root / base
        if not top.is_dir():
            continue
        for parent, folders, names in os.walk(top):
            if any(name in names for name in MOD_FILES):
                match = VERSION.search(Path(parent).name)
                found.append((Path(parent), match[1] if match else None))
                folders.clear()
            elif len(Path(parent).relative_to(top).parts) >= MAX_DEPTH:
                folders.clear()
            folders.sort()
    return found
