"""Writes the pages of docs/ that are made from the code: the commands' help and the tables.

python docs/generate.py          write them
python docs/generate.py --check  exit 1 where a page is not what the code says
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from steelyard.aws import describe, tables
from steelyard.aws.declare import Table
from steelyard.cli.main import cli

DOCS = Path(__file__).parent
OVER_MOTO = DOCS.parent / "tests" / "integration" / "aws"
NOTE = "<!-- Made by docs/generate.py from the code; change it there. -->\n\n"


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    found = {DOCS / "commands.md": NOTE + commands(), DOCS / "tables" / "index.md": NOTE + index()}
    for service, members in by_service().items():
        body = "\n".join(describe.page(table) for table in members)
        found[DOCS / "tables" / f"{service}.md"] = NOTE + body
    return found


def commands() -> str:
    """The help of every command."""
    parts = ["# Commands\n"]
    for path, command, context in _walk(cli, "steelyard", None):
        parts.append(f"## {path}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _walk(
    command: click.Command, path: str, parent: click.Context | None
) -> Iterator[tuple[str, click.Command, click.Context]]:
    context = click.Context(
        command,
        info_name=path.split()[-1],
        parent=parent,
        terminal_width=100,
        max_content_width=100,
        **command.context_settings,
    )
    yield path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _walk(inner, f"{path} {name}", context)


def by_service() -> dict[str, list[Table]]:
    """The tables by the module that declares them."""
    found: dict[str, list[Table]] = {}
    for name in tables.names():
        table = tables.find(name)
        assert table is not None
        found.setdefault(tables.module_of(name), []).append(table)
    return found


def index() -> str:
    """The overview of all tables."""
    lines = [
        TABLES_HEAD,
        "| table | what a row is | columns | keys | operations | tested against |",
        "|---|---|---|---|---|---|",
    ]
    over_moto = tested_over_moto()
    for service, members in sorted(by_service().items()):
        for table in members:
            found = describe.document(table)
            cells = [
                f"[{table.name}]({service}.md#{table.name})",
                table.about,
                str(len(found["columns"])),
                ", ".join(found["keys"]),
                ", ".join(dict.fromkeys(found["operations"])),
                "moto" if table.name in over_moto else "synthetic only",
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, TABLES_FOOT])


TABLES_HEAD = """# Tables

*Keys* are the columns whose constant filters in a query narrow what AWS is asked. *Tested against*: every table is
read over HTTP from answers made of AWS's own models (synthetic); *moto* means that it is also compared with what boto3
made in moto's emulation of AWS.
"""

TABLES_FOOT = """
## Not there

- `aws_iam_action`, a list of all IAM actions with their descriptions: no API of AWS answers it, and no package that
  Steelyard uses carries it. A list made by hand would be wrong soon.
"""


def tested_over_moto() -> set[str]:
    """The tables that a test over moto selects from: by name, or as the parameter of a test that does."""
    found: set[str] = set()
    for path in sorted(OVER_MOTO.glob("test_*.py")):
        # That one only asks whether there is an answer at all.
        if path.name != "test_every_table.py":
            text = path.read_text(encoding="utf-8")
            found.update(re.findall(r"\b(?:from|join)\s+(aws_\w+)(?![\w{])", text))
            if re.search(r"\bfrom \{table\}", text):
                found.update(re.findall(r'"(aws_\w+)"', text))
    return found


def main() -> int:
    """Write the pages, or check them."""
    made = pages()
    known = set((DOCS / "tables").glob("*.md")) | {DOCS / "commands.md"}
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    gone = sorted(known - set(made))
    if "--check" in sys.argv:
        for path in [*stale, *gone]:
            print(f"{path} is not what the code says; run python docs/generate.py")
        return 1 if stale or gone else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    for path in gone:
        path.unlink()
    print(f"{len(stale)} pages written, {len(gone)} removed, {len(made)} in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
