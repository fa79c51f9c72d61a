"""steelyard.toml: the connections, and where the store is.

Two files count: the user's (in the platform's folder for configuration) and the project's
(``steelyard.toml`` in the working folder). A connection of the project wins over the user's of the same name.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from steelyard.errors import UsageError

FILE = "steelyard.toml"


class ConnectionSettings(BaseModel):
    """One ``[connections.NAME]``. Exactly one of: a profile or nothing, keys by environment, aggregate."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: str | None = None
    access_key_env: str | None = None
    secret_key_env: str | None = None
    session_token_env: str | None = None
    role_arn: Annotated[str, Field(pattern=r"^arn:[a-z-]+:iam::\d{12}:role/.+$")] | None = None
    role_name: str | None = None
    external_id: str | None = None
    session_name: str = "steelyard"
    duration: Annotated[int, Field(ge=900, le=43200)] = 3600
    organization: bool = False
    include: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    regions: tuple[str, ...] = ("*",)
    default_region: str | None = None
    aggregate: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> ConnectionSettings:
        if bool(self.access_key_env) != bool(self.secret_key_env):
            raise ValueError("access_key_env and secret_key_env go together")
        if self.profile and self.access_key_env:
            raise ValueError("profile and access_key_env exclude each other")
        if self.role_arn and self.organization:
            raise ValueError("role_arn and organization exclude each other; an organization takes role_name")
        if not self.organization and (self.role_name or self.include != ("*",) or self.exclude):
            raise ValueError("role_name, include and exclude go with organization = true")
        if self.aggregate and (self.profile or self.access_key_env or self.role_arn or self.organization):
            raise ValueError("aggregate names other connections; it has no credentials of its own")
        return self

    def kind(self) -> str:
        """In a word or two, what the connection is."""
        if self.aggregate:
            return "aggregate of " + ", ".join(self.aggregate)
        source = f"profile {self.profile}" if self.profile else "keys" if self.access_key_env else "default credentials"
        if self.organization:
            return f"organization, by {source}"
        return f"role {self.role_arn}, by {source}" if self.role_arn else source


class Settings(BaseModel):
    """The whole of steelyard.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store: str | None = None
    connections: Mapping[str, ConnectionSettings] = {}


def user_file() -> Path:
    """The user's steelyard.toml; ``STEELYARD_CONFIG`` names another."""
    named = os.environ.get("STEELYARD_CONFIG")
    return Path(named) if named else Path(platformdirs.user_config_dir("steelyard")) / FILE


def load(folder: Path = Path()) -> Settings:
    """The user's settings with the project's over them. Raises `UsageError` with the file and what is wrong."""
    user, project = _read(user_file()), _read(folder / FILE)
    return Settings(
        store=project.store or user.store, connections={**dict(user.connections), **dict(project.connections)}
    )


def _read(path: Path) -> Settings:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {path}: {error}") from error
    try:
        return Settings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from error
    except ValidationError as error:
        raise UsageError(f"{path}: " + "; ".join(_problem(e) for e in error.errors())) from error


def _problem(error: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def chosen(settings: Settings, patterns: Sequence[str]) -> dict[str, ConnectionSettings]:
    """The connections that the patterns name, aggregates resolved. Raises `UsageError` where one names none."""
    found: dict[str, ConnectionSettings] = {}
    for pattern in patterns:
        matched = {name: c for name, c in settings.connections.items() if fnmatchcase(name, pattern)}
        if not matched:
            known = ", ".join(sorted(settings.connections)) or "none is configured"
            raise UsageError(f"no connection matches {pattern!r}; there are: {known}")
        for name, connection in matched.items():
            if connection.aggregate:
                found |= _members(settings, name, connection, (name,))
            else:
                found[name] = connection
    return found


def _members(
    settings: Settings, name: str, connection: ConnectionSettings, seen: tuple[str, ...]
) -> dict[str, ConnectionSettings]:
    found: dict[str, ConnectionSettings] = {}
    for pattern in connection.aggregate:
        for member, inner in settings.connections.items():
            if member in seen or not fnmatchcase(member, pattern):
                continue
            if inner.aggregate:
                found |= _members(settings, member, inner, (*seen, member))
            else:
                found[member] = inner
    if not found:
        raise UsageError(f"connection {name} aggregates {', '.join(connection.aggregate)}, which names no connection")
    return found
