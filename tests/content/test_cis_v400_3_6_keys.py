"""CIS AWS v4.0.0, 3.6 and 3.7: keys that are rotated, VPCs whose rejected traffic is logged."""

from __future__ import annotations

from typing import Any

import pytest

from .judge import Case, check, each, judge

MEMBER = "222222222222"


def rotation(label: str, why: str, statuses: str, **columns: Any) -> Case:
    """A key that AWS can rotate, in all but what ``columns`` say."""
    key = {
        "id": "1",
        "arn": "arn:aws:kms:us-east-1:111111111111:key/1",
        "title": "alias/data",
        "key_manager": "CUSTOMER",
        "customer_master_key_spec": "SYMMETRIC_DEFAULT",
        "origin": "AWS_KMS",
        "key_state": "Enabled",
        "enabled": True,
        "key_rotation_enabled": False,
    }
    return Case(label, why, {"aws_kms_key": [{**key, **columns}]}, tuple(statuses.split()))


ROTATION = [
    rotation("rotated", "That is what CIS asks for.", "ok", key_rotation_enabled=True),
    rotation("not rotated", "AWS could rotate it.", "alarm"),
    rotation("unknown", "Nothing shows that it is rotated.", "alarm", key_rotation_enabled=None),
    rotation("AWS's key", "AWS rotates it; CIS asks for keys that customers made.", "", key_manager="AWS"),
    rotation("RSA", "Asymmetric keys cannot be rotated.", "skip", customer_master_key_spec="RSA_4096"),
    rotation("HMAC", "HMAC keys cannot be rotated.", "skip", customer_master_key_spec="HMAC_256"),
    rotation("imported material", "AWS has no other material for it.", "skip", origin="EXTERNAL"),
    rotation("key store", "Its material is in a CloudHSM.", "skip", origin="AWS_CLOUDHSM", key_rotation_enabled=None),
    rotation("disabled", "It encrypts nothing.", "skip", key_state="Disabled", enabled=False),
    rotation("to be deleted", "It encrypts nothing.", "skip", key_state="PendingDeletion", enabled=False),
    rotation("signing key", "Its usage follows from its kind.", "skip", customer_master_key_spec="ECC_NIST_P256"),
    rotation("multi-region", "Its rotation is that of its primary key.", "alarm", multi_region=True),
]


def flows(label: str, why: str, status: str, *logs: dict[str, Any], **columns: Any) -> Case:
    vpc = {"vpc_id": "vpc-1", "arn": "arn:aws:ec2:us-east-1:111111111111:vpc/vpc-1", "title": "main", **columns}
    return Case(label, why, {"aws_vpc": [vpc], "aws_vpc_flow_log": logs}, (status,))


def log(traffic: str = "REJECT", name: str = "fl-1", **columns: Any) -> dict[str, Any]:
    row = {
        "flow_log_id": name,
        "resource_id": "vpc-1",
        "traffic_type": traffic,
        "flow_log_status": "ACTIVE",
        "deliver_logs_status": "SUCCESS",
    }
    return {**row, **columns}


FLOWS = [
    flows("no flow log", "Nothing is logged.", "alarm"),
    flows("rejected", "That is what CIS asks for at least.", "ok", log()),
    flows("all", "Rejected traffic is among it.", "ok", log("ALL")),
    flows("accepted", "Rejected traffic is not logged.", "alarm", log("ACCEPT")),
    flows(
        "accepted beside rejected", "One flow log of rejected traffic is enough.", "ok", log("ACCEPT", "fl-0"), log()
    ),
    flows("not active", "It logs nothing now.", "alarm", log(flow_log_status="INACTIVE")),
    flows("not delivered", "Nothing arrives.", "alarm", log(deliver_logs_status="FAILED")),
    flows(
        "delivery not told",
        "S3 destinations tell nothing before the first delivery.",
        "ok",
        log(deliver_logs_status=None),
    ),
    flows(
        "one not delivered beside a good one",
        "One is enough.",
        "ok",
        log(deliver_logs_status="FAILED"),
        log("ALL", "fl-2"),
    ),
    flows("of another VPC", "It is not this one.", "alarm", log(resource_id="vpc-2")),
    flows("of a subnet", "Other subnets are not logged.", "alarm", log(resource_id="subnet-1")),
    flows("same id in another region", "It is another VPC.", "alarm", log(region="eu-west-1")),
    flows("the default VPC", "CIS asks for all VPCs.", "alarm", is_default=True),
    flows("shared by another account", "Its flow logs are its owner's.", "skip", owner_id=MEMBER),
    flows("own", "Its owner is this account.", "alarm", owner_id="111111111111"),
]

CASES = {"cis_v400_3_6": ROTATION, "cis_v400_3_7": FLOWS}


@pytest.mark.parametrize(("name", "case"), each(CASES))
def test_verdict(name: str, case: Case) -> None:
    check(name, case, ("region", "account_id"))


def test_the_reason_says_why_nothing_arrives() -> None:
    failed = log(deliver_logs_status="FAILED", deliver_logs_error_message="Access error")
    (row,) = judge("cis_v400_3_7", flows("", "", "", failed).tables)
    assert row.reason == "The flow log fl-1 of main is not delivered: Access error."
