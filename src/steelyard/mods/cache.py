"""Parsed files, kept between runs by the hash of their content.

A cache file holds JSON and the checksum of it, nothing that could be executed. One that is missing, of
another version, cut short or changed is as good as none: the mod is parsed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

import orjson

FORMAT = 1  # raise it whenever syntax.py or templates.py makes another tree of the same text
HEADER = b"steelyard mod %d\n" % FORMAT

Entry = list[list[Any]]  # the blocks of one file: [kind, labels, byte offset, line, body as JSON text]


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class ParseCache:
    """What is known of the files of one mod. ``folder`` None keeps nothing."""

    def __init__(self, folder: Path | None, mod_folder: Path) -> None:
        self.file = None if folder is None else folder / f"{digest(str(mod_folder).encode())}.mod"
        self.known: dict[str, Entry] = self._read()
        self.used: dict[str, Entry] = {}
        self.changed = False

    def _read(self) -> dict[str, Entry]:
        if self.file is None:
            return {}
        try:
            data = self.file.read_bytes()
        except OSError:
            return {}
        checksum, payload = data[len(HEADER) : len(HEADER) + 32], data[len(HEADER) + 32 :]
        if not data.startswith(HEADER) or checksum.decode("latin-1") != digest(payload):
            return {}
        try:
            found = orjson.loads(payload)
        except orjson.JSONDecodeError:
            return {}
        return found if isinstance(found, dict) else {}

    def get(self, key: str) -> Entry | None:
        entry = self.known.get(key)
        if entry is not None:
            self.used[key] = entry
        return entry

    def put(self, key: str, entry: Entry) -> None:
        self.used[key] = entry
        self.changed = True

    def save(self) -> None:
        """Write what this load used, if that is news. A folder that cannot be written to is no fault."""
        if self.file is None or not (self.changed or len(self.used) != len(self.known)):
            return
        payload = orjson.dumps(self.used)
        with contextlib.suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=self.file.parent, prefix=".mod-")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(HEADER + digest(payload).encode() + payload)
                os.replace(temporary, self.file)
            except OSError:
                os.unlink(temporary)
                raise
