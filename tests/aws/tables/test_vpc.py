from typing import Any

import pytest

from steelyard.aws.tables.vpc import after_last_colon, configured, direction, first, rule_akas, rule_title
from steelyard.aws.tables.vpc_endpoint import own_service, short_akas

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


def test_a_rule_without_an_owner_has_no_arn() -> None:
    assert rule_akas(None, RULE) is None


def test_directions() -> None:
    assert (direction(True), direction(False)) == ("egress", "ingress")


def test_the_end_of_a_destination() -> None:
    assert after_last_colon("arn:aws:s3:::logs/vpc/") == "logs/vpc/"
    assert after_last_colon("") is None
    assert after_last_colon(None) is None


def test_the_first_value_there_is() -> None:
    assert first(None, "", "x") == ""
    assert first(None, None) is None


def test_one_of_the_dhcp_options() -> None:
    options: list[dict[str, Any]] = [
        {"Key": "domain-name", "Values": [{"Value": "example.org"}]},
        {"Key": "ntp-servers", "Values": None},
    ]
    assert configured("domain-name")(options) == ["example.org"]
    assert configured("ntp-servers")(options) == []
    assert configured("netbios-node-type")(options) is None
    assert configured("domain-name")(None) is None


def test_permissions_are_asked_of_own_endpoint_services_only() -> None:
    assert own_service("vpce-svc-1", "111122223333", "111122223333") == "vpce-svc-1"
    assert own_service("vpce-svc-1", "amazon", "111122223333") is None


def test_the_arn_of_an_endpoint_service_has_its_short_name() -> None:
    assert short_akas("arn:aws:ec2:x:1:vpc-endpoint-service/com.amazonaws.x.s3") == [
        "arn:aws:ec2:x:1:vpc-endpoint-service/s3"
    ]
    assert short_akas(None) is None
