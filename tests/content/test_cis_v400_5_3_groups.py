"""CIS AWS v4.0.0, 5.1.2 and 5.3 to 5.5: what security groups let in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from .judge import Case, check, each, judge

ARN = "arn:aws:ec2:us-east-1:111111111111:security-group/{}"


def rule(
    *sources: str,
    port: int | tuple[int, int] | None = None,
    protocol: str = "tcp",
    prefix_lists: Sequence[str] = (),
    groups: Sequence[str] = (),
) -> dict[str, Any]:
    """A rule as EC2 lists it; a protocol's ports are null where it has none."""
    first, last = port if isinstance(port, tuple) else (port, port)
    return {
        "IpProtocol": protocol,
        "FromPort": first,
        "ToPort": last,
        "IpRanges": [{"CidrIp": s, "Description": None} for s in sources if ":" not in s],
        "Ipv6Ranges": [{"CidrIpv6": s, "Description": None} for s in sources if ":" in s],
        "PrefixListIds": [{"PrefixListId": p, "Description": None} for p in prefix_lists],
        "UserIdGroupPairs": [{"GroupId": g} for g in groups],
    }


def group(*rules: dict[str, Any], name: str = "web", **columns: Any) -> dict[str, Any]:
    row = {
        "group_id": f"sg-{name}",
        "group_name": name,
        "arn": ARN.format(f"sg-{name}"),
        "vpc_id": "vpc-1",
        "ip_permissions": list(rules),
        "ip_permissions_egress": [],
    }
    return {**row, **columns}


@dataclass(frozen=True)
class Open:
    """The rules of one group, and the verdicts over IPv4 (5.3) and IPv6 (5.4)."""

    label: str
    why: str
    ipv4: str
    ipv6: str
    rules: tuple[dict[str, Any], ...]

    def case(self, status: str) -> Case:
        return Case(self.label, self.why, {"aws_vpc_security_group": [group(*self.rules)]}, (status,))


def administration(label: str, why: str, verdicts: str, *rules: dict[str, Any]) -> Open:
    ipv4, ipv6 = verdicts.split()
    return Open(label, why, ipv4, ipv6, rules)


ALL = "0.0.0.0/0"
ALL6 = "::/0"

ADMINISTRATION = [
    administration("no rules", "Nothing comes in.", "ok ok"),
    administration("SSH from anywhere", "Port 22 from 0.0.0.0/0.", "alarm ok", rule(ALL, port=22)),
    administration("RDP from anywhere", "Port 3389 from 0.0.0.0/0.", "alarm ok", rule(ALL, port=3389)),
    administration("SSH from anywhere over IPv6", "Port 22 from ::/0.", "ok alarm", rule(ALL6, port=22)),
    administration("both families", "Each has its control.", "alarm alarm", rule(ALL, ALL6, port=22)),
    administration("HTTPS from anywhere", "It is no port of administration.", "ok ok", rule(ALL, ALL6, port=443)),
    administration("a range around SSH", "20 to 25 has 22 in it.", "alarm ok", rule(ALL, port=(20, 25))),
    administration("a range that ends at SSH", "Its last port belongs to it.", "alarm ok", rule(ALL, port=(1, 22))),
    administration(
        "a range that begins at RDP", "Its first port belongs to it.", "alarm ok", rule(ALL, port=(3389, 4000))
    ),
    administration(
        "ranges just beside", "21 and 23 are not 22.", "ok ok", rule(ALL, port=(1, 21)), rule(ALL, port=(23, 3388))
    ),
    administration("all ports", "Both are among them.", "alarm alarm", rule(ALL, ALL6, port=(0, 65535))),
    administration("all traffic", "-1 is every protocol and port.", "alarm ok", rule(ALL, protocol="-1")),
    administration(
        "all traffic, ports -1", "So newer answers write it.", "ok alarm", rule(ALL6, protocol="-1", port=-1)
    ),
    administration("UDP", "RDP runs over UDP too; CIS names it.", "alarm ok", rule(ALL, port=3389, protocol="udp")),
    administration("TCP by number", "6 is TCP.", "alarm ok", rule(ALL, port=22, protocol="6")),
    administration("ICMP", "It has types, not ports.", "ok ok", rule(ALL, port=(22, 22), protocol="icmp")),
    administration("another protocol", "50 (ESP) has no ports.", "ok ok", rule(ALL, protocol="50")),
    administration("one network", "It is not everybody.", "ok ok", rule("203.0.113.0/24", "2001:db8::/32", port=22)),
    administration("private networks", "They are not the internet.", "ok ok", rule("10.0.0.0/8", "fc00::/7", port=22)),
    administration("another group", "Its members are not everybody.", "ok ok", rule(port=22, groups=["sg-bastion"])),
    administration(
        "two halves", "Together they are all of IPv4.", "alarm ok", rule("0.0.0.0/1", "128.0.0.0/1", port=22)
    ),
    administration("two halves of IPv6", "Together they are ::/0.", "ok alarm", rule("::/1", "8000::/1", port=22)),
    administration(
        "two halves in two rules",
        "Rules of a group add up.",
        "alarm ok",
        rule("0.0.0.0/1", port=22),
        rule("128.0.0.0/1", port=(0, 1024)),
    ),
    administration(
        "halves for different ports",
        "No port is open to all; each to very many.",
        "info ok",
        rule("0.0.0.0/1", port=22),
        rule("128.0.0.0/1", port=3389),
    ),
    administration(
        "one half twice",
        "It counts once; it is still very wide.",
        "info ok",
        rule("0.0.0.0/1", "0.0.0.0/2", "64.0.0.0/2", port=22),
        rule("0.0.0.0/1", protocol="-1"),
    ),
    administration(
        "the internet of IPv6", "2000::/3 is not ::/0, but what is in use of it.", "ok info", rule("2000::/3", port=22)
    ),
    administration(
        "a prefix list", "What is on it is not in the rule.", "info info", rule(port=22, prefix_lists=["pl-1"])
    ),
    administration("a prefix list for HTTPS", "The ports are others.", "ok ok", rule(port=443, prefix_lists=["pl-1"])),
]


def cifs(label: str, why: str, status: str, *rules: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_vpc_security_group": [group(*rules)]}, (status,))


CIFS = [
    cifs("no rules", "Nothing comes in.", "ok"),
    cifs("from anywhere", "Port 445 from 0.0.0.0/0.", "alarm", rule(ALL, port=445)),
    cifs("from anywhere over IPv6", "All of IPv6 is no trusted network.", "alarm", rule(ALL6, port=445)),
    cifs("a range", "400 to 500 has 445 in it.", "alarm", rule(ALL, port=(400, 500))),
    cifs("all traffic", "Port 445 is part of it.", "alarm", rule(ALL, protocol="-1")),
    cifs("SSH from anywhere", "It is another control's port.", "ok", rule(ALL, port=22)),
    cifs("UDP", "CIFS runs over TCP.", "ok", rule(ALL, port=445, protocol="udp")),
    cifs(
        "private networks", "They are the owner's.", "ok", rule("10.1.0.0/16", "192.168.4.0/24", "fd00::/8", port=445)
    ),
    cifs("a public network", "Whether it is trusted, no API tells.", "info", rule("203.0.113.0/24", port=445)),
    cifs("beside the private range", "172.32.0.0/12 is public.", "info", rule("172.32.0.0/12", port=445)),
    cifs("a prefix list", "What is on it is not in the rule.", "info", rule(port=445, prefix_lists=["pl-1"])),
]

SELF = rule(protocol="-1", groups=["sg-default"])
OUT = rule(ALL, protocol="-1")


def default(label: str, why: str, statuses: str, *groups: dict[str, Any]) -> Case:
    return Case(label, why, {"aws_vpc_security_group": groups}, tuple(statuses.split()))


DEFAULT = [
    default("without rules", "Nothing passes.", "ok", group(name="default")),
    default(
        "as AWS makes it",
        "Members reach each other, and all goes out.",
        "alarm",
        group(SELF, name="default", ip_permissions_egress=[OUT]),
    ),
    default(
        "traffic out alone",
        "CIS asks for both directions.",
        "alarm",
        group(name="default", ip_permissions_egress=[OUT]),
    ),
    default("traffic in from itself", "A rule for its own members is a rule.", "alarm", group(SELF, name="default")),
    default("another group", "CIS asks it of default groups.", "", group(OUT)),
    default("a group that is named like it", "Default groups are named default.", "", group(OUT, name="default-web")),
    default(
        "two VPCs",
        "Each VPC has its own.",
        "ok alarm",
        group(name="default"),
        group(name="default", group_id="sg-2", arn=ARN.format("sg-x"), vpc_id="vpc-2", ip_permissions_egress=[OUT]),
    ),
    default(
        "unknown rules",
        "No rule is listed.",
        "ok",
        group(name="default", ip_permissions=None, ip_permissions_egress=None),
    ),
]

CASES = {
    "cis_v400_5_1_2": CIFS,
    "cis_v400_5_3": [one.case(one.ipv4) for one in ADMINISTRATION],
    "cis_v400_5_4": [one.case(one.ipv6) for one in ADMINISTRATION],
    "cis_v400_5_5": DEFAULT,
}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case, ("region", "account_id"))


@pytest.mark.parametrize(
    ("name", "rules", "reason"),
    [
        ("cis_v400_5_3", (), "web (sg-web) does not let all IPv4 addresses reach port 22 or 3389."),
        ("cis_v400_5_3", (rule(ALL, port=22),), "web (sg-web) lets in 0.0.0.0/0 to port 22 (tcp 22)."),
        (
            "cis_v400_5_3",
            (rule("0.0.0.0/1", "128.0.0.0/1", port=(0, 100)),),
            "web (sg-web) lets in 0.0.0.0/1 and 128.0.0.0/1 to port 22 (tcp 0-100).",
        ),
        (
            "cis_v400_5_4",
            (rule(ALL6, protocol="-1"),),
            "web (sg-web) lets in ::/0 to port 22 (all traffic); ::/0 to port 3389 (all traffic).",
        ),
        (
            "cis_v400_5_3",
            (rule("0.0.0.0/2", port=22),),
            "web (sg-web) does not let in all of IPv4, but 0.0.0.0/2 to port 22 (tcp 22).",
        ),
    ],
)
def test_the_reason_names_the_rule(name: str, rules: tuple[dict[str, Any], ...], reason: str) -> None:
    (row,) = judge(name, {"aws_vpc_security_group": [group(*rules)]})
    assert row.reason == reason


def test_a_whole_in_many_pieces() -> None:
    pieces = [f"{first}.0.0.0/8" for first in range(256)]
    (row,) = judge("cis_v400_5_3", {"aws_vpc_security_group": [group(rule(*pieces, port=22))]})
    assert (row.status, row.reason) == (
        "alarm",
        "web (sg-web) lets in ranges that make up all addresses to port 22 (tcp 22).",
    )
