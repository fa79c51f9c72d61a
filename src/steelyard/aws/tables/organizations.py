"""AWS Organizations."""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.aws import models
from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, text
from steelyard.aws.tables._values import parsed

NOT_IN_USE = "AWSOrganizationsNotInUseException"
# AWS refuses a kind of policy that it does not know in the partition.
NONE = (NOT_IN_USE, "InvalidInputException")


def policy_types(_: object) -> Sequence[str]:
    """The kinds of policies; each is listed by itself."""
    model = models.operation("organizations", "ListPolicies")
    return tuple(model.input_shape.members["Filter"].enum)


policy = Table(
    "aws_organizations_policy",
    "A policy of the organization, of any kind: service control, resource control, tag, backup and others.",
    scope="global",
    rows=(
        Call("sts", "GetCallerIdentity", items=policy_types, name="kind"),
        Call("organizations", "ListPolicies", {"Filter": "kind"}, items="Policies", absent=NONE),
    ),
    get=Call("organizations", "ListPolicies", {"Filter": Key("type")}, items="Policies", absent=NONE),
    add={
        "full": Call(
            "organizations",
            "DescribePolicy",
            {"PolicyId": "Id"},
            items="Policy",
            absent=(NOT_IN_USE, "PolicyNotFoundException"),
        ),
    },
    columns={
        "name": text(),
        "id": text(),
        "arn": text(),
        "type": text(about="The kind of policy, such as SERVICE_CONTROL_POLICY."),
        "aws_managed": boolean(about="Whether AWS provides the policy."),
        "description": text(),
        "content": jsonb("full.Content", via=parsed, about="The policy's document."),
        "title": text("Name"),
        "akas": akas("Arn"),
    },
)

TABLES = (policy,)
