"""Functions of Route 53's tables."""

from steelyard.aws.tables.route53 import public_zone, record_akas, values, zones


def test_zones_have_bare_ids_whether_listed_or_got() -> None:
    zone = {"Id": "/hostedzone/Z1", "Name": "example.com."}
    assert zones({"HostedZones": [zone]}) == [{"Id": "Z1", "Name": "example.com."}]
    assert zones({"HostedZone": zone}) == [{"Id": "Z1", "Name": "example.com."}]
    assert zones({"HostedZones": []}) == []


def test_only_public_zones_are_asked_for_dnssec() -> None:
    assert public_zone("Z1", False) == "Z1"
    assert public_zone("Z1", None) == "Z1"
    assert public_zone("Z1", True) is None


def test_text_values_are_quoted_once_more() -> None:
    assert values("A", [{"Value": "192.0.2.1"}, {"Value": "192.0.2.2"}]) == ["192.0.2.1", "192.0.2.2"]
    assert values("TXT", [{"Value": '"v=spf1 -all"'}]) == ['""v=spf1 -all""']
    assert values("A", None) == []


def test_the_arn_of_a_record() -> None:
    base = "arn:aws:route53:::hostedzone/Z1/recordset/www.example.com./A"
    assert record_akas("aws", "Z1", None, "www.example.com.", "A", None) == [base]
    assert record_akas("aws", None, "Z1", "www.example.com.", "A", "blue") == [f"{base}/blue"]
