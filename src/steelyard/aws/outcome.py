"""What became of a call: the record that goes to the ledger, and the error that carries it."""

from dataclasses import dataclass
from datetime import datetime

from steelyard.errors import SteelyardError


@dataclass(frozen=True, slots=True)
class Outcome:
    """One call, however many attempts it took. Times are UTC; ``milliseconds`` is from first try to last answer.

    ``status`` is None when no answer came at all. ``code`` is AWS's error code, or one of ours:
    ``ConnectionFailed``, ``TimedOut``, ``InvalidResponse``, ``ResponseTooLarge``, ``CredentialsFailed``.
    ``absent`` says that the code was among those the caller named as meaning "there is none".
    """

    started: datetime
    account_id: str
    region: str
    service: str
    operation: str
    params: str
    status: int | None
    code: str | None
    message: str | None
    request_id: str | None
    milliseconds: float
    attempts: int
    absent: bool = False

    @property
    def ok(self) -> bool:
        """Whether the call gave its evidence, "there is none" included."""
        return self.code is None or self.absent


class CallError(SteelyardError):
    """A call that failed for good. The text holds no secret: it is made from the outcome alone."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        account = f" of account {outcome.account_id}" if outcome.account_id else ""
        where = f"{outcome.service}:{outcome.operation} in {outcome.region}{account}"
        super().__init__(f"{where}: {outcome.code}" + (f": {outcome.message}" if outcome.message else ""))
