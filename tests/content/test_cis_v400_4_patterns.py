"""CIS AWS v4.0.0, 4.1 to 4.15: which filter patterns do what CIS asks, and what else is particular to one of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from steelyard.run.results import Row

from .aws_command import commands_of
from .judge import Case, each, judge, question
from .test_cis_v400_4_chain import ASKED, any_of, names
from .trail_alarm import ALL, TOPIC, Rows, alarm, chain, own_account, subscription, together, trail

SOURCES = {
    "cis_v400_4_4": "iam.amazonaws.com",
    "cis_v400_4_5": "cloudtrail.amazonaws.com",
    "cis_v400_4_7": "kms.amazonaws.com",
    "cis_v400_4_8": "s3.amazonaws.com",
    "cis_v400_4_9": "config.amazonaws.com",
    "cis_v400_4_10": "ec2.amazonaws.com",
    "cis_v400_4_11": "ec2.amazonaws.com",
    "cis_v400_4_12": "ec2.amazonaws.com",
    "cis_v400_4_13": "ec2.amazonaws.com",
    "cis_v400_4_14": "ec2.amazonaws.com",
    "cis_v400_4_15": "organizations.amazonaws.com",
}


def case(label: str, why: str, status: str, pattern: str, **links: Rows) -> Case:
    return Case(label, why, chain(pattern, **links), (status,))


def events_of(name: str) -> list[str]:
    """The event names in CIS's pattern."""
    terms = ASKED[name].pattern.replace("(", " ").replace(")", " ").split("$.eventName = ")
    return [term.split()[0] for term in terms[1:]]


def left_out(name: str) -> list[Case]:
    """CIS's pattern without each of its events in turn."""
    events = events_of(name)
    return [
        case(f"without {event}", f"{event} raises no alarm.", "alarm",
             names(" ".join(e for e in events if e != event)).pattern)
        for event in events
    ]  # fmt: skip


def forms(name: str) -> list[Case]:
    """Patterns over a control's events: the same in other words, more, and less."""
    events, source = events_of(name), SOURCES[name]
    first, rest = events[0], events[1:]
    nested = f"($.eventName = {first})"
    for event in rest:
        nested = f"({nested} || ($.eventName = {event}))"
    return [
        case("quoted", "Quotes around a name say nothing.", "ok",
             "{ " + " || ".join(f'$.eventName = "{event}"' for event in events) + " }"),
        case("nested", "Parentheses group, and change nothing here.", "ok", f"{{ {nested} }}"),
        case("source given", "The events have this source anyhow.", "ok",
             f"{{ ($.eventSource = {source}) && ({any_of(events)}) }}"),
        case("source not given", "Without the source it matches more.", "ok", f"{{ {any_of(events)} }}"),
        case("source with one event only", "&& binds first: the others match from any source.", "ok",
             f"{{ $.eventSource = {source} && {any_of(events)} }}"),
        case("another source", "None of the events comes from there.", "alarm",
             f"{{ ($.eventSource = sts.amazonaws.com) && ({any_of(events)}) }}"),
        case("source instead of events", "All events of the source are these as well.", "ok",
             f"{{ $.eventSource = {source} }}"),
        case("every name", "It matches more.", "ok", '{ $.eventName = "*" }'),
        case("one event more", "It matches more.", "ok", f"{{ {any_of([*events, 'GetCallerIdentity'])} }}"),
        case("names by wildcard", "It matches more.", "ok",
             "{ " + " || ".join(f'$.eventName = "{event[:4]}*"' for event in events) + " }"),
        case("regular expression", "It matches each of the names.", "ok", f"{{ $.eventName = %{'|'.join(events)}% }}"),
        case("regular expression for the last", f"{first} raises no alarm.", "alarm",
             f"{{ $.eventName = %^{events[-1]}$% }}"),
        case("and in place of or", "No event has two names.", "alarm",
             "{ " + " && ".join(f"($.eventName = {event})" for event in events) + " }"),
        case("and between the last two", "Neither of them matches.", "alarm",
             "{ " + any_of(events[:-1]) + f" && ($.eventName = {events[-1]}) }}"),
        case("negated name", f"{first} is what does not match.", "alarm",
             f"{{ ($.eventName != {first}) && ({any_of(events)}) }}"),
        case("or a negated name", f"Everything matches but {first}.", "alarm", f"{{ $.eventName != {first} }}"),
        case("other case", "Names are compared with their case.", "alarm",
             f"{{ {any_of([first.lower(), *rest])} }}"),
        case("part of a name", "Without a wildcard a name is whole.", "alarm", f"{{ {any_of([first[:-1], *rest])} }}"),
        case("successful calls only", "An attempt that failed raises no alarm.", "alarm",
             f"{{ ({any_of(events)}) && ($.errorCode NOT EXISTS) }}"),
        case("one user only", "Changes by others raise no alarm.", "alarm",
             f"{{ ({any_of(events)}) && ($.userIdentity.userName = admin) }}"),
        case("last event of one user only", "&& binds first, to the last event.", "alarm",
             f"{{ {any_of(events)} && ($.userIdentity.userName = admin) }}"),
        case("names as another field's", "The field is eventName.", "alarm",
             f"{{ {any_of(events).replace('eventName', 'eventname')} }}"),
    ]  # fmt: skip


REFUSED = '($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")'
ROOT = '($.userIdentity.type = "Root")'
LOGIN = '($.eventName = "ConsoleLogin")'
NO_MFA = '($.additionalEventData.MFAUsed != "Yes")'
FAILED = '($.errorMessage = "Failed authentication")'
KMS = ASKED["cis_v400_4_7"].pattern


def without(source: str) -> dict[str, Any]:
    return {**ALL, "ExcludeManagementEventSources": [source]}


def selector(*fields: dict[str, Any]) -> dict[str, Any]:
    return {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}, *fields]}


NOT_KMS = {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]}

PARTICULAR = {
    "cis_v400_4_1": [
        case("nothing excluded", "HeadBucket and log delivery match as well.", "ok", f"{{ {REFUSED} }}"),
        case("exclusions for both codes", "What CIS excludes may be excluded.", "ok",
             f'{{ ({REFUSED}) && $.sourceIPAddress != "delivery.logs.amazonaws.com" && $.eventName != HeadBucket }}'),
        case("any error", "A refusal is an error.", "ok", "{ $.errorCode EXISTS }"),
        case("no error", "A refusal is an error.", "alarm", "{ $.errorCode NOT EXISTS }"),
        case("wider wildcards", "They match more.", "ok",
             '{ $.errorCode = "*Unauthorized*" || $.errorCode = "Access*" }'),
        case("AccessDenied without wildcard", "AccessDeniedException raises no alarm.", "alarm",
             '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied") }'),
        case("UnauthorizedOperation without wildcard", "Client.UnauthorizedOperation raises no alarm.", "alarm",
             '{ ($.errorCode = "UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }'),
        case("only AccessDenied", "EC2 says UnauthorizedOperation.", "alarm", '{ $.errorCode = "AccessDenied*" }'),
        case("both at once", "An event has one code.", "alarm", f"{{ {REFUSED.replace('||', '&&')} }}"),
        case("one more exclusion", "Refused AssumeRole calls raise no alarm.", "alarm",
             f'{{ ({REFUSED}) && ($.eventName != "HeadBucket") && ($.eventName != "AssumeRole") }}'),
        case("wide exclusion", "Other calls that start with Head raise no alarm.", "alarm",
             f'{{ ({REFUSED}) && ($.eventName != "Head*") }}'),
        case("exclusion turned around", "Only HeadBucket matches.", "alarm",
             f'{{ ({REFUSED}) && ($.eventName = "HeadBucket") }}'),
        case("one code excluded", "It is one of those that are asked for.", "alarm",
             f'{{ ({REFUSED}) && ($.errorCode != "Client.UnauthorizedOperation") }}'),
    ],
    "cis_v400_4_2": [
        case("IAM users' successful ones", "CIS's form for accounts with single sign-on.", "ok",
             f'{{ {LOGIN} && {NO_MFA} && ($.userIdentity.type = "IAMUser") && '
             f'($.responseElements.ConsoleLogin = "Success") }}'),
        case("IAM users'", "Between CIS's two forms.", "ok",
             f'{{ {LOGIN} && {NO_MFA} && $.userIdentity.type = "IAMUser" }}'),
        case("every sign-in", "Those without MFA are among them.", "ok", f"{{ {LOGIN} }}"),
        case("every event without MFA", "Sign-ins are among them.", "ok", f"{{ {NO_MFA} }}"),
        case("sign-ins with MFA", "It is the other way round.", "alarm",
             f'{{ {LOGIN} && ($.additionalEventData.MFAUsed = "Yes") }}'),
        case("MFAUsed is No", "A sign-in of which AWS does not say so is not it.", "alarm",
             f'{{ {LOGIN} && ($.additionalEventData.MFAUsed = "No") }}'),
        case("MFA of the session", "It is about calls, not about signing in.", "alarm",
             f'{{ {LOGIN} && ($.userIdentity.sessionContext.attributes.mfaAuthenticated != "true") }}'),
        case("root only", "IAM users raise no alarm.", "alarm",
             f'{{ {LOGIN} && {NO_MFA} && $.userIdentity.type = "Root" }}'),
        case("failed ones", "Who got in raises no alarm.", "alarm",
             f'{{ {LOGIN} && {NO_MFA} && ($.responseElements.ConsoleLogin = "Failure") }}'),
        case("other sign-ins", "ConsoleLogin is the event.", "alarm",
             f'{{ ($.eventName = "SwitchRole") && {NO_MFA} }}'),
    ],
    "cis_v400_4_3": [
        case("all of root", "AWS's own use matches as well.", "ok", f"{{ {ROOT} }}"),
        case("without AWS's service events", "invokedBy is not asked about.", "ok",
             f'{{ {ROOT} && $.eventType != "AwsServiceEvent" }}'),
        case("not invoked", "eventType is not asked about.", "ok",
             f"{{ {ROOT} && $.userIdentity.invokedBy NOT EXISTS }}"),
        case("or in place of and", "It matches more.", "ok", f"{{ {ROOT} || $.userIdentity.invokedBy NOT EXISTS }}"),
        case("service events only", "It is the other way round.", "alarm",
             f'{{ {ROOT} && $.eventType = "AwsServiceEvent" }}'),
        case("calls only", "Root's sign-ins raise no alarm.", "alarm", f'{{ {ROOT} && $.eventType = "AwsApiCall" }}'),
        case("sign-ins only", "Root's calls raise no alarm.", "alarm", f'{{ {ROOT} && $.eventName = "ConsoleLogin" }}'),
        case("lower case", "Values are compared with their case.", "alarm", '{ $.userIdentity.type = "root" }'),
        case("all but root", "It is the other way round.", "alarm", '{ $.userIdentity.type != "Root" }'),
        case("another user", "IAM users are not root.", "alarm", '{ $.userIdentity.type = "IAMUser" }'),
    ],
    "cis_v400_4_6": [
        case("every sign-in", "Failed ones are among them.", "ok", f"{{ {LOGIN} }}"),
        case("every failed authentication", "Sign-ins are among them.", "ok", f"{{ {FAILED} }}"),
        case("or in place of and", "It matches more.", "ok", f"{{ {LOGIN} || {FAILED} }}"),
        case("wildcard", "It matches more.", "ok", f'{{ {LOGIN} && ($.errorMessage = "Failed*") }}'),
        case("any message", "A failed sign-in has one.", "ok", f"{{ {LOGIN} && ($.errorMessage EXISTS) }}"),
        case("other case", "Values are compared with their case.", "alarm",
             f'{{ {LOGIN} && ($.errorMessage = "failed authentication") }}'),
        case("space left out", "Within quotes a space counts.", "alarm",
             f'{{ {LOGIN} && ($.errorMessage = "Failedauthentication") }}'),
        case("negated", "It is the other way round.", "alarm",
             f'{{ {LOGIN} && ($.errorMessage != "Failed authentication") }}'),
        case("root only", "IAM users raise no alarm.", "alarm",
             f'{{ {LOGIN} && {FAILED} && $.userIdentity.type = "Root" }}'),
        case("other sign-ins", "ConsoleLogin is the event.", "alarm",
             f'{{ ($.eventName = "SwitchRole") && {FAILED} }}'),
    ],
    "cis_v400_4_7": [
        case("trail without KMS", "The trail never sees the events.", "alarm", KMS,
             trails=[trail(event_selectors=[without("kms.amazonaws.com")])]),
        case("trail without RDS Data", "KMS events are recorded.", "ok", KMS,
             trails=[trail(event_selectors=[without("rdsdata.amazonaws.com")])]),
        case("KMS left out by one selector of two", "The other records them.", "ok", KMS,
             trails=[trail(event_selectors=[without("kms.amazonaws.com"), ALL])]),
        case("advanced: without KMS", "The trail never sees the events.", "alarm", KMS,
             trails=[trail(event_selectors=None, advanced_event_selectors=[selector(NOT_KMS)])]),
        case("advanced: without KMS beside all", "The other selector records them.", "ok", KMS,
             trails=[trail(event_selectors=None, advanced_event_selectors=[selector(NOT_KMS), selector()])]),
        case("trail without KMS beside a whole one", "One chain is enough.", "ok", KMS,
             trails=[trail("a", event_selectors=[without("kms.amazonaws.com")]), trail("b")]),
        case("default selectors", "They leave nothing out.", "ok", KMS,
             trails=[trail(event_selectors=None, has_custom_event_selectors=False)]),
    ],
    "cis_v400_4_5": [
        case("trail without KMS", "It records changes to trails.", "ok", ASKED["cis_v400_4_5"].pattern,
             trails=[trail(event_selectors=[without("kms.amazonaws.com")])]),
        case("alarm on a metric in a list", "It watches the metric all the same.", "ok", ASKED["cis_v400_4_5"].pattern,
             alarms=[alarm(metric_name=None, namespace=None, metrics=[
                 {"Id": "m1", "MetricStat": {"Metric": {"Namespace": "Trail", "MetricName": "filter"}}}])]),
        case("alarm on another account's metric", "That account's metric is another one.", "alarm",
             ASKED["cis_v400_4_5"].pattern,
             alarms=[alarm(metric_name=None, namespace=None, metrics=[
                 {"Id": "m1", "AccountId": "333333333333",
                  "MetricStat": {"Metric": {"Namespace": "Trail", "MetricName": "filter"}}}])]),
        case("subscription deleted", "AWS shows Deleted in place of an ARN for a while.", "alarm",
             ASKED["cis_v400_4_5"].pattern, subscriptions=[subscription(subscription_arn="Deleted")]),
        case("topic of another account", "Whose topic it is does not matter.", "ok", ASKED["cis_v400_4_5"].pattern,
             alarms=[alarm(alarm_actions=[TOPIC.replace("111111111111", "444444444444")])],
             subscriptions=[subscription(TOPIC.replace("111111111111", "444444444444"))]),
        case("text pattern", "It looks for the words in the text, not at the event's name.", "alarm",
             "ERROR DeleteTrail"),
    ],
}  # fmt: skip

LISTED = {
    name: [*(forms(name) + left_out(name) if name in SOURCES else []), *PARTICULAR.get(name, [])] for name in ASKED
}
CASES = {name: [together("patterns", cases)] for name, cases in LISTED.items()}


@cache
def verdicts(name: str) -> dict[str, Row]:
    """The row of each case by its label; one query gives them all."""
    rows = {row.dimensions["account_id"]: row for row in judge(name, CASES[name][0].tables)}
    return {case.label: rows[own_account(place)] for place, case in enumerate(LISTED[name])}


@pytest.mark.parametrize(("name", "case"), each(LISTED))
def test_verdict(name: str, case: Case) -> None:
    row = verdicts(name)[case.label]
    assert (row.status,) == case.statuses, f"{case.why} {row.reason}"


@pytest.mark.parametrize("name", SOURCES)
def test_the_reason_names_the_event_that_is_left_out(name: str) -> None:
    for event in events_of(name):
        found = verdicts(name)[f"without {event}"].reason
        assert found in (
            f"The pattern of the metric filter filter does not match all of {event}.",
            "The log group trail of the trail main has no metric filter that matches these events.",
        )


def test_the_reason_names_the_source_that_the_trail_leaves_out() -> None:
    found = verdicts("cis_v400_4_7")["trail without KMS"].reason
    assert found == "The multi-region trail main leaves out the events of kms.amazonaws.com."


@pytest.mark.parametrize("name", ASKED)
def test_the_pages_pattern_fits_and_passes(name: str) -> None:
    commands = commands_of(question(name)[0].documentation or "")
    (pattern,) = (c.params["filterPattern"] for c in commands if c.operation.name == "PutMetricFilter")
    assert len(pattern) <= 1024, "AWS takes no longer pattern"
    (row,) = judge(name, chain(pattern))
    assert row.status == "ok", row.reason
