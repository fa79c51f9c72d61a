"""Amazon EventBridge: event buses and rules."""

from steelyard.aws.declare import Call, Key, Table, akas, jsonb, tags, text
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import parsed

# Asked for by name or ARN: not there, or the ARN is of another region.
NOT_HERE = ("ResourceNotFoundException", "ValidationException")


def first_given(prefix: str | None, name: str) -> str:
    """The prefix a query asks for, else the name: so that a filter on the prefix keeps its rows."""
    return prefix or name


bus = Table(
    "aws_eventbridge_bus",
    "An event bus of EventBridge.",
    rows=(Call("events", "ListEventBuses", {"NamePrefix": Key("name")}, items="EventBuses"),),
    get=Call("events", "DescribeEventBus", {"Name": Key("arn")}, absent=NOT_HERE),
    add={
        "tagging": Call(
            "events", "ListTagsForResource", {"ResourceARN": "Arn"}, items="Tags", absent=("ResourceNotFoundException",)
        )
    },
    columns={
        "name": text(),
        "arn": text(),
        "policy": jsonb("Policy", via=policy_json, about="Who else may send events to it; null where nobody may."),
        "policy_std": jsonb(
            "Policy",
            via=policy_std,
            about="The policy in canonical form: lists where the document may have one or many.",
        ),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("Name"),
        "akas": akas("Arn"),
    },
)

rule = Table(
    "aws_eventbridge_rule",
    "A rule of an event bus: the events it matches, or its schedule, and its targets.",
    rows=(
        Call("events", "ListEventBuses", items="EventBuses"),
        Call(
            "events",
            "ListRules",
            {"EventBusName": "Name", "NamePrefix": Key("name_prefix")},
            items="Rules",
            absent=("ResourceNotFoundException",),
        ),
    ),
    get=Call(
        "events",
        "DescribeRule",
        {"Name": Key("name"), "EventBusName": Key("event_bus_name")},
        absent=NOT_HERE,
    ),
    add={
        "detail": Call(
            "events",
            "DescribeRule",
            {"Name": "Name", "EventBusName": "EventBusName"},
            absent=("ResourceNotFoundException",),
        ),
        "targets": Call(
            "events",
            "ListTargetsByRule",
            {"Rule": "Name", "EventBusName": "EventBusName"},
            items="Targets",
            absent=("ResourceNotFoundException",),
        ),
        "tagging": Call(
            "events", "ListTagsForResource", {"ResourceARN": "Arn"}, items="Tags", absent=("ResourceNotFoundException",)
        ),
    },
    columns={
        "name": text(),
        "arn": text(),
        "event_bus_name": text(),
        "state": text(about="ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS."),
        "created_by": text("detail.CreatedBy", about="The account that made it."),
        "description": text(),
        "event_pattern": jsonb("EventPattern", via=parsed, about="The events it matches; null for a schedule."),
        "managed_by": text(about="The AWS service that made it for the account, if one did."),
        "name_prefix": text(
            "where.name_prefix", "Name", via=first_given, about="The prefix that the query asks for, else the name."
        ),
        "role_arn": text(about="The IAM role it calls its targets with."),
        "schedule_expression": text(about="When it fires, as a rate or cron expression."),
        "targets": jsonb("targets", about="What events are sent to, each with its input and retries."),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("Name"),
        "akas": akas("Arn"),
    },
)


TABLES = (
    bus,
    rule,
)
