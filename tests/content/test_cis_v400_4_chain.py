"""CIS AWS v4.0.0, 4.1 to 4.15: each link of the chain from the trail to the subscriber, broken in turn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from steelyard.run.results import Row

from .judge import ACCOUNT, Case, account, each, judge
from .trail_alarm import (
    ALL,
    TOPIC,
    Rows,
    alarm,
    chain,
    log_group,
    metric_filter,
    own_account,
    subscription,
    together,
    trail,
)


@dataclass(frozen=True)
class Asked:
    """CIS's pattern, the same with its terms in another order, and one that leaves out something of it."""

    pattern: str
    shuffled: str
    incomplete: str


def any_of(names: list[str]) -> str:
    return " || ".join(f"($.eventName = {name})" for name in names)


def names(listed: str, source: str | None = None) -> Asked:
    """A control that asks for any of some events."""
    found = listed.split()

    def pattern(some: list[str]) -> str:
        return f"{{ ($.eventSource = {source}) && ({any_of(some)}) }}" if source else f"{{ {any_of(some)} }}"

    shuffled = f"{{ ({any_of(found[::-1])}) && ($.eventSource = {source}) }}" if source else pattern(found[::-1])
    return Asked(pattern(found), shuffled, pattern(found[:-1]))


ASKED = {
    "cis_v400_4_1": Asked(
        '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") '
        '&& ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
        '{ ($.eventName!="HeadBucket") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") '
        '&& (($.errorCode ="AccessDenied*") || ($.errorCode ="*UnauthorizedOperation")) }',
        '{ ($.errorCode ="*UnauthorizedOperation") }',
    ),
    "cis_v400_4_2": Asked(
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
        '{ ($.additionalEventData.MFAUsed != "Yes") && ($.eventName = "ConsoleLogin") }',
        '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "No") }',
    ),
    "cis_v400_4_3": Asked(
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
        '{ $.eventType != "AwsServiceEvent" && $.userIdentity.invokedBy NOT EXISTS && $.userIdentity.type = "Root" }',
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy EXISTS && $.eventType != "AwsServiceEvent" }',
    ),
    "cis_v400_4_4": names(
        "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy "
        "DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy "
        "DetachUserPolicy AttachGroupPolicy DetachGroupPolicy"
    ),
    "cis_v400_4_5": names("CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging"),
    "cis_v400_4_6": Asked(
        '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
        '{ ($.errorMessage = "Failed authentication") && ($.eventName = ConsoleLogin) }',
        '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "No username found in supplied account") }',
    ),
    "cis_v400_4_7": names("DisableKey ScheduleKeyDeletion", "kms.amazonaws.com"),
    "cis_v400_4_8": names(
        "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy "
        "DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication",
        "s3.amazonaws.com",
    ),
    "cis_v400_4_9": names(
        "StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder",
        "config.amazonaws.com",
    ),
    "cis_v400_4_10": names(
        "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress "
        "RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup"
    ),
    "cis_v400_4_11": names(
        "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry "
        "ReplaceNetworkAclAssociation"
    ),
    "cis_v400_4_12": names(
        "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway "
        "DeleteInternetGateway DetachInternetGateway"
    ),
    "cis_v400_4_13": names(
        "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute "
        "DisassociateRouteTable"
    ),
    "cis_v400_4_14": names(
        "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection "
        "DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc "
        "DisableVpcClassicLink EnableVpcClassicLink"
    ),
    "cis_v400_4_15": names(
        "AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake "
        "DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType "
        "InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy "
        "UpdateOrganizationalUnit",
        "organizations.amazonaws.com",
    ),
}


def tight(pattern: str) -> str:
    """Without a space that is not needed."""
    return re.sub(r"\s*(\|\||&&|!=|=|[(){}])\s*", r"\1", pattern)


def loose(pattern: str) -> str:
    """With more spaces and parentheses than are needed."""
    inner = re.sub(r"(\|\||&&|!=|(?<!!)=)", r"  \1  ", pattern.strip("{}"))
    return f"{{ (( {inner} )) }}"


def common(asked: Asked) -> list[Case]:
    """The cases that all fifteen share."""
    good = asked.pattern

    def case(label: str, why: str, status: str, pattern: str = good, **links: Rows) -> Case:
        return Case(label, why, {**chain(pattern, **links)}, (status,))

    return [
        case("whole chain", "Every link holds.", "ok"),
        case("other order", "The order of terms says nothing.", "ok", asked.shuffled),
        case("no spaces", "Spaces say nothing.", "ok", tight(good)),
        case("more spaces and parentheses", "Nor do parentheses around everything.", "ok", loose(good)),
        case("something left out", "What the pattern leaves out raises no alarm.", "alarm", asked.incomplete),
        case("narrowed to one region", "Events of the other regions raise no alarm.", "alarm",
             f"{{ ({good.strip('{} ')}) && ($.awsRegion = us-east-1) }}"),
        case("matches nothing", "Nothing is both.", "alarm",
             f"{{ ({good.strip('{} ')}) && ($.eventName = A) && ($.eventName = B) }}"),
        case("everything", "An empty pattern counts every event, these among them.", "ok", ""),
        case("no trail", "Nothing records the events.", "alarm", trails=[]),
        case("trail stopped", "It sends no events to the log group.", "alarm", trails=[trail(is_logging=False)]),
        case("trail single-region", "Events of other regions never reach the log group.", "alarm",
             trails=[trail(is_multi_region_trail=False)]),
        case("management events off", "Only data events reach the log group.", "alarm",
             trails=[trail(event_selectors=[{**ALL, "IncludeManagementEvents": False}])]),
        case("writes only", "CIS asks for reads and writes.", "alarm",
             trails=[trail(event_selectors=[{**ALL, "ReadWriteType": "WriteOnly"}])]),
        case("trail without log group", "There is nothing that a filter could read.", "alarm",
             trails=[trail(log_group_arn=None)]),
        case("good trail beside a stopped one", "One chain is enough.", "ok",
             trails=[trail("a", is_logging=False, log_group_arn=log_group("old")), trail("b")]),
        case("filter on a stopped trail's log group", "The good trail's log group has no filter.", "alarm",
             trails=[trail("a", is_logging=False), trail("b", log_group_arn=log_group("new"))]),
        case("no filter", "Nothing looks at the events.", "alarm", filters=[]),
        case("filter on another log group", "The trail's events do not go there.", "alarm",
             filters=[metric_filter(good, log_group_name="app")]),
        case("filter on a group of that name elsewhere", "It is another log group.", "alarm",
             filters=[metric_filter(good, region="eu-west-1")], alarms=[alarm(region="eu-west-1")]),
        case("no alarm", "Nobody watches the metric.", "alarm", alarms=[]),
        case("alarm on another metric", "It watches something else.", "alarm", alarms=[alarm(metric="other")]),
        case("alarm on another namespace", "A metric's name is its own within a namespace only.", "alarm",
             alarms=[alarm(namespace="Other")]),
        case("alarm in another region", "Metrics are regional.", "alarm", alarms=[alarm(region="eu-west-1")]),
        case("alarm's actions disabled", "It goes off unheard.", "alarm", alarms=[alarm(actions_enabled=False)]),
        case("alarm without action", "It goes off unheard.", "alarm", alarms=[alarm(alarm_actions=[])]),
        case("alarm that only scales", "The action reaches nobody.", "alarm",
             alarms=[alarm(alarm_actions=["arn:aws:automate:us-east-1:ec2:reboot"])]),
        case("topic told only when all is well", "ok_actions do not tell of the event.", "alarm",
             alarms=[alarm(alarm_actions=[], ok_actions=[TOPIC])]),
        case("topic without subscription", "The message reaches nobody.", "alarm", subscriptions=[]),
        case("subscription pending", "AWS sends nothing before it is confirmed.", "alarm",
             subscriptions=[subscription(subscription_arn=None)]),
        case("subscription to another topic", "The alarm's topic has none.", "alarm",
             subscriptions=[subscription(f"{TOPIC}-2")]),
        case("confirmed beside pending", "One is enough.", "ok",
             subscriptions=[subscription(subscription_arn=None), subscription()]),
        case("second of two topics", "One confirmed topic is enough.", "ok",
             alarms=[alarm(alarm_actions=[f"{TOPIC}-2", TOPIC])]),
        case("second of two filters", "One chain is enough.", "ok",
             filters=[metric_filter(good, "a"), metric_filter(good)]),
        case("links of two broken chains", "A pattern without alarm and an alarm on too little make no chain.", "alarm",
             filters=[metric_filter(good, "a"), metric_filter(asked.incomplete)]),
    ]  # fmt: skip


COMMON = {name: common(asked) for name, asked in ASKED.items()}
CASES = {name: [together("all links", cases)] for name, cases in COMMON.items()}


@cache
def verdicts(name: str) -> dict[str, Row]:
    """The row of each case by its label; one query gives them all."""
    rows = {row.dimensions["account_id"]: row for row in judge(name, CASES[name][0].tables)}
    assert len(rows) == len(COMMON[name])
    return {case.label: rows[own_account(place)] for place, case in enumerate(COMMON[name])}


@pytest.mark.parametrize(("name", "case"), each(COMMON))
def test_verdict(name: str, case: Case) -> None:
    row = verdicts(name)[case.label]
    assert (row.status,) == case.statuses, f"{case.why} {row.reason}"
    assert row.resource == f"arn:aws:::{row.dimensions['account_id']}"
    assert row.reason


GOOD = ASKED["cis_v400_4_5"].pattern


@pytest.mark.parametrize(
    ("links", "reason"),
    [
        ({"trails": []}, "The account has no trail."),
        ({"trails": [trail(is_multi_region_trail=False)]}, "No trail is multi-region; main records one region."),
        ({"trails": [trail(is_logging=False)]}, "The multi-region trail main is not logging."),
        (
            {"trails": [trail(event_selectors=[{**ALL, "ReadWriteType": "ReadOnly"}])]},
            "The multi-region trail main does not record all management events.",
        ),
        ({"trails": [trail(log_group_arn=None)]}, "The multi-region trail main sends its events to no log group."),
        ({"filters": []}, "The log group trail of the trail main has no metric filter that matches these events."),
        (
            {"filters": [metric_filter("{ $.eventName = CreateTrail || $.eventName = U* || $.eventName = S* }")]},
            "The pattern of the metric filter filter does not match all of DeleteTrail.",
        ),
        ({"alarms": []}, "No alarm watches the metric of the metric filter filter."),
        ({"alarms": [alarm(actions_enabled=False)]}, "The actions of the alarm alarm are disabled."),
        ({"alarms": [alarm(alarm_actions=None)]}, "The alarm alarm tells no SNS topic."),
        ({"subscriptions": []}, "The topic oncall of the alarm alarm has no confirmed subscription."),
        ({}, "The metric filter filter and the alarm alarm tell the subscribers of the topic oncall."),
    ],
)
def test_the_reason_names_the_broken_link(links: dict[str, Any], reason: str) -> None:
    (row,) = judge("cis_v400_4_5", chain(GOOD, **links))
    assert row.reason == reason


def test_each_account_has_its_own_chain() -> None:
    other = "222222222222"
    tables = {
        **chain(GOOD, trails=[trail(account_id=other), trail()]),
        "aws_account": [account(), account(account_id=other, arn=f"arn:aws:::{other}")],
    }
    tables["aws_cloudtrail_trail"] = [
        trail(),
        trail(account_id=other, arn="arn:aws:cloudtrail:us-east-1:2:trail/main", log_group_arn=log_group(owner=other)),
    ]
    assert {row.dimensions["account_id"]: row.status for row in judge("cis_v400_4_5", tables)} == {
        ACCOUNT: "ok",
        other: "alarm",
    }


ORGANIZATION = "999999999999"
OF_ORGANIZATION = trail(
    "org", arn="arn:aws:cloudtrail:us-east-1:9:trail/org", log_group_arn=log_group(owner=ORGANIZATION)
)


def test_the_chain_of_an_organizations_trail_goes_on_in_the_account_of_its_log_group() -> None:
    topic = f"arn:aws:sns:us-east-1:{ORGANIZATION}:oncall"
    tables = chain(
        GOOD,
        trails=[OF_ORGANIZATION],
        filters=[metric_filter(GOOD, account_id=ORGANIZATION)],
        alarms=[alarm(account_id=ORGANIZATION, alarm_actions=[topic])],
        subscriptions=[subscription(topic, account_id=ORGANIZATION)],
    )
    (row,) = judge("cis_v400_4_5", tables)
    assert row.status == "ok"


def test_a_filter_of_the_member_on_a_group_of_that_name_is_none_of_the_organizations_trail() -> None:
    (row,) = judge("cis_v400_4_5", chain(GOOD, trails=[OF_ORGANIZATION]))
    assert row.status == "alarm"
    assert row.reason.startswith(f"The log group trail of account {ORGANIZATION} of the trail org has no metric filter")
