"""Twenty public AWS tables, and what an account's rows in them are drawn from."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random

from .engines import Columns

Row = dict[str, object]

REGIONS = ("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2")
START = datetime(2024, 6, 15, 12, 0, 0, tzinfo=UTC)
JSON = "jsonb"
COMMON = {"account_id": "text", "region": "text", "title": "text", "tags": JSON}

# The columns that the queries use, with their public types.
TABLES: dict[str, Columns] = {
    "aws_s3_bucket": {
        "arn": "text", "name": "text", "creation_date": "timestamptz", "acl": JSON, "policy_std": JSON,
        "block_public_acls": "boolean", "block_public_policy": "boolean", "bucket_policy_is_public": "boolean",
        "lifecycle_rules": JSON, "logging": JSON, "server_side_encryption_configuration": JSON,
        "versioning_enabled": "boolean", "versioning_mfa_delete": "boolean",
    },
    "aws_iam_user": {
        "arn": "text", "name": "text", "create_date": "timestamptz", "attached_policy_arns": JSON, "groups": JSON,
        "inline_policies": JSON, "login_profile": JSON, "mfa_enabled": "boolean", "password_last_used": "timestamptz",
    },
    "aws_iam_role": {
        "arn": "text", "name": "text", "path": "text", "assume_role_policy_std": JSON, "attached_policy_arns": JSON,
        "create_date": "timestamptz", "max_session_duration": "bigint", "role_last_used_date": "timestamptz",
    },
    "aws_iam_policy": {
        "arn": "text", "name": "text", "is_aws_managed": "boolean", "is_attached": "boolean", "policy_std": JSON,
    },
    "aws_iam_account_password_policy": {
        "minimum_password_length": "bigint", "max_password_age": "bigint", "password_reuse_prevention": "bigint",
        "require_symbols": "boolean", "require_numbers": "boolean", "expire_passwords": "boolean",
    },
    "aws_iam_credential_report": {
        "user_arn": "text", "user_name": "text", "user_creation_time": "timestamptz", "password_enabled": "boolean",
        "password_last_used": "timestamptz", "mfa_active": "boolean", "access_key_1_active": "boolean",
        "access_key_1_last_rotated": "timestamptz", "access_key_2_active": "boolean",
        "access_key_2_last_rotated": "timestamptz",
    },
    "aws_vpc_security_group": {
        "arn": "text", "group_id": "text", "group_name": "text", "vpc_id": "text", "ip_permissions": JSON,
        "ip_permissions_egress": JSON,
    },
    "aws_vpc_security_group_rule": {
        "security_group_rule_id": "text", "group_id": "text", "type": "text", "ip_protocol": "text",
        "from_port": "bigint", "to_port": "bigint", "cidr_ipv4": "cidr", "cidr_ipv6": "cidr", "is_egress": "boolean",
    },
    "aws_ec2_instance": {
        "arn": "text", "instance_id": "text", "instance_state": "text", "instance_type": "text", "vpc_id": "text",
        "launch_time": "timestamptz", "state_transition_time": "timestamptz", "monitoring_state": "text",
        "metadata_options": JSON, "network_interfaces": JSON, "security_groups": JSON,
        "block_device_mappings": JSON, "public_ip_address": "inet", "private_ip_address": "inet",
        "iam_instance_profile_arn": "text",
    },
    "aws_ebs_volume": {
        "arn": "text", "volume_id": "text", "state": "text", "encrypted": "boolean", "attachments": JSON,
        "create_time": "timestamptz", "size": "bigint", "iops": "bigint", "volume_type": "text",
        "snapshot_id": "text",
    },
    "aws_ebs_snapshot": {
        "arn": "text", "snapshot_id": "text", "volume_id": "text", "state": "text", "encrypted": "boolean",
        "create_volume_permissions": JSON, "start_time": "timestamptz", "volume_size": "bigint",
    },
    "aws_rds_db_instance": {
        "arn": "text", "db_instance_identifier": "text", "engine": "text", "engine_version": "text", "port": "bigint",
        "storage_encrypted": "boolean", "publicly_accessible": "boolean", "multi_az": "boolean",
        "backup_retention_period": "bigint", "enabled_cloudwatch_logs_exports": JSON, "vpc_security_groups": JSON,
        "certificate": JSON, "create_time": "timestamptz",
    },
    "aws_cloudtrail_trail": {
        "arn": "text", "name": "text", "home_region": "text", "is_multi_region_trail": "boolean",
        "is_logging": "boolean", "event_selectors": JSON, "advanced_event_selectors": JSON, "log_group_arn": "text",
        "kms_key_id": "text", "s3_bucket_name": "text", "latest_delivery_time": "timestamptz",
        "log_file_validation_enabled": "boolean",
    },
    "aws_kms_key": {
        "arn": "text", "id": "text", "aliases": JSON, "key_manager": "text", "key_state": "text",
        "key_rotation_enabled": "boolean", "policy_std": JSON, "creation_date": "timestamptz",
        "deletion_date": "timestamptz",
    },
    "aws_lambda_function": {
        "arn": "text", "name": "text", "runtime": "text", "timeout": "text", "memory_size": "bigint",
        "environment_variables": JSON, "policy_std": JSON, "vpc_subnet_ids": JSON, "layers": JSON,
        "last_modified": "timestamptz", "kms_key_arn": "text", "vpc_id": "text",
    },
    "aws_ecs_task_definition": {
        "task_definition_arn": "text", "family": "text", "revision": "bigint", "status": "text",
        "network_mode": "text", "container_definitions": JSON, "volumes": JSON, "cpu": "bigint",
    },
    "aws_vpc": {"arn": "text", "vpc_id": "text", "cidr_block": "cidr", "is_default": "boolean"},
    "aws_vpc_flow_log": {
        "flow_log_id": "text", "resource_id": "text", "traffic_type": "text", "flow_log_status": "text",
    },
    "aws_vpc_network_acl": {
        "network_acl_id": "text", "vpc_id": "text", "is_default": "boolean", "entries": JSON, "associations": JSON,
    },
    "aws_cloudwatch_alarm": {
        "arn": "text", "name": "text", "metric_name": "text", "actions_enabled": "boolean", "alarm_actions": JSON,
        "threshold": "double precision", "dimensions": JSON, "state_value": "text", "period": "bigint",
    },
}  # fmt: skip
TABLES = {name: {**COMMON, **columns} for name, columns in TABLES.items()}


class Account:
    """The odds of one account: what its rows are drawn from."""

    def __init__(self, number: int) -> None:
        self.random = Random(number)
        self.id = f"{100000000000 + number * 7919:012d}"

    def chance(self, odds: float) -> bool:
        return self.random.random() < odds

    def hex(self) -> str:
        return f"{self.random.getrandbits(68):017x}"

    def maybe(self, value: object, odds: float = 0.8) -> object:
        return value if self.chance(odds) else None

    def json(self, value: object, odds: float = 0.9) -> object:
        """JSON text, or null now and then."""
        return json.dumps(value) if self.chance(odds) else None

    def pick(self, *values: object) -> object:
        return self.random.choice(values)

    def time(self, days: int = 900) -> str:
        moment = START - timedelta(seconds=self.random.randrange(days * 86400))
        return moment.isoformat(sep=" ")

    def tags(self) -> object:
        kinds = {
            "Name": f"res-{self.random.randrange(1000)}", "Environment": self.pick("prod", "dev", "test", ""),
            "Owner": self.pick("ann@example.com", "bob@example.com", "équipe-data"), "CostCenter": "1234",
        }  # fmt: skip
        return self.json({key: value for key, value in kinds.items() if self.chance(0.6)}, 0.85)

    def statements(self, resource: str) -> list[dict[str, object]]:
        """Policy statements in the normal form of `policy_std`: lists everywhere, actions in lower case."""
        found = []
        for number in range(self.random.randrange(1, 4)):
            statement: dict[str, object] = {
                "Sid": f"Statement{number}",
                "Effect": self.pick("Allow", "Allow", "Allow", "Deny"),
                "Principal": self.pick(
                    {"AWS": ["*"]}, {"AWS": [f"arn:aws:iam::{self.id}:root"]}, {"AWS": ["arn:aws:iam::999:root"]},
                    {"Service": ["lambda.amazonaws.com"]}, {"Federated": ["cognito-identity.amazonaws.com"]},
                ),
                "Action": self.pick(
                    ["*"], ["s3:*"], ["s3:getobject", "s3:putobject"], ["sts:assumerole"], ["kms:decrypt"],
                    ["iam:passrole", "ec2:describeinstances", "logs:createloggroup"],
                ),
                "Resource": self.pick(["*"], [resource], [resource, f"{resource}/*"]),
            }  # fmt: skip
            if self.chance(0.35):
                statement["Condition"] = self.pick(
                    {"Bool": {"aws:securetransport": ["false"]}},
                    {"StringEquals": {"aws:principalorgid": ["o-12345"]}},
                    {"IpAddress": {"aws:sourceip": ["10.0.0.0/8", "0.0.0.0/0"]}},
                )
            found.append(statement)
        return found

    def policy(self, resource: str, odds: float = 0.85) -> object:
        return self.json({"Version": "2012-10-17", "Statement": self.statements(resource)}, odds)

    def permissions(self) -> object:
        """Rules as security groups have them."""
        rules = []
        for _ in range(self.random.randrange(4)):
            protocol = self.pick("tcp", "udp", "-1", "icmp")
            port = self.pick(22, 80, 443, 3306, 3389, 8080)
            rule: dict[str, object] = {
                "IpProtocol": protocol,
                "IpRanges": [
                    {"CidrIp": self.pick("0.0.0.0/0", "10.0.0.0/8", "192.168.1.0/24"), "Description": None}
                    for _ in range(self.random.randrange(3))
                ],
                "Ipv6Ranges": [{"CidrIpv6": "::/0"}] if self.chance(0.2) else [],
                "PrefixListIds": [],
                "UserIdGroupPairs": [{"GroupId": f"sg-{self.hex()}", "UserId": self.id}] if self.chance(0.2) else None,
            }
            if protocol != "-1":
                rule |= {"FromPort": port, "ToPort": port}
            rules.append(rule)
        return self.json(rules)

    def containers(self) -> object:
        return self.json(
            [
                {
                    "Name": f"c{number}", "Image": f"repo/app:{self.random.randrange(50)}", "Cpu": 256,
                    "Essential": True,
                    "Privileged": self.pick(True, False, None),
                    "ReadonlyRootFilesystem": self.pick(True, False, None),
                    "User": self.pick("root", "app", None, "0"),
                    "Environment": [
                        {"Name": self.pick("AWS_ACCESS_KEY_ID", "LOG_LEVEL", "DB_PASSWORD"), "Value": "x"}
                        for _ in range(self.random.randrange(3))
                    ],
                    "Command": None, "DependsOn": None, "DisableNetworking": None, "DnsSearchDomains": None,
                    "DnsServers": None, "EntryPoint": ["/bin/sh", "-c"], "EnvironmentFiles": None, "ExtraHosts": None,
                    "HealthCheck": {"Command": ["CMD-SHELL", "curl -f http://localhost/"], "Interval": 30},
                    "Hostname": None, "Links": None, "LinuxParameters": None, "Memory": None, "MountPoints": [],
                    "PortMappings": [{"ContainerPort": 8080, "HostPort": 8080, "Protocol": "tcp"}], "Secrets": [],
                    "LogConfiguration": self.pick(None, {"LogDriver": "awslogs", "Options": {"awslogs-group": "g"}}),
                }
                for number in range(self.random.randrange(1, 4))
            ]
        )  # fmt: skip
