"""The formats of a run, each known by its name and the ends of its files' names.

A format is a module beside this one with ``render(run, ...) -> str | bytes``, and a line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from steelyard.run.results import Run


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``settings`` names the keywords that its module's ``render`` takes.

    ``printed``: the module also has ``write(run, console)``, which colours and fits the terminal. The module is
    imported when it is used, since some take long.
    """

    name: str
    module: str
    suffixes: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    printed: bool = False

    def render(self, run: Run, settings: Mapping[str, object]) -> bytes:
        """The whole document in UTF-8. Of the settings, those it has no use for are left aside."""
        wanted = {name: settings[name] for name in self.settings if name in settings}
        document: str | bytes = self._module().render(run, **wanted)
        return document.encode("utf-8", "replace") if isinstance(document, str) else document

    def write(self, run: Run, console: Any) -> None:
        """Print it on a console of rich; for those that are `printed`."""
        self._module().write(run, console)

    def _module(self) -> Any:
        return import_module(f"steelyard.report.{self.module}")


FORMATS = {
    found.name: found
    for found in (
        Format("text", "text", (".txt",), printed=True),
        Format("brief", "brief", (".brief.txt",), printed=True),
        Format("csv", "csv", (".csv",), settings=("separator", "header")),
        Format("json", "json", (".json",)),
        Format("md", "md", (".md",)),
        Format("html", "html", (".htm", ".html")),
        Format("junit", "junit", (".xml", ".junit.xml")),
        Format("nunit3", "nunit3", (".xml", ".nunit3.xml")),
        Format("sarif", "sarif", (".sarif", ".sarif.json")),
        Format("pps", "pps", (".pps",)),
        Format("asff", "asff", (".asff.json",)),
        Format("ocsf", "ocsf", (".ocsf.json",)),
    )
}


def by_suffix(path: str) -> list[Format]:
    """The formats that a file's name can mean, by the longest end that fits; in `FORMATS`' order."""
    name = path.lower()
    fits = [(len(end), found) for found in FORMATS.values() for end in found.suffixes if name.endswith(end)]
    longest = max((length for length, _ in fits), default=0)
    return [found for length, found in fits if length == longest]
