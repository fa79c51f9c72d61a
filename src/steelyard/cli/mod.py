"""steelyard mod"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from steelyard.cli import options
from steelyard.cli.completion import of_mods
from steelyard.cli.context import workspace
from steelyard.cli.groups import Group
from steelyard.cli.resources import LISTS, print_json, print_page
from steelyard.errors import EXIT_ALARM, EXIT_OK, UsageError
from steelyard.mods import Mod

if TYPE_CHECKING:
    from steelyard.mods.install.installer import Change

REPORTS = ("text", "json", "sarif")
location = click.option(
    "--mod-location", metavar="FOLDER", type=click.Path(path_type=Path), default=Path(),
    help="The mod to work in; the current folder by default.",
)  # fmt: skip


@click.group(cls=Group)
def mod() -> None:
    """Install, list, check and start mods."""


@mod.command("init")
@click.argument("name", required=False)
@location
def init(name: str | None, mod_location: Path) -> None:
    """Start a mod: write a mod.pp. The mod is named after the folder unless a NAME is given."""
    from steelyard.mods.install import installer

    click.echo(f"wrote {installer.init(_folder(mod_location), name)}")


@mod.command("install")
@click.argument("sources", nargs=-1, metavar="[SOURCE[@VERSION]]...")
@location
def install(sources: tuple[str, ...], mod_location: Path) -> None:
    """Install the mods that mod.pp requires, and add those that are named.

    A SOURCE is github.com/owner/name, the URL of a Git repository, or a folder. A version is a constraint (^1.2,
    ">=1.2, <2"), a tag or a commit; SOURCE#BRANCH takes a branch. What the lock file holds is installed as it was.
    """
    from steelyard.mods.install import installer

    _print_changes(installer.install(_root(mod_location), sources))


@mod.command("update")
@click.argument("names", nargs=-1, shell_complete=of_mods, metavar="[NAME]...")
@location
def update(names: tuple[str, ...], mod_location: Path) -> None:
    """Install the newest versions that mod.pp allows, of all mods or of those that are named."""
    from steelyard.mods.install import installer

    _print_changes(installer.update(_root(mod_location), names))


@mod.command("uninstall")
@click.argument("names", nargs=-1, shell_complete=of_mods, required=True, metavar="NAME...")
@location
def uninstall(names: tuple[str, ...], mod_location: Path) -> None:
    """Require the named mods no longer, and remove what nothing else needs."""
    from steelyard.mods.install import installer

    _print_changes(installer.uninstall(_root(mod_location), names))


@mod.command("list")
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the list.")
@options.mods
def list_(output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """List the mod of this folder, those it has installed, and those that come with Steelyard."""
    found = list(workspace(mod_location, variables, var_files).mods.values())
    if output == "json":
        print_json([_summary(item) for item in found])
        return
    width = max((len(item.name) for item in found), default=0)
    for item in found:
        version = f" {_version(item)}" if item.version else ""
        click.echo(f"{item.name:<{width}}{version}  {item.title or ''}  {item.folder}".rstrip())


@mod.command("show")
@click.argument("name", required=False, shell_complete=of_mods)
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the page.")
@options.mods
def show(
    name: str | None, output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]
) -> None:
    """Print a mod's page: what it is, what it needs, and what it holds. Without a NAME the mod of this folder."""
    live = workspace(mod_location, variables, var_files)
    found = live.mods.get(name.removeprefix("mod.")) if name else live.main
    if found is None:
        from steelyard.mods.diagnostics import near

        raise UsageError(f"there is no mod named {name!r}{near(name, live.mods)}" if name else "there is no mod here")
    kinds = ("benchmark", "control", "query", "variable", "dashboard", "detection")
    holds = {kind: len(live.references(kind, found.name)) for kind in kinds}
    if output == "json":
        print_json({**_summary(found), "documentation": found.documentation, "resources": holds})
        return
    sections = {"Holds": "\n".join(f"- {count} of kind {kind}" for kind, count in holds.items() if count)}
    needs = [f"- {need.name} {need.version or need.branch or need.tag or need.commit or ''}" for need in found.requires]
    needs += [f"- plugin {plugin} {version or ''}" for plugin, version in found.plugins.items()]
    if needs:
        sections["Needs"] = "\n".join(need.rstrip() for need in needs)
    sections["Folder"] = f"`{found.folder}`"
    print_page(found, output, sections)


@mod.command("check")
@click.option(
    "--output", "--format", "output", type=click.Choice(REPORTS), default="text", help="How to print the list."
)
@options.mods
def check(output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> int:
    """Look for mistakes: unknown names, tables and columns, SQL that cannot run, unused queries, missing titles.

    Exit codes: 0 nothing but notes, 1 errors or warnings, 250 and above: could not run.
    """
    from steelyard.run.check import as_json, as_sarif
    from steelyard.run.check import check as run_check
    from steelyard.run.session import CATALOG
    from steelyard.sql import compile_query

    findings = run_check(workspace(mod_location, variables, var_files), compile_query, CATALOG)
    if output == "json":
        print_json(as_json(findings))
    elif output == "sarif":
        print_json(as_sarif(findings))
    else:
        for finding in findings:
            click.echo(str(finding))
        counts = {level: sum(f.level == level for f in findings) for level in ("error", "warning", "note")}
        click.echo(", ".join(f"{n} {level}{'' if n == 1 else 's'}" for level, n in counts.items()), err=True)
    return EXIT_ALARM if any(finding.level != "note" for finding in findings) else EXIT_OK


def _folder(mod_location: Path) -> Path:
    if not mod_location.is_dir():
        raise UsageError(f"{mod_location} is not a folder")
    return mod_location


def _root(mod_location: Path) -> Path:
    """The folder of the mod that a folder belongs to, or the folder itself where there is no mod yet."""
    from steelyard.mods.module import find_mod_folder

    folder = _folder(mod_location).absolute()
    return find_mod_folder(folder) or folder


def _print_changes(changes: Iterable[Change]) -> None:
    shown = False
    for change in changes:
        shown = True
        versions = " -> ".join(dict.fromkeys(version for version in (change.before, change.after) if version))
        click.echo(f"{change.action} {change.mod} {versions} ({change.source})")
    if not shown:
        click.echo("no mods are required")


def _version(item: Mod) -> str:
    version = item.version or ""
    return f"v{version}" if version[:1].isdigit() else version


def _summary(item: Mod) -> dict[str, object]:
    return {
        "name": item.name,
        "title": item.title,
        "description": item.description,
        "version": item.version,
        "folder": str(item.folder),
        "categories": list(item.categories),
        "requires": [
            {"source": need.name, "version": need.version, "branch": need.branch, "tag": need.tag, "path": need.path}
            for need in item.requires
        ],
        "plugins": dict(item.plugins),
    }
