"""Amazon Route 53: hosted zones."""

from __future__ import annotations

from typing import Any

from steelyard.aws.declare import Call, Computed, Key, Many, Table, Value, akas, bigint, boolean, jsonb, tags, text
from steelyard.aws.tables._values import as_is

GONE = ("NoSuchHostedZone",)
PREFIX = "/hostedzone/"


def zones(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Listed zones under their bare ids: AWS answers ``/hostedzone/ID`` here and ``ID`` elsewhere."""
    listed = [answer["HostedZone"]] if "HostedZone" in answer else answer.get("HostedZones") or []
    return [{**zone, "Id": zone["Id"].removeprefix(PREFIX)} for zone in listed]


def public_zone(zone_id: str, private: bool | None) -> str | None:
    """The id of a public zone; None for a private one, which has no DNSSEC to ask for."""
    return None if private else zone_id


zone = Table(
    "aws_route53_zone",
    "A hosted zone: the DNS records of a domain, public or private.",
    scope="global",
    rows=(Call("route53", "ListHostedZones", items=zones),),
    get=Call("route53", "GetHostedZone", {"Id": Key("id")}, items=zones, absent=GONE),
    add={
        "full": Call("route53", "GetHostedZone", {"Id": "Id"}, absent=GONE),
        "dnssec": Call(
            "route53",
            "GetDNSSEC",
            {"HostedZoneId": Computed(public_zone, ("Id", "Config.PrivateZone"))},
            absent=GONE,
        ),
        "logging": Call(
            "route53",
            "ListQueryLoggingConfigs",
            items="QueryLoggingConfigs",
            match="HostedZoneId",
            on="Id",
            several=True,
        ),
        "limit": Call(
            "route53",
            "GetHostedZoneLimit",
            {"HostedZoneId": "Id", "Type": Value("MAX_RRSETS_BY_ZONE")},
            items="Limit",
            absent=GONE,
        ),
        "tagging": Call(
            "route53",
            "ListTagsForResources",
            {"ResourceType": Value("hostedzone"), "ResourceIds": Many("Id", 10)},
            items="ResourceTagSets",
            match="ResourceId",
            absent=GONE,
        ),
    },
    columns={
        "name": text("Name"),
        "id": text("Id"),
        "caller_reference": text("CallerReference"),
        "comment": text("Config.Comment"),
        "private_zone": boolean("Config.PrivateZone", about="Whether only chosen VPCs see the zone."),
        "linked_service_principal": text("LinkedService.ServicePrincipal", about="The AWS service that made the zone."),
        "linked_service_description": text("LinkedService.Description"),
        "resource_record_set_count": bigint("ResourceRecordSetCount"),
        "resource_record_set_limit": jsonb("limit.Value", via=as_is, about="How many record sets the zone may have."),
        "query_logging_configs": jsonb("logging", about="Where queries are logged; empty where they are not."),
        "dnssec_key_signing_keys": jsonb("dnssec.KeySigningKeys"),
        "dnssec_status": jsonb("dnssec.Status", about="Whether answers are signed; null for a private zone."),
        "tags_src": jsonb("tagging.Tags"),
        "vpcs": jsonb("full.VPCs", about="The VPCs that see a private zone."),
        "title": text("Name"),
        "tags": tags("tagging.Tags"),
        "akas": akas("arn:{partition}:route53:::hostedzone/{Id}"),
    },
)


def first(one: str | None, other: str | None) -> str | None:
    """The first of the two that is known."""
    return one if one is not None else other


def values(kind: str, records: list[dict[str, Any]] | None) -> list[str]:
    """The values of a record; those of TXT and SPF records once more in quotes, as the public table has them."""
    quotes = '"' if kind in ("TXT", "SPF") else ""
    return [f"{quotes}{record['Value']}{quotes}" for record in records or ()]


def record_arn(partition: str, zone_id: str, name: str, kind: str, set_identifier: str | None) -> str:
    """The ARN of a record, which the public table made up; AWS has none."""
    last = "" if set_identifier is None else f"/{set_identifier}"
    return f"arn:{partition}:route53:::hostedzone/{zone_id}/recordset/{name}/{kind}{last}"


def record_akas(partition: str, listed: str | None, asked: str | None, *of_record: str) -> list[str]:
    """The ARN of a record as a list of one, whether its zone was listed or asked for."""
    name, kind, set_identifier = of_record
    return [record_arn(partition, first(listed, asked) or "", name, kind, set_identifier)]


record = Table(
    "aws_route53_record",
    "A record set of a hosted zone.",
    scope="global",
    rows=(
        Call("route53", "ListHostedZones", items=zones, name="zone"),
        Call("route53", "ListResourceRecordSets", {"HostedZoneId": "zone.Id"}, items="ResourceRecordSets", absent=GONE),
    ),
    get=Call(
        "route53", "ListResourceRecordSets", {"HostedZoneId": Key("zone_id")}, items="ResourceRecordSets", absent=GONE
    ),
    columns={
        "name": text(),
        "zone_id": text("zone.Id", "where.zone_id", via=first),
        "type": text(),
        "alias_target": jsonb(about="The AWS resource that the name stands for, in place of values."),
        "failover": text(about="PRIMARY or SECONDARY, in a failover pair."),
        "geo_location": jsonb(),
        "health_check_id": text(about="The check that must succeed for the record to be answered."),
        "multi_value_answer": boolean(),
        "latency_region": text("Region", about="The region whose latency decides, in latency routing."),
        "records": jsonb("Type", "ResourceRecords", via=values, about="The values as a list of text."),
        "set_identifier": text(about="What tells apart records of the same name and type."),
        "ttl": text("TTL", about="How many seconds resolvers may keep the answer."),
        "traffic_policy_instance_id": text(),
        "weight": bigint(about="The record's share, in weighted routing."),
        "cidr_routing_config": jsonb(),
        "geo_proximity_location": jsonb(),
        "resource_records": jsonb(about="The values as AWS answers them."),
        "title": text("Name"),
        "akas": jsonb("partition", "zone.Id", "where.zone_id", "Name", "Type", "SetIdentifier", via=record_akas),
    },
)

health_check = Table(
    "aws_route53_health_check",
    "A check of Route 53 whether an endpoint, an alarm or other checks are healthy.",
    scope="global",
    rows=(Call("route53", "ListHealthChecks", items="HealthChecks"),),
    get=Call(
        "route53", "GetHealthCheck", {"HealthCheckId": Key("id")}, items="HealthCheck", absent=("NoSuchHealthCheck",)
    ),
    add={
        "observed": Call(
            "route53",
            "GetHealthCheckStatus",
            {"HealthCheckId": "Id"},
            items="HealthCheckObservations",
            # Checks of alarms and of other checks have no checkers that observe.
            absent=("NoSuchHealthCheck", "InvalidInput"),
        ),
        "tagging": Call(
            "route53",
            "ListTagsForResources",
            {"ResourceType": Value("healthcheck"), "ResourceIds": Many("Id", 10)},
            items="ResourceTagSets",
            match="ResourceId",
            absent=("NoSuchHealthCheck",),
        ),
    },
    columns={
        "id": text(),
        "caller_reference": text(),
        "health_check_version": bigint(),
        "linked_service_principal": text(
            "LinkedService.ServicePrincipal", about="The AWS service that made the check."
        ),
        "linked_service_description": text("LinkedService.Description"),
        "cloud_watch_alarm_configuration": jsonb(about="The alarm that the check follows."),
        "health_check_config": jsonb(about="What is checked, and how."),
        "health_check_status": jsonb("observed", about="What each checker saw."),
        "tags_src": jsonb("tagging.Tags"),
        "title": text("Id"),
        "tags": tags("tagging.Tags"),
        "akas": akas("arn:{partition}:route53:::healthcheck/{Id}"),
    },
)

TABLES = (zone, record, health_check)
