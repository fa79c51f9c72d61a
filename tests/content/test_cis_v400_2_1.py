"""CIS AWS v4.0.0, 2.1: buckets that refuse HTTP, ask for MFA before deletion, are classified, and are not public."""

from __future__ import annotations

from typing import Any

import pytest

from steelyard.aws.policy import policy_std

from .judge import ACCOUNT, Case, check, each, judge

MEMBER = "222222222222"
ARN = "arn:aws:s3:::data"
HTTP = {"Bool": {"aws:SecureTransport": "false"}}
SETTINGS = ("block_public_acls", "ignore_public_acls", "block_public_policy", "restrict_public_buckets")


def bucket(name: str = "data", **columns: Any) -> dict[str, Any]:
    return {"name": name, "arn": f"arn:aws:s3:::{name}", "region": "eu-west-1", **columns}


def statement(**members: Any) -> dict[str, Any]:
    """A denial of HTTP that is whole in all but what ``members`` say; None takes a member away."""
    whole = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [ARN, f"{ARN}/*"], "Condition": HTTP}
    return {name: value for name, value in {**whole, **members}.items() if value is not None}


def http(label: str, why: str, status: str, *statements: dict[str, Any]) -> Case:
    policy = policy_std({"Version": "2012-10-17", "Statement": list(statements)}) if statements else None
    return Case(label, why, {"aws_s3_bucket": [bucket(policy_std=policy)]}, (status,))


ALLOW = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{MEMBER}:root"}, "Action": "s3:Get*", "Resource": ARN}

HTTP_CASES = [
    http("no policy", "Nothing refuses HTTP.", "alarm"),
    http("a whole denial", "Everybody, every action, both forms of the resource.", "ok", statement()),
    http("beside an allowance", "A denial wins over whatever is allowed.", "ok", ALLOW, statement()),
    http("an allowance alone", "It asks nothing of the transport.", "alarm", ALLOW),
    http(
        "an allowance of HTTPS",
        "Allowing HTTPS refuses nothing: another policy may allow HTTP.",
        "alarm",
        statement(Effect="Allow", Condition={"Bool": {"aws:SecureTransport": "true"}}),
    ),
    http("a principal of kind AWS", "It is everybody as well.", "ok", statement(Principal={"AWS": "*"})),
    http(
        "among principals",
        "A list with everybody in it is everybody.",
        "ok",
        statement(Principal={"AWS": [MEMBER, "*"]}),
    ),
    http("one principal", "Others may use HTTP.", "alarm", statement(Principal={"AWS": f"arn:aws:iam::{MEMBER}:root"})),
    http(
        "all but one principal",
        "That one may use HTTP.",
        "alarm",
        statement(Principal=None, NotPrincipal={"AWS": f"arn:aws:iam::{MEMBER}:root"}),
    ),
    http("the action *", "It has all of S3's actions in it.", "ok", statement(Action="*")),
    http("the action S3:*", "Actions know no case.", "ok", statement(Action=["S3:*"])),
    http("GetObject alone", "Writes over HTTP stay possible.", "alarm", statement(Action="s3:GetObject")),
    http("all but one action", "That one stays possible.", "alarm", statement(Action=None, NotAction="s3:GetObject")),
    http("objects alone", "The bucket's own actions stay possible.", "alarm", statement(Resource=f"{ARN}/*")),
    http("bucket alone", "Its objects stay open.", "alarm", statement(Resource=ARN)),
    http(
        "a statement for each form",
        "Together they deny both.",
        "ok",
        statement(Resource=ARN),
        statement(Resource=f"{ARN}/*"),
    ),
    http("closed to everybody", "What is denied always is denied over HTTP.", "ok", statement(Condition=None)),
    http("one action denied always", "Others are open to HTTP.", "alarm", statement(Condition=None, Action="s3:Put*")),
    http("all resources", "Both forms are among them.", "ok", statement(Resource="*")),
    http("a wildcard over both forms", "data* is the bucket and its objects.", "ok", statement(Resource=f"{ARN}*")),
    http("a prefix of the objects", "Other objects stay open.", "alarm", statement(Resource=[ARN, f"{ARN}/private/*"])),
    http(
        "without a condition on HTTP",
        "Denying true refuses HTTPS, not HTTP.",
        "alarm",
        statement(Condition={"Bool": {"aws:SecureTransport": "true"}}),
    ),
    http(
        "a boolean",
        "false without quotes is the same.",
        "ok",
        statement(Condition={"Bool": {"aws:SecureTransport": False}}),
    ),
    http(
        "IfExists",
        "Each request to S3 has the key.",
        "ok",
        statement(Condition={"BoolIfExists": {"aws:securetransport": "false"}}),
    ),
    http(
        "a second condition",
        "Both must hold: requests from elsewhere may use HTTP.",
        "alarm",
        statement(Condition={**HTTP, "IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}),
    ),
    http(
        "a least TLS version",
        "A request over HTTP has no version, so that the condition does not hold for it.",
        "alarm",
        statement(Condition={"NumericLessThan": {"s3:TlsVersion": "1.2"}}),
    ),
    http(
        "all principals in one statement, all actions in another",
        "No statement denies all of it.",
        "alarm",
        statement(Action="s3:GetObject"),
        statement(Principal={"AWS": f"arn:aws:iam::{MEMBER}:root"}),
    ),
]


def mfa(label: str, why: str, status: str, versioning: bool | None, mfa_delete: bool | None) -> Case:
    row = bucket(versioning_enabled=versioning, versioning_mfa_delete=mfa_delete)
    return Case(label, why, {"aws_s3_bucket": [row]}, (status,))


MFA_CASES = [
    mfa("both", "Versioning and MFA delete are enabled.", "ok", True, True),
    mfa("versioning alone", "Versions can be deleted without MFA.", "alarm", True, False),
    mfa("neither", "There are no versions to protect.", "alarm", False, False),
    mfa("suspended", "CIS asks for both to be enabled.", "alarm", False, True),
    mfa("never configured", "S3 then names no MFA delete.", "alarm", False, None),
]


def public(label: str, why: str, status: str, by_bucket: tuple[int, ...], by_account: tuple[int, ...] | None) -> Case:
    """``by_bucket`` and ``by_account`` are the positions of the settings that are on."""
    row = {**bucket(), **{name: i in by_bucket for i, name in enumerate(SETTINGS)}}
    accounts = [] if by_account is None else [{name: i in by_account for i, name in enumerate(SETTINGS)}]
    return Case(label, why, {"aws_s3_bucket": [row], "aws_s3_account_settings": accounts}, (status,))


PUBLIC_CASES = [
    public("bucket alone", "All four on the bucket.", "ok", (0, 1, 2, 3), ()),
    public("account alone", "All four on the account hold for every bucket.", "ok", (), (0, 1, 2, 3)),
    public("neither", "Nothing is blocked.", "alarm", (), ()),
    public("no settings of the account known", "The bucket's own are missing.", "alarm", (), None),
    public("bucket, account without settings", "The bucket's own are enough.", "ok", (0, 1, 2, 3), None),
    public("three of four on the bucket", "RestrictPublicBuckets is missing.", "alarm", (0, 1, 2), ()),
    public("three of four on both", "The same one is missing on both.", "alarm", (0, 1, 3), (0, 1, 3)),
    public("two and two", "S3 applies the stricter of the two for each setting.", "ok", (0, 1), (2, 3)),
]


def job(
    name: str = "weekly", *, owner: str = ACCOUNT, buckets: tuple[str, ...] = ("data",), **columns: Any
) -> dict[str, Any]:
    good = {
        "name": name,
        "job_status": "IDLE",
        "region": "eu-west-1",
        "bucket_definitions": [{"AccountId": owner, "Buckets": list(buckets)}],
    }
    return {**good, **columns}


def macie(label: str, why: str, status: str, *jobs: dict[str, Any], **columns: Any) -> Case:
    return Case(label, why, {"aws_s3_bucket": [bucket(**columns)], "aws_macie2_classification_job": jobs}, (status,))


MACIE_CASES = [
    macie("no job", "Nothing looks through the bucket.", "alarm"),
    macie("a scheduled job", "It waits for its next run.", "ok", job()),
    macie("a finished job", "The bucket was looked through.", "ok", job(job_status="COMPLETE")),
    macie("cancelled", "A cancelled job looks at nothing.", "alarm", job(job_status="CANCELLED")),
    macie("paused", "A paused job looks at nothing.", "alarm", job(job_status="USER_PAUSED")),
    macie("another bucket", "The job names another one.", "alarm", job(buckets=("logs",))),
    macie("another region", "A job reads buckets of its own region.", "alarm", job(region="us-east-1")),
    macie("another account's bucket", "The job is for a bucket of that account.", "alarm", job(owner=MEMBER)),
    macie("criteria", "Which buckets they choose shows at each run only.", "info", job(bucket_definitions=None)),
    macie(
        "criteria, and named",
        "A job that names the bucket is enough.",
        "ok",
        job("a", bucket_definitions=None),
        job("b"),
    ),
    macie(
        "the administrator's job",
        "The organization's administrator has the jobs of its members.",
        "ok",
        job(account_id=MEMBER),
    ),
]

CASES = {
    "cis_v400_2_1_1": HTTP_CASES,
    "cis_v400_2_1_2": MFA_CASES,
    "cis_v400_2_1_3": MACIE_CASES,
    "cis_v400_2_1_4": PUBLIC_CASES,
}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    (row,) = check(name, case, ("region", "account_id"))
    assert row.resource == ARN
    assert row.dimensions["region"] == "eu-west-1"


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (http("", "", ""), "data has no bucket policy."),
        (http("", "", "", ALLOW), "The policy of data does not deny HTTP."),
        (http("", "", "", statement()), "The policy of data denies HTTP."),
        (
            http("", "", "", statement(Resource=f"{ARN}/*")),
            "The policy of data denies HTTP for the objects, but not for the bucket itself.",
        ),
        (
            http("", "", "", statement(Principal={"AWS": MEMBER})),
            "The policy of data denies HTTP to some principals only.",
        ),
        (http("", "", "", statement(Action="s3:Get*")), "The policy of data denies HTTP for some actions only."),
    ],
)
def test_the_reason_says_what_is_left_open(case: Case, reason: str) -> None:
    assert [row.reason for row in judge("cis_v400_2_1_1", case.tables)] == [reason]


def test_the_reason_names_the_settings_that_are_missing() -> None:
    case = public("", "", "", (0, 1, 2), (0,))
    (row,) = judge("cis_v400_2_1_4", case.tables)
    assert row.reason == "Neither data nor its account has RestrictPublicBuckets."
