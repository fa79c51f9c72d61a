"""Tables of the OpenSearch Service in both of its APIs, over HTTP."""

from __future__ import annotations

import json

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"
TAGS = [{"Key": "team", "Value": "search"}]


def test_opensearch_domain(account: Account) -> None:
    account.client("opensearch").create_domain(
        DomainName="logs",
        EngineVersion="OpenSearch_2.11",
        EncryptionAtRestOptions={"Enabled": True},
        NodeToNodeEncryptionOptions={"Enabled": True},
        DomainEndpointOptions={"EnforceHTTPS": True, "TLSSecurityPolicy": "Policy-Min-TLS-1-2-2019-07"},
        TagList=TAGS,
    )
    row = account.one("select * from aws_opensearch_domain")
    arn = f"arn:aws:es:{HERE}:domain/logs"
    assert (row["domain_name"], row["arn"], row["akas"], row["title"]) == ("logs", arn, [arn], "logs")
    assert (row["engine_version"], row["node_to_node_encryption_options_enabled"]) == ("OpenSearch_2.11", True)
    assert row["encryption_at_rest_options"]["Enabled"] is True
    assert row["domain_endpoint_options"]["EnforceHTTPS"] is True
    assert (row["tags"], row["tags_src"]) == ({"team": "search"}, TAGS)


def test_six_domains_are_described_by_two_calls(account: Account) -> None:
    opensearch = account.client("opensearch")
    for number in range(6):
        opensearch.create_domain(DomainName=f"logs-{number}", EngineVersion="OpenSearch_2.11")
    rows = account.query("select domain_name, engine_version from aws_opensearch_domain order by domain_name")
    assert [row["domain_name"] for row in rows] == [f"logs-{number}" for number in range(6)]
    assert {row["engine_version"] for row in rows} == {"OpenSearch_2.11"}
    assert len(account.calls("DescribeDomains")) == 2


def test_elasticsearch_domain(account: Account) -> None:
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "es:ESHttpGet", "Resource": "*"}],
    }
    es = account.client("es")
    es.create_elasticsearch_domain(
        DomainName="old",
        ElasticsearchVersion="7.10",
        AccessPolicies=json.dumps(policy),
        EncryptionAtRestOptions={"Enabled": True},
        NodeToNodeEncryptionOptions={"Enabled": True},
        DomainEndpointOptions={"EnforceHTTPS": True},
        TagList=TAGS,
    )
    row = account.one("select * from aws_elasticsearch_domain")
    arn = f"arn:aws:es:{HERE}:domain/old"
    assert (row["domain_name"], row["arn"], row["akas"], row["title"]) == ("old", arn, [arn], "old")
    assert (row["elasticsearch_version"], row["enabled"]) == ("7.10", True)
    assert row["encryption_at_rest_options"]["Enabled"] is True
    assert json.loads(row["access_policies"]) == policy
    assert row["policy_std"]["Statement"][0]["Principal"] == {"AWS": ["*"]}
    assert row["policy_std"]["Statement"][0]["Action"] == ["es:eshttpget"]
    assert row["tags"] == {"team": "search"}
