"""CIS AWS v4.0.0, 5.2 and 5.6: network ACLs and peering routes."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import Case, check, each, judge

ALL = "0.0.0.0/0"


def entry(
    number: int,
    action: str,
    *,
    source: str = ALL,
    protocol: str = "-1",
    ports: tuple[int, int] | None = None,
    out: bool = False,
) -> dict[str, Any]:
    """An entry as EC2 lists it."""
    return {
        "RuleNumber": number,
        "RuleAction": action,
        "Protocol": protocol,
        "PortRange": {"From": ports[0], "To": ports[1]} if ports else None,
        "Egress": out,
        "CidrBlock": None if ":" in source else source,
        "Ipv6CidrBlock": source if ":" in source else None,
        "IcmpTypeCode": None,
    }


LAST = entry(32767, "deny")
SSH = (22, 22)


def acl(label: str, why: str, status: str, *entries: dict[str, Any]) -> Case:
    row = {"network_acl_id": "acl-1", "arn": "arn:aws:ec2:us-east-1:111111111111:network-acl/acl-1", "title": "acl-1"}
    return Case(label, why, {"aws_vpc_network_acl": [{**row, "entries": [*entries, LAST]}]}, (status,))


def allow(
    number: int = 100, source: str = ALL, ports: tuple[int, int] | None = SSH, protocol: str = "6"
) -> dict[str, Any]:
    return entry(number, "allow", source=source, protocol=protocol, ports=ports)


def deny(number: int, source: str = ALL, ports: tuple[int, int] | None = SSH, protocol: str = "6") -> dict[str, Any]:
    return entry(number, "deny", source=source, protocol=protocol, ports=ports)


EVERYTHING = entry(100, "allow")

ACLS = [
    acl("no rules", "The last rule denies all.", "ok"),
    acl("as AWS makes it", "Everything is allowed.", "alarm", EVERYTHING),
    acl("SSH", "Port 22 from 0.0.0.0/0.", "alarm", allow()),
    acl("RDP", "Port 3389 from 0.0.0.0/0.", "alarm", allow(ports=(3389, 3389))),
    acl("RDP over UDP", "CIS names UDP.", "alarm", allow(ports=(3389, 3389), protocol="17")),
    acl("a range", "0 to 1024 has 22 in it.", "alarm", allow(ports=(0, 1024))),
    acl("ranges just beside", "21 and 23 are not 22.", "ok", allow(1, ports=(1, 21)), allow(2, ports=(23, 3388))),
    acl("HTTPS", "It is no port of administration.", "ok", allow(ports=(443, 443))),
    acl("ICMP", "It has no ports.", "ok", allow(protocol="1", ports=None)),
    acl("one network", "It is not everybody.", "ok", allow(source="203.0.113.0/24")),
    acl("traffic out", "CIS asks about what comes in.", "ok", entry(100, "allow", out=True)),
    acl("denied before", "The lower number decides.", "ok", deny(90), allow()),
    acl("denied after", "The allowance decides.", "alarm", allow(), deny(110)),
    acl("denied on the way out", "That is the other direction.", "alarm", entry(90, "deny", out=True), allow()),
    acl("one port denied before all traffic", "RDP is still allowed.", "alarm", deny(90), EVERYTHING),
    acl(
        "both ports denied over TCP before all traffic",
        "UDP is still allowed, and CIS names it.",
        "alarm",
        deny(80),
        deny(90, ports=(3389, 3389)),
        EVERYTHING,
    ),
    acl(
        "both ports denied over both before all traffic",
        "Nothing is left of either.",
        "ok",
        *(
            deny(n, ports=(p, p), protocol=t)
            for n, (p, t) in enumerate([(22, "6"), (22, "17"), (3389, "6"), (3389, "17")], 1)
        ),
        EVERYTHING,
    ),
    acl("all traffic denied before", "Nothing is left.", "ok", deny(1, protocol="-1", ports=None), EVERYTHING),
    acl("one network denied before", "Everybody else comes in.", "alarm", deny(90, source="203.0.113.0/24"), allow()),
    acl(
        "both halves denied before",
        "Together they are everybody.",
        "ok",
        deny(80, source="0.0.0.0/1"),
        deny(90, source="128.0.0.0/1"),
        allow(),
    ),
    acl(
        "one half denied twice before",
        "The other half comes in.",
        "alarm",
        deny(70, source="0.0.0.0/1"),
        deny(80, source="0.0.0.0/2"),
        deny(90, source="64.0.0.0/2"),
        allow(),
    ),
    acl("IPv6 denied before", "That denies nothing of IPv4.", "alarm", deny(90, source="::/0"), allow()),
    acl(
        "two halves",
        "Together they are everybody.",
        "alarm",
        allow(1, source="0.0.0.0/1"),
        allow(2, source="128.0.0.0/1"),
    ),
    acl("one half", "Not everybody, but very many.", "info", allow(source="0.0.0.0/1")),
    acl("all of IPv6", "CIS asks about 0.0.0.0/0; it is worth a look.", "info", allow(source="::/0")),
    acl("denied and allowed again", "The denial comes first for both.", "ok", deny(1), allow(2), allow(3)),
]

TABLE_ARN = "arn:aws:ec2:us-east-1:111111111111:route-table/rtb-1"


def route(destination: str, peering: str | None = "pcx-1", state: str = "active", **members: Any) -> dict[str, Any]:
    return {
        "DestinationCidrBlock": None if ":" in destination else destination,
        "DestinationIpv6CidrBlock": destination if ":" in destination else None,
        "DestinationPrefixListId": None,
        "VpcPeeringConnectionId": peering,
        "GatewayId": None if peering else "local",
        "State": state,
        **members,
    }


PEERING = {
    "id": "pcx-1",
    "status_code": "active",
    "requester_vpc_id": "vpc-1",
    "requester_cidr_block": "10.0.0.0/16",
    "requester_cidr_block_set": [{"CidrBlock": "10.0.0.0/16"}],
    "accepter_vpc_id": "vpc-2",
    "accepter_cidr_block": "10.1.0.0/16",
    "accepter_cidr_block_set": [{"CidrBlock": "10.1.0.0/16"}, {"CidrBlock": "10.9.0.0/20"}],
    "accepter_ipv6_cidr_block_set": [{"Ipv6CidrBlock": "2001:db8:1::/56"}],
}
LOCAL = route("10.0.0.0/16", None)


def routes(
    label: str,
    why: str,
    status: str,
    *listed: dict[str, Any],
    vpc: str = "vpc-1",
    peering: dict[str, Any] | None = PEERING,
) -> Case:
    table = {
        "route_table_id": "rtb-1",
        "title": "rtb-1",
        "vpc_id": vpc,
        "akas": [TABLE_ARN],
        "routes": [LOCAL, *listed],
    }
    peerings = [peering] if peering else []
    return Case(label, why, {"aws_vpc_route_table": [table], "aws_vpc_peering_connection": peerings}, (status,))


ROUTES = [
    routes("no peering route", "It leads to no other VPC.", "ok"),
    routes("the whole VPC", "All of the other VPC is reached.", "alarm", route("10.1.0.0/16")),
    routes("a second range, whole", "Each range is a range of its own.", "alarm", route("10.9.0.0/20")),
    routes("wider than the VPC", "The whole VPC is in it.", "alarm", route("10.0.0.0/8")),
    routes("IPv6, whole", "IPv6 reaches as far.", "alarm", route("2001:db8:1::/56")),
    routes("one subnet", "Whether less will do, no API tells.", "info", route("10.1.2.0/24")),
    routes("one host", "Whether it is needed, no API tells.", "info", route("10.1.2.3/32")),
    routes("a subnet beside the whole", "The whole is reached.", "alarm", route("10.1.2.0/24"), route("10.1.0.0/16")),
    routes("peering gone", "The route leads nowhere.", "ok", route("10.1.0.0/16", state="blackhole")),
    routes(
        "a prefix list",
        "What is on it is not in the route.",
        "info",
        route("10.1.0.0/16", DestinationCidrBlock=None, DestinationPrefixListId="pl-1"),
    ),
    routes("from the accepter's side", "Its other VPC is the requester's.", "alarm", route("10.0.0.0/16"), vpc="vpc-2"),
    routes(
        "ranges of the other VPC unknown", "Nothing shows that it is whole.", "info", route("10.1.0.0/16"), peering=None
    ),
]

CASES = {"cis_v400_5_2": ACLS, "cis_v400_5_6": ROUTES}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case, ("region", "account_id"))


def test_the_reason_names_the_rule() -> None:
    (row,) = judge("cis_v400_5_2", acl("", "", "", deny(90), EVERYTHING).tables)
    assert row.reason == "acl-1 lets in 0.0.0.0/0 (rule 100) to port 22; 0.0.0.0/0 (rule 100) to port 3389."


def test_the_reason_names_the_route() -> None:
    (row,) = judge("cis_v400_5_6", routes("", "", "", route("10.1.0.0/16"), route("10.1.2.0/24")).tables)
    assert row.reason == "rtb-1 leads to a whole range of the other VPC: 10.1.0.0/16 through pcx-1."
