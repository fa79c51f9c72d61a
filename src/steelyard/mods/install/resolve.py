"""Which version of each needed mod to take: one of each, the newest that everybody can live with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from steelyard.errors import UsageError
from steelyard.mods.install import sources, versions
from steelyard.mods.install.git import Refs
from steelyard.mods.install.lock import Locked
from steelyard.mods.install.sources import Wanted

MAX_TRIES = 200
SHOWN = 8


class Conflict(UsageError):
    """The mods that are needed cannot be had together."""


@dataclass(frozen=True)
class Candidate:
    """One version of a source: ``ref`` and ``commit`` as git knows them, or ``path`` for a local folder."""

    source: str
    version: versions.Version | None
    ref: str | None
    commit: str | None
    path: Path | None = None

    @property
    def label(self) -> str:
        """What its folder is named after the ``@``."""
        if self.version is not None:
            return f"v{self.version}"
        if self.ref is not None:
            return self.ref.split("/", 2)[-1].replace("/", "_")
        return (self.commit or "local")[:12]

    def fits(self, wanted: Wanted) -> bool:
        if wanted.path is not None or self.path is not None:
            return wanted.path is not None and self.path is not None
        if wanted.branch is not None:
            return self.ref == f"refs/heads/{wanted.branch}"
        if wanted.tag is not None:
            return self.ref == f"refs/tags/{wanted.tag}"
        if wanted.commit is not None:
            return self.commit is not None and self.commit.startswith(wanted.commit)
        allowed = versions.constraint(wanted.version or "*")
        if self.version is None:
            return allowed is not None and wanted.version in (None, "*", "latest")
        return allowed is not None and allowed.allows(self.version)


@dataclass(frozen=True)
class Fetched:
    """A candidate whose files are here: its mod's name, its folder, its full commit, and what it needs."""

    candidate: Candidate
    mod: str
    folder: Path
    commit: str | None
    needs: tuple[Wanted, ...]


class Resolver:
    """``fetch`` brings a candidate's files; ``refs`` lists what a repository has; ``locked`` is taken first."""

    def __init__(
        self,
        refs: Callable[[str], Refs],
        fetch: Callable[[Candidate], Fetched],
        root: Path,
        locked: dict[str, Locked],
    ) -> None:
        self.refs = refs
        self.fetch = fetch
        self.root = root
        self.locked = locked
        self.tries = 0
        self.first_conflict: Conflict | None = None

    def resolve(self, wanted: Iterable[Wanted]) -> dict[str, Fetched]:
        """Raises Conflict, which says who wants what, and GitError."""
        found = self._solve(list(wanted), {})
        if found is None:
            raise self.first_conflict or Conflict("the mods that are needed cannot be had together")
        return found

    def _solve(self, wanted: list[Wanted], chosen: dict[str, Fetched]) -> dict[str, Fetched] | None:
        """The first source without a choice is tried with each candidate, newest first, and the rest after it."""
        for want in wanted:
            picked = chosen.get(want.source)
            if picked is not None and not picked.candidate.fits(want):
                self._conflict(want.source, wanted)
                return None
        source = next((want.source for want in wanted if want.source not in chosen), None)
        if source is None:
            return chosen
        asked = [want for want in wanted if want.source == source]
        candidates = [c for c in self._candidates(asked[0]) if all(c.fits(want) for want in asked)]
        if not candidates:
            self._conflict(source, wanted)
        for candidate in candidates:
            self.tries += 1
            if self.tries > MAX_TRIES:
                raise self.first_conflict or Conflict("too many combinations of versions: constrain some of them")
            fetched = self.fetch(candidate)
            same = next((s for s, other in chosen.items() if other.mod == fetched.mod and s != source), None)
            if same is not None:
                raise Conflict(f"{source} and {same} are both a mod named {fetched.mod!r}")
            found = self._solve([*wanted, *fetched.needs], {**chosen, source: fetched})
            if found is not None:
                return found
        return None

    def _candidates(self, want: Wanted) -> list[Candidate]:
        source = want.source
        if want.path is not None:
            return [Candidate(source, None, None, None, (self.root / Path(want.path).expanduser()).resolve())]
        kept = self.locked.get(source)
        locked = []
        if kept is not None and kept.commit is not None:
            locked = [Candidate(source, versions.parse(kept.version or ""), kept.ref, kept.commit)]
            if locked[0].fits(want):
                return locked
        if want.commit is not None:
            return [Candidate(source, None, None, want.commit)]
        known = self.refs(source)
        if want.branch is not None:
            commit = known.branches.get(want.branch)
            return [Candidate(source, None, f"refs/heads/{want.branch}", commit)] if commit else []
        if want.tag is not None:
            commit = known.tags.get(want.tag)
            return [Candidate(source, None, f"refs/tags/{want.tag}", commit)] if commit else []
        found = [
            Candidate(source, version, f"refs/tags/{tag}", commit)
            for tag, commit in known.tags.items()
            if (version := versions.parse(tag)) is not None
        ]
        found.sort(key=lambda c: c.version or versions.Version(0), reverse=True)
        if not found and known.head and want.version in (None, "*", "latest"):
            return [Candidate(source, None, None, known.head)]
        return found

    def _conflict(self, source: str, wanted: list[Wanted]) -> None:
        """Keep the first conflict: it is the one of the newest versions, which the user expects."""
        if self.first_conflict is not None:
            return
        asked = list(dict.fromkeys(f"{want.by} wants {want.spoken}" for want in wanted if want.source == source))
        message = f"no version of {source} will do: {'; '.join(asked)}"
        if not sources.is_path(source):
            known = self.refs(source)
            tags = sorted((v for v in map(versions.parse, known.tags) if v is not None), reverse=True)
            listed = ", ".join(f"v{tag}" for tag in tags[:SHOWN]) + (", ..." if len(tags) > SHOWN else "")
            message += f". It has {listed or 'no versions'}"
        self.first_conflict = Conflict(message)
