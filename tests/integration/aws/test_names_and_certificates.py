"""Tables of Route 53, ACM, Private CA and Secrets Manager, over HTTP."""

from __future__ import annotations

import json
from typing import Any

from ..conftest import ACCOUNT, Account
from .expecting import expect

REGION = "eu-west-1"


def zone(account: Account, name: str = "example.com.") -> tuple[Any, str]:
    route53 = account.client("route53")
    made = route53.create_hosted_zone(Name=name, CallerReference=name, HostedZoneConfig={"Comment": "site"})
    return route53, made["HostedZone"]["Id"].removeprefix("/hostedzone/")


def test_zones(account: Account) -> None:
    assert account.query("select * from aws_route53_zone") == []
    route53, zone_id = zone(account)
    route53.change_tags_for_resource(
        ResourceType="hostedzone", ResourceId=zone_id, AddTags=[{"Key": "team", "Value": "a"}]
    )
    columns = (
        "id, name, title, akas, comment, private_zone, resource_record_set_count, query_logging_configs,"
        " tags, tags_src, region"
    )
    row = account.one(f"select {columns} from aws_route53_zone")
    expect(
        row,
        id=zone_id,
        name="example.com.",
        title="example.com.",
        akas=[f"arn:aws:route53:::hostedzone/{zone_id}"],
        comment="site",
        private_zone=False,
        query_logging_configs=[],
        tags={"team": "a"},
        tags_src=[{"Key": "team", "Value": "a"}],
        region="global",
    )
    assert account.one(f"select name from aws_route53_zone where id = '{zone_id}'")["name"] == "example.com."
    assert account.query("select name from aws_route53_zone where id = 'Z0'") == []


def test_query_logging_of_all_zones_is_one_call(account: Account) -> None:
    logs = account.client("logs")
    logs.create_log_group(logGroupName="/aws/route53/a")
    group = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/aws/route53/a:*"
    route53, first = zone(account, "a.example.")
    _, second = zone(account, "b.example.")
    route53.create_query_logging_config(HostedZoneId=first, CloudWatchLogsLogGroupArn=group)
    rows = {row["id"]: row for row in account.query("select id, query_logging_configs from aws_route53_zone")}
    assert [config["CloudWatchLogsLogGroupArn"] for config in rows[first]["query_logging_configs"]] == [group]
    assert rows[second]["query_logging_configs"] == []
    assert len(account.calls("ListQueryLoggingConfigs")) == 1


def test_records(account: Account) -> None:
    route53, zone_id = zone(account)
    route53.change_resource_record_sets(
        HostedZoneId=zone_id,
        ChangeBatch={
            "Changes": [
                {
                    "Action": "CREATE",
                    "ResourceRecordSet": {
                        "Name": "www.example.com.",
                        "Type": "A",
                        "TTL": 60,
                        "SetIdentifier": "blue",
                        "Weight": 10,
                        "ResourceRecords": [{"Value": "192.0.2.1"}],
                    },
                }
            ]
        },
    )
    row = account.one("select * from aws_route53_record where type = 'A'")
    expect(
        row,
        name="www.example.com.",
        title="www.example.com.",
        zone_id=zone_id,
        ttl="60",
        weight=10,
        set_identifier="blue",
        records=["192.0.2.1"],
        akas=[f"arn:aws:route53:::hostedzone/{zone_id}/recordset/www.example.com./A/blue"],
    )
    assert [record["Value"] for record in row["resource_records"]] == ["192.0.2.1"]
    found = account.query(
        f"select name, zone_id, akas from aws_route53_record where zone_id = '{zone_id}' and type = 'A'"
    )
    assert [(row["zone_id"], row["akas"]) for row in found] == [
        (zone_id, [f"arn:aws:route53:::hostedzone/{zone_id}/recordset/www.example.com./A/blue"])
    ]
    assert len(account.calls("ListHostedZones")) == 1


def test_health_checks(account: Account) -> None:
    made = account.client("route53").create_health_check(
        CallerReference="one",
        HealthCheckConfig={"IPAddress": "192.0.2.1", "Port": 80, "Type": "HTTP", "ResourcePath": "/"},
    )["HealthCheck"]
    columns = "id, title, akas, caller_reference, health_check_config"
    row = account.one(f"select {columns} from aws_route53_health_check")
    expect(row, id=made["Id"], title=made["Id"], akas=[f"arn:aws:route53:::healthcheck/{made['Id']}"])
    expect(row["health_check_config"], IPAddress="192.0.2.1", Type="HTTP", Port=80)


def test_certificates(account: Account) -> None:
    acm = account.client("acm", REGION)
    arn = acm.request_certificate(
        DomainName="example.com",
        SubjectAlternativeNames=["www.example.com"],
        ValidationMethod="DNS",
        Tags=[{"Key": "team", "Value": "a"}],
    )["CertificateArn"]
    columns = (
        "certificate_arn, title, akas, domain_name, subject_alternative_names, status, type, in_use_by, key_algorithm,"
        " certificate_transparency_logging_preference, tags"
    )
    row = account.one(f"select {columns} from aws_acm_certificate")
    expect(
        row,
        certificate_arn=arn,
        title=arn.rsplit("/", 1)[1],
        akas=[arn],
        domain_name="example.com",
        type="AMAZON_ISSUED",
        certificate_transparency_logging_preference="ENABLED",
        tags={"team": "a"},
    )
    assert set(row["subject_alternative_names"]) == {"example.com", "www.example.com"}


def test_private_authorities(account: Account) -> None:
    arn = account.client("acm-pca", REGION).create_certificate_authority(
        CertificateAuthorityConfiguration={
            "KeyAlgorithm": "RSA_2048",
            "SigningAlgorithm": "SHA256WITHRSA",
            "Subject": {"CommonName": "example.com"},
        },
        CertificateAuthorityType="ROOT",
        Tags=[{"Key": "team", "Value": "a"}],
    )["CertificateAuthorityArn"]
    row = account.one("select * from aws_acmpca_certificate_authority")
    expect(row, arn=arn, title=arn.rsplit("/", 1)[1], akas=[arn], type="ROOT", tags={"team": "a"})
    assert row["certificate_authority_configuration"]["Subject"]["CommonName"] == "example.com"


def test_secrets(account: Account) -> None:
    secrets = account.client("secretsmanager", REGION)
    arn = secrets.create_secret(
        Name="db", Description="password", SecretString="hush", KmsKeyId="k", Tags=[{"Key": "team", "Value": "a"}]
    )["ARN"]
    secrets.create_secret(Name="other", SecretString="hush")
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}],
    }
    secrets.put_resource_policy(SecretId="db", ResourcePolicy=json.dumps(policy))
    row = account.one("select * from aws_secretsmanager_secret where name = 'db'")
    expect(
        row,
        name="db",
        title="db",
        arn=arn,
        akas=[arn],
        description="password",
        kms_key_id="k",
        policy=policy,
        tags={"team": "a"},
        tags_src=[{"Key": "team", "Value": "a"}],
    )
    assert row["policy_std"]["Statement"][0]["Principal"] == {"AWS": ["*"]}
    assert "hush" not in repr(row)
    assert account.calls("GetSecretValue") == []


def test_domains(account: Account) -> None:
    contact = {
        "FirstName": "A",
        "LastName": "B",
        "ContactType": "PERSON",
        "AddressLine1": "Street 1",
        "City": "Town",
        "CountryCode": "US",
        "State": "CA",
        "ZipCode": "12345",
        "PhoneNumber": "+1.5555555555",
        "Email": "a@example.com",
    }
    account.client("route53domains").register_domain(
        DomainName="example.com",
        DurationInYears=2,
        AutoRenew=True,
        AdminContact=contact,
        RegistrantContact=contact,
        TechContact=contact,
        PrivacyProtectAdminContact=True,
    )
    row = account.one("select domain_name, auto_renew, transfer_lock, region, title from aws_route53_domain")
    expect(row, domain_name="example.com", title="example.com", auto_renew=True, region="global")
