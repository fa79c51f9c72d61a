"""What is wrong with a mod, beyond what stops it from loading: ``steelyard mod check``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import quote

from steelyard import __version__
from steelyard.mods import Benchmark, Control, ModError, Problem, Query, Resource, Workspace
from steelyard.mods.values import UNSET
from steelyard.run.binding import unknown
from steelyard.sql.errors import SqlError

Level = Literal["error", "warning", "note"]

RULES: dict[str, tuple[Level, str]] = {
    "fault": ("error", "A block or an expression that cannot be evaluated, such as a name that does not exist."),
    "sql": ("error", "SQL that cannot be read or translated, or that names a table or column that does not exist."),
    "columns": ("error", "A control's query without the columns reason, resource and status."),
    "args": ("error", "A control that gives more or fewer values than its SQL has parameters."),
    "unset": ("warning", "A control with a parameter that has neither a value nor a default."),
    "unused": ("warning", "A query, variable or local that nothing uses."),
    "title": ("warning", "A benchmark or control without a title."),
    "description": ("note", "A control without a description."),
}
VERDICT_COLUMNS = ("reason", "resource", "status")


class Compiled(Protocol):
    """What is asked of a compiled query."""

    @property
    def columns(self) -> Any:
        """The names of the result's columns."""

    @property
    def parameters(self) -> int:
        """The highest ``$n``."""


Compile = Callable[[str, Mapping[str, Mapping[str, str]], str], Compiled]


@dataclass(frozen=True)
class Finding:
    """One thing that a rule has to say; ``line`` and ``column`` count from 1, 0 if there is no place."""

    rule: str
    level: Level
    path: str
    line: int
    column: int
    message: str
    source: str = ""

    def __str__(self) -> str:
        problem = Problem(self.path, self.line, self.column, f"{self.level}: {self.message} [{self.rule}]", self.source)
        return str(problem)


def check(workspace: Workspace, compile_query: Compile, catalog: Mapping[str, Mapping[str, str]]) -> list[Finding]:
    """Everything that the rules find in the first mod, in the order of files and lines. Never raises for its faults."""
    main = workspace.main
    if main is None:
        return []
    found = [_finding("fault", problem) for problem in workspace.check()]
    found += [_finding("unused", problem) for problem in workspace.unused(main.name)]
    resources = _good(workspace, main.name)
    for resource in resources:
        if isinstance(resource, (Benchmark, Control)) and not resource.title:
            found.append(_finding("title", _at(workspace, resource, f"{resource.typed_name} has no title")))
        if isinstance(resource, Control) and not resource.description:
            found.append(_finding("description", _at(workspace, resource, f"{resource.typed_name} has no description")))
    found += _Sql(workspace, compile_query, catalog).look(resources)
    return sorted(set(found), key=lambda f: (f.path, f.line, f.column, f.message))


def _good(workspace: Workspace, mod: str) -> list[Resource]:
    made = []
    for kind in ("query", "control", "benchmark"):
        for reference in workspace.references(kind, mod):
            try:
                made.append(workspace.resource(reference))
            except ModError:
                continue  # its faults are findings already
    return made


@dataclass(slots=True)
class _Sql:
    """Looks at each SQL text once: every query, what controls hold themselves, and their ``with`` blocks."""

    workspace: Workspace
    compile_query: Compile
    catalog: Mapping[str, Mapping[str, str]]
    findings: list[Finding] = field(default_factory=list)
    compiled: dict[str, Compiled] = field(default_factory=dict)

    def look(self, resources: Sequence[Resource]) -> list[Finding]:
        for resource in resources:
            if isinstance(resource, Query) or (isinstance(resource, Control) and resource.query is None):
                self.compile(resource, resource.full_name, resource.sql)
        judged: set[str] = set()
        for resource in resources:
            if not isinstance(resource, Control):
                continue
            for asked in resource.withs:
                self.compile(resource, f"{resource.full_name}, with.{asked.name}", asked.sql)
            name = resource.query or resource.full_name
            if name in self.compiled:
                self.fits(resource, self.compiled[name])
            if name in self.compiled and name not in judged:
                judged.add(name)
                self.verdict(resource, name, self.compiled[name])
        return self.findings

    def compile(self, resource: Query | Control, name: str, sql: str) -> None:
        try:
            self.compiled[name] = self.compile_query(sql, self.catalog, name)
        except SqlError as error:
            inner = name.partition(", ")[2]
            what = f"{resource.typed_name}{inner and ', '}{inner}"
            self.findings.append(_finding("sql", self.place(resource, sql, what, error)))

    def place(self, resource: Query | Control, sql: str, what: str, error: SqlError) -> Problem:
        """Where in the mod's file the SQL is wrong, as far as its lines stand there as they are."""
        lines = sql.split("\n")
        line = lines[error.line - 1] if 0 < error.line <= len(lines) else ""
        attribute = "sql" if sql == resource.sql else ""
        place = self.workspace.attribute_problem(resource, attribute, f"{what}: {error.message}", line, error.line)
        if not line.strip() or line.strip() not in place.source:
            return place
        return replace(place, column=place.column + max(0, error.column - 1 - (len(line) - len(line.lstrip()))))

    def fits(self, control: Control, compiled: Compiled) -> None:
        """Whether there is a value for each parameter of the SQL."""
        if compiled.parameters != len(control.args):
            message = (
                f"{control.typed_name}: the SQL has {compiled.parameters} parameters, {len(control.args)} are given"
            )
            self.findings.append(_finding("args", self.workspace.attribute_problem(control, "args", message)))
        for value in unknown(control.args):
            if value.path.startswith(UNSET):
                name = value.path.removeprefix(UNSET)
                message = f"{control.typed_name}: only --arg can give the parameter {name} a value"
                self.findings.append(_finding("unset", self.workspace.attribute_problem(control, "args", message)))

    def verdict(self, control: Control, name: str, compiled: Compiled) -> None:
        missing = [column for column in VERDICT_COLUMNS if column not in compiled.columns]
        if missing:
            message = f"{control.typed_name}: the result of {name} lacks {', '.join(missing)}"
            attribute = "query" if control.query else "sql"
            self.findings.append(_finding("columns", self.workspace.attribute_problem(control, attribute, message)))


def _at(workspace: Workspace, resource: Resource, message: str) -> Problem:
    return workspace.attribute_problem(resource, "", message)


def _finding(rule: str, problem: Problem) -> Finding:
    level = RULES[rule][0]
    return Finding(rule, level, problem.path, problem.line, problem.column, problem.message, problem.source)


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings as plain values."""
    return [{key: value for key, value in asdict(finding).items() if key != "source"} for finding in findings]


def as_sarif(findings: Iterable[Finding]) -> dict[str, Any]:
    """The findings as a SARIF 2.1.0 log."""
    rules = [
        {"id": name, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level}}
        for name, (level, text) in RULES.items()
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "steelyard", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding) for finding in findings],
            }
        ],
    }


def _result(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.path)}}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": finding.column}
    return {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """A path below the working folder as a relative reference, any other as a ``file`` URI."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(Path(path).as_posix())
