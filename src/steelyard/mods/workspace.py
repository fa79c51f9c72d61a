"""All mods that a command works with, and finding resources in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from steelyard.errors import UsageError
from steelyard.mods import variables as sources
from steelyard.mods.build import Builder
from steelyard.mods.diagnostics import EvaluationError, ModError, Problem, near
from steelyard.mods.installed import installed_mods
from steelyard.mods.module import KINDS, Module, find_mod_folder, read_module
from steelyard.mods.resources import Control, Mod, Resource, Variable
from steelyard.mods.scope import ModScope
from steelyard.mods.usage import used
from steelyard.mods.values import Budget, Reference
from steelyard.mods.variables import Given


class Workspace:
    """Resources by name. ``mods`` holds the working folder's mod first; ``notes`` are for the user's eyes."""

    def __init__(self, modules: Sequence[Module], given: Mapping[str, Given], ask: Callable[[Variable], str] | None):
        budget = Budget()
        self._scopes: dict[str, ModScope] = {}
        for module in modules:
            self._scopes[module.name] = ModScope(module, self._scopes, given, budget, ask)
        self._builder = Builder(self._scopes)
        self.notes: list[str] = []
        problems: list[Problem] = [problem for module in modules for problem in module.problems]
        self.mods: dict[str, Mod] = {}
        for module in modules:
            try:
                self.mods[module.name] = self._builder.mod(module.name)
            except ModError as error:
                problems += error.problems
        if problems:
            raise ModError(problems)
        self._hand_over(modules)

    def _hand_over(self, modules: Sequence[Module]) -> None:
        """Give the values in ``require`` blocks to the variables of the mods that they name."""
        origins = {module.origin: module.name for module in modules if module.origin}
        for mod in self.mods.values():
            for required in mod.requires:
                name = origins.get(required.name) or _conventional(required.name)
                if name in self._scopes:
                    self._scopes[name].required |= required.args
                elif mod is self.main:
                    self.notes.append(f"{required.name} is required but not installed: run steelyard mod install")

    @property
    def main(self) -> Mod | None:
        """The first mod: the working folder's, or else the built-in one."""
        return next(iter(self.mods.values()), None)

    def references(self, kind: str, mod: str | None = None) -> list[Reference]:
        """The names of all resources of a kind, not evaluated, in the order of files and lines."""
        return [
            Reference(scope.module.name, kind, name)
            for scope in self._scopes.values()
            if mod is None or scope.module.name == mod
            for name in (scope.module.variables if kind == "variable" else scope.module.entries.get(kind, ()))
        ]

    def resources(self, kind: str, mod: str | None = None) -> list[Resource]:
        """All resources of a kind ("control", "benchmark", ...). Raises ModError with every fault in them."""
        return self._make(self.references(kind, mod))

    def titles(self, kind: str) -> list[tuple[str, str | None]]:
        """Full name and title of all resources of a kind, by name; a fault elsewhere in one does no harm.

        Raises ModError with every fault in the titles.
        """
        found: list[tuple[str, str | None]] = []
        problems: list[Problem] = []
        for reference in self.references(kind):
            try:
                found.append((reference.full_name, self._builder.title(reference)))
            except ModError as error:
                problems += error.problems
        if problems:
            raise ModError(problems)
        return sorted(found, key=lambda item: item[0])

    def resource(self, reference: Reference) -> Resource:
        """One resource by its reference. Raises ModError if it is faulty."""
        return self._make([reference])[0]

    def bound(self, control: Control, results: Mapping[str, Sequence[Mapping[str, object]]]) -> Control:
        """A control again, its arguments with the rows of its ``with`` queries, by name, as far as they are given.

        Raises ModError where an argument cannot be evaluated with them.
        """
        return self._builder.bound(control, results)

    def names(self, kinds: Iterable[str]) -> list[str]:
        """Every name by which resources of these kinds may be called: short, typed and full."""
        found = [reference for kind in kinds for reference in self.references(kind)]
        return [
            name
            for ref in found
            for name in (ref.name, f"{ref.kind}.{ref.name}", ref.full_name)
        ]  # fmt: skip

    def find(self, kinds: str | Iterable[str], name: str) -> Resource:
        """The resource that a short, typed or full name means.

        Raises UsageError if there is none (with near names) or more than one (with all of them), and ModError
        if it is there but faulty.
        """
        return self._make([self.find_reference(kinds, name)])[0]

    def find_reference(self, kinds: str | Iterable[str], name: str) -> Reference:
        wanted = (kinds,) if isinstance(kinds, str) else tuple(kinds)
        found = [ref for kind in wanted for ref in self.references(kind) if _means(name, ref)]
        main = self.main
        if len(found) > 1 and main is not None:
            found = [ref for ref in found if ref.mod == main.name] or found
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(ref.full_name for ref in found)
            raise UsageError(f"{name!r} is the name of more than one resource: {choices}")
        short = name.rsplit(".", 1)[-1]
        known = dict.fromkeys(ref.name for kind in wanted for ref in self.references(kind))
        spoken = wanted[0] if len(wanted) == 1 else f"{', '.join(wanted[:-1])} or {wanted[-1]}"
        raise UsageError(f"there is no {spoken} named {name!r}{near(short, known)}")

    def check(self) -> list[Problem]:
        """Everything that is wrong in any resource, local or variable of the main mod."""
        main = self.main
        if main is None:
            return []
        problems: set[Problem] = set()
        scope = self._scopes[main.name]
        for reference in [ref for kind in KINDS for ref in self.references(kind, main.name)]:
            try:
                self._builder.resource(reference)
            except ModError as error:
                problems |= set(error.problems)
        for name in scope.module.locals:
            try:
                scope.local(name)
            except ModError as error:
                problems |= set(error.problems)
        return sorted(problems)

    def unused(self, mod: str) -> list[Problem]:
        """Queries, variables and locals of a mod that nothing in any mod names, each with its place."""
        mods = frozenset(self._scopes)
        named = set().union(*(used(scope.module, mods) for scope in self._scopes.values()))
        module = self._scopes[mod].module
        found = [
            entry.problem(f"query.{name} is used by nothing")
            for name, entry in module.entries.get("query", {}).items()
            if (mod, "query", name) not in named
        ]
        found += [
            entry.problem(f"var.{name} is used by nothing")
            for name, entry in module.variables.items()
            if (mod, "var", name) not in named
        ]
        found += [
            source.problem(at, f"local.{name} is used by nothing")
            for name, (source, at, _) in module.locals.items()
            if (mod, "local", name) not in named
        ]
        return found

    def attribute_problem(
        self, resource: Resource, attribute: str, message: str, line: str = "", number: int = 0
    ) -> Problem:
        """A problem that points to an attribute of a resource, or to the resource if it has no such attribute.

        ``line`` and ``number``: the text of a line inside the attribute's value, and which one it is from 1; the
        problem points to that line if it stands so in the file.
        """
        entry = self._scopes[resource.mod].entry(resource.kind, resource.name)
        found = entry.body["attributes"].get(attribute)
        problem = entry.problem(message, found[0] if found else None)
        if found and line.strip():
            lines = entry.source.data.decode("utf-8", "replace").split("\n")
            for place in (problem.line + number, problem.line + number - 1):
                if place <= len(lines) and line.strip() in lines[place - 1]:
                    shown = lines[place - 1]
                    return replace(problem, line=place, column=shown.index(line.strip()) + 1, source=shown)
        return problem

    def _make(self, references: Iterable[Reference]) -> list[Resource]:
        made: list[Resource] = []
        problems: list[Problem] = []
        for reference in references:
            try:
                if reference.kind == "variable":
                    made.append(self._scopes[reference.mod].variable(reference.name))
                else:
                    made.append(self._builder.resource(reference))
            except ModError as error:
                problems += error.problems
            except EvaluationError as error:
                problems.append(Problem(reference.full_name, 0, 0, error.message))
        if problems:
            raise ModError(problems)
        return made


def load_workspace(
    folder: Path | None,
    *,
    builtin: Sequence[Path] = (),
    variables: Mapping[str, str] | None = None,
    var_files: Sequence[Path] = (),
    environ: Mapping[str, str] | None = None,
    cache: Path | None = None,
    ask: Callable[[Variable], str] | None = None,
) -> Workspace:
    """The mod of a folder (or of one above it), the mods it needs, and the built-in ones.

    ``variables`` are those of ``--var`` by name; ``cache`` is a folder for parsed files, None for no cache;
    ``ask`` gives the text of a variable that has no value. A folder without ``mod.pp`` is a mod named "local" if
    it holds ``.pp`` files itself. Only the structure is read here; resources are evaluated when they are asked for.

    Raises ModError with every fault of syntax and structure, and UsageError for unknown variables.
    """
    modules, notes = _modules(folder, builtin, cache)
    main = modules[0].name if modules else "local"
    top = modules[0].folder if modules and folder is not None and modules[0].folder not in builtin else folder
    given = sources.collect(top, main, variables or {}, var_files, os.environ if environ is None else environ)
    _check_names(modules, given, notes)
    workspace = Workspace(modules, given, ask)
    workspace.notes = [*notes, *workspace.notes]
    return workspace


def _modules(folder: Path | None, builtin: Sequence[Path], cache: Path | None) -> tuple[list[Module], list[str]]:
    notes: list[str] = []
    modules: list[Module] = []
    root = None if folder is None else find_mod_folder(folder.absolute())
    if root is not None:
        modules.append(read_module(root, cache))
    elif folder is not None:
        loose = read_module(folder, cache, deep=False)
        if loose.entries or loose.problems or loose.variables:
            modules.append(loose)
    if root is not None:
        installed, missing = installed_mods(root)
        notes += missing
        for mod in installed:
            module = read_module(mod.folder, cache)
            module.version, module.origin = mod.version, mod.source
            same = next((other for other in modules if other.name == module.name), None)
            if same is None:
                modules.append(module)
            else:
                notes.append(f"mod {module.name} of {same.folder} is used instead of the one in {module.folder}")
    for path in builtin:
        module = read_module(path, cache)
        same = next((other for other in modules if other.name == module.name), None)
        if same is None:
            modules.append(module)
        elif same.folder != module.folder:
            notes.append(f"mod {module.name} of {same.folder} is used instead of the built-in one")
    return modules, notes


def _check_names(modules: Sequence[Module], given: Mapping[str, Given], notes: list[str]) -> None:
    """``--var`` with an unknown name is an error; in a file it is worth a note, in the environment nothing."""
    known = {f"{module.name}.var.{name}": name for module in modules for name in module.variables}
    for full_name, value in given.items():
        if full_name in known or value.origin.startswith("environment"):
            continue
        message = (
            f"there is no variable {full_name.rsplit('.', 1)[-1]!r}{near(full_name.rsplit('.', 1)[-1], known.values())}"
        )
        if value.origin == "--var":
            raise UsageError(message)
        notes.append(f"{value.origin}: {message}")


def _conventional(source: str) -> str:
    """The name of the mod in ``github.com/owner/steampipe-mod-aws-compliance``: ``aws_compliance``."""
    last = source.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
    return last.rsplit("-mod-", 1)[-1].replace("-", "_")


def _means(name: str, reference: Reference) -> bool:
    kind = "var" if reference.kind == "variable" and ".var." in f".{name}" else reference.kind
    return name in (reference.name, f"{kind}.{reference.name}", f"{reference.mod}.{kind}.{reference.name}")
