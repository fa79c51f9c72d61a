"""What is wrong with a mod, beyond what stops it from loading: ``steelyard mod check``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, Protocol

from steelyard import __version__
from steelyard.mods import Benchmark, Control, ModError, Problem, Query, Resource, Workspace
from steelyard.sql.errors import SqlError

Level = Literal["error", "warning", "note"]

RULES: dict[str, tuple[Level, str]] = {
    "fault": ("error", "A block or an expression that cannot be evaluated, such as a name that does not exist."),
    "sql": ("error", "SQL that cannot be read or translated, or that names a table or column that does not exist."),
    "columns": ("error", "A control's query without the columns reason, resource and status."),
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
    found += _sql(workspace, resources, compile_query, catalog)
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


def _sql(
    workspace: Workspace,
    resources: Iterable[Resource],
    compile_query: Compile,
    catalog: Mapping[str, Mapping[str, str]],
) -> list[Finding]:
    """Each SQL text is compiled once: every query, and the SQL that controls hold themselves."""
    found = []
    columns: dict[str, Any] = {}
    verdicts: dict[str, Resource] = {}
    for resource in resources:
        if not isinstance(resource, (Query, Control)):
            continue
        if isinstance(resource, Control) and resource.query is not None:
            verdicts.setdefault(resource.query, resource)
            continue
        if isinstance(resource, Control):
            verdicts[resource.full_name] = resource
        try:
            columns[resource.full_name] = compile_query(resource.sql, catalog, resource.full_name).columns
        except SqlError as error:
            lines = resource.sql.split("\n")
            line = lines[error.line - 1] if 0 < error.line <= len(lines) else ""
            place = workspace.attribute_problem(
                resource, "sql", f"{resource.typed_name}: {error.message}", line, error.line
            )
            shift = max(0, error.column - 1 - (len(line) - len(line.lstrip()))) if line.strip() in place.source else 0
            found.append(_finding("sql", replace(place, column=place.column + (shift if line.strip() else 0))))
    for name, resource in verdicts.items():
        missing = [column for column in VERDICT_COLUMNS if column not in columns.get(name, VERDICT_COLUMNS)]
        if missing:
            message = f"{resource.typed_name}: the result of {name} lacks {', '.join(missing)}"
            attribute = "query" if isinstance(resource, Control) and resource.query else "sql"
            found.append(_finding("columns", workspace.attribute_problem(resource, attribute, message)))
    return found


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
    place: dict[str, Any] = {"artifactLocation": {"uri": finding.path.replace("\\", "/")}}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": finding.column}
    return {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }
