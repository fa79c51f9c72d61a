"""FROM: tables, subqueries, functions and joins."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from sqlglot import exp

from steelyard.sql import comparing, json_ops
from steelyard.sql import types as t
from steelyard.sql.casts import coerce, common_type, convert
from steelyard.sql.expressions import condition, data_type
from steelyard.sql.flatten import ROWS
from steelyard.sql.needs import note
from steelyard.sql.nodes import (
    Node,
    Typed,
    boolean,
    cast,
    column,
    field,
    fn,
    lam,
    listed,
    op,
    quoted,
    string,
    struct,
    var,
)
from steelyard.sql.resolve import ident, read
from steelyard.sql.scope import Column, Relation, Scope, TableUse
from steelyard.sql.srf import SRFS, Srf
from steelyard.sql.translation import Translation
from steelyard.sql.values import PgError


def build_from(tr: Translation, e: Any, select: Any, scope: Scope) -> None:
    """Sets FROM and the joins of ``select`` and fills the scope."""
    scope.clause = "FROM"
    source = e.args.get("from_")
    if source is None:
        return
    joins: list[Any] = []
    made = _source(tr, source.this, scope, joins)
    for lateral in e.args.get("laterals") or []:
        joins.append(exp.Join(this=_source(tr, lateral, scope, joins), kind="CROSS"))
    for join in e.args.get("joins") or []:
        _join(tr, join, scope, joins)
    select.set("from_", exp.From(this=made))
    select.set("joins", joins)


def star(scope: Scope) -> list[tuple[str, Typed]]:
    """The columns of ``*``: those that USING merged, then the others."""
    made = [(c.name, _merged(scope, c)) for c in scope.merged]
    for relation in scope.relations:
        made += [(c.name, read(relation, c)) for c in relation.columns if c.name not in relation.hidden]
    return made


def _merged(scope: Scope, merged: Column) -> Typed:
    for relation in scope.relations:
        if merged.name in relation.hidden and relation.use is not None:
            relation.use.columns.add(merged.name)
    return read(None, merged)


# One entry -------------------------------------------------------------------------------------------


def _source(tr: Translation, e: Any, scope: Scope, joins: list[Any]) -> Any:
    """The DuckDB form of one entry, whose relation goes to the scope; its own joins go to ``joins``."""
    if isinstance(e, exp.Lateral):
        return _lateral(tr, e, scope)
    if isinstance(e, exp.Unnest):
        return _unnest(tr, e, scope)
    if isinstance(e, exp.Table):
        if e.args.get("sample") or e.args.get("pivots"):
            raise tr.refuse("TABLESAMPLE", e)
        if e.args.get("rows_from"):
            made = _rows_from(tr, e, scope)
        else:
            made = _function(tr, e.this, e, scope) if isinstance(e.this, exp.Func) else _table(tr, e, scope)
        for join in e.args.get("joins") or []:
            _join(tr, join, scope, joins)
        return made
    if isinstance(e, exp.Subquery) and isinstance(e.this, exp.Table | exp.Subquery) and _is_join(e):
        return _parenthesised_join(tr, e, scope)
    if isinstance(e, exp.Subquery | exp.Values):
        made = _subquery(tr, e, scope)
        for join in e.args.get("joins") or []:
            _join(tr, join, scope, joins)
        return made
    raise tr.refuse("this entry of FROM", e)


def _is_join(e: Any) -> bool:
    return isinstance(e.this, exp.Table) or (isinstance(e.this, exp.Subquery) and bool(e.this.args.get("alias")))


def _parenthesised_join(tr: Translation, e: Any, scope: Scope) -> Any:
    if e.args.get("alias") is not None:
        raise tr.refuse("an alias of a parenthesised join", e)
    inner: list[Any] = []
    made = _source(tr, e.this, scope, inner)
    if isinstance(made, exp.Expression):
        made.set("joins", inner)
    return exp.Paren(this=made)


def _alias(e: Any) -> tuple[str | None, list[str]]:
    alias = e.args.get("alias")
    if alias is None:
        return None, []
    if alias.this is None:
        return None, [ident(c) for c in alias.args.get("columns") or []]
    return ident(alias.this), [ident(c) for c in alias.args.get("columns") or []]


def _add(tr: Translation, relation: Relation, scope: Scope, e: Any) -> None:
    if any(r.name == relation.name for r in scope.relations):
        raise tr.error(f'table name "{relation.name}" specified more than once', e)
    scope.relations.append(relation)


def _renamed(tr: Translation, names: list[str], given: list[str], e: Any) -> list[str]:
    if len(given) > len(names):
        raise tr.error(f"table has {len(names)} columns available but {len(given)} columns specified", e)
    return given + names[len(given) :]


def _table(tr: Translation, e: Any, scope: Scope) -> Any:
    name = ident(e.this)
    alias, given = _alias(e)
    schema = ident(e.args["db"]) if e.args.get("db") else None
    cte = scope.cte(name) if schema is None else None
    shown = alias or name
    duck_alias = tr.alias(shown)
    if cte is not None:
        names = _renamed(tr, [c[0] for c in cte.columns], given, e)
        columns = [
            Column(n, column(duck, duck_alias), kind) for n, (_, duck, kind) in zip(names, cte.columns, strict=True)
        ]
        _add(tr, Relation(shown, columns), scope, e)
        return exp.Table(this=quoted(cte.duck), alias=exp.TableAlias(this=quoted(duck_alias)))
    if schema == "information_schema":
        return _information_schema(tr, name, shown, duck_alias, scope, e)
    if schema not in (None, "public"):
        raise tr.error(f'schema "{schema}" does not exist', e)
    if name not in tr.catalog:
        near = get_close_matches(name, list(tr.catalog), 3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise tr.error(f'relation "{name}" does not exist{hint}', e)
    declared = tr.catalog[name]
    use = TableUse(name)
    tr.uses.append(use)
    names = _renamed(tr, list(declared), given, e)
    columns = []
    for shown_name, (real, kind_name) in zip(names, declared.items(), strict=True):
        kind = t.pg_type(kind_name)
        if kind is None:
            raise tr.error(f"column {name}.{real} has the type {kind_name}, which is not supported", e)
        if kind.name == "numeric":
            kind = t.NUMERIC
        columns.append(Column(shown_name, column(real, duck_alias), kind))
    if given:
        use.whole = True
    _add(tr, Relation(shown, columns, use=use), scope, e)
    return exp.Table(this=quoted(name), alias=exp.TableAlias(this=quoted(duck_alias)))


def _cell(value: object) -> Node:
    if value is None:
        return cast(exp.Null(), "VARCHAR")
    return exp.Literal.number(value) if isinstance(value, int) else string(str(value))


def _standard_name(kind: str) -> tuple[str, str]:
    """What information_schema calls a type, and pg_type's name of it."""
    found = t.pg_type(kind)
    if found is None:
        return "USER-DEFINED", kind
    if found.element:
        return "ARRAY", "_" + t.INTERNAL_NAME.get(found.element.name, found.element.name)
    long = {"timestamptz": "timestamp with time zone", "timestamp": "timestamp without time zone",
            "time": "time without time zone", "ltree": "USER-DEFINED"}  # fmt: skip
    return long.get(found.name, found.name), t.INTERNAL_NAME.get(found.name, found.name)


def _information_schema(tr: Translation, name: str, shown: str, alias: str, scope: Scope, e: Any) -> Any:
    rows: list[tuple[object, ...]]
    if name == "columns":
        names = ["table_catalog", "table_schema", "table_name", "column_name", "ordinal_position", "column_default",
                 "is_nullable", "data_type", "udt_name"]  # fmt: skip
        rows = [
            ("steelyard", "public", table, real, place, None, "YES", *_standard_name(kind))
            for table, columns in tr.catalog.items()
            for place, (real, kind) in enumerate(columns.items(), 1)
        ]
    elif name == "tables":
        names = ["table_catalog", "table_schema", "table_name", "table_type"]
        rows = [("steelyard", "public", table, "BASE TABLE") for table in tr.catalog]
    else:
        raise tr.refuse(f"information_schema.{name}", e)
    cells = [exp.Tuple(expressions=[_cell(v) for v in row]) for row in rows]
    kinds = {"ordinal_position": t.INT4}
    columns = [Column(n, column(n, alias), kinds.get(n, t.TEXT)) for n in names]
    _add(tr, Relation(shown, columns), scope, e)
    return exp.Values(expressions=cells, alias=exp.TableAlias(this=quoted(alias), columns=[quoted(n) for n in names]))


def _subquery(tr: Translation, e: Any, scope: Scope) -> Any:
    from steelyard.sql.queries import build
    from steelyard.sql.trees import duck_names

    alias, given = _alias(e)
    lateral = isinstance(e.parent, exp.Lateral)
    inner_scope = scope if lateral else Scope(scope.parent, ctes=scope.ctes)
    body = e if isinstance(e, exp.Values) else e.this
    if isinstance(body, exp.Values):
        body = body.copy()
        body.set("alias", None)
    query = build(tr, body, inner_scope)
    return _derived(tr, query, alias, given, scope, e, duck_names)


def _derived(
    tr: Translation, query: Any, alias: str | None, given: list[str], scope: Scope, e: Any, duck_names: Any
) -> Any:
    name = alias or f"?{tr.alias('unnamed')}"
    duck_alias = tr.alias(alias or "unnamed")
    names = _renamed(tr, [c.name for c in query.columns], given, e)
    columns = [Column(n, column(c.duck, duck_alias), c.type) for n, c in zip(names, query.columns, strict=True)]
    _add(tr, Relation(name, columns), scope, e)
    return exp.Subquery(
        this=query.node, alias=exp.TableAlias(this=quoted(duck_alias), columns=[quoted(c.duck) for c in query.columns])
    )


def _lateral(tr: Translation, e: Any, scope: Scope) -> Any:
    inner = e.this
    if isinstance(inner, exp.Subquery):
        from steelyard.sql.queries import build
        from steelyard.sql.trees import duck_names

        alias, given = _alias(e)
        if alias is None:
            alias, given = _alias(inner)
        query = build(tr, inner.this, scope)
        made = _derived(tr, query, alias, given, scope, e, duck_names)
        return exp.Lateral(this=exp.Subquery(this=made.this), alias=made.args["alias"])
    if isinstance(inner, exp.Unnest):
        if e.args.get("alias") is not None:
            inner = inner.copy()
            inner.set("alias", e.args["alias"])
        return _unnest(tr, inner, scope, bool(e.args.get("ordinality")))
    if isinstance(inner, exp.Func):
        return _function(tr, inner, e, scope)
    raise tr.refuse("LATERAL here", e)


def _unnest(tr: Translation, e: Any, scope: Scope, ordinality: bool = False) -> Any:
    call = exp.Anonymous(this="unnest", expressions=e.expressions)
    call.meta.update(e.meta)
    offset = e.args.get("offset")
    return _function(tr, call, e, scope, ordinality or bool(offset), offset)


def _function(tr: Translation, call: Any, e: Any, scope: Scope, ordinality: bool = False, offset: Any = None) -> Any:
    """A function in FROM; what stands to its left is in sight."""
    name = str(call.this).lower() if isinstance(call, exp.Anonymous) else type(call).__name__.lower()
    if name in _RECORDS:
        return _record(tr, call, name, e, scope)
    if name not in SRFS:
        return _scalar_function(tr, call, name, e, scope)
    scope.clause = "functions in FROM"
    args = [tr.expr(x, scope) for x in call.expressions]
    scope.clause = "FROM"
    try:
        made = SRFS[name](tr, args)
    except PgError as error:
        raise tr.error(str(error), call) from error
    alias, given = _alias(e)
    ordinality = ordinality or bool(e.args.get("ordinality"))
    if isinstance(offset, exp.Identifier):
        given = [*given, ident(offset)]
    return _rows(tr, made, alias or name, given, ordinality, scope, e)


def _rows_from(tr: Translation, e: Any, scope: Scope) -> Any:
    """ROWS FROM: functions side by side."""
    lists: list[Node] = []
    columns: list[tuple[str | None, t.PgType]] = []
    for entry in e.args["rows_from"]:
        call = (
            exp.Anonymous(this="unnest", expressions=entry.expressions) if isinstance(entry, exp.Unnest) else entry.this
        )
        name = str(call.this).lower() if isinstance(call, exp.Anonymous) else ""
        if name not in SRFS:
            raise tr.refuse("ROWS FROM this function", e)
        made = SRFS[name](tr, [tr.expr(x, scope) for x in call.expressions])
        if made.packed:
            raise tr.refuse(f"ROWS FROM {name}", e)
        lists += made.lists
        columns += [(n or name, k) for n, k in made.columns]
    alias, given = _alias(e)
    return _rows(tr, Srf(lists, columns), alias or columns[0][0] or "rows", given, False, scope, e)


_RECORDS = {"jsonb_to_recordset": True, "json_to_recordset": True, "jsonb_to_record": False, "json_to_record": False}


def _record(tr: Translation, call: Any, name: str, e: Any, scope: Scope) -> Any:
    """jsonb_to_record and its kin: the columns are in the alias."""
    alias = e.args.get("alias")
    definitions = alias.args.get("columns") if alias is not None else None
    if not definitions or not all(isinstance(d, exp.ColumnDef) for d in definitions):
        raise tr.error('a column definition list is required for functions returning "record"', call)
    if len(call.expressions) != 1:
        raise tr.error(f"function {name} with these arguments does not exist", call)
    value = coerce(tr, tr.expr(call.expressions[0], scope), t.JSON if name.startswith("json_") else t.JSONB)
    source = value.node if value.type is t.JSONB else fn("pg_jsonb_in", value.node)
    rows = fn("pg_elements", source) if _RECORDS[name] else listed([source])
    row = Typed(var("o"), t.JSONB)
    parts: list[Node] = []
    columns: list[tuple[str | None, t.PgType]] = []
    for definition in definitions:
        kind, modifier = data_type(tr, definition.args["kind"])
        key = Typed(string(ident(definition.this)), t.TEXT, constant=True)
        if kind is t.JSONB:
            made = json_ops.arrow(tr, row, key)
        elif kind.element is not None:
            raise tr.refuse(f"{name} with an array column", definition)
        else:
            made = convert(tr, json_ops.arrow_text(tr, row, key), kind, modifier)
        parts.append(made.node)
        columns.append((ident(definition.this), made.type))
    lists = [fn("list_transform", rows, lam("o", struct(parts)))]
    return _rows(tr, Srf(lists, columns, packed=True), ident(alias.this), [], False, scope, e)


def _rows(tr: Translation, made: Srf, alias: str, given: list[str], ordinality: bool, scope: Scope, e: Any) -> Any:
    names = [n or alias for n, _ in made.columns] + (["ordinality"] if ordinality else [])
    kinds = [k for _, k in made.columns] + ([t.INT8] if ordinality else [])
    scalar = len(names) == 1
    shown = _renamed(tr, names, given, e)
    duck_alias = tr.alias(alias)
    ducks = [f"c{i}" for i in range(1, len(names) + 1)]
    if len(made.lists) > 1 and ordinality:
        raise tr.refuse("WITH ORDINALITY over several arrays", e)
    lists = made.lists
    packed = made.packed
    if ordinality:
        parts: list[Node] = (
            [field(var("x"), f"f{i}") for i in range(1, len(made.columns) + 1)] if packed else [var("x")]
        )
        lists = [fn("list_transform", lists[0], lam("x, i", struct([*parts, var("i")])))]
        packed = True
    if packed:
        ducks = ["r"]
        columns = [
            Column(n, field(column("r", duck_alias), f"f{i}"), k)
            for i, (n, k) in enumerate(zip(shown, kinds, strict=True), 1)
        ]
    else:
        columns = [Column(n, column(d, duck_alias), k) for n, d, k in zip(shown, ducks, kinds, strict=True)]
    _add(tr, Relation(alias, columns, scalar=scalar), scope, e)
    items = [exp.Alias(this=fn("unnest", x), alias=quoted(d)) for x, d in zip(lists, ducks, strict=True)]
    rows = exp.Lateral(
        this=exp.Subquery(this=exp.Select(expressions=items)),
        alias=exp.TableAlias(this=quoted(duck_alias), columns=[quoted(d) for d in ducks]),
    )
    rows.meta[ROWS] = (lists, ducks)
    return rows


def _scalar_function(tr: Translation, call: Any, name: str, e: Any, scope: Scope) -> Any:
    """A function of one row in FROM: a row of its value."""
    from steelyard.sql.casts import settle

    value = settle(tr, tr.expr(call, scope))
    alias, given = _alias(e)
    shown = alias or name
    duck_alias = tr.alias(shown)
    columns = [Column(given[0] if given else shown, column("c1", duck_alias), value.type)]
    _add(tr, Relation(shown, columns, scalar=True), scope, e)
    body = exp.Select(expressions=[exp.Alias(this=value.node, alias=quoted("c1"))])
    return exp.Lateral(
        this=exp.Subquery(this=body), alias=exp.TableAlias(this=quoted(duck_alias), columns=[quoted("c1")])
    )


# Joins -----------------------------------------------------------------------------------------------


def _join(tr: Translation, join: Any, scope: Scope, joins: list[Any]) -> None:
    side = str(join.args.get("side") or "").upper()
    kind = str(join.args.get("kind") or "").upper()
    method = str(join.args.get("method") or "").upper()
    if (
        side not in {"", "LEFT", "RIGHT", "FULL"}
        or kind not in {"", "INNER", "OUTER", "CROSS"}
        or method not in {"", "NATURAL"}
    ):
        raise tr.refuse(f"{method} {side} {kind} JOIN".strip(), join)
    if side:
        tr.aggregated = True
    before = list(scope.relations)
    inner: list[Any] = []
    source = _source(tr, join.this, scope, inner)
    after = scope.relations[len(before) :]
    for relation in {"LEFT": after, "RIGHT": before, "FULL": scope.relations}.get(side, []):
        relation.nullable = True
    comma = not side and not kind and not method and not join.args.get("on") and not join.args.get("using")
    made = exp.Join(this=source, side=side or None, kind="CROSS" if comma or kind == "CROSS" else None)
    on, using = join.args.get("on"), join.args.get("using")
    if method == "NATURAL":
        names = {c.name for r in after for c in r.columns}
        using = [
            exp.to_identifier(n, quoted=True)
            for n in dict.fromkeys(c.name for r in before for c in r.columns)
            if n in names
        ]
    if on is not None:
        scope.clause = "JOIN/ON"
        made.set("on", condition(tr, on, scope, "JOIN/ON"))
        scope.clause = "FROM"
        restricted = {"": scope.relations, "LEFT": after, "RIGHT": before, "FULL": []}[side]
        note(on, scope, restricted)
    elif using:
        made.set("on", _using(tr, using, before, after, side, scope, join))
    elif made.args.get("kind") != "CROSS":
        made.set("on", boolean(True))
    if made.args.get("on") is not None and not side:
        made.set("kind", "INNER")
    joins.append(made)
    joins.extend(inner)


def _using(
    tr: Translation, using: list[Any], before: list[Relation], after: list[Relation], side: str, scope: Scope, e: Any
) -> Node:
    tests: list[Node] = []
    for name in (ident(u.this if isinstance(u, exp.Column) else u) for u in using):
        left = _using_side(tr, name, before, scope, e)
        right = _using_side(tr, name, after, None, e)
        test = comparing.compare(tr, "=", left, right)
        tests.append(test.node)
        kind = common_type(left.type, right.type)
        if side == "RIGHT":
            node = right.node.copy()
        elif side == "FULL":
            node = fn(
                "coalesce",
                coerce(tr, Typed(left.node.copy(), left.type), kind).node,
                coerce(tr, Typed(right.node.copy(), right.type), kind).node,
            )
        else:
            node = left.node.copy()
        scope.merged = [m for m in scope.merged if m.name != name] + [
            Column(name, node, kind if side == "FULL" else right.type if side == "RIGHT" else left.type)
        ]
        for relation in [*before, *after]:
            if relation.find(name):
                relation.hidden.add(name)
    made = tests[0]
    for test_node in tests[1:]:
        made = op(made, "AND", test_node)
    return made


def _using_side(tr: Translation, name: str, relations: list[Relation], scope: Scope | None, e: Any) -> Typed:
    if scope is not None:
        merged = [m for m in scope.merged if m.name == name]
        if merged:
            return read(None, merged[0])
    found = [(r, c) for r in relations for c in r.find(name) if name not in r.hidden]
    if len(found) != 1:
        raise tr.error(f'column "{name}" specified in USING clause {"is ambiguous" if found else "does not exist"}', e)
    return read(*found[0])
