"""A table's page: what a row is, the columns and where they come from, keys, operations, permissions."""

from __future__ import annotations

from typing import Any

from steelyard.aws.compile import keys_of, rule_path, sources
from steelyard.aws.declare import Column, Table
from steelyard.aws.paths import holes, root
from steelyard.aws.permissions import actions, calls_of
from steelyard.aws.wording import sentence

_SCOPES = {
    "regional": "read in every region where the service is",
    "global": "read once an account; region is 'global'",
    "account": "read once an account; each row says its own region",
    "regional_and_global": "read in every region, and once for what is global",
}


def document(table: Table) -> dict[str, Any]:
    """A table as plain values."""
    names = sources(table)
    return {
        "name": table.name,
        "description": table.about,
        "scope": table.scope,
        "operations": [f"{call.service}:{call.operation}" for call in calls_of(table)],
        "actions": actions(calls_of(table)),
        "keys": sorted({key.column for call in calls_of(table) for key in keys_of(call)}),
        "columns": [
            {
                "name": name,
                "type": column.type,
                "description": about(name, column),
                "operation": operation(table, name, column),
                "source": list(column.sources or (rule_path(name, names["."].shape),)),
            }
            for name, column in table.all_columns().items()
        ],
        "example": example(table),
    }


def operation(table: Table, name: str, column: Column) -> str:
    """The operation whose answer fills a column; empty for what needs no call of its own."""
    for source in column.sources or (".",):
        for path in holes(source):
            start, _ = root(path, table.add)
            if start != ".":
                return f"{table.add[start].service}:{table.add[start].operation}"
    last = table.rows[-1]
    return f"{last.service}:{last.operation}"


def about(name: str, column: Column) -> str:
    """What a column says: the declaration's words, or by rule from its name."""
    return column.about or sentence(name, column.type)


def example(table: Table) -> str:
    """A query to start from; where a query must fix columns, it fixes them."""
    picked = [n for n in ("name", "arn", "id", "title", "status", "state") if n in table.columns][:2]
    picked = picked or list(table.columns)[:2]
    keys = {key.column: key for call in table.rows for key in keys_of(call) if key.required}
    fixed = " and ".join(f"{column} = '{next(iter(key.values or ['...']))}'" for column, key in keys.items())
    where = f" where {fixed}" if fixed else ""
    return f"select {', '.join([*picked, 'region', 'account_id'])} from {table.name}{where}"


def page(table: Table) -> str:
    """The page as Markdown."""
    found = document(table)
    lines = [f"# {table.name}", "", table.about, "", f"- scope: {_SCOPES[table.scope]}"]
    lines.append(f"- operations: {', '.join(dict.fromkeys(found['operations']))}")
    lines.append(f"- permissions: {', '.join(found['actions']) or 'none'}")
    if found["keys"]:
        lines.append(f"- filters that AWS answers itself: {', '.join(found['keys'])}")
    lines += ["", "| column | type | what it says | from |", "|---|---|---|---|"]
    lines += [f"| {c['name']} | {c['type']} | {c['description']} | {c['operation']} |" for c in found["columns"]]
    lines += ["", "```sh", f'steelyard query run "{found["example"]}"', "```", ""]
    return "\n".join(lines)
