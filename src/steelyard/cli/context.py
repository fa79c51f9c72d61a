"""What the options become: connections, a store, the workspace of mods, a session."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

import steelyard
from steelyard.cli.options import Access
from steelyard.errors import CredentialsError, UsageError

if TYPE_CHECKING:
    from steelyard import config
    from steelyard.aws.credentials import Credentials
    from steelyard.aws.ways import Way
    from steelyard.mods import Variable, Workspace
    from steelyard.run.session import Session

DEMO = "demo"


def builtin_mods() -> list[Path]:
    """The folders of the mods that come with Steelyard."""
    return [Path(steelyard.__file__).parent / "content" / "aws_compliance"]


def workspace(mod_location: Path, variables: Sequence[str], var_files: Sequence[Path]) -> Workspace:
    """The mods that a command works with. Notes for the user go to standard error."""
    found = load(mod_location, variables, var_files, _ask if sys.stdin.isatty() else None)
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    return found


def load(
    mod_location: Path,
    variables: Sequence[str],
    var_files: Sequence[Path],
    ask: Callable[[Variable], str] | None,
) -> Workspace:
    """The mods of a folder, parsed files from the user's cache; nothing is printed."""
    import platformdirs

    from steelyard.mods import load_workspace

    if not mod_location.is_dir():
        raise UsageError(f"{mod_location} is not a folder")
    return load_workspace(
        mod_location,
        builtin=builtin_mods(),
        variables=dict(_pair(variable) for variable in variables),
        var_files=var_files,
        cache=Path(platformdirs.user_cache_dir("steelyard")) / "mods",
        ask=ask,
    )


def _ask(variable: Variable) -> str:
    if variable.description:
        click.echo(variable.description, err=True)
    return str(click.prompt(f"variable {variable.name}", err=True))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f"--var {text!r} is not NAME=VALUE")
    return name, value


@contextmanager
def session(access: Access) -> Iterator[Session]:
    """A session over the accounts that the options name; the demo account is started and stopped with it."""
    if DEMO not in access.connections:
        from steelyard import config

        settings = config.load()
        with _session(
            access, ways(access, settings), access.store or settings.store or str(user_store()), None
        ) as live:
            yield live
        return
    if access.connections != (DEMO,):
        raise UsageError("the connection demo goes with no other")
    from steelyard.demo import running
    from steelyard.store import MEMORY

    with running() as endpoint, _session(access, [demo_way(access)], access.store or MEMORY, endpoint) as live:
        yield live


@contextmanager
def _session(access: Access, found: Sequence[Way], store: str, endpoint: str | None) -> Iterator[Session]:
    from steelyard.aws.outcome import Outcome
    from steelyard.aws.wire import Client
    from steelyard.cli.progress import shown
    from steelyard.run.session import Session
    from steelyard.store import Store

    def client(told: Callable[[Outcome], None]) -> Client:
        return Client(on_outcome=told, endpoint_url=endpoint, profile=access.profile)

    with Store(store) as opened, shown(access.progress) as progress:
        yield Session(opened, found, client, progress, access.max_age, access.offline)


def user_store() -> Path:
    """The store in the platform's folder for data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("steelyard")) / "steelyard.duckdb"


def demo_way(access: Access) -> Way:
    """The way into the embedded account."""
    from steelyard.aws.credentials import Credentials
    from steelyard.aws.ways import Direct

    return Direct(DEMO, Credentials.static("testing", "testing"), "us-east-1", access.regions or ("*",))


def ways(access: Access, settings: config.Settings) -> list[Way]:
    """The ways that the options name: configured connections, a profile, or what the AWS SDKs find by default."""
    from steelyard import config

    if access.connections:
        found = config.chosen(settings, access.connections)
        return [way_of(name, connection, access.regions) for name, connection in found.items()]
    return [way_of("default", config.ConnectionSettings(profile=access.profile), access.regions)]


def way_of(name: str, connection: config.ConnectionSettings, regions: Sequence[str]) -> Way:
    """A configured connection as a way; ``regions`` of the command line replace its own."""
    from steelyard.aws.ways import ORGANIZATION_ROLE, Direct, Organization, Role

    wanted = tuple(regions) or connection.regions
    start = connection.default_region or _first_region(wanted) or _profile_region(connection.profile) or "us-east-1"
    source = _credentials(name, connection)
    if connection.organization:
        return Organization(
            name,
            source,
            start,
            wanted,
            connection.role_name or ORGANIZATION_ROLE,
            connection.include,
            connection.exclude,
            connection.external_id,
            connection.session_name,
            connection.duration,
        )
    if connection.role_arn:
        return Role(
            name,
            source,
            connection.role_arn,
            start,
            wanted,
            connection.external_id,
            connection.session_name,
            connection.duration,
        )
    return Direct(name, source, start, wanted)


def _first_region(patterns: Sequence[str]) -> str | None:
    return next((pattern for pattern in patterns if not set("*?[") & set(pattern)), None)


def _profile_region(profile: str | None) -> str | None:
    import botocore.session
    from botocore.exceptions import BotoCoreError

    try:
        region = botocore.session.Session(profile=profile).get_config_variable("region")
    except BotoCoreError as error:
        raise UsageError(f"the AWS configuration cannot be used: {error}") from error
    return None if region is None else str(region)


def _credentials(name: str, connection: config.ConnectionSettings) -> Credentials:
    from steelyard.aws.credentials import Credentials

    if connection.access_key_env is None or connection.secret_key_env is None:
        return Credentials.from_profile(connection.profile)
    key, secret = os.environ.get(connection.access_key_env), os.environ.get(connection.secret_key_env)
    if not key or not secret:
        unset = connection.access_key_env if not key else connection.secret_key_env
        raise CredentialsError(f"connection {name}: the environment variable {unset} is not set")
    return Credentials.static(key, secret, os.environ.get(connection.session_token_env or "") or None)
