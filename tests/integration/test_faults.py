"""Bad days: faults of the network and of AWS change no row, and a denied call is an error there and nowhere else."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from steelyard.aws.credentials import Credentials
from steelyard.aws.limits import Limits
from steelyard.aws.ways import Direct, Role, Way
from steelyard.aws.wire import Client
from steelyard.cli.context import builtin_mods
from steelyard.cli.running import trees_of
from steelyard.mods import load_workspace
from steelyard.run.results import Row
from steelyard.run.session import Session
from steelyard.store import Store

from .conftest import ACCOUNT, Account
from .gate import Reply, Request, gate

NAME = "aws_compliance.control.cis_v400_3_1"
OTHER = "222222222222"
KEYS = Credentials.static("testing", "testing")
REGIONS = ("us-east-1", "eu-west-1*")

# One table and more of each protocol: json, query, ec2, rest-xml, rest-json.
QUERIES = {
    "dynamodb": "select name, table_status, key_schema, region from aws_dynamodb_table",
    "kms": "select id, enabled, key_rotation_enabled, region from aws_kms_key",
    "iam": "select name, arn, attached_policy_arns from aws_iam_user",
    "sns": "select topic_arn, policy, region from aws_sns_topic",
    "vpc": "select vpc_id, cidr_block, region from aws_vpc",
    "instance": "select instance_id, instance_state, region from aws_ec2_instance",
    "s3": "select name, versioning_enabled, acl, policy, region from aws_s3_bucket",
    "lambda": "select name, runtime, policy, region from aws_lambda_function",
}


def fill(account: Account) -> None:
    """A few resources of each kind, over two regions."""
    s3, iam = account.client("s3"), account.client("iam")
    for number in range(6):
        s3.create_bucket(Bucket=f"bucket-{number}")
        iam.create_user(UserName=f"user-{number}")
    s3.put_bucket_versioning(Bucket="bucket-0", VersioningConfiguration={"Status": "Enabled"})
    role = iam.create_role(RoleName="role", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("main.py", "")
    for region in ("us-east-1", "eu-west-1"):
        account.client("ec2", region).run_instances(ImageId="ami-12345678", MinCount=3, MaxCount=3)
        account.client("kms", region).create_key()
        account.client("sns", region).create_topic(Name="topic")
        account.client("dynamodb", region).create_table(
            TableName="table",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        account.client("lambda", region).create_function(
            FunctionName="function", Runtime="python3.12", Role=role, Handler="main.f",
            Code={"ZipFile": archive.getvalue()},
        )  # fmt: skip
    trails(account)


def trails(account: Account, key: str = "testing", secret: str = "testing", token: str | None = None) -> None:
    """A trail of all regions at home in us-east-1, and one of eu-west-1 alone; both log."""
    import boto3

    session = boto3.session.Session(key, secret, token)
    session.client("s3", "us-east-1", endpoint_url=account.endpoint).create_bucket(Bucket=f"trails-{key.lower()}")
    for name, region in (("main", "us-east-1"), ("local", "eu-west-1")):
        client = session.client("cloudtrail", region, endpoint_url=account.endpoint)
        client.create_trail(Name=name, S3BucketName=f"trails-{key.lower()}", IsMultiRegionTrail=name == "main")
        client.start_logging(Name=name)


class BadDay:
    """5% each of six faults. What befalls a request rests on what it asks and how often, not on when it comes."""

    KINDS = (
        Reply(500, "InternalFailure"),
        Reply(503, "ServiceUnavailable"),
        Reply(400, "ThrottlingException"),
        Reply(reset=True),
        Reply(cut=20),
        Reply(delay=0.3),
    )

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.asked: Counter[tuple[str, str, str, bytes]] = Counter()
        self.met: Counter[Reply] = Counter()

    def __call__(self, request: Request) -> Reply | None:
        key = (request.service, request.region, request.operation, request.body)
        self.asked[key] += 1
        drawn = random.Random(f"{self.seed}{key}{self.asked[key]}").random()
        if drawn >= 0.05 * len(self.KINDS):
            return None
        reply = self.KINDS[int(drawn / 0.05)]
        self.met[reply] += 1
        return reply


def session(endpoint: str, store: Store, ways: Sequence[Way]) -> Session:
    """A session whose retries do not wait long."""
    limits = Limits(first_backoff=0.01, longest_backoff=0.05)
    return Session(store, ways, lambda told: Client(on_outcome=told, endpoint_url=endpoint, limits=limits))


def everything(endpoint: str) -> dict[str, Any]:
    """The rows of each query, and the rows of the control."""
    way = Direct("test", KEYS, "us-east-1", REGIONS)
    found: dict[str, Any] = {}
    for name, sql in QUERIES.items():
        with Store() as store:
            answer = session(endpoint, store, [way]).query(sql)
        assert answer.whole, (name, answer.failures, answer.unreachable)
        found[name] = sorted(answer.result.text_rows(), key=repr)
        assert found[name], name
    found["control"] = verdicts(endpoint, [way])
    return found


def verdicts(endpoint: str, ways: Sequence[Way], name: str = NAME, folder: Path | None = None) -> list[Row]:
    """The rows of a control, in order of account and region."""
    workspace = load_workspace(folder, builtin=builtin_mods())
    with Store() as store:
        run = session(endpoint, store, ways).run(trees_of([workspace.find("control", name)], workspace))
    (control,) = run.controls()
    assert control.error is None
    return sorted(control.rows, key=lambda row: (row.dimensions.get("account_id", ""), row.dimensions.get("region")))


def test_faults_change_no_row(account: Account) -> None:
    fill(account)
    expected = everything(account.endpoint)
    with gate(account.endpoint) as guarded:
        day = BadDay("1")
        guarded.rule = day
        found = everything(guarded.url)
    assert set(day.met) == set(BadDay.KINDS)
    assert found == expected


def two_accounts(account: Account) -> list[Way]:
    """Trails in two accounts, and the ways into them; the second is entered by a role."""
    trails(account)
    role = f"arn:aws:iam::{OTHER}:role/reader"
    made = account.client("sts").assume_role(RoleArn=role, RoleSessionName="fill")["Credentials"]
    trails(account, made["AccessKeyId"], made["SecretAccessKey"], made["SessionToken"])
    return [Direct("one", KEYS, "us-east-1", REGIONS), Role("two", KEYS, role, "us-east-1", REGIONS)]


def denied(operation: str, region: str) -> Any:
    """The rule that denies the second account an operation in a region."""

    def rule(request: Request) -> Reply | None:
        other = request.access_key != "testing"
        if other and (request.operation, request.region) == (operation, region):
            return Reply(400, "AccessDeniedException")
        return None

    return rule


@pytest.mark.parametrize(
    ("operation", "region"),
    [
        ("GetCallerIdentity", "us-east-1"),
        ("DescribeRegions", "us-east-1"),
        ("DescribeTrails", "us-east-1"),
        ("DescribeTrails", "eu-west-1"),
        ("GetTrailStatus", "us-east-1"),
        ("GetTrailStatus", "eu-west-1"),
        ("GetEventSelectors", "us-east-1"),
        ("GetEventSelectors", "eu-west-1"),
    ],
)
def test_a_denied_call_in_one_account_and_region(account: Account, operation: str, region: str) -> None:
    ways = two_accounts(account)
    before = verdicts(account.endpoint, ways)
    assert [(row.dimensions["account_id"], row.status) for row in before] == [(ACCOUNT, "ok"), (OTHER, "ok")]
    with gate(account.endpoint) as guarded:
        guarded.rule = denied(operation, region)
        after = verdicts(guarded.url, ways)
    kept = [row for row in after if row.status != "error"]
    errors = [row for row in after if row.status == "error"]
    assert kept == before[:1]
    assert errors
    for row in errors:
        assert operation in row.reason
        assert f"in {region}" in row.reason
        assert "AccessDeniedException" in row.reason
        assert OTHER in row.reason + row.resource


REGIONAL = """
mod "regional" { title = "Regional" }
control "trails" {
  title = "Each trail logs"
  sql   = <<-EOT
    select arn as resource, case when is_logging then 'ok' else 'alarm' end as status, name as reason,
      account_id, region
    from aws_cloudtrail_trail where region = home_region
  EOT
}
"""


@pytest.mark.parametrize("operation", ["DescribeTrails", "GetTrailStatus"])
def test_the_other_regions_keep_their_verdicts(account: Account, operation: str, tmp_path: Path) -> None:
    (tmp_path / "mod.pp").write_text(REGIONAL)
    ways = two_accounts(account)
    before = verdicts(account.endpoint, ways, "trails", tmp_path)
    assert [row.status for row in before] == ["ok"] * 4
    with gate(account.endpoint) as guarded:
        guarded.rule = denied(operation, "eu-west-1")
        after = verdicts(guarded.url, ways, "trails", tmp_path)
    lost = [row for row in before if dict(row.dimensions) == {"account_id": OTHER, "region": "eu-west-1"}]
    assert len(lost) == 1
    assert [row for row in after if row.status != "error"] == [row for row in before if row not in lost]
    (error,) = [row for row in after if row.status == "error"]
    assert dict(error.dimensions) == {"account_id": OTHER, "region": "eu-west-1"}


def test_a_call_that_no_column_needs_may_fail(account: Account) -> None:
    trails(account)
    with gate(account.endpoint) as guarded:
        guarded.rule = lambda r: Reply(400, "AccessDeniedException") if r.operation == "GetEventSelectors" else None
        with Store() as store:
            live = session(guarded.url, store, [Direct("test", KEYS, "us-east-1", ("us-east-1",))])
            whole = live.query("select name, is_logging from aws_cloudtrail_trail")
            broken = live.query("select name, event_selectors from aws_cloudtrail_trail")
            ledger = live.query("select account_id, region, status, error_code from steelyard_api_call "
                                "where operation = 'GetEventSelectors'").result.rows  # fmt: skip
    assert whole.whole
    assert [f.operation for f in broken.failures] == ["GetEventSelectors"]
    assert (ACCOUNT, "us-east-1", "error", "AccessDeniedException") in ledger


def test_an_answer_that_cannot_be_read_is_an_error_and_not_a_crash(account: Account) -> None:
    trails(account)
    with gate(account.endpoint) as guarded:
        answers = {"DescribeTrails": json.dumps({"trailList": ["not a trail"]})}
        guarded.rule = lambda r: Reply(200, body=answers[r.operation]) if r.operation in answers else None
        with Store() as store:
            live = session(guarded.url, store, [Direct("test", KEYS, "us-east-1", ("us-east-1",))])
            answer = live.query("select name, is_logging from aws_cloudtrail_trail")
    assert not answer.whole
    assert answer.failures[0].operation == "DescribeTrails"
