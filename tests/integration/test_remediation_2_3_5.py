"""CIS AWS v4.0.0, sections 2, 3 and 5: a fault is found over HTTP, and the page's commands put it right."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from tests.content.aws_command import commands_of
from tests.content.judge import question

from .conftest import ACCOUNT, Account

REGION = "us-east-1"


@dataclass(frozen=True)
class Fault:
    """One resource that fails, and what the placeholders of the page stand for."""

    resource: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Remedy:
    """How to make a fault; the operations or services of the page that it does not need; the status in the end."""

    make: Callable[[Account], Fault]
    leave: tuple[str, ...] = ()
    after: str = "ok"
    before: str = "alarm"


def bucket(account: Account) -> Fault:
    s3 = account.client("s3")
    s3.create_bucket(Bucket="data")
    policy = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "s3:GetObject"}
    statement = {**policy, "Resource": "arn:aws:s3:::data/*"}
    s3.put_bucket_policy(Bucket="data", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    return Fault("arn:aws:s3:::data", {"BUCKET": "data", "ACCOUNT": ACCOUNT})


def database(account: Account, **members: Any) -> Fault:
    made = account.client("rds").create_db_instance(
        DBInstanceIdentifier="orders",
        DBInstanceClass="db.t3.micro",
        Engine="mysql",
        MasterUsername="root",
        MasterUserPassword="correct-horse",
        AllocatedStorage=20,
        **members,
    )
    return Fault(made["DBInstance"]["DBInstanceArn"], {"INSTANCE": "orders"})


def database_without_upgrades(account: Account) -> Fault:
    return database(account, AutoMinorVersionUpgrade=False)


def public_database(account: Account) -> Fault:
    return database(account, PubliclyAccessible=True)


def trail(account: Account) -> Fault:
    """A multi-region trail that is logging, with nothing else."""
    s3 = account.client("s3")
    for name in ("trail", "logs"):
        s3.create_bucket(Bucket=name)
    cloudtrail = account.client("cloudtrail")
    made = cloudtrail.create_trail(Name="main", S3BucketName="trail", IsMultiRegionTrail=True)
    cloudtrail.start_logging(Name="main")
    key = account.client("kms").create_key()["KeyMetadata"]["KeyId"]
    names = {"TRAIL": "main", "TRAIL_ARN": made["TrailARN"], "BUCKET": "trail", "LOG_BUCKET": "logs", "KEY": key}
    return Fault(made["TrailARN"], {**names, "ACCOUNT": ACCOUNT})


def bucket_of_trail(account: Account) -> Fault:
    return Fault("arn:aws:s3:::trail", trail(account).names)


def account_with_trail(account: Account) -> Fault:
    return Fault(f"arn:aws:::{ACCOUNT}", trail(account).names)


def key(account: Account) -> Fault:
    made = account.client("kms").create_key()["KeyMetadata"]
    return Fault(made["Arn"], {"KEY": made["KeyId"]})


def arn(kind: str, name: str) -> str:
    return f"arn:aws:ec2:{REGION}:{ACCOUNT}:{kind}/{name}"


def default_vpc(account: Account) -> str:
    return str(account.client("ec2").describe_vpcs()["Vpcs"][0]["VpcId"])


def vpc(account: Account) -> Fault:
    account.client("s3").create_bucket(Bucket="flows")
    names = {"VPC_ID": default_vpc(account), "BUCKET": "flows", "LOG_GROUP": "flows", "REGION": REGION}
    return Fault(arn("vpc", names["VPC_ID"]), {**names, "ROLE_ARN": f"arn:aws:iam::{ACCOUNT}:role/flows"})


def region(account: Account) -> Fault:
    return Fault(f"arn:aws::{REGION}:{ACCOUNT}", {"REGION": REGION})


def group(account: Account, *rules: tuple[int, str]) -> Fault:
    """A group with those ports and sources; RULE is the last rule."""
    ec2 = account.client("ec2")
    made = ec2.create_security_group(GroupName="web", Description="web", VpcId=default_vpc(account))["GroupId"]
    rule = ""
    for port, source in rules:
        ranges = {"Ipv6Ranges": [{"CidrIpv6": source}]} if ":" in source else {"IpRanges": [{"CidrIp": source}]}
        permission = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **ranges}
        answer = ec2.authorize_security_group_ingress(GroupId=made, IpPermissions=[permission])
        rule = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    return Fault(arn("security-group", made), {"GROUP": made, "RULE": rule, "REGION": REGION})


def files(account: Account) -> Fault:
    return group(account, (445, "0.0.0.0/0"))


def administration(account: Account) -> Fault:
    return group(account, (22, "0.0.0.0/0"), (3389, "0.0.0.0/0"))


def administration_over_ipv6(account: Account) -> Fault:
    return group(account, (22, "::/0"), (3389, "::/0"))


def default_group(account: Account) -> Fault:
    ec2 = account.client("ec2")
    found = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": ["default"]}])["SecurityGroups"][0]
    name = found["GroupId"]
    itself = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": name}]}
    ssh = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    ec2.authorize_security_group_ingress(GroupId=name, IpPermissions=[itself])
    added = ec2.authorize_security_group_ingress(GroupId=name, IpPermissions=[ssh])
    rule = added["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    return Fault(arn("security-group", name), {"GROUP": name, "RULE": rule, "REGION": REGION})


def default_acl(account: Account) -> Fault:
    found = account.client("ec2").describe_network_acls()["NetworkAcls"][0]["NetworkAclId"]
    return Fault(arn("network-acl", found), {"ACL": found, "REGION": REGION})


def peering_routes(account: Account) -> Fault:
    ec2 = account.client("ec2")
    one, other = (ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in ("10.0.0.0/16", "10.1.0.0/16"))
    made = ec2.create_vpc_peering_connection(VpcId=one, PeerVpcId=other)["VpcPeeringConnection"]
    peering = made["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    table = ec2.create_route_table(VpcId=one)["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.1.0.0/16", VpcPeeringConnectionId=peering)
    return Fault(arn("route-table", table), {"TABLE": table, "PEERING": peering, "REGION": REGION})


def instance(account: Account) -> Fault:
    ec2 = account.client("ec2")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    made = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
    return Fault(arn("instance", made), {"INSTANCE": made, "REGION": REGION})


REMEDIES = {
    "cis_v400_2_1_1": Remedy(bucket),
    # The account's own block has a host name with the account's number in it, which no loopback address has.
    "cis_v400_2_1_4": Remedy(bucket, leave=("s3control",)),
    "cis_v400_2_2_2": Remedy(database_without_upgrades),
    "cis_v400_2_2_3": Remedy(public_database),
    "cis_v400_2_2_4": Remedy(database, leave=("CreateDBInstance",)),
    "cis_v400_3_2": Remedy(trail),
    "cis_v400_3_4": Remedy(bucket_of_trail),
    "cis_v400_3_5": Remedy(trail),
    "cis_v400_3_6": Remedy(key),
    "cis_v400_3_7": Remedy(vpc),
    "cis_v400_3_8": Remedy(account_with_trail),
    "cis_v400_3_9": Remedy(account_with_trail),
    "cis_v400_5_1_1": Remedy(region),
    "cis_v400_5_1_2": Remedy(files),
    "cis_v400_5_2": Remedy(default_acl),
    "cis_v400_5_3": Remedy(administration),
    "cis_v400_5_4": Remedy(administration_over_ipv6),
    "cis_v400_5_5": Remedy(default_group),
    # Whether the routes that are left are needed, only the owner can say.
    "cis_v400_5_6": Remedy(peering_routes, after="info"),
    "cis_v400_5_7": Remedy(instance, leave=("ModifyInstanceMetadataDefaults",)),
}


@pytest.mark.parametrize("name", REMEDIES)
def test_the_commands_of_the_page_put_it_right(account: Account, name: str) -> None:
    remedy = REMEDIES[name]
    fault = remedy.make(account)
    assert status(account, name, fault.resource) == remedy.before
    control, _ = question(name)
    for command in commands_of(control.documentation or "", fault.names):
        if not {command.service, command.operation.name} & set(remedy.leave):
            command.run(account.client)
    assert status(account, name, fault.resource) == remedy.after


def status(account: Account, name: str, resource: str) -> str:
    (control,) = account.run(name).controls()
    assert control.error is None
    found = {row.resource: row.status for row in control.rows}
    assert resource in found, control.rows
    return found[resource]
