"""Groups of commands that answer a wrong word with the near ones."""

from __future__ import annotations

import difflib

import click


class Group(click.Group):
    """A group of commands; a word that is none of them is told with those that are near."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word.startswith("-") or ctx.resilient_parsing or self.get_command(ctx, word) is not None:
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(word, self.list_commands(ctx), 3)
        hint = f"; did you mean {' or '.join(near)}?" if near else "."
        raise click.UsageError(f"No such command {word!r}{hint}", ctx)
