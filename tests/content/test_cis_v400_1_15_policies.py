"""CIS AWS v4.0.0, 1.15 to 1.17 and 1.22: which policies are attached to whom."""

from __future__ import annotations

from typing import Any

import pytest

from steelyard.aws.policy import policy_std

from .judge import ACCOUNT, Case, account, check, each, judge

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
SUPPORT = "arn:aws:iam::aws:policy/AWSSupportAccess"
SHELL = "arn:aws:iam::aws:policy/AWSCloudShellFullAccess"
OWN = f"arn:aws:iam::{ACCOUNT}:policy/own"
EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def entity(kind: str, name: str, *attached: str, **columns: Any) -> dict[str, Any]:
    return {
        "name": name,
        "arn": f"arn:aws:iam::{ACCOUNT}:{kind}/{name}",
        "attached_policy_arns": list(attached) or None,
        "region": "global",
        **columns,
    }


def user(*attached: str, **columns: Any) -> dict[str, Any]:
    return entity("user", "alice", *attached, **columns)


def embedded(*names: str) -> list[dict[str, Any]]:
    document = {"Version": "2012-10-17", "Statement": [EVERYTHING]}
    return [{"PolicyName": name, "PolicyDocument": document} for name in names]


def direct(label: str, why: str, status: str, *users: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_iam_user": users}, (status,))


def policy(*statements: dict[str, Any], name: str = "own", arn: str = OWN, attached: bool = True) -> dict[str, Any]:
    document = {"Version": "2012-10-17", "Statement": statements[0] if len(statements) == 1 else list(statements)}
    return {"name": name, "arn": arn, "is_attached": attached, "policy_std": policy_std(document), "region": "global"}


def full(label: str, why: str, status: str, *statements: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_iam_policy": [policy(*statements)]}, (status,))


def support(label: str, why: str, status: str, *roles: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_account": [account()], "aws_iam_role": roles}, (status,))


def shell(label: str, why: str, statuses: tuple[str, ...], **holders: Any) -> Case:
    tables = {f"aws_iam_{kind}": [holder] for kind, holder in holders.items()}
    return Case(label, why, {"aws_account": [account()], **tables}, statuses)


CASES = {
    "cis_v400_1_15": [
        direct("nothing", "No policy at all.", "ok", user()),
        direct("attached", "A managed policy on the user itself.", "alarm", user(READ_ONLY)),
        direct("embedded", "An inline policy on the user itself.", "alarm", user(inline_policies=embedded("mine"))),
        direct("attached and embedded", "Both ways.", "alarm", user(READ_ONLY, inline_policies=embedded("mine"))),
        direct("through a group", "That is how it should be.", "ok", user(groups=[{"GroupName": "developers"}])),
        direct("in a group, and attached", "The group does not excuse the policy.", "alarm",
               user(READ_ONLY, groups=[{"GroupName": "developers"}])),
        direct("a boundary", "A permissions boundary permits nothing.", "ok", user(permissions_boundary_arn=READ_ONLY)),
        direct("empty lists", "Nothing in them.", "ok", user(attached_policy_arns=[], inline_policies=[])),
    ],
    "cis_v400_1_16": [
        full("everything", "Allow, * and *: CIS's example.", "alarm", EVERYTHING),
        full("in lists", "A list of one is the same.", "alarm",
             {"Effect": "Allow", "Action": ["*"], "Resource": ["*"]}),
        full("action in a longer list", "* among others is *.", "alarm",
             {"Effect": "Allow", "Action": ["s3:GetObject", "*"], "Resource": "*"}),
        full("resource in a longer list", "* among others is *.", "alarm",
             {"Effect": "Allow", "Action": "*", "Resource": ["arn:aws:s3:::logs", "*"]}),
        full("*:*", "Another spelling of all actions.", "alarm", {"Effect": "Allow", "Action": "*:*", "Resource": "*"}),
        full("second statement", "Any statement block counts.", "alarm",
             {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}, EVERYTHING),
        full("on a condition", "CIS looks at effect, action and resource; while it holds, all is allowed.", "alarm",
             {**EVERYTHING, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}),
        full("deny everything", "It gives nothing.", "ok", {**EVERYTHING, "Effect": "Deny"}),
        full("everything on one bucket", "The resource is not *.", "ok",
             {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::logs/*"}),
        full("one service on everything", "The action is not *.", "ok",
             {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}),
        full("NotAction", "PowerUserAccess is written so: what it names is left out.", "ok",
             {"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"}),
        full("NotResource", "What it names is left out.", "ok",
             {"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::audit/*"}),
        full("* from two statements", "No block has both.", "ok",
             {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::logs/*"},
             {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}),
        full("deny beside everything", "The block that allows all is there.", "alarm",
             EVERYTHING, {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}),
        Case("not attached", "CIS lists attached policies only.",
             {"aws_iam_policy": [policy(EVERYTHING, attached=False)]}, ()),
        Case("AWS's own", "CIS's list of attached policies has those of AWS too.",
             {"aws_iam_policy": [policy(EVERYTHING, name="AdministratorAccess",
                                        arn="arn:aws:iam::aws:policy/AdministratorAccess")]}, ("alarm",)),
    ],
    "cis_v400_1_17": [
        support("no role", "There is nobody to open a case.", "alarm"),
        support("a role with it", "PolicyRoles is not empty.", "ok", entity("role", "support", SUPPORT)),
        support("among other policies", "It is attached.", "ok", entity("role", "ops", READ_ONLY, SUPPORT)),
        support("roles without it", "It is attached to none of them.", "alarm", entity("role", "ops", READ_ONLY),
                entity("role", "bare")),
        support("AWS Support's own role", "It serves AWS, and has another policy.", "alarm",
                entity("role", "AWSServiceRoleForSupport",
                       "arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy")),
        support("a namesake of the account's own", "CIS names AWS's policy.", "alarm",
                entity("role", "support", f"arn:aws:iam::{ACCOUNT}:policy/AWSSupportAccess")),
        support("administrators only", "CIS asks for a role with the support policy.", "alarm",
                entity("role", "admin", "arn:aws:iam::aws:policy/AdministratorAccess")),
        support("in GovCloud", "The policy has that partition's ARN.", "ok",
                entity("role", "support", "arn:aws-us-gov:iam::aws:policy/AWSSupportAccess", partition="aws-us-gov")),
        support("another account's role", "Each account needs its own.", "alarm",
                entity("role", "support", SUPPORT, account_id="222222222222")),
    ],
    "cis_v400_1_22": [
        shell("nobody", "No entity has the policy.", ("ok",)),
        shell("others only", "Other policies are another matter.", ("ok",), user=user(READ_ONLY)),
        shell("a user", "It is attached.", ("alarm",), user=user(SHELL)),
        shell("a group", "All its users have it.", ("alarm",), group=entity("group", "people", SHELL)),
        shell("a role", "Whoever assumes the role has it.", ("alarm",), role=entity("role", "ops", SHELL, READ_ONLY)),
        shell("all three", "Each is at fault by itself.", ("alarm", "alarm", "alarm"),
              user=user(SHELL), group=entity("group", "people", SHELL), role=entity("role", "ops", SHELL)),
        shell("a namesake of the account's own", "CIS names AWS's policy.", ("ok",),
              user=user(f"arn:aws:iam::{ACCOUNT}:policy/AWSCloudShellFullAccess")),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case)


def test_users_of_groups_are_named_with_their_policies() -> None:
    users = [user(READ_ONLY, inline_policies=embedded("mine")), entity("user", "bob")]
    rows = judge("cis_v400_1_15", {"aws_iam_user": users})
    assert {row.resource: (row.status, row.reason) for row in rows} == {
        f"arn:aws:iam::{ACCOUNT}:user/alice": (
            "alarm",
            f"alice has policies of its own: {READ_ONLY}, mine (embedded).",
        ),
        f"arn:aws:iam::{ACCOUNT}:user/bob": ("ok", "bob has no policy of its own."),
    }


def test_each_policy_has_its_own_verdict() -> None:
    conditioned = {**EVERYTHING, "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}
    policies = [
        policy(EVERYTHING, conditioned, name="both", arn=f"{OWN}/1"),
        policy(conditioned, name="sometimes", arn=f"{OWN}/2"),
        policy({**EVERYTHING, "Action": "s3:*"}, name="narrow", arn=f"{OWN}/3"),
    ]
    rows = judge("cis_v400_1_16", {"aws_iam_policy": policies})
    assert {row.reason for row in rows} == {
        "both allows every action on every resource.",
        "sometimes allows every action on every resource, on a condition.",
        "narrow does not allow every action on every resource.",
    }


def test_the_holders_of_cloudshell_are_named() -> None:
    (case,) = (case for case in CASES["cis_v400_1_22"] if case.label == "all three")
    assert [row.resource for row in check("cis_v400_1_22", case)] == [
        f"arn:aws:iam::{ACCOUNT}:group/people",
        f"arn:aws:iam::{ACCOUNT}:role/ops",
        f"arn:aws:iam::{ACCOUNT}:user/alice",
    ]
