"""An AWS account of moto over HTTP, empty before each test, and Steelyard reading it."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest

from steelyard import demo
from steelyard.aws.credentials import Credentials
from steelyard.aws.outcome import Outcome
from steelyard.aws.ways import Direct, Way
from steelyard.aws.wire import Client
from steelyard.cli.context import builtin_mods
from steelyard.cli.running import trees_of
from steelyard.collect.progress import Progress
from steelyard.mods import load_workspace
from steelyard.run.results import Run
from steelyard.run.session import Answer, Session
from steelyard.store import Store

ACCOUNT = "123456789012"


@dataclass
class Account:
    """An account at ``endpoint``: made through boto3, read through Steelyard."""

    endpoint: str
    regions: tuple[str, ...] = ("us-east-1", "eu-west-1")
    outcomes: list[Outcome] = field(default_factory=list)

    def client(self, service: str, region: str = "us-east-1") -> Any:
        """A boto3 client."""
        return boto3.client(
            service, region, endpoint_url=self.endpoint, aws_access_key_id="testing", aws_secret_access_key="testing"
        )

    def session(self, store: Store, ways: Sequence[Way] | None = None) -> Session:
        """A session over the account (or other ways into moto), reading ``regions``."""
        way = Direct("test", Credentials.static("testing", "testing"), "us-east-1", self.regions)

        def client(told: Any) -> Client:
            def both(outcome: Outcome) -> None:
                self.outcomes.append(outcome)
                told(outcome)

            return Client(on_outcome=both, endpoint_url=self.endpoint)

        return Session(store, ways or [way], client, Progress())

    def answer(self, sql: str, *args: object) -> Answer:
        """What a query answers, with what failed."""
        with Store() as store:
            return self.session(store).query(sql, args)

    def query(self, sql: str, *args: object) -> list[Mapping[str, Any]]:
        """A query's rows as column to value; no call may have failed."""
        answer = self.answer(sql, *args)
        assert answer.failures == []
        assert answer.unreachable == {}
        return [dict(zip(answer.result.columns, row, strict=True)) for row in answer.result.rows]

    def one(self, sql: str, *args: object) -> Mapping[str, Any]:
        """The one row of a query."""
        (row,) = self.query(sql, *args)
        return row

    def run(self, name: str, folder: Path | None = None) -> Run:
        """Run a benchmark or control of the built-in mod, or of the mod in ``folder``."""
        workspace = load_workspace(folder, builtin=builtin_mods())
        with Store() as store:
            return self.session(store).run(trees_of([workspace.find(("benchmark", "control"), name)], workspace))

    def calls(self, operation: str) -> list[Outcome]:
        """The calls that were made to an operation."""
        return [outcome for outcome in self.outcomes if outcome.operation == operation]


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    with demo.server() as url:
        yield url


@pytest.fixture
def account(endpoint: str) -> Account:
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/moto-api/reset", method="POST"), timeout=30).close()
    return Account(endpoint)
