"""The command line: which group a word names. Groups are imported when they are called."""

from __future__ import annotations

import gc
import importlib
import os
import sys

import click

from steelyard import __version__
from steelyard.cli.groups import Group
from steelyard.errors import EXIT_COULD_NOT_RUN, EXIT_INTERRUPTED, EXIT_USAGE, SteelyardError

# Command or group to (module under steelyard.cli, help). The help stands here so that --help imports nothing.
COMMANDS: dict[str, tuple[str, str]] = {
    "benchmark": ("benchmark", "Run, list and show benchmarks."),
    "collect": ("collect", "Read tables into the store without asking anything of them."),
    "completion": ("completion", "Print the script that completes names in bash, zsh or fish."),
    "connection": ("connection", "List, test and import the ways into accounts."),
    "control": ("control", "Run, list and show controls."),
    "dashboard": ("kept", "List and show the dashboards of mods."),
    "demo": ("demo", "Run the CIS benchmark over an AWS account that comes with Steelyard."),
    "detection": ("kept", "List and show the detections of mods."),
    "mod": ("mod", "Install, list, check and start mods."),
    "permissions": ("permissions", "Print the IAM policy that benchmarks, controls, queries or tables need."),
    "query": ("query", "Ask in SQL; list, show and compile named queries."),
    "table": ("table", "List and show the tables."),
    "variable": ("variable", "List and show the variables of mods."),
}


class Lazy(Group):
    """A group whose commands are imported on use, so that ``--help`` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"steelyard.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in sorted(COMMANDS.items())])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="steelyard", message="%(prog)s %(version)s")
def cli() -> None:
    """Compliance of AWS accounts as SQL.

    \b
    steelyard demo                             try it on an account that comes with it
    steelyard control run cis_v400_3_1         a verdict on your own account
    steelyard query run "select * from aws_region"
    """


def main() -> None:
    """Run the command line; every error the user can meet is one message and a documented exit code."""
    # Mods are many small objects that live to the end: looking for garbage among them often is a tenth of a short run.
    gc.set_threshold(50_000)
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        _stop("interrupted", EXIT_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except SteelyardError as error:
        _stop(str(error), error.exit_code)
    except KeyboardInterrupt:
        _stop("interrupted", EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone, as with `| head`; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(EXIT_COULD_NOT_RUN)
    except Exception as error:
        if os.environ.get("STEELYARD_TRACEBACK"):
            raise
        fault = f"{type(error).__name__}: {error}"
        _stop(f"this is a fault in Steelyard: {fault}; STEELYARD_TRACEBACK=1 shows where", EXIT_COULD_NOT_RUN)
    sys.exit(code if isinstance(code, int) else 0)


def _stop(message: str, code: int) -> None:
    click.echo(f"steelyard: {message}", err=True)
    sys.exit(code)
