"""Files of a run: which format each is, whether it can be written, and writing it whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from steelyard.errors import SteelyardError, UsageError
from steelyard.report.formats import FORMATS, Format, by_suffix
from steelyard.run.results import Run


@dataclass(frozen=True, slots=True)
class Export:
    """A file to write, links followed, and its format."""

    path: Path
    format: Format


def exports_of(given: Sequence[str]) -> list[Export]:
    """``PATH`` or ``FORMAT:PATH`` each. Raises UsageError for what is no format, cannot be written or comes twice."""
    found = [_export(text) for text in given]
    for position, export in enumerate(found):
        if export.path in [other.path for other in found[:position]]:
            raise UsageError(f"--export {given[position]}: this file is exported twice")
        _probe(export.path, given[position])
    return found


def write_all(run: Run, exports: Sequence[Export], settings: Mapping[str, object]) -> None:
    """Write every file. One that fails does not keep the others; raises SteelyardError with all that failed."""
    failed: list[str] = []
    for export in exports:
        document = export.format.render(run, settings)
        try:
            _replace(export.path, document)
        except OSError as error:
            failed.append(f"cannot write {export.path}: {error.strerror}")
    if failed:
        raise SteelyardError("; ".join(failed))


def _export(text: str) -> Export:
    name, colon, path = text.partition(":")
    if colon and name in FORMATS:
        return Export(_real(path, text), FORMATS[name])
    # One letter is a drive of Windows.
    if colon and len(name) > 1 and name.isalnum():
        raise UsageError(f"--export {text}: {name} is no format; there are {', '.join(FORMATS)}")
    fits = by_suffix(text)
    if len(fits) == 1:
        return Export(_real(text, text), fits[0])
    names = " or ".join(found.name for found in fits)
    why = f"this can be {names}" if fits else f"the name tells no format; there are {', '.join(FORMATS)}"
    raise UsageError(f"--export {text}: {why}; write {fits[0].name if fits else 'FORMAT'}:{text}")


def _real(path: str, text: str) -> Path:
    if not path or "\0" in path:
        raise UsageError(f"--export {text!r}: no path")
    return Path(os.path.realpath(path))


def _probe(path: Path, text: str) -> None:
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"--export {text}: {path} is not a file")
        trial = _beside(path)
        trial.touch(exist_ok=False)
        trial.unlink()
        if path.exists():
            os.close(os.open(path, os.O_WRONLY))
    except OSError as error:
        raise UsageError(f"--export {text}: cannot write there: {error.strerror}") from error


def _replace(path: Path, document: bytes) -> None:
    """Write beside it and rename, so that a reader never sees half a file."""
    new = _beside(path)
    try:
        new.write_bytes(document)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".steelyard-{secrets.token_hex(8)}")
