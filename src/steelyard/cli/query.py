"""steelyard query"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from steelyard.cli import options
from steelyard.cli.arguments import arranged, unset
from steelyard.cli.completion import of_resources
from steelyard.cli.context import session, workspace
from steelyard.cli.groups import Group
from steelyard.cli.options import console_output
from steelyard.cli.resources import LISTS, print_list, print_page
from steelyard.errors import EXIT_ERROR, EXIT_INTERRUPTED, EXIT_OK, UsageError
from steelyard.mods import Query

if TYPE_CHECKING:
    from steelyard.run.session import Answer

OUTPUTS = ("text", "json", "csv")


@click.group(cls=Group)
def query() -> None:
    """Ask in SQL; list, show and compile named queries."""


@query.command("run")
@click.argument("what", metavar="NAME|SQL|-", shell_complete=of_resources("query"))
@click.option(
    "--arg",
    "args",
    multiple=True,
    metavar="[NAME=]VALUE",
    help="The value of a parameter, by name or in the order of $1, $2. Repeatable.",
)
@click.option("--output", type=click.Choice(OUTPUTS), default="text", help="How to print the rows.")
@options.access
@options.mods
def run(
    what: str,
    args: tuple[str, ...],
    output: str,
    mod_location: Path,
    variables: tuple[str, ...],
    var_files: tuple[Path, ...],
    **given: Any,
) -> int:
    """Collect what a query needs, and print its rows.

    The query is Postgres SQL, a file of it (ends in .sql), the name of a query of a mod, or - for standard input.

    Exit codes: 0 all is there, 2 a call failed and rows may be missing, 130 interrupted, 250 and above: could not run.
    """
    access = options.access_of(**given)
    name, sql, query = named_sql(what, mod_location, variables, var_files)
    values = args if query is None else _values(query, args)
    with session(access) as live:
        answer = live.query(sql, values, name)
    return print_answer(answer, output)


@query.command("compile")
@click.argument("what", metavar="NAME|SQL|-", shell_complete=of_resources("query"))
@options.mods
def compile_(what: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """Print the DuckDB SQL that a query becomes, and the tables and columns it needs."""
    from steelyard.run.session import CATALOG
    from steelyard.sql import compile_query

    name, sql, _ = named_sql(what, mod_location, variables, var_files)
    compiled = compile_query(sql, CATALOG, name)
    for table, need in sorted(compiled.needs.items()):
        click.echo(f"-- {table}: {', '.join(sorted(need.columns))}")
        for column, values in sorted(need.filters.items()):
            click.echo(f"--   where {column} in {values}")
    click.echo(compiled.sql)


@query.command("list")
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the list.")
@options.mods
def list_(output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """List every named query."""
    print_list(workspace(mod_location, variables, var_files), "query", output)


@query.command("show")
@click.argument("name", shell_complete=of_resources("query"))
@click.option("--output", type=click.Choice(LISTS), default="text", help="How to print the page.")
@options.mods
def show(name: str, output: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]) -> None:
    """Print a query's page and SQL."""
    found = workspace(mod_location, variables, var_files).find("query", name)
    assert isinstance(found, Query)
    usage = f"```sh\nsteelyard query run {found.full_name}\n```"
    print_page(found, output, {"Usage": usage, "SQL": f"```sql\n{found.sql.strip()}\n```"})


def named_sql(
    what: str, mod_location: Path, variables: tuple[str, ...], var_files: tuple[Path, ...]
) -> tuple[str, str, Query | None]:
    """The name and the SQL of what was asked for, and the query of a mod if it is one.

    SQL is told from a name by its spaces.
    """
    if what == "-":
        return "standard input", sys.stdin.read(), None
    if any(c.isspace() for c in what.strip()):
        return "query", what, None
    if what.endswith(".sql"):
        try:
            return what, Path(what).read_text(encoding="utf-8"), None
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read {what}: {error}") from error
    found = workspace(mod_location, variables, var_files).find("query", what)
    assert isinstance(found, Query)
    return found.full_name, found.sql, found


def _values(query: Query, args: Sequence[str]) -> tuple[object, ...]:
    missing = unset(query.params, args)
    if missing:
        raise UsageError(f"{query.full_name} needs --arg {missing[0]}=...: there is no default")
    return arranged(args, query.params, query.args)


def print_answer(answer: Answer, output: str) -> int:
    """Print the rows; where calls failed, say on standard error which, and what is therefore missing.

    Rows that those missing may have made wrong, such as a count, are never printed as if whole: text and JSON are
    marked, and CSV, which cannot be, is left out.
    """
    from steelyard.report import table

    wrong = answer.aggregated and not answer.whole
    if output == "text":
        with console_output() as console:
            if wrong:
                console.print("NOT WHOLE: calls failed, so these values may be wrong.")
            table.write_text(answer.result, console)
    elif output == "json":
        sys.stdout.buffer.write(table.render_json(answer.result, complete=answer.whole))
    elif not wrong:
        click.echo(table.render_csv(answer.result), nl=False)
    if answer.oldest is not None:
        click.echo(f"From the store, read {answer.oldest:%Y-%m-%d %H:%M} UTC or later.", err=True)
    if wrong and output == "csv":
        click.echo("No rows are printed: the query counts or compares over rows that may be missing.", err=True)
    for line in missing(answer):
        click.echo(line, err=True)
    if answer.interrupted:
        return EXIT_INTERRUPTED
    return EXIT_OK if answer.whole else EXIT_ERROR


def missing(answer: Answer) -> list[str]:
    """Sentences on what failed and what the rows therefore lack."""
    lines: list[str] = []
    if not answer.whole:
        lines.append("The result is not whole: a call failed, so rows, values and counts may be missing or too low.")
    for name, error in sorted(answer.unreachable.items()):
        lines.append(f"  connection {name} could not be read: {error}")
    calls = sorted({(f.account_id, f.call_region, f.service, f.operation, f.code, f.message) for f in answer.failures})
    for account, region, service, operation, code, message in calls[:20]:
        lines.append(f"  {service}:{operation} in {region} of account {account}: {code}: {message}")
    if len(calls) > 20:
        lines.append(f"  and {len(calls) - 20} more; see the table steelyard_api_call")
    return lines
