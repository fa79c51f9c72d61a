"""Credentials: found, kept, renewed, and missed with one clear sentence."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from steelyard.aws.credentials import Credentials, Loaded
from steelyard.aws.endpoints import Settings
from steelyard.aws.sign import Frozen
from steelyard.errors import CredentialsError, UsageError
from tests.aws.wire.server import KEYS, Reply, Request, bench


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: no variable, no file and no instance gives credentials."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return tmp_path


def _get(credentials: Credentials) -> Frozen:
    return asyncio.run(credentials.get())


def test_the_environment_is_asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKID")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "token")
    assert _get(Credentials.from_profile()) == Frozen("AKID", "secret", "token")


def test_a_profile_is_asked(home: Path) -> None:
    (home / "credentials").write_text("[dev]\naws_access_key_id = AKDEV\naws_secret_access_key = s\n")
    assert _get(Credentials.from_profile("dev")) == Frozen("AKDEV", "s", None)


def test_a_process_is_asked_and_asked_again_when_aws_says_expired(home: Path) -> None:
    script = home / "give.sh"
    counter = home / "count"
    script.write_text(
        f"#!/bin/sh\necho x >> {counter}\nn=$(wc -l < {counter} | tr -d ' ')\n"
        'echo "{\\"Version\\": 1, \\"AccessKeyId\\": \\"AKID$n\\", \\"SecretAccessKey\\": \\"s\\", '
        '\\"SessionToken\\": \\"t\\", \\"Expiration\\": \\"2999-01-01T00:00:00Z\\"}"\n'
    )
    script.chmod(0o755)
    (home / "config").write_text(f"[profile p]\ncredential_process = {script}\n")

    async def run() -> None:
        keys = Credentials.from_profile("p")
        first = await keys.get()
        assert await keys.get() == first
        second = await keys.refresh(first)
        assert second != first
        assert await keys.refresh(first) == second, "who asks late gets what the first one got"

    asyncio.run(run())


def test_none_at_all_is_one_sentence(home: Path) -> None:
    with pytest.raises(CredentialsError, match=r"^no AWS credentials found in the environment.*aws configure"):
        _get(Credentials.from_profile())


def test_a_profile_that_is_not_there_is_named(home: Path) -> None:
    with pytest.raises(CredentialsError, match="no AWS credentials from profile nowhere"):
        _get(Credentials.from_profile("nowhere"))


def test_a_process_that_fails_is_one_sentence(home: Path) -> None:
    (home / "config").write_text("[profile p]\ncredential_process = sh -c 'echo broken >&2; exit 3'\n")
    with pytest.raises(CredentialsError, match=r"profile p.*broken") as caught:
        _get(Credentials.from_profile("p"))
    assert "\n" not in str(caught.value)


def test_who_asks_at_the_same_time_waits_for_the_same_answer() -> None:
    loads = 0

    async def load(fresh: bool) -> Loaded:
        nonlocal loads
        loads += 1
        await asyncio.sleep(0.01)
        return Loaded(Frozen("AKID", "s"))

    async def run() -> None:
        keys = Credentials("test", load)
        assert len(set(await asyncio.gather(*(keys.get() for _ in range(20))))) == 1

    asyncio.run(run())
    assert loads == 1


def test_what_still_works_is_used_when_renewing_fails() -> None:
    loads = 0

    async def load(fresh: bool) -> Loaded:
        nonlocal loads
        loads += 1
        if loads > 1:
            raise CredentialsError("the provider is away")
        return Loaded(Frozen("AKID", "s"), good_for=0.0, works_for=60.0)

    async def run() -> None:
        keys = Credentials("test", load)
        first = await keys.get()
        assert await keys.get() == first
        assert loads == 2
        with pytest.raises(CredentialsError):
            await keys.refresh(first)

    asyncio.run(run())


def _sts(expires: datetime) -> Reply:
    body = (
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId>"
        "<SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken>"
        f"<Expiration>{expires:%Y-%m-%dT%H:%M:%SZ}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
    )
    return Reply(200, body.encode())


def test_a_role_is_assumed_once_and_again_before_it_ends() -> None:
    def reply(request: Request) -> Reply:
        return _sts(datetime.now(UTC) + timedelta(hours=1))

    async def run() -> None:
        async with bench(reply) as at:
            role = "arn:aws:iam::210987654321:role/audit"
            keys = Credentials.assumed(at.client, KEYS, role, region="eu-west-1", external_id="in confidence")
            assert await keys.get() == Frozen("ASIA", "role-secret", "role-token")
            await keys.get()
            assert len(at.endpoint.requests) == 1
            assert b"ExternalId=in+confidence" in at.endpoint.requests[0].body
            (outcome,) = at.outcomes
            assert outcome.account_id == "210987654321"
            assert "in confidence" not in outcome.params
            assert "role-secret" not in repr(outcome) + repr(keys)
        async with bench([_sts(datetime.now(UTC) - timedelta(minutes=1))]) as at:
            keys = Credentials.assumed(at.client, KEYS, role, region="eu-west-1")
            await keys.get()
            await keys.get()
            assert len(at.endpoint.requests) == 2

    asyncio.run(run())


def test_a_role_that_is_denied_is_one_sentence() -> None:
    denied = Reply(
        403, b"<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>"
    )

    async def run() -> None:
        async with bench([denied]) as at:
            keys = Credentials.assumed(at.client, KEYS, "arn:aws:iam::210987654321:role/audit", region="eu-west-1")
            with pytest.raises(CredentialsError, match="role/audit cannot be assumed: AccessDenied: not you"):
                await keys.get()

    asyncio.run(run())


def test_endpoints_are_configured_as_for_the_aws_sdks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "config").write_text(
        "[profile p]\nendpoint_url = http://all:1\nservices = mine\nuse_fips_endpoint = true\n"
        "s3 =\n    addressing_style = path\n"
        "[services mine]\ndynamodb =\n    endpoint_url = http://dynamo:2\n"
    )
    settings = Settings.load("p")
    assert settings.url_for("ec2") == "http://all:1"
    assert settings.url_for("dynamodb") == "http://dynamo:2"
    assert settings.fips
    assert settings.path_style
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://env:3")
    monkeypatch.setenv("AWS_ENDPOINT_URL_EC2", "http://ec2:4")
    monkeypatch.setenv("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://idp:5")
    settings = Settings.load("p")
    assert settings.url_for("ec2") == "http://ec2:4"
    assert settings.url_for("dynamodb") == "http://env:3"
    assert settings.url_for("cognito-idp") == "http://idp:5"
    monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    settings = Settings.load("p")
    assert settings.url_for("ec2") is None
    assert settings.url_for("dynamodb") is None
    with pytest.raises(UsageError, match="nowhere"):
        Settings.load("nowhere")
