"""Every table over HTTP, from answers made of its operations' shapes: each column filled, typed and cased.

A column without a function must be what a plain reading of its declaration gives; one with a function must have a
value of its type, since the functions have tests of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import duckdb
import pytest

from steelyard.aws import tables
from steelyard.aws.declare import Table
from steelyard.aws.tables import column_types
from steelyard.store import Store

from .plausible import MAP_KEY
from .synthetic import not_needed, read, synthetic
from .synthetic_rows import Synthetic, expected

PYTHON: Mapping[str, type] = {
    "text": str,
    "boolean": bool,
    "bigint": int,
    "double precision": float,
    "timestamptz": datetime,
    "inet": str,
    "cidr": str,
}

# Values of members that the rule of plausible.py would not give, by table.
REPORT = (
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,"
    "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
    "access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,"
    "access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
    "cert_1_last_rotated,cert_2_active,cert_2_last_rotated\n"
    "ann,arn:aws:iam::123456789012:user/ann,{0},true,{0},{0},{0},true,true,{0},{0},us-east-1,s3,"
    "true,{0},{0},us-east-1,s3,true,{0},true,{0}\n"
).format("2024-05-06T07:08:09+00:00")
EVENT = {
    "eventVersion": "1.0",
    "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::1:user/x", "accessKeyId": "AK", "userName": "x"},
    "eventTime": "2024-05-06T07:08:09Z",
    "readOnly": True,
}
EVENT_TEXTS = (
    *("awsRegion", "errorCode", "errorMessage", "eventCategory", "eventID", "eventName", "eventSource", "eventType"),
    *("recipientAccountId", "requestID", "sharedEventID", "sourceIPAddress", "userAgent", "vpcEndpointId"),
    *("additionalEventData", "requestParameters", "responseElements", "resources", "tlsDetails"),
)
EVENT_TEXT = json.dumps({**EVENT, **{name: f"the {name}" for name in EVENT_TEXTS}})
METRICS = ("BlendedCost", "UnblendedCost", "NetUnblendedCost", "AmortizedCost", "NetAmortizedCost")
COSTS = {
    metric: {"Amount": f"{number}.5", "Unit": f"unit-{number}"}
    for number, metric in enumerate((*METRICS, "UsageQuantity", "NormalizedUsageAmount"))
}
SECURITY = {"EncryptionConfiguration": {"A": 1}, "InstanceMetadataServiceConfiguration": {"B": 2}}
SUBSCRIPTION = {
    "SubscriptionArn": "arn:aws:sns:us-east-1:123456789012:topic:subscription",
    "Owner": "123456789012",
    "Protocol": "https",
    "Endpoint": "https://example.com",
    "TopicArn": "arn:aws:sns:us-east-1:123456789012:topic",
    "ConfirmationWasAuthenticated": "true",
    "PendingConfirmation": "false",
    "RawMessageDelivery": "false",
    **{f"{kind}Policy": '{"A": 1}' for kind in ("Delivery", "EffectiveDelivery", "Redrive", "Filter")},
}
DHCP = ("domain-name", "domain-name-servers", "netbios-name-servers", "netbios-node-type", "ntp-servers")
DOCUMENTDB: Mapping[str, object] = {"Engine": "docdb"}
NEPTUNE: Mapping[str, object] = {"Engine": "neptune"}
GIVEN: Mapping[str, Mapping[str, object]] = {
    "aws_backup_selection": {"DeletionDate": None},
    "aws_cloudtrail_trail_event": {"message": EVENT_TEXT},
    "aws_cost_by_service_monthly": {"Metrics": COSTS},
    "aws_cost_by_service_usage_type_monthly": {"Metrics": COSTS, "Keys": ["Amazon Glue", "Crawler"]},
    "aws_cost_usage": {"Metrics": COSTS, "Keys": ["Amazon Glue", "Crawler"], "where.granularity": "MONTHLY"},
    "aws_directory_service_directory": {"Type": "MicrosoftAD"},
    "aws_docdb_cluster": DOCUMENTDB,
    "aws_docdb_cluster_instance": DOCUMENTDB,
    "aws_docdb_cluster_snapshot": DOCUMENTDB,
    "aws_ec2_application_load_balancer": {"Type": "application"},
    "aws_ec2_gateway_load_balancer": {"Type": "gateway"},
    "aws_ec2_network_load_balancer": {"Type": "network"},
    "aws_ecs_task": {"group": "service:web"},
    "aws_emr_security_configuration": {"SecurityConfiguration": json.dumps(SECURITY)},
    "aws_iam_credential_report": {"Content": REPORT.encode()},
    "aws_msk_cluster": {"ClusterType": "PROVISIONED"},
    "aws_neptune_db_cluster": NEPTUNE,
    "aws_neptune_db_cluster_snapshot": NEPTUNE,
    "aws_redshift_cluster": {"MultiAZ": "Enabled"},
    "aws_sns_topic_subscription": {"Attributes": SUBSCRIPTION},
    "aws_sqs_queue": {"SqsManagedSseEnabled": "true"},
    "aws_vpc_dhcp_options": {
        "DhcpConfigurations": [{"Key": name, "Values": [{"Value": f"the {name}"}]} for name in DHCP]
    },
}

# Columns that such an answer leaves empty, each with the reason.
EMPTY: Mapping[tuple[str, str], str] = {
    ("aws_cost_usage", "akas"): "a cost has none",
    ("aws_cost_usage", "tags"): "a cost has none",
    ("aws_ec2_ami_shared", "image_ids"): "a query cannot ask by a JSON list",
    ("aws_ec2_ami_shared", "owner_ids"): "a query cannot ask by a JSON list",
    ("aws_emr_block_public_access_configuration", "classification"): "AWS's answer has it not",
    ("aws_emr_block_public_access_configuration", "configurations"): "AWS's answer has it not",
    ("aws_emr_block_public_access_configuration", "properties"): "AWS's answer has it not",
}

# JSON columns with keys in another case, each with the reason.
OTHER_CASE: Mapping[tuple[str, str], str] = {
    ("aws_cloudtrail_trail_event", "cloudtrail_event"): "CloudTrail's own document",
    ("aws_cloudtrail_trail_event", "user_identity"): "a part of CloudTrail's own document",
    ("aws_glue_job", "code_gen_configuration_nodes"): "a map whose keys the model lists",
}


def declared(name: str) -> Table:
    table = tables.find(name)
    assert table is not None
    return table


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store() as made:
        yield made


@pytest.fixture(scope="module")
def reader(store: Store) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = store.reader()
    yield connection
    connection.close()


@pytest.mark.parametrize("name", tables.names())
def test_listing_fills_every_column(name: str, store: Store, reader: duckdb.DuckDBPyConnection) -> None:
    made = synthetic(declared(name), given=GIVEN.get(name, {}))
    check(made, rows_of(made, store, reader))


@pytest.mark.parametrize("name", [name for name in tables.names() if declared(name).get])
def test_asking_for_one_fills_every_column(name: str, store: Store, reader: duckdb.DuckDBPyConnection) -> None:
    made = synthetic(declared(name), get=True, given=GIVEN.get(name, {}))
    check(made, rows_of(made, store, reader))


def rows_of(made: Synthetic, store: Store, reader: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The table's rows as it was read, JSON parsed. No call may have failed, and none may have been left out."""
    name = made.table.name
    columns = made.table.all_columns()
    collected = read(made, store)
    assert collected.unreachable == {}
    assert store.failures(collected.scopes[name]) == []
    assert made.asked == set(made.answers) - not_needed(made)
    store.show(name, column_types(name) or {}, collected.scopes[name])
    cursor = reader.execute(f'select * from "{name}"')
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row.update({c: json.loads(row[c]) for c in row if columns[c].type == "jsonb" and row[c] is not None})
    return rows


def check(made: Synthetic, rows: list[dict[str, Any]]) -> None:
    name = made.table.name
    wanted = expected(made)
    assert len(rows) == len(wanted) > 0
    for row, want in zip(rows, wanted, strict=True):
        assert {column: row[column] for column in want} == want
        assert {column for column in row if row[column] is None} == {c for table, c in EMPTY if table == name}
        for column, c in made.table.columns.items():
            value = row[column]
            if value is None:
                continue
            if c.type != "jsonb":
                assert type(value) is PYTHON[c.type], f"{column}: {value!r}"
            elif (name, column) not in OTHER_CASE:
                assert lower_keys(value) == [], column


def lower_keys(value: Any) -> list[str]:
    """The keys of structures that do not start with a capital letter, at any depth."""
    if isinstance(value, list):
        return [key for element in value for key in lower_keys(element)]
    if not isinstance(value, dict):
        return []
    own = [key for key in value if not key[:1].isupper() and not key.startswith(MAP_KEY)]
    return own + [key for inner in value.values() for key in lower_keys(inner)]


def test_the_exceptions_are_needed() -> None:
    for name, column in (*EMPTY, *OTHER_CASE):
        assert column in declared(name).columns
    assert set(GIVEN) <= set(tables.names())
