"""What a collection tells while it runs. The command line shows it; the default keeps quiet."""

from __future__ import annotations

from steelyard.aws.accounts import Account
from steelyard.aws.outcome import Outcome


class Progress:
    """Counts of a collection under way: table reads planned and done, rows, calls, failures, retries."""

    def __init__(self) -> None:
        self.accounts = 0
        self.regions: set[str] = set()
        self.reads_planned = 0
        self.reads_done = 0
        self.rows = 0
        self.calls = 0
        self.failed = 0
        self.retries = 0

    def planned(self, account: Account, reads: int) -> None:
        """An account was entered; that many reads (a table in a region) are to be done in it."""
        self.accounts += 1
        self.regions.update(account.regions)
        self.reads_planned += reads

    def finished(self, rows: int) -> None:
        """A read is done."""
        self.reads_done += 1
        self.rows += rows

    def called(self, outcome: Outcome) -> None:
        """A call is done."""
        self.calls += 1
        self.failed += not outcome.ok
        self.retries += outcome.attempts - 1
