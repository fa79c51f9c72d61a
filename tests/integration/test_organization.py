"""An organization as a way: which members are read, and what becomes of those that cannot be entered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest

from steelyard.aws.credentials import Credentials
from steelyard.aws.outcome import Outcome
from steelyard.aws.ways import Direct, Organization, Role
from steelyard.aws.wire import Client
from steelyard.errors import UsageError
from steelyard.run.session import Session
from steelyard.store import Store

from .conftest import ACCOUNT, Account
from .gate import Reply, Request, gate

KEYS = Credentials.static("testing", "testing")


@pytest.fixture
def members(account: Account) -> Iterator[dict[str, str]]:
    """An organization: account name to id. ``closed`` is suspended; ``prod-*`` are in a unit of a unit."""
    client = account.client("organizations")
    client.create_organization(FeatureSet="ALL")
    made = {}
    for name in ("prod-web", "prod-data", "sandbox", "closed"):
        status = client.create_account(AccountName=name, Email=f"{name}@example.com")["CreateAccountStatus"]
        made[name] = status["AccountId"]
    client.close_account(AccountId=made["closed"])
    root = client.list_roots()["Roots"][0]["Id"]
    workloads = client.create_organizational_unit(ParentId=root, Name="workloads")["OrganizationalUnit"]["Id"]
    prod = client.create_organizational_unit(ParentId=workloads, Name="prod")["OrganizationalUnit"]["Id"]
    for name in ("prod-web", "prod-data"):
        client.move_account(AccountId=made[name], SourceParentId=root, DestinationParentId=prod)
    yield {**made, "own": ACCOUNT, "workloads": workloads, "prod": prod}
    for name in ("prod-web", "prod-data", "sandbox"):
        client.remove_account_from_organization(AccountId=made[name])


def found(account: Account, include: tuple[str, ...] = ("*",), exclude: tuple[str, ...] = ()) -> set[str]:
    """The ids of the accounts that the way leads to."""
    outcomes: list[Outcome] = []

    async def connections() -> list[Any]:
        async with Client(on_outcome=outcomes.append, endpoint_url=account.endpoint) as client:
            way = Organization("org", KEYS, "us-east-1", include=include, exclude=exclude)
            return await way.connections(client)

    made = asyncio.run(connections())
    assert all(connection.name == f"org/{connection.account_id}" for connection in made)
    return {connection.account_id for connection in made}


def test_every_active_member_and_none_that_is_suspended(account: Account, members: dict[str, str]) -> None:
    assert found(account) == {members[name] for name in ("own", "prod-web", "prod-data", "sandbox")}


def test_members_by_id_by_name_and_by_unit(account: Account, members: dict[str, str]) -> None:
    prod = {members["prod-web"], members["prod-data"]}
    assert found(account, (members["sandbox"],)) == {members["sandbox"]}
    assert found(account, ("prod-*",)) == prod
    assert found(account, (members["prod"],)) == prod
    assert found(account, (members["workloads"],)) == prod
    assert found(account, ("*",), (members["workloads"],)) == {members["own"], members["sandbox"]}
    assert found(account, ("prod-*",), ("*-web",)) == {members["prod-data"]}


def test_none_is_a_clear_error(account: Account, members: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="no active account of the organization is included"):
        found(account, ("nobody-*",))


def test_a_member_that_cannot_be_entered_is_an_error_and_the_others_are_read(
    account: Account, members: dict[str, str]
) -> None:
    refused = members["sandbox"]

    def rule(request: Request) -> Reply | None:
        if request.operation != "AssumeRole":
            return None
        return Reply(403, "AccessDenied") if refused in parse_qs(request.body.decode())["RoleArn"][0] else None

    sql = "select account_id from aws_account order by 1"
    with gate(account.endpoint) as guarded, Store() as store:
        guarded.rule = rule
        way = Organization("org", KEYS, "us-east-1", ("us-east-1",))
        answer = Account(guarded.url).session(store, [way]).query(sql)
        ledger = Account(guarded.url).session(store, [way]).query(
            "select account_id, error_code from steelyard_api_call where operation = 'AssumeRole' and status = 'error'"
        )  # fmt: skip
    others = sorted(members[name] for name in ("own", "prod-web", "prod-data"))
    assert [row[0] for row in answer.result.rows] == others
    assert list(answer.unreachable) == [f"org/{refused}"]
    assert "cannot be assumed: AccessDenied" in str(answer.unreachable[f"org/{refused}"])
    assert ledger.result.rows == [(refused, "AccessDenied")]


def test_an_account_reached_twice_is_read_once(account: Account) -> None:
    ways = [Direct("a", KEYS, "us-east-1", ("us-east-1",)), Direct("b", KEYS, "us-east-1", ("us-east-1", "eu-west-1"))]
    account.client("ec2", "eu-west-1").create_vpc(CidrBlock="10.9.0.0/16")
    with Store() as store:
        live = account.session(store, ways)
        vpcs = live.query("select region, vpc_id from aws_vpc").result.rows
        accounts = live.query("select account_id from aws_account").result.rows
    assert len(vpcs) == len(set(vpcs)) == 3
    assert accounts == [(ACCOUNT,)]


def test_roles_are_assumed_where_one_call_at_a_time_may_be_under_way(account: Account) -> None:
    ways = [Role(f"way-{n}", KEYS, f"arn:aws:iam::{n:012}:role/x", "us-east-1", ("us-east-1",)) for n in (1, 2, 3)]
    with Store() as store:
        live = Session(
            store, ways, lambda told: Client(on_outcome=told, endpoint_url=account.endpoint, max_in_flight=1)
        )  # fmt: skip
        answer = live.query("select account_id from aws_account order by 1")
    assert [row[0] for row in answer.result.rows] == [f"{n:012}" for n in (1, 2, 3)]
