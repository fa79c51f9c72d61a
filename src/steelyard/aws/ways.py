"""Ways into accounts: by profile, keys, a role, or every account of an organization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Protocol

from steelyard.aws.accounts import Connection
from steelyard.aws.credentials import Credentials
from steelyard.aws.wire import Client
from steelyard.errors import UsageError

ORGANIZATION_ROLE = "OrganizationAccountAccessRole"


class Way(Protocol):
    """A named way that leads to one connection or many."""

    @property
    def name(self) -> str:
        """How the user calls it."""

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions to read: names or patterns (``eu-*``)."""

    async def connections(self, client: Client) -> list[Connection]:
        """The connections. Raises `CredentialsError`, `CallError` or `UsageError` where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Direct:
    """Credentials that are the account's own: a profile, keys, or what the SDKs find by default."""

    name: str
    credentials: Credentials
    default_region: str
    regions: tuple[str, ...] = ("*",)

    async def connections(self, client: Client) -> list[Connection]:
        """The one connection."""
        return [Connection(self.name, self.credentials, self.default_region, self.regions)]


@dataclass(frozen=True, slots=True)
class Role:
    """A role taken on with other credentials. ``duration`` is in seconds."""

    name: str
    source: Credentials
    role_arn: str
    default_region: str
    regions: tuple[str, ...] = ("*",)
    external_id: str | None = None
    session_name: str = "steelyard"
    duration: int = 3600

    async def connections(self, client: Client) -> list[Connection]:
        """The one connection; the role is assumed when it is first used."""
        credentials = Credentials.assumed(
            client,
            self.source,
            self.role_arn,
            region=self.default_region,
            external_id=self.external_id,
            session_name=self.session_name,
            duration=self.duration,
        )
        account_id = self.role_arn.split(":")[4]
        return [Connection(self.name, credentials, self.default_region, self.regions, account_id)]


@dataclass(frozen=True, slots=True)
class Organization:
    """Every active account of an organization, each entered by a role of the same name.

    ``include`` and ``exclude`` are patterns for an account's id or name, or for the id of an organizational
    unit that it is in, directly or further down. The account that asks is entered with the credentials it has.
    """

    name: str
    source: Credentials
    default_region: str
    regions: tuple[str, ...] = ("*",)
    role_name: str = ORGANIZATION_ROLE
    include: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    external_id: str | None = None
    session_name: str = "steelyard"
    duration: int = 3600

    async def connections(self, client: Client) -> list[Connection]:
        """A connection for each account, named ``name/account id``."""
        identity = await self._ask(client, "sts", "GetCallerIdentity")
        own, partition = str(identity["Account"]), str(identity["Arn"]).split(":")[1]
        accounts = [a for a in await self._accounts(client, own) if a.wanted(self.include, self.exclude)]
        if not accounts:
            raise UsageError(f"connection {self.name}: no active account of the organization is included")
        return [await self._connection(client, account.id, own, partition) for account in accounts]

    async def _connection(self, client: Client, account_id: str, own: str, partition: str) -> Connection:
        name = f"{self.name}/{account_id}"
        if account_id == own:
            return Connection(name, self.source, self.default_region, self.regions, account_id)
        role = Role(
            name,
            self.source,
            f"arn:{partition}:iam::{account_id}:role/{self.role_name}",
            self.default_region,
            self.regions,
            self.external_id,
            self.session_name,
            self.duration,
        )
        return (await role.connections(client))[0]

    async def _accounts(self, client: Client, own: str) -> list[Member]:
        if any(pattern.startswith(("ou-", "r-")) for pattern in (*self.include, *self.exclude)):
            roots = await self._list(client, own, "ListRoots", "Roots", {})
            return [member for root in roots for member in await self._below(client, own, root["Id"], ())]
        found = await self._list(client, own, "ListAccounts", "Accounts", {})
        return [Member(a["Id"], a.get("Name", "")) for a in found if _active(a)]

    async def _below(self, client: Client, own: str, parent: str, units: tuple[str, ...]) -> list[Member]:
        inside = (*units, parent)
        found = await self._list(client, own, "ListAccountsForParent", "Accounts", {"ParentId": parent})
        members = [Member(a["Id"], a.get("Name", ""), inside) for a in found if _active(a)]
        for unit in await self._list(
            client, own, "ListOrganizationalUnitsForParent", "OrganizationalUnits", {"ParentId": parent}
        ):
            members += await self._below(client, own, unit["Id"], inside)
        return members

    async def _list(self, client: Client, own: str, operation: str, member: str, params: dict[str, Any]) -> list[Any]:
        pages = client.pages(self.source, own, self.default_region, "organizations", operation, params)
        return [element async for page in pages for element in page.get(member) or ()]

    async def _ask(self, client: Client, service: str, operation: str) -> dict[str, Any]:
        return await client.call(self.source, "", self.default_region, service, operation, {})


@dataclass(frozen=True, slots=True)
class Member:
    """An account of an organization and the units it is in, the root first."""

    id: str
    name: str
    units: tuple[str, ...] = field(default=())

    def wanted(self, include: Sequence[str], exclude: Sequence[str]) -> bool:
        """Whether a pattern includes it and none excludes it."""
        return self._matches(include) and not self._matches(exclude)

    def _matches(self, patterns: Sequence[str]) -> bool:
        return any(fnmatchcase(text, pattern) for text in (self.id, self.name, *self.units) for pattern in patterns)


def _active(account: dict[str, Any]) -> bool:
    # State replaces Status, which AWS retires; suspended and closing accounts answer no calls.
    return (account.get("State") or account.get("Status")) == "ACTIVE"
