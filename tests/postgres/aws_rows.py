"""Rows as AWS accounts have them, for the tables of `aws`: made up, deterministic, with the usual gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .aws import REGIONS, TABLES, Account, Row


def bucket(a: Account, region: str) -> Row:
    name = f"bucket-{a.hex()}"
    arn = f"arn:aws:s3:::{name}"
    rule = {"Expiration": {"Days": a.pick(30, 365)}, "ID": "r", "Status": a.pick("Enabled", "Disabled")}
    encryption = {"SSEAlgorithm": a.pick("AES256", "aws:kms"), "KMSMasterKeyID": a.pick(None, "k")}
    return {
        "arn": arn, "name": name, "creation_date": a.time(),
        "acl": a.json({
            "Grants": [
                {"Grantee": {"Type": "Group", "URI": a.pick("http://acs.amazonaws.com/groups/global/AllUsers", None)},
                 "Permission": a.pick("READ", "WRITE", "FULL_CONTROL")}
            ],
            "Owner": {"ID": a.hex()},
        }),
        "policy_std": a.policy(arn, 0.7), "block_public_acls": a.chance(0.7), "block_public_policy": a.chance(0.7),
        "bucket_policy_is_public": a.maybe(a.chance(0.2)), "lifecycle_rules": a.json([rule], 0.5),
        "logging": a.json({"TargetBucket": a.pick("logs", name), "TargetPrefix": ""}, 0.5),
        "server_side_encryption_configuration":
            a.json({"Rules": [{"ApplyServerSideEncryptionByDefault": encryption, "BucketKeyEnabled": a.chance(0.5)}]}),
        "versioning_enabled": a.chance(0.5), "versioning_mfa_delete": a.chance(0.1),
    }  # fmt: skip


def user(a: Account, region: str) -> Row:
    name = f"user-{a.random.randrange(10**6)}"
    attached = [f"arn:aws:iam::aws:policy/{p}" for p in ("AdministratorAccess", "ReadOnlyAccess") if a.chance(0.3)]
    return {
        "arn": f"arn:aws:iam::{a.id}:user/{name}", "name": name, "create_date": a.time(),
        "attached_policy_arns": a.json(attached),
        "groups": a.json([{"GroupName": "admins"}] if a.chance(0.5) else []),
        "inline_policies": a.json([{"PolicyName": "p", "PolicyDocument": {"Statement": a.statements("*")}}], 0.2),
        "login_profile": a.json({"CreateDate": a.time(), "UserName": name}, 0.5), "mfa_enabled": a.chance(0.6),
        "password_last_used": a.maybe(a.time(300)),
    }  # fmt: skip


def role(a: Account, region: str) -> Row:
    name = f"role-{a.hex()}"
    return {
        "arn": f"arn:aws:iam::{a.id}:role/{name}", "name": name,
        "path": a.pick("/", "/service-role/", "/aws-service-role/x/"),
        "assume_role_policy_std": a.policy("*", 1.0),
        "attached_policy_arns": a.json([f"arn:aws:iam::aws:policy/P{a.random.randrange(9)}" for _ in range(2)]),
        "create_date": a.time(), "max_session_duration": a.pick(3600, 43200),
        "role_last_used_date": a.maybe(a.time(400)),
    }  # fmt: skip


def policy(a: Account, region: str) -> Row:
    name = f"policy-{a.hex()}"
    return {
        "arn": f"arn:aws:iam::{a.pick(a.id, 'aws')}:policy/{name}", "name": name, "is_aws_managed": a.chance(0.3),
        "is_attached": a.chance(0.6), "policy_std": a.policy("arn:aws:s3:::b", 1.0),
    }  # fmt: skip


def password_policy(a: Account, region: str) -> Row:
    return {
        "minimum_password_length": a.pick(6, 8, 14, None), "max_password_age": a.pick(90, 365, None),
        "password_reuse_prevention": a.pick(5, 24, None), "require_symbols": a.chance(0.5),
        "require_numbers": a.chance(0.5), "expire_passwords": a.maybe(a.chance(0.5)),
    }  # fmt: skip


def credentials(a: Account, region: str) -> Row:
    name = a.pick("<root_account>", f"user-{a.random.randrange(10**6)}")
    return {
        "user_arn": f"arn:aws:iam::{a.id}:user/{name}", "user_name": name, "user_creation_time": a.time(),
        "password_enabled": a.chance(0.6), "password_last_used": a.maybe(a.time(300), 0.6),
        "mfa_active": a.chance(0.5),
        "access_key_1_active": a.chance(0.5), "access_key_1_last_rotated": a.maybe(a.time()),
        "access_key_2_active": a.chance(0.2), "access_key_2_last_rotated": a.maybe(a.time(), 0.3),
    }  # fmt: skip


def security_group(a: Account, region: str) -> Row:
    group = f"sg-{a.hex()}"
    return {
        "arn": f"arn:aws:ec2:{region}:{a.id}:security-group/{group}", "group_id": group,
        "group_name": a.pick("default", "web", "db"), "vpc_id": f"vpc-{a.random.randrange(4)}",
        "ip_permissions": a.permissions(), "ip_permissions_egress": a.permissions(),
    }  # fmt: skip


def group_rule(a: Account, region: str) -> Row:
    port = a.pick(22, 80, 443, 3389, None)
    return {
        "security_group_rule_id": f"sgr-{a.hex()}", "group_id": f"sg-{a.random.randrange(50)}",
        "type": a.pick("ingress", "egress"), "ip_protocol": a.pick("tcp", "udp", "-1"), "from_port": port,
        "to_port": port, "cidr_ipv4": a.pick("0.0.0.0/0", "10.0.0.0/8", "10.20.0.0/16", "192.168.1.0/24", None),
        "cidr_ipv6": a.pick("::/0", None, None), "is_egress": a.chance(0.5),
    }  # fmt: skip


def interface(a: Account, groups: object, address: str) -> Row:
    name = "ip-" + address.replace(".", "-") + ".ec2.internal"
    public = {"IpOwnerId": "amazon", "PublicDnsName": "ec2-1-2-3-4.amazonaws.com", "PublicIp": "1.2.3.4"}
    association = a.pick(None, {"CarrierIp": None, "CustomerOwnedIp": None, **public})
    return {
        "Association": association,
        "Attachment": {
            "AttachTime": a.time(), "AttachmentId": f"eni-attach-{a.hex()}", "DeleteOnTermination": True,
            "DeviceIndex": 0, "EnaSrdSpecification": None, "NetworkCardIndex": 0, "Status": "attached",
        },
        "ConnectionTrackingConfiguration": None, "Description": "", "Groups": groups, "InterfaceType": "interface",
        "Ipv4Prefixes": None, "Ipv6Addresses": [], "Ipv6Prefixes": None, "MacAddress": "0e:5c:1f:aa:00:01",
        "NetworkInterfaceId": f"eni-{a.hex()}", "OwnerId": a.id, "PrivateDnsName": name, "PrivateIpAddress": address,
        "PrivateIpAddresses": [
            {"Association": association, "Primary": True, "PrivateDnsName": name, "PrivateIpAddress": address}
        ],
        "SourceDestCheck": True, "Status": "in-use", "SubnetId": f"subnet-{a.hex()}", "VpcId": "vpc-1",
    }  # fmt: skip


def instance(a: Account, region: str) -> Row:
    name = f"i-{a.hex()}"
    groups = [{"GroupId": f"sg-{a.random.randrange(50)}", "GroupName": "web"} for _ in range(2)]
    addresses = f"10.{a.random.randrange(256)}.{a.random.randrange(256)}.{a.random.randrange(1, 255)}"
    return {
        "arn": f"arn:aws:ec2:{region}:{a.id}:instance/{name}", "instance_id": name,
        "instance_state": a.pick("running", "stopped", "terminated"), "instance_type": a.pick("t3.micro", "m5.large"),
        "vpc_id": f"vpc-{a.random.randrange(4)}", "launch_time": a.time(),
        "state_transition_time": a.maybe(a.time(90), 0.4),
        "monitoring_state": a.pick("enabled", "disabled"),
        "metadata_options":
            a.json({"HttpTokens": a.pick("optional", "required"), "HttpPutResponseHopLimit": a.pick(1, 2)}),
        "network_interfaces": a.json([interface(a, groups, addresses) for _ in range(a.random.randrange(1, 3))]),
        "security_groups": a.json(groups),
        "block_device_mappings": a.json([
            {"DeviceName": "/dev/xvda", "Ebs": {"DeleteOnTermination": a.chance(0.5), "VolumeId": f"vol-{a.hex()}"}}
        ]),
        "public_ip_address": a.maybe(f"54.1.{a.random.randrange(256)}.7", 0.3),
        "private_ip_address": a.maybe(addresses),
        "iam_instance_profile_arn": a.maybe(f"arn:aws:iam::{a.id}:instance-profile/p", 0.5),
    }  # fmt: skip


def volume(a: Account, region: str) -> Row:
    name = f"vol-{a.hex()}"
    return {
        "arn": f"arn:aws:ec2:{region}:{a.id}:volume/{name}", "volume_id": name,
        "state": a.pick("in-use", "available"),
        "encrypted": a.chance(0.6), "create_time": a.time(), "size": a.random.randrange(1, 2000),
        "attachments": a.json([{"InstanceId": f"i-{a.hex()}", "DeleteOnTermination": True}] if a.chance(0.7) else []),
        "iops": a.maybe(3000), "volume_type": a.pick("gp2", "gp3", "io1"),
        "snapshot_id": a.pick("", f"snap-{a.hex()}"),
    }  # fmt: skip


def snapshot(a: Account, region: str) -> Row:
    name = f"snap-{a.hex()}"
    return {
        "arn": f"arn:aws:ec2:{region}:{a.id}:snapshot/{name}", "snapshot_id": name, "volume_id": f"vol-{a.hex()}",
        "state": "completed", "encrypted": a.chance(0.6), "start_time": a.time(),
        "volume_size": a.random.randrange(1, 500),
        "create_volume_permissions": a.json(a.pick([], [], [{"Group": "all", "UserId": None}], [{"UserId": "1"}])),
    }  # fmt: skip


def database(a: Account, region: str) -> Row:
    name = f"db-{a.hex()}"
    return {
        "arn": f"arn:aws:rds:{region}:{a.id}:db:{name}", "db_instance_identifier": name,
        "engine": a.pick("postgres", "mysql", "aurora-mysql", "sqlserver-ex"),
        "engine_version": a.pick("14.7", "8.0.32", "5.7"),
        "port": a.pick(5432, 3306, 1433), "storage_encrypted": a.chance(0.6), "publicly_accessible": a.chance(0.3),
        "multi_az": a.chance(0.5), "backup_retention_period": a.pick(0, 1, 7, 35),
        "enabled_cloudwatch_logs_exports":
            a.json(a.pick(["postgresql", "upgrade"], ["error"], ["audit", "error", "general"], [])),
        "vpc_security_groups": a.json([{"Status": "active", "VpcSecurityGroupId": f"sg-{a.random.randrange(50)}"}]),
        "certificate": a.json({"ValidTill": a.pick("2024-08-22T17:08:50Z", "2061-05-21T23:56:11Z")}),
        "create_time": a.time(),
    }  # fmt: skip


def trail(a: Account, region: str) -> Row:
    selectors = [{"IncludeManagementEvents": a.chance(0.7), "ReadWriteType": a.pick("All", "ReadOnly", "WriteOnly"),
                  "DataResources": a.pick([], [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}])}]  # fmt: skip
    advanced = [
        {"Name": "all", "FieldSelectors": [{"Field": "eventCategory", "Equals": [a.pick("Management", "Data")]}]}
    ]
    name = f"trail-{a.hex()}"
    return {
        "arn": f"arn:aws:cloudtrail:{region}:{a.id}:trail/{name}", "name": name,
        "home_region": a.pick(region, "us-east-1"),
        "is_multi_region_trail": a.chance(0.6), "is_logging": a.chance(0.8),
        "event_selectors": a.json(selectors, 0.6),
        "advanced_event_selectors": a.json(advanced, 0.4),
        "log_group_arn": a.maybe("arn:aws:logs:x:y:log-group:g:*", 0.5),
        "kms_key_id": a.maybe("key", 0.5), "s3_bucket_name": "logs", "latest_delivery_time": a.maybe(a.time(3)),
        "log_file_validation_enabled": a.chance(0.6),
    }  # fmt: skip


def key(a: Account, region: str) -> Row:
    name = a.hex()
    return {
        "arn": f"arn:aws:kms:{region}:{a.id}:key/{name}", "id": name, "key_manager": a.pick("CUSTOMER", "AWS"),
        "aliases": a.json([{"AliasName": a.pick("alias/aws/s3", "alias/app")}] if a.chance(0.7) else []),
        "key_state": a.pick("Enabled", "Disabled", "PendingDeletion"), "key_rotation_enabled": a.maybe(a.chance(0.5)),
        "policy_std": a.policy("*"), "creation_date": a.time(), "deletion_date": a.maybe(a.time(), 0.1),
    }  # fmt: skip


def function(a: Account, region: str) -> Row:
    name = f"fn-{a.hex()}"
    arn = f"arn:aws:lambda:{region}:{a.id}:function:{name}"
    return {
        "arn": arn, "name": name, "runtime": a.pick("python3.12", "python3.7", "nodejs18.x", "go1.x", None),
        "timeout": a.pick("3", "900"), "memory_size": a.pick(128, 1024),
        "environment_variables": a.json({"LOG_LEVEL": "info", a.pick("password", "STAGE"): "x"}, 0.5),
        "policy_std": a.policy(arn, 0.5), "vpc_subnet_ids": a.json(a.pick([], ["subnet-1"], ["subnet-1", "subnet-2"])),
        "layers": a.json([{"Arn": "arn:layer", "CodeSize": 1}], 0.3), "last_modified": a.time(),
        "kms_key_arn": a.maybe("key", 0.3), "vpc_id": a.pick("", "vpc-1", None),
    }  # fmt: skip


def task_definition(a: Account, region: str) -> Row:
    family, revision = f"family-{a.random.randrange(30)}", a.random.randrange(1, 40)
    return {
        "task_definition_arn": f"arn:aws:ecs:{region}:{a.id}:task-definition/{family}:{revision}", "family": family,
        "revision": revision, "status": a.pick("ACTIVE", "INACTIVE"), "network_mode": a.pick("host", "awsvpc", None),
        "container_definitions": a.containers(), "cpu": a.maybe(256),
        "volumes":
            a.json([{"Name": "v", "EfsVolumeConfiguration": a.pick(None, {"TransitEncryption": "ENABLED"})}], 0.4),
    }  # fmt: skip


def vpc(a: Account, region: str) -> Row:
    name = f"vpc-{a.random.randrange(4)}"
    return {"arn": f"arn:aws:ec2:{region}:{a.id}:vpc/{name}", "vpc_id": name, "is_default": a.chance(0.3),
            "cidr_block": a.pick("10.0.0.0/16", "172.31.0.0/16", "192.168.0.0/20")}  # fmt: skip


def flow_log(a: Account, region: str) -> Row:
    return {"flow_log_id": f"fl-{a.hex()}", "resource_id": f"vpc-{a.random.randrange(4)}",
            "traffic_type": a.pick("ALL", "REJECT", "ACCEPT"), "flow_log_status": "ACTIVE"}  # fmt: skip


def network_acl(a: Account, region: str) -> Row:
    entries = [
        {"CidrBlock": a.pick("0.0.0.0/0", "10.0.0.0/8"), "Egress": a.chance(0.5), "RuleAction": a.pick("allow", "deny"),
         "Protocol": a.pick("6", "-1"), "PortRange": a.pick(None, {"From": 22, "To": 22}, {"From": 0, "To": 65535}),
         "RuleNumber": number * 100}
        for number in range(1, a.random.randrange(2, 5))
    ]  # fmt: skip
    return {"network_acl_id": f"acl-{a.hex()}", "vpc_id": f"vpc-{a.random.randrange(4)}", "is_default": a.chance(0.4),
            "entries": a.json(entries), "associations": a.json(a.pick([], [{"SubnetId": "subnet-1"}]))}  # fmt: skip


def alarm(a: Account, region: str) -> Row:
    name = f"alarm-{a.hex()}"
    return {
        "arn": f"arn:aws:cloudwatch:{region}:{a.id}:alarm:{name}", "name": name, "actions_enabled": a.chance(0.8),
        "metric_name": a.pick("CPUUtilization", "RootUsage", "5xxError"), "threshold": a.pick(0.5, 80.0, 1.0),
        "alarm_actions": a.json(a.pick([], [f"arn:aws:sns:{region}:{a.id}:topic"])),
        "dimensions": a.json([{"Name": "InstanceId", "Value": f"i-{a.hex()}"}]),
        "state_value": a.pick("OK", "ALARM", "INSUFFICIENT_DATA"), "period": a.pick(60, 300),
    }  # fmt: skip


MAKERS: dict[str, Callable[[Account, str], Row]] = {
    "aws_s3_bucket": bucket, "aws_iam_user": user, "aws_iam_role": role, "aws_iam_policy": policy,
    "aws_iam_account_password_policy": password_policy, "aws_iam_credential_report": credentials,
    "aws_vpc_security_group": security_group, "aws_vpc_security_group_rule": group_rule,
    "aws_ec2_instance": instance, "aws_ebs_volume": volume, "aws_ebs_snapshot": snapshot,
    "aws_rds_db_instance": database, "aws_cloudtrail_trail": trail, "aws_kms_key": key,
    "aws_lambda_function": function, "aws_ecs_task_definition": task_definition, "aws_vpc": vpc,
    "aws_vpc_flow_log": flow_log, "aws_vpc_network_acl": network_acl, "aws_cloudwatch_alarm": alarm,
}  # fmt: skip


def rows(table: str, accounts: int, per_account: int) -> Iterator[tuple[object, ...]]:
    """Rows of `table` in the order of its columns: `per_account` for each account, the same on every call."""
    columns, make = TABLES[table], MAKERS[table]
    for number in range(accounts):
        account = Account(number)
        for position in range(per_account):
            region = REGIONS[(number + position) % len(REGIONS)]
            row = make(account, region)
            title = account.maybe(row.get("name", row.get("arn")), 0.97)
            row |= {"account_id": account.id, "region": region, "title": title, "tags": account.tags()}
            yield tuple(row[column] for column in columns)
