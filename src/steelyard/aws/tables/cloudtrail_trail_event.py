"""CloudTrail's events as CloudWatch Logs keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from steelyard.aws.declare import Call, Key, Table, bigint, boolean, jsonb, text, timestamptz
from steelyard.aws.tables._values import as_is, from_millis, parsed


def trail_events(answer: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Log events with CloudTrail's event parsed; what is no such event keeps null in its place."""
    for logged in answer.get("events") or ():
        event = parsed(logged.get("message"))
        yield {**logged, "event": event if isinstance(event, dict) else None}


def user_identifier(identity: Mapping[str, Any] | None) -> str | None:
    """Who it was: by ARN, else by the ARN or id of the role whose session it was."""
    if identity is None:
        return None
    issuer = (identity.get("sessionContext") or {}).get("sessionIssuer") or {}
    return identity.get("arn") or issuer.get("arn") or issuer.get("principalId")


trail_event = Table(
    "aws_cloudtrail_trail_event",
    "An event that a trail wrote to a log group; a query must name the log group.",
    rows=(
        Call(
            "logs",
            "FilterLogEvents",
            {
                "logGroupName": Key("log_group_name", required=True),
                "logStreamNames": [Key("log_stream_name")],
                "filterPattern": Key("filter"),
            },
            items=trail_events,
            absent=("ResourceNotFoundException",),
        ),
    ),
    columns={
        "log_group_name": text("where.log_group_name"),
        "log_stream_name": text("logStreamName"),
        "filter": text("where.filter", about="The filter pattern of CloudWatch Logs that the query gives, if any."),
        "timestamp": timestamptz("timestamp", via=from_millis),
        "timestamp_ms": bigint("timestamp", via=as_is, about="The time in milliseconds since 1970."),
        "cloudtrail_event": jsonb("event", about="The whole event."),
        "access_key_id": text("event.userIdentity.accessKeyId"),
        "aws_region": text("event.awsRegion"),
        "error_code": text("event.errorCode", about="Null where the request succeeded."),
        "error_message": text("event.errorMessage"),
        "event_category": text("event.eventCategory", about="Management, Data, Insight or NetworkActivity."),
        "event_id": text("event.eventID"),
        "event_name": text("event.eventName", about="The operation that was called."),
        "event_source": text("event.eventSource", about="The service that was called."),
        "event_time": timestamptz("event.eventTime", via=as_is),
        "event_type": text("event.eventType"),
        "event_version": text("event.eventVersion"),
        "read_only": boolean("event.readOnly", via=as_is),
        "recipient_account_id": text("event.recipientAccountId", about="The account that got the event."),
        "request_id": text("event.requestID"),
        "shared_event_id": text("event.sharedEventID", about="The same in every account that got the event."),
        "source_ip_address": text("event.sourceIPAddress", about="Where the request came from."),
        "user_agent": text("event.userAgent"),
        "user_type": text("event.userIdentity.type", about="Root, IAMUser, AssumedRole, AWSService, ..."),
        "username": text("event.userIdentity.userName"),
        "user_identifier": text(
            "event.userIdentity", via=user_identifier, about="Who it was, by ARN where there is one."
        ),
        "vpc_endpoint_id": text("event.vpcEndpointId"),
        "additional_event_data": jsonb("event.additionalEventData"),
        "request_parameters": jsonb("event.requestParameters"),
        "response_elements": jsonb("event.responseElements"),
        "resources": jsonb("event.resources", about="What the request concerned."),
        "tls_details": jsonb("event.tlsDetails"),
        "user_identity": jsonb("event.userIdentity", about="Who made the request."),
    },
)

TABLES = (trail_event,)
