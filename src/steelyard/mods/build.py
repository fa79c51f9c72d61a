"""Blocks to typed resources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from steelyard.mods import scope as scopes
from steelyard.mods.diagnostics import EvaluationError, ModError, Problem
from steelyard.mods.module import TREE_KINDS, Entry
from steelyard.mods.resources import (
    Benchmark,
    Block,
    Control,
    Generic,
    Location,
    Mod,
    Param,
    Query,
    Requirement,
    Resource,
    With,
)
from steelyard.mods.values import UNSET, Reference, Runtime, Value, article, kind_of, plain, to_number, to_text

MAX_CHILD_DEPTH = 50


class Builder:
    """Makes the resources of all mods of a workspace, each once."""

    def __init__(self, mod_scopes: Mapping[str, scopes.ModScope]) -> None:
        self.scopes = mod_scopes
        self.made: dict[tuple[str, str, str], Resource] = {}
        self.failed: dict[tuple[str, str, str], ModError] = {}
        self.open: list[tuple[str, str, str]] = []
        self.binding = False  # whether controls are read with the results of their ``with`` queries

    def resource(self, reference: Reference) -> Resource:
        """Raises ModError with all that is wrong in the resource and in what it is made of."""
        key = (reference.mod, reference.kind, reference.name)
        if key in self.made:
            return self.made[key]
        if key in self.failed:
            raise self.failed[key]
        scope = self.scopes[reference.mod]
        entry = scope.entry(reference.kind, reference.name)
        if key in self.open or len(self.open) > MAX_CHILD_DEPTH:
            ring = " -> ".join(f"{kind}.{name}" for _, kind, name in [*self.open[-5:], key])
            raise ModError([entry.problem(f"these contain each other in a circle, or too deep: {ring}")])
        self.open.append(key)
        try:
            self.made[key] = _Reader(self, scope, entry).read()
        except ModError as error:
            self.failed[key] = error
            raise
        except RecursionError:
            raise ModError([entry.problem("this is nested too deep")]) from None
        finally:
            self.open.pop()
        return self.made[key]

    def requirements(self, name: str) -> list[Requirement]:
        """What a mod needs, without its ``args``, which may refer to anything. Raises ModError."""
        scope = self.scopes[name]
        if scope.module.block is None:
            return []
        reader = _Reader(self, scope, scope.module.block)
        requires, _ = reader.requirements(with_args=False)
        if reader.problems:
            raise ModError(reader.problems)
        return requires

    def title(self, reference: Reference) -> str | None:
        """A resource's title, or its base's; nothing else is evaluated. Raises ModError if that is faulty."""
        for _ in range(MAX_CHILD_DEPTH):
            scope = self.scopes[reference.mod]
            reader = _Reader(self, scope, scope.entry(reference.kind, reference.name))
            title = reader.text("title")
            base = reader.value("base") if title is None else None
            if reader.problems:
                raise ModError(reader.problems)
            if not isinstance(base, Reference):
                return title
            reference = base
        return None

    def bound(self, control: Control, results: Mapping[str, Any]) -> Control:
        """A control again, with the rows of ``with`` queries, by name, where its arguments use them.

        Raises ModError where an argument cannot be evaluated with them.
        """
        for scope in self.scopes.values():
            scope.results = results
        self.binding = True
        try:
            return self.fresh(Reference(control.mod, control.kind, control.name))
        finally:
            self.binding = False
            for scope in self.scopes.values():
                scope.results = {}

    def fresh(self, reference: Reference) -> Control:
        scope = self.scopes[reference.mod]
        made = _Reader(self, scope, scope.entry(reference.kind, reference.name)).read()
        assert isinstance(made, Control)
        return made

    def mod(self, name: str) -> Mod:
        scope = self.scopes[name]
        return _Reader(self, scope, scope.module.block).mod() if scope.module.block else _nameless(scope)


class _Reader:
    """Reads one block. Faults of its attributes are gathered, so that all are reported at once."""

    def __init__(self, builder: Builder, scope: scopes.ModScope, entry: Entry) -> None:
        self.builder = builder
        self.scope = scope
        self.entry = entry
        self.problems: list[Problem] = []

    def read(self) -> Resource:
        kind = self.entry.kind
        base = self.base()
        if kind == "query":
            made: Resource = self.query()
        elif kind == "control":
            made = self.control(base)
        elif kind == "benchmark":
            made = self.benchmark(base)
        else:
            made = self.generic(base)
        if self.problems:
            raise ModError(self.problems)
        return made

    # attributes

    def value(self, name: str) -> Value:
        try:
            return self.scope.value(self.entry, name)
        except ModError as error:
            self.problems += error.problems
            return None

    def fail(self, name: str, message: str) -> None:
        found = self.entry.body["attributes"].get(name)
        self.problems.append(self.entry.problem(message, found[0] if found else None))

    def text(self, name: str, base: str | None = None) -> str | None:
        value = self.value(name)
        if value is None:
            return base
        try:
            return to_text(value)
        except EvaluationError as error:
            self.fail(name, f"{name}: {error.message}")
            return None

    def number(self, name: str, base: int | None = None) -> int | None:
        value = self.value(name)
        if value is None:
            return base
        try:
            return int(to_number(value))
        except EvaluationError as error:
            self.fail(name, f"{name}: {error.message}")
            return None

    def tags(self, name: str = "tags") -> dict[str, str]:
        value = self.value(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fail(name, f"{name}: a map is needed here, not {article(kind_of(value))}")
            return {}
        made = {}
        for key, item in value.items():
            try:
                made[key] = to_text(item) if item is not None else ""
            except EvaluationError as error:
                self.fail(name, f"{name}, {key!r}: {error.message}")
        return made

    def common(self, base: Resource | None) -> dict[str, Any]:
        tags = self.tags()
        return {
            "mod": self.scope.module.name,
            "kind": self.entry.kind,
            "name": self.entry.name,
            "title": self.text("title", base.title if base else None),
            "description": self.text("description", base.description if base else None),
            "documentation": self.text("documentation", base.documentation if base else None),
            "tags": {**base.tags, **tags} if base else tags,
            "source": Location(self.entry.source.path, self.entry.line),
        }

    def base(self) -> Resource | None:
        value = self.value("base")
        if not isinstance(value, Reference):
            if value is not None:
                self.fail("base", f"base: a {self.entry.kind} is needed here, not {article(kind_of(value))}")
            return None
        if value.kind != self.entry.kind and value.kind in (*TREE_KINDS, "query"):
            self.fail("base", f"base: a {self.entry.kind} is needed here, not a {value.kind}")
            return None
        if self.builder.binding and value.kind == "control":
            return self.builder.fresh(value)
        return self.referred("base", value)

    def referred(self, name: str, reference: Reference) -> Resource | None:
        try:
            return self.builder.resource(reference)
        except ModError as error:
            self.problems += error.problems
            return None

    # queries and controls

    def query(self) -> Query:
        sql, params = self.text("sql"), self.params()
        if sql is None and not self.problems:
            self.fail("sql", f"query.{self.entry.name} has no sql")
        defaults = tuple(plain(param.default) for param in params)
        return Query(**self.common(None), sql=sql or "", params=params, args=defaults, database=self.text("database"))

    def control(self, base: Resource | None) -> Control:
        parent = base if isinstance(base, Control) else None
        query, sql, params = self.source(parent)
        withs = tuple(self.withs())
        return Control(
            **self.common(base),
            severity=self.text("severity", parent.severity if parent else None),
            sql=sql,
            query=query.full_name if query else (parent.query if parent and sql == parent.sql else None),
            args=self.args(params, parent),
            params=params,
            width=self.number("width", parent.width if parent else None),
            display=self.text("display", parent.display if parent else None),
            database=self.text("database", query.database if query else parent.database if parent else None),
            withs=withs or (parent.withs if parent else ()),
        )

    def source(self, parent: Control | None) -> tuple[Query | None, str, tuple[Param, ...]]:
        """The query that a control names, the SQL, and its parameters."""
        own = self.params()
        named = self.value("query")
        if named is not None:
            query = self.referred("query", named) if isinstance(named, Reference) and named.kind == "query" else None
            if isinstance(query, Query):
                return query, query.sql, own or query.params
            if not self.problems:
                self.fail("query", f"query: a query is needed here, not {article(kind_of(named))}")
            return None, "", own
        sql = self.text("sql")
        if sql is not None:
            return None, sql, own
        if parent is not None:
            return None, parent.sql, own or parent.params
        if not self.problems:
            self.fail("sql", f"{self.entry.kind}.{self.entry.name} has neither sql nor query")
        return None, "", own

    def params(self) -> tuple[Param, ...]:
        made = []
        for block in self.entry.body["blocks"]:
            if block["kind"] != "param":
                continue
            inner = self.inner(block)
            has_default = "default" in block["body"]["attributes"]
            default = inner.value("default")
            made.append(
                Param(
                    name=block["labels"][0] if block["labels"] else "",
                    description=inner.text("description"),
                    default=plain(default),
                    has_default=has_default and default is not None,
                )
            )
            self.problems += inner.problems
        return tuple(made)

    def inner(self, block: Any) -> _Reader:
        """A reader for a block inside this one."""
        name = block["labels"][0] if block["labels"] else ""
        line = self.entry.source.place(block["at"])[0]
        entry = Entry(self.entry.source, block["kind"], name, block["at"], line, None, block["body"])
        return _Reader(self.builder, self.scope, entry)

    def args(self, params: tuple[Param, ...], parent: Control | None) -> tuple[Any, ...]:
        """Values in the order of ``$1``..``$n``: what is given by name or by place, else the default."""
        value = plain(self.value("args"))
        if value is None and parent is not None:
            return parent.args if parent.params == params else self.arrange(params, None)
        return self.arrange(params, value)

    def arrange(self, params: tuple[Param, ...], value: Any) -> tuple[Any, ...]:
        if value is not None and not isinstance(value, (list, dict)):
            self.fail("args", "args: a map of names or a list of values is needed here")
            return ()
        if isinstance(value, list):
            if not params:
                return tuple(value)
            if len(value) > len(params):
                self.fail("args", f"args: {len(value)} values are given, but the query has {len(params)} parameters")
                return ()
            value = {param.name: item for param, item in zip(params, value, strict=False)}
        given = value or {}
        # A parameter without a value may get one on the command line, so it is no fault of the mod.
        return tuple(
            given[param.name]
            if param.name in given
            else (param.default if param.has_default else Runtime(f"{UNSET}{param.name}"))
            for param in params
        )

    def withs(self) -> Iterable[With]:
        for block in self.entry.body["blocks"]:
            if block["kind"] != "with":
                continue
            inner = self.inner(block)
            _, sql, params = inner.source(None)
            yield With(inner.entry.name, sql, inner.args(params, None))
            self.problems += inner.problems

    # benchmarks

    def benchmark(self, base: Resource | None) -> Benchmark:
        parent = base if isinstance(base, Benchmark) else None
        children = self.children()
        return Benchmark(
            **self.common(base),
            children=parent.children if parent and "children" not in self.entry.body["attributes"] else children,
            width=self.number("width", parent.width if parent else None),
            display=self.text("display", parent.display if parent else None),
            type=self.text("type", parent.type if parent else None),
        )

    def children(self) -> tuple[Resource, ...]:
        """The children that can be made; what is wrong with each of the others is a problem of its own."""
        found = self.entry.body["attributes"].get("children")
        if found is None:
            return ()
        expressions = found[1][2] if isinstance(found[1], list) and found[1][0] == "list" else None
        references: list[Value] = []
        for expression in [found[1]] if expressions is None else expressions:
            try:
                value = self.scope.evaluate(self.entry.source, found[0], expression)
            except ModError as error:
                self.problems += error.problems
                continue
            references += value if expressions is None and isinstance(value, list) else [value]
        made: list[Resource] = []
        for reference in references:
            if not isinstance(reference, Reference) or reference.kind not in TREE_KINDS:
                self.fail("children", f"children: {article(kind_of(reference))} cannot be a child of a benchmark")
                continue
            child = self.referred("children", reference)
            if child is not None and any(child is other for other in made):
                self.fail("children", f"children: {child.typed_name} is named twice")
            elif child is not None:
                made.append(child)
        return tuple(made)

    # everything else

    def generic(self, base: Resource | None) -> Generic:
        attributes = {
            name: plain(self.value(name))
            for name in self.entry.body["attributes"]
            if name not in ("title", "description", "documentation", "tags", "base")
        }
        if isinstance(base, Generic):
            attributes = {**base.attributes, **attributes}
        return Generic(**self.common(base), attributes=attributes, blocks=self.blocks(self.entry.body["blocks"]))

    def blocks(self, found: list[Any]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in found)

    def block(self, block: Any) -> Block:
        inner = self.inner(block)
        attributes = {name: plain(inner.value(name)) for name in block["body"]["attributes"]}
        made = Block(
            kind=block["kind"],
            name=inner.entry.name or None,
            attributes=attributes,
            blocks=inner.blocks(block["body"]["blocks"]),
            source=Location(inner.entry.source.path, inner.entry.line),
        )
        self.problems += inner.problems
        return made

    # the mod block

    def mod(self) -> Mod:
        requires, plugins = self.requirements()
        database = self.text("database")
        made = Mod(
            **self.common(None),
            folder=self.scope.module.folder,
            categories=tuple(map(str, self.value("categories") or ())),
            color=self.text("color"),
            icon=self.text("icon"),
            database=database,
            requires=tuple(requires),
            plugins=plugins,
            version=self.scope.module.version,
        )
        if self.problems:
            raise ModError(self.problems)
        return made

    def requirements(self, with_args: bool = True) -> tuple[list[Requirement], dict[str, str | None]]:
        """The mods, and the plugins with their least versions, of the ``require`` blocks."""
        requires: list[Requirement] = []
        plugins: dict[str, str | None] = {}
        for block in self.entry.body["blocks"]:
            if block["kind"] in ("require", "requires"):
                for needed in block["body"]["blocks"]:
                    self.requirement(needed, requires, plugins, with_args)
        return requires, plugins

    def requirement(
        self, block: Any, requires: list[Requirement], plugins: dict[str, str | None], with_args: bool
    ) -> None:
        inner = self.inner(block)
        if block["kind"] == "plugin":
            plugins[inner.entry.name] = inner.text("min_version") or inner.text("version")
        elif block["kind"] == "mod":
            args = inner.value("args") if with_args else None
            requires.append(
                Requirement(
                    name=inner.entry.name,
                    version=inner.text("version"),
                    branch=inner.text("branch"),
                    path=inner.text("path"),
                    tag=inner.text("tag"),
                    commit=inner.text("commit"),
                    args=args if isinstance(args, dict) else {},
                    source=Location(inner.entry.source.path, inner.entry.line),
                )
            )
        self.problems += inner.problems


def _nameless(scope: scopes.ModScope) -> Mod:
    module = scope.module
    return Mod(
        mod=module.name, kind="mod", name=module.name, title=None, description=None, documentation=None, tags={},
        source=Location(module.folder, 0), folder=module.folder, categories=(), color=None, icon=None,
        database=None, requires=(), plugins={},
    )  # fmt: skip
