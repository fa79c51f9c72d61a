"""Amazon Route 53: hosted zones."""

from __future__ import annotations

from typing import Any

from steelyard.aws.declare import Call, Computed, Key, Many, Table, Value, akas, bigint, boolean, jsonb, tags, text
from steelyard.aws.tables._values import as_is

GONE = ("NoSuchHostedZone",)
PREFIX = "/hostedzone/"


def zones(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Listed zones under their bare ids: AWS answers ``/hostedzone/ID`` here and ``ID`` elsewhere."""
    listed = answer.get("HostedZones") or [answer["HostedZone"]]
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

TABLES = (zone,)
