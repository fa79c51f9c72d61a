"""Which IAM actions a call needs. Mostly the operation's own name; where AWS differs, it is written here."""

from __future__ import annotations

import json
from collections.abc import Iterable

from steelyard.aws import models
from steelyard.aws.declare import Call, Table

# Service name in the SDK to IAM's prefix, where the endpoint prefix is not it.
# Source: the Service Authorization Reference.
PREFIXES: dict[str, str] = {
    "accessanalyzer": "access-analyzer",
    "amp": "aps",
    "apigateway": "apigateway",
    "apigatewayv2": "apigateway",
    "application-autoscaling": "application-autoscaling",
    "appstream": "appstream",
    "ce": "ce",
    "cloudwatch": "cloudwatch",
    "cognito-identity": "cognito-identity",
    "cognito-idp": "cognito-idp",
    "dms": "dms",
    "docdb": "rds",
    "ds": "ds",
    "ecr": "ecr",
    "ecr-public": "ecr-public",
    "efs": "elasticfilesystem",
    "elasticbeanstalk": "elasticbeanstalk",
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "emr": "elasticmapreduce",
    "es": "es",
    "events": "events",
    "firehose": "firehose",
    "inspector2": "inspector2",
    "iot": "iot",
    "kafka": "kafka",
    "logs": "logs",
    "mediastore": "mediastore",
    "mq": "mq",
    "neptune": "rds",
    "network-firewall": "network-firewall",
    "opensearch": "es",
    "redshift-serverless": "redshift-serverless",
    "resourcegroupstaggingapi": "tag",
    "route53domains": "route53domains",
    "s3control": "s3",
    "sagemaker": "sagemaker",
    "secretsmanager": "secretsmanager",
    "ses": "ses",
    "sesv2": "ses",
    "sso-admin": "sso",
    "stepfunctions": "states",
    "waf": "waf",
    "waf-regional": "waf-regional",
    "wafv2": "wafv2",
}

# Operations whose action has another name, or that need none (an empty one).
# Source: the Service Authorization Reference, pages of the services named.
ACTIONS: dict[tuple[str, str], str] = {
    ("s3", "ListBuckets"): "s3:ListAllMyBuckets",
    ("s3", "HeadBucket"): "s3:ListBucket",
    ("s3", "ListObjectsV2"): "s3:ListBucket",
    ("s3", "ListObjectVersions"): "s3:ListBucketVersions",
    ("s3", "ListMultipartUploads"): "s3:ListBucketMultipartUploads",
    ("s3", "GetBucketAccelerateConfiguration"): "s3:GetAccelerateConfiguration",
    ("s3", "GetBucketCors"): "s3:GetBucketCORS",
    ("s3", "GetBucketEncryption"): "s3:GetEncryptionConfiguration",
    ("s3", "GetBucketLifecycleConfiguration"): "s3:GetLifecycleConfiguration",
    ("s3", "GetBucketNotificationConfiguration"): "s3:GetBucketNotification",
    ("s3", "GetBucketReplication"): "s3:GetReplicationConfiguration",
    ("s3", "GetObjectLockConfiguration"): "s3:GetBucketObjectLockConfiguration",
    ("s3", "GetPublicAccessBlock"): "s3:GetBucketPublicAccessBlock",
    ("s3control", "GetPublicAccessBlock"): "s3:GetAccountPublicAccessBlock",
    ("sts", "GetCallerIdentity"): "",
    ("iam", "ListServiceSpecificCredentials"): "iam:ListServiceSpecificCredentials",
    ("lambda", "ListFunctions"): "lambda:ListFunctions",
    ("lambda", "ListTags"): "lambda:ListTags",
    ("elasticache", "DescribeCacheClusters"): "elasticache:DescribeCacheClusters",
}


def action(service: str, operation: str) -> str:
    """The IAM action of an operation, or an empty text where none is needed."""
    if (service, operation) in ACTIONS:
        return ACTIONS[service, operation]
    if service in ("apigateway", "apigatewayv2"):
        return "apigateway:GET"
    return f"{prefix(service)}:{operation}"


def prefix(service: str) -> str:
    """IAM's prefix for a service."""
    if service in PREFIXES:
        return PREFIXES[service]
    model = models.service(service)
    return str(model.metadata.get("signingName") or model.endpoint_prefix)


def actions(calls: Iterable[Call]) -> list[str]:
    """The actions of calls, sorted, each once."""
    return sorted({needed for call in calls if (needed := action(call.service, call.operation))})


def calls_of(table: Table) -> list[Call]:
    """Every call a table can make."""
    return [*table.rows, *table.add.values(), *([table.get] if table.get is not None else [])]


def policy_json(needed: list[str]) -> str:
    """An identity policy that allows those actions, as JSON. Read actions rarely take a resource, so all are meant."""
    statement = {"Sid": "Steelyard", "Effect": "Allow", "Action": needed, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]}, indent=2)


def policy_terraform(needed: list[str]) -> str:
    """The same policy as a Terraform data source."""
    listed = "\n".join(f'      "{name}",' for name in needed)
    return (
        'data "aws_iam_policy_document" "steelyard" {\n  statement {\n    sid       = "Steelyard"\n'
        f'    effect    = "Allow"\n    resources = ["*"]\n    actions = [\n{listed}\n    ]\n  }}\n}}'
    )
