"""Tables of Organizations, account contacts, WAF, RAM, Resolver and Cost Explorer, over HTTP."""

from __future__ import annotations

import json
import urllib.request

import pytest

from steelyard.errors import UsageError

from ..conftest import ACCOUNT, Account
from .expecting import expect

REGION = "eu-west-1"


def test_organization_policies(account: Account) -> None:
    assert account.query("select name, type from aws_organizations_policy where type = 'TAG_POLICY'") == []
    organizations = account.client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    content = {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}}
    policy = organizations.create_policy(
        Name="no-iam", Description="none", Type="SERVICE_CONTROL_POLICY", Content=json.dumps(content)
    )["Policy"]["PolicySummary"]
    columns = "name, id, arn, akas, title, type, description, aws_managed, content"
    rows = account.query(f"select {columns} from aws_organizations_policy where type = 'SERVICE_CONTROL_POLICY'")
    (row,) = (row for row in rows if row["id"] == policy["Id"])
    expect(row, name="no-iam", title="no-iam", arn=policy["Arn"], akas=[policy["Arn"]], content=content)
    expect(row, description="none", aws_managed=False, type="SERVICE_CONTROL_POLICY")
    every = account.query("select id from aws_organizations_policy")
    assert policy["Id"] in {row["id"] for row in every}


def test_alternate_contacts(account: Account) -> None:
    assert account.query("select * from aws_account_alternate_contact") == []
    account.client("account").put_alternate_contact(
        AlternateContactType="SECURITY", Name="Anne", Title="CISO", EmailAddress="a@example.com", PhoneNumber="+1"
    )
    expect(
        account.one("select * from aws_account_alternate_contact"),
        name="Anne",
        title="Anne",
        contact_type="SECURITY",
        contact_title="CISO",
        email_address="a@example.com",
        phone_number="+1",
        linked_account_id=ACCOUNT,
        region="global",
    )


VISIBILITY = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}
RULE = {
    "Name": "block",
    "Priority": 1,
    "Statement": {"GeoMatchStatement": {"CountryCodes": ["XX"]}},
    "Action": {"Block": {}},
    "VisibilityConfig": VISIBILITY,
}


def test_waf_has_regions_and_global(account: Account) -> None:
    arns = {}
    for region, scope, name in ((REGION, "REGIONAL", "here"), ("us-east-1", "CLOUDFRONT", "edge")):
        waf = account.client("wafv2", region)
        arns[name] = waf.create_web_acl(
            Name=name,
            Scope=scope,
            DefaultAction={"Allow": {}},
            VisibilityConfig=VISIBILITY,
            Rules=[RULE],
            Tags=[{"Key": "team", "Value": "a"}],
        )["Summary"]["ARN"]
    columns = (
        "name, title, arn, akas, scope, region, default_action, rules, tags, logging_configuration, capacity,"
        " visibility_config"
    )
    edge, here = account.query(f"select {columns} from aws_wafv2_web_acl order by name")
    expect(edge, name="edge", arn=arns["edge"], scope="CLOUDFRONT", region="global", tags={"team": "a"})
    expect(here, name="here", arn=arns["here"], akas=[arns["here"]], scope="REGIONAL", region=REGION)
    expect(here, title="here", logging_configuration=None, visibility_config=VISIBILITY)
    assert "Allow" in here["default_action"]
    (rule,) = here["rules"]
    expect(rule, Name="block", Priority=1)
    assert rule["Statement"]["GeoMatchStatement"]["CountryCodes"] == ["XX"]
    assert {call.region for call in account.calls("ListWebACLs")} == {"us-east-1", REGION}


def test_waf_sets_and_groups(account: Account) -> None:
    waf = account.client("wafv2", REGION)
    waf.create_ip_set(Name="office", Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"])
    waf.create_regex_pattern_set(
        Name="bots", Scope="REGIONAL", RegularExpressionList=[{"RegexString": "bot"}, {"RegexString": "crawl"}]
    )
    waf.create_rule_group(Name="group", Scope="REGIONAL", Capacity=5, Rules=[RULE], VisibilityConfig=VISIBILITY)
    row = account.one("select * from aws_wafv2_ip_set")
    expect(row, name="office", scope="REGIONAL", ip_address_version="IPV4", addresses=["192.0.2.0/24"], region=REGION)
    row = account.one("select * from aws_wafv2_regex_pattern_set")
    expect(row, name="bots", regular_expressions=["bot", "crawl"])
    row = account.one("select * from aws_wafv2_rule_group")
    expect(row, name="group", title="group", capacity=5, scope="REGIONAL")
    assert [rule["Name"] for rule in row["rules"]] == ["block"]


def test_costs(account: Account) -> None:
    total = {"UnblendedCost": {"Amount": "12.5", "Unit": "USD"}}
    result = {
        "ResultsByTime": [
            {
                "TimePeriod": {"Start": "2024-01-01", "End": "2024-02-01"},
                "Estimated": False,
                "Total": {},
                "Groups": [{"Keys": ["Amazon S3", "Bytes"], "Metrics": total}],
            }
        ]
    }
    body = json.dumps({"results": [result, result]}).encode()
    kind = {"Content-Type": "application/json"}
    url = f"{account.endpoint}/moto-api/static/ce/cost-and-usage-results"
    urllib.request.urlopen(urllib.request.Request(url, body, kind), timeout=30).close()
    row = account.one("select * from aws_cost_by_service_usage_type_monthly where service = 'Amazon S3'")
    expect(row, service="Amazon S3", usage_type="Bytes", unblended_cost_amount=12.5, unblended_cost_unit="USD")
    expect(row, amortized_cost_amount=None, estimated=False, region="global")
    assert (row["period_start"].isoformat(), row["period_end"].isoformat()) == (
        "2024-01-01T00:00:00+00:00",
        "2024-02-01T00:00:00+00:00",
    )
    chosen = "granularity = 'DAILY' and dimension_type_1 = 'SERVICE' and dimension_type_2 = 'USAGE_TYPE'"
    row = account.one(f"select * from aws_cost_usage where {chosen}")
    expect(row, granularity="DAILY", dimension_type_1="SERVICE", dimension_1="Amazon S3", dimension_2="Bytes")
    expect(row, unblended_cost_amount=12.5, title="Amazon S3", akas=None)
    filters = json.loads(row["raw_quals"])
    assert filters["dimension_type_2"] == "USAGE_TYPE"


def test_costs_need_to_know_what_to_group_by(account: Account) -> None:
    with pytest.raises(UsageError, match="aws_cost_usage needs a filter on"):
        account.query("select dimension_1 from aws_cost_usage where granularity = 'DAILY'")


def test_resource_shares(account: Account) -> None:
    subnet = account.client("ec2", REGION).describe_subnets()["Subnets"][0]["SubnetArn"]
    share = account.client("ram", REGION).create_resource_share(
        name="net", principals=["111122223333"], resourceArns=[subnet], allowExternalPrincipals=True
    )["resourceShare"]["resourceShareArn"]
    columns = "resource_share_name, resource_share_arn, associated_entity, association_type, title, akas"
    row = account.one(f"select {columns} from aws_ram_principal_association")
    expect(row, resource_share_name="net", title="net", resource_share_arn=share, akas=[share])
    expect(row, associated_entity="111122223333", association_type="PRINCIPAL")
    row = account.one(f"select {columns} from aws_ram_resource_association")
    expect(row, associated_entity=subnet, association_type="RESOURCE")


def test_resolver_endpoints(account: Account) -> None:
    ec2 = account.client("ec2", REGION)
    subnets = ec2.describe_subnets()["Subnets"][:2]
    group = ec2.describe_security_groups()["SecurityGroups"][0]["GroupId"]
    made = account.client("route53resolver", REGION).create_resolver_endpoint(
        CreatorRequestId="one",
        Name="in",
        Direction="INBOUND",
        SecurityGroupIds=[group],
        IpAddresses=[{"SubnetId": subnet["SubnetId"]} for subnet in subnets],
        Tags=[{"Key": "team", "Value": "a"}],
    )["ResolverEndpoint"]
    row = account.one("select * from aws_route53_resolver_endpoint")
    expect(
        row,
        id=made["Id"],
        name="in",
        title="in",
        arn=made["Arn"],
        akas=[made["Arn"]],
        direction="INBOUND",
        ip_address_count=2,
        host_vpc_id=subnets[0]["VpcId"],
        security_group_ids=[group],
        tags={"team": "a"},
    )
    assert {address["SubnetId"] for address in row["ip_addresses"]} == {subnet["SubnetId"] for subnet in subnets}
