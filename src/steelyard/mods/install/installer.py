"""Installing, updating and removing the mods that a mod needs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from steelyard.errors import UsageError
from steelyard.mods.build import Builder
from steelyard.mods.diagnostics import ModError
from steelyard.mods.install import git, lock, modfile, sources
from steelyard.mods.install.lock import Locked
from steelyard.mods.install.resolve import Candidate, Conflict, Fetched, Resolver
from steelyard.mods.install.sources import Wanted
from steelyard.mods.installed import below
from steelyard.mods.module import read_module
from steelyard.mods.resources import Requirement
from steelyard.mods.scope import ModScope
from steelyard.mods.values import Budget

MODS = Path(".steelyard", "mods")


@dataclass(frozen=True)
class Change:
    """What a command did to one mod: "installed", "updated", "kept" or "removed"; versions as users say them."""

    action: str
    source: str
    mod: str
    before: str | None
    after: str | None


def init(folder: Path, name: str | None = None) -> Path:
    """A new mod; the path of its ``mod.pp``."""
    return modfile.create(folder, name)


def install(root: Path, names: Iterable[str] = ()) -> list[Change]:
    """Install what the mod requires, and what is named besides, which is added to its ``require`` block.

    What the lock file holds is installed as it was, to the commit, as long as it fits. Raises Conflict, GitError,
    ModError and UsageError; the folder is then as it was before.
    """
    added = [_absolute(sources.read(name, "you"), root) for name in names]
    return _apply(root, added=added, removed=(), fresh={want.source for want in added})


def update(root: Path, names: Iterable[str] = ()) -> list[Change]:
    """Take the newest versions that are allowed, of the named sources or of all."""
    wanted = set(names)
    known = lock.read(root)
    unknown = sorted(wanted - known.keys() - {entry.mod for entry in known.values()})
    if unknown:
        raise UsageError(f"{', '.join(unknown)} is not installed: {', '.join(sorted(known)) or 'nothing is'}")
    fresh = {source for source, entry in known.items() if not wanted or source in wanted or entry.mod in wanted}
    return _apply(root, added=(), removed=(), fresh=fresh)


def uninstall(root: Path, names: Iterable[str]) -> list[Change]:
    """Require the named mods no longer, and remove what nothing else needs."""
    known = lock.read(root)
    removed = []
    for name in names:
        source = next((s for s, entry in known.items() if name in (s, entry.mod)), name)
        removed.append(source)
    return _apply(root, added=(), removed=removed, fresh=set())


def _absolute(wanted: Wanted, root: Path) -> Wanted:
    """A path given on the command line is meant from the working folder, and kept relative to the mod."""
    if wanted.path is None:
        return wanted
    folder = Path(wanted.path).expanduser().resolve()
    if modfile.find(folder) is None:
        raise UsageError(f"there is no mod.pp in {folder}")
    shown = os.path.relpath(folder, root.resolve())
    shown = shown if shown.startswith("..") else f"./{shown}"
    return replace(wanted, source=shown, path=shown)


def _apply(root: Path, added: Iterable[Wanted], removed: Iterable[str], fresh: set[str]) -> list[Change]:
    path = modfile.find(root)
    before = path.read_bytes() if path is not None else None
    try:
        if path is None:
            path = modfile.create(root)
        for source in removed:
            if not modfile.remove(path, source):
                raise UsageError(f"{source} is not required by {path.name}")
        for want in added:
            modfile.add(path, want)
        return _install(root, fresh)
    except BaseException:
        if before is not None and path is not None:
            path.write_bytes(before)
        elif path is not None:
            path.unlink(missing_ok=True)
        raise


def _install(root: Path, fresh: set[str]) -> list[Change]:
    known = lock.read(root)
    name, required = read_mod(root)
    kept = {source: entry for source, entry in known.items() if source not in fresh}
    base = root / ".steelyard"
    base.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=base, prefix=".install-") as stage:
        shop = _Shop(root, Path(stage))
        resolver = Resolver(shop.refs, shop.fetch, root, kept)
        chosen = resolver.resolve(needs(required, name, "."))
        locked = {source: shop.settle(fetched) for source, fetched in chosen.items()}
    lock.write(root, locked)
    _prune(root, locked)
    return _changes(known, locked)


class _Shop:
    """Fetches repositories into a staging folder, each commit once, and moves what was chosen to its place."""

    def __init__(self, root: Path, stage: Path) -> None:
        self.root = root
        self.stage = stage
        self.known: dict[str, git.Refs] = {}
        self.fetched: dict[tuple[str, str | None, str | None], Fetched] = {}

    def refs(self, source: str) -> git.Refs:
        if source not in self.known:
            self.known[source] = git.refs(sources.url(source))
        return self.known[source]

    def fetch(self, candidate: Candidate) -> Fetched:
        key = (candidate.source, candidate.ref, candidate.commit)
        if key not in self.fetched:
            self.fetched[key] = self._fetch(candidate)
        return self.fetched[key]

    def _fetch(self, candidate: Candidate) -> Fetched:
        folder, commit = candidate.path, None
        if folder is None:
            folder = self.stage / str(len(self.fetched))
            commit = git.fetch(sources.url(candidate.source), candidate.ref, candidate.commit or "", folder)
            shutil.rmtree(folder / ".git")
        if modfile.find(folder) is None:
            raise UsageError(f"{candidate.source} {candidate.label} has no mod.pp: it is no mod")
        name, required = read_mod(folder)
        wanted = needs(required, f"{name} {candidate.label}", candidate.source)
        return Fetched(candidate, name, folder, commit, tuple(wanted))

    def settle(self, fetched: Fetched) -> Locked:
        candidate = fetched.candidate
        target = fetched.folder
        if candidate.path is None:
            name = sources.folder_name(candidate.source)
            target = self.root / MODS / name.parent / f"{name.name}@{candidate.label}"
            if target.exists():
                shutil.rmtree(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(fetched.folder, target)
        return Locked(
            source=candidate.source,
            mod=fetched.mod,
            version=str(candidate.version) if candidate.version else None,
            ref=candidate.ref,
            commit=fetched.commit,
            folder=Path(os.path.relpath(target, self.root)).as_posix(),
            requires={want.source: want.spoken for want in fetched.needs},
        )


def read_mod(folder: Path) -> tuple[str, list[Requirement]]:
    """The name of a folder's mod, and what it requires. Raises ModError for faults in its ``mod.pp``."""
    module = read_module(folder, None, only_mod=True)
    if module.problems:
        raise ModError(module.problems)
    scopes: dict[str, ModScope] = {}
    scopes[module.name] = ModScope(module, scopes, {}, Budget(), None)
    return module.name, Builder(scopes).requirements(module.name)


def needs(required: Iterable[Requirement], by: str, source: str) -> list[Wanted]:
    """What a mod requires. One that came by git may name no folders, and only from this machine repositories on it."""
    found = []
    for need in required:
        version = need.version
        want = Wanted(need.name, by, version, need.branch, need.tag, need.commit, need.path)
        if not want.exact and version is not None:
            want = sources.at_version(need.name, version, by)
        if sources.is_path(need.name) and not want.exact:
            want = replace(want, path=need.name, version=None)
        hidden = sources.is_local(want.source) and not sources.is_local(source)
        if hidden or (want.path is not None and not sources.is_path(source)):
            raise Conflict(f"{by} wants {want.source}, a path on this machine: a mod that came by git may not")
        found.append(sources.checked(want))
    return found


def _prune(root: Path, locked: dict[str, Locked]) -> None:
    """Remove installed folders that the lock does not name, and folders that are empty then."""
    top = root / MODS
    keep = {(root / entry.folder).resolve() for entry in locked.values()}
    for folder, _ in below(top):
        if folder.resolve() not in keep:
            shutil.rmtree(folder)
    for parent, _, _ in os.walk(top, topdown=False):
        if not os.listdir(parent):
            os.rmdir(parent)


def _changes(before: dict[str, Locked], after: dict[str, Locked]) -> list[Change]:
    changes = []
    for source in sorted({*before, *after}):
        old, new = before.get(source), after.get(source)
        same = old is not None and new is not None and (old.commit, old.ref) == (new.commit, new.ref)
        action = "kept" if same else "installed" if old is None else "removed" if new is None else "updated"
        mod = (new or old).mod  # type: ignore[union-attr]
        changes.append(Change(action, source, mod, spoken(old) if old else None, spoken(new) if new else None))
    return changes


def spoken(locked: Locked) -> str:
    """``v1.2.0``, ``main (0123456789ab)`` or the folder."""
    if locked.version is not None:
        return f"v{locked.version}"
    if locked.commit is None:
        return locked.folder
    name = locked.ref.split("/", 2)[-1] if locked.ref else None
    return f"{name} ({locked.commit[:12]})" if name else locked.commit[:12]
