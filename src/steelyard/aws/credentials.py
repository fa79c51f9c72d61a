"""Credentials that stay good for as long as a run takes.

botocore's providers find them (environment, profile, role, SSO, process, container, instance); they block,
so they run in a thread, and whoever asks at the same time waits for the same look-up.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from steelyard.aws.outcome import CallError
from steelyard.aws.sign import Frozen
from steelyard.errors import CredentialsError

if TYPE_CHECKING:
    from steelyard.aws.wire import Client

__all__ = ["Credentials", "Frozen"]

# How often botocore's own expiry rule is asked; it renews 10 to 15 minutes before the end.
_ASK_AGAIN = 60.0
# How long before their end the credentials of a role are replaced.
_AHEAD = 300.0


class Loaded:
    """Credentials with the seconds for which they need no second look, and for which they surely work."""

    __slots__ = ("frozen", "good_for", "works_for")

    def __init__(self, frozen: Frozen, good_for: float = math.inf, works_for: float = math.inf) -> None:
        self.frozen = frozen
        self.good_for = good_for
        self.works_for = works_for


class Credentials:
    """Credentials under a name for messages. ``load(fresh)`` gets them; ``fresh`` means: nothing remembered."""

    def __init__(self, name: str, load: Callable[[bool], Awaitable[Loaded]]) -> None:
        self.name = name
        self._load = load
        self._lock = asyncio.Lock()
        self._frozen: Frozen | None = None
        self._until = -math.inf
        self._works_until = -math.inf

    def __repr__(self) -> str:
        return f"Credentials({self.name!r})"

    async def get(self) -> Frozen:
        """The credentials to sign with now. Raises CredentialsError when there are none."""
        if self._frozen is not None and time.monotonic() < self._until:
            return self._frozen
        async with self._lock:
            if self._frozen is None or time.monotonic() >= self._until:
                await self._renew(fresh=False)
            assert self._frozen is not None
            return self._frozen

    async def refresh(self, stale: Frozen) -> Frozen:
        """New ones in the place of those that AWS calls expired; only the first who asks fetches them."""
        async with self._lock:
            if self._frozen is None or self._frozen == stale:
                self._works_until = -math.inf
                await self._renew(fresh=True)
            assert self._frozen is not None
            return self._frozen

    async def _renew(self, *, fresh: bool) -> None:
        try:
            loaded = await self._load(fresh)
        except CredentialsError:
            if time.monotonic() >= self._works_until:
                raise
            self._until = time.monotonic() + _ASK_AGAIN / 2
            return
        now = time.monotonic()
        self._frozen = loaded.frozen
        self._until = now + loaded.good_for
        self._works_until = now + loaded.works_for

    @classmethod
    def static(cls, access_key: str, secret_key: str, token: str | None = None) -> "Credentials":
        """Given keys, which never change."""

        async def load(fresh: bool) -> Loaded:
            return Loaded(Frozen(access_key, secret_key, token))

        return cls(f"access key {access_key}", load)

    @classmethod
    def from_profile(cls, profile: str | None = None) -> "Credentials":
        """What the AWS SDKs would use: a named profile, or without a name their whole chain."""
        found: dict[str, Any] = {}

        def load_now(fresh: bool) -> Loaded:
            if fresh or "it" not in found:
                found["it"] = _find(profile)
            return _freeze(found["it"], profile)

        async def load(fresh: bool) -> Loaded:
            return await asyncio.to_thread(load_now, fresh)

        return cls(_described(profile), load)

    @classmethod
    def assumed(
        cls,
        client: "Client",
        source: "Credentials",
        role_arn: str,
        *,
        region: str,
        external_id: str | None = None,
        session_name: str = "steelyard",
        duration: int = 3600,
    ) -> "Credentials":
        """A role, taken on with other credentials; ``duration`` in seconds. The call goes to the ledger."""
        params: dict[str, object] = {
            "RoleArn": role_arn,
            "RoleSessionName": session_name,
            "DurationSeconds": duration,
        }
        if external_id is not None:
            params["ExternalId"] = external_id

        async def load(fresh: bool) -> Loaded:
            account_id = role_arn.split(":")[4] if role_arn.count(":") >= 5 else ""
            try:
                answer = await client.call(source, account_id, region, "sts", "AssumeRole", params)
            except CallError as error:
                raise CredentialsError(f"the role {role_arn} cannot be assumed: {_reason(error)}") from error
            return _from_answer(role_arn, answer)

        return cls(f"role {role_arn}", load)


def _reason(error: CallError) -> str:
    outcome = error.outcome
    return f"{outcome.code}: {outcome.message}" if outcome.message else str(outcome.code)


def _from_answer(role_arn: str, answer: dict[str, Any]) -> Loaded:
    made = answer.get("Credentials") or {}
    try:
        frozen = Frozen(made["AccessKeyId"], made["SecretAccessKey"], made["SessionToken"])
        end: datetime = made["Expiration"]
    except KeyError as error:
        raise CredentialsError(f"the role {role_arn} gave no credentials: {error} is missing") from error
    left = end.timestamp() - time.time()
    # A short session is renewed at half time rather than at once.
    return Loaded(frozen, good_for=max(left - _AHEAD, left / 2), works_for=left)


def _find(profile: str | None) -> Any:
    import botocore.session
    from botocore.exceptions import BotoCoreError

    try:
        found = botocore.session.Session(profile=profile).get_credentials()
    except (BotoCoreError, OSError, ValueError) as error:
        raise CredentialsError(f"no AWS credentials from {_described(profile)}: {_one_line(error)}") from error
    if found is None:
        raise CredentialsError(
            f"no AWS credentials found in {_described(profile)}; set AWS_PROFILE, AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, or run `aws configure` or `aws sso login`"
        )
    return found


def _freeze(found: Any, profile: str | None) -> Loaded:
    from botocore.credentials import RefreshableCredentials
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        frozen = found.get_frozen_credentials()
    except (BotoCoreError, ClientError, OSError, RuntimeError, ValueError) as error:
        raise CredentialsError(f"the AWS credentials of {_described(profile)} fail: {_one_line(error)}") from error
    if not frozen.access_key or not frozen.secret_key:
        raise CredentialsError(f"the AWS credentials of {_described(profile)} are incomplete")
    kept = Frozen(frozen.access_key, frozen.secret_key, frozen.token)
    if isinstance(found, RefreshableCredentials):
        return Loaded(kept, good_for=_ASK_AGAIN, works_for=_ASK_AGAIN)
    return Loaded(kept)


def _described(profile: str | None) -> str:
    return f"profile {profile}" if profile else "the environment, the default profile or an instance role"


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
