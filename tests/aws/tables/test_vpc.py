from typing import Any

import pytest

from steelyard.aws.tables.vpc import after_last_colon, direction, rule_akas, rule_title

RULE: dict[str, Any] = {
    "SecurityGroupRuleId": "sgr-1",
    "IsEgress": False,
    "IpProtocol": "tcp",
    "FromPort": 22,
    "ToPort": 23,
    "CidrIpv4": None,
    "CidrIpv6": None,
    "ReferencedGroupInfo": None,
    "PrefixListId": None,
}


@pytest.mark.parametrize(
    ("peer", "words"),
    [
        ({"CidrIpv4": "0.0.0.0/0"}, "ingress_tcp_22_23_0.0.0.0/0"),
        ({"CidrIpv6": "::/0"}, "ingress_tcp_22_23_::/0"),
        ({"ReferencedGroupInfo": {"GroupId": "sg-2"}}, "ingress_tcp_22_23_sg-2"),
        ({"PrefixListId": "pl-1"}, "ingress_tcp_22_23_pl-1"),
        ({"IsEgress": True, "IpProtocol": "-1", "FromPort": None, "ToPort": None}, "egress_-1"),
        ({"FromPort": 0, "ToPort": 0}, "ingress_tcp_0_0"),
    ],
)
def test_a_rule_is_named_after_what_it_allows(peer: dict[str, Any], words: str) -> None:
    assert rule_title({**RULE, **peer}) == f"sgr-1_{words}"
    assert rule_akas("arn:aws:ec2:x:1:security-group-rule/sgr-1", {**RULE, **peer}) == [
        f"arn:aws:ec2:x:1:security-group-rule/sgr-1:{words}"
    ]


def test_directions() -> None:
    assert (direction(True), direction(False)) == ("egress", "ingress")


def test_the_end_of_a_destination() -> None:
    assert after_last_colon("arn:aws:s3:::logs/vpc/") == "logs/vpc/"
    assert after_last_colon("") is None
    assert after_last_colon(None) is None
