"""Amazon Redshift Serverless: namespaces and workgroups."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

namespace = Table(
    "aws_redshiftserverless_namespace",
    "A namespace of Redshift Serverless: databases, users and their keys.",
    rows=(Call("redshift-serverless", "ListNamespaces", items="namespaces"),),
    get=Call(
        "redshift-serverless",
        "GetNamespace",
        {"namespaceName": Key("namespace_name")},
        items="namespace",
        absent=("ResourceNotFoundException",),
    ),
    add={
        "tagging": Call(
            "redshift-serverless",
            "ListTagsForResource",
            {"resourceArn": "namespaceArn"},
            absent=("ResourceNotFoundException",),
        )
    },
    columns={
        "namespace_name": text(),
        "namespace_arn": text(),
        "namespace_id": text(),
        "admin_password_secret_arn": text(
            about="The Secrets Manager secret that holds the administrator's password, if Redshift manages it."
        ),
        "admin_password_secret_kms_key_id": text(),
        "admin_username": text(about="The name of the administrator's login."),
        "creation_date": timestamptz(about="When it was made."),
        "db_name": text(),
        "default_iam_role_arn": text(about="The role it assumes where a statement names none."),
        "iam_roles": jsonb(about="The IAM roles it may assume."),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "log_exports": jsonb(about="The kinds of log it exports: userlog, connectionlog, useractivitylog."),
        "status": text(about="Its state in its life."),
        "tags_src": jsonb("tagging.tags", about="The tags as AWS lists them."),
        "tags": tags("tagging.tags"),
        "title": text("namespaceName"),
        "akas": akas("namespaceArn"),
    },
)

workgroup = Table(
    "aws_redshiftserverless_workgroup",
    "A workgroup of Redshift Serverless: the compute that serves a namespace.",
    rows=(Call("redshift-serverless", "ListWorkgroups", items="workgroups"),),
    get=Call(
        "redshift-serverless",
        "GetWorkgroup",
        {"workgroupName": Key("workgroup_name")},
        items="workgroup",
        absent=("ResourceNotFoundException",),
    ),
    add={
        "tagging": Call(
            "redshift-serverless",
            "ListTagsForResource",
            {"resourceArn": "workgroupArn"},
            absent=("ResourceNotFoundException",),
        )
    },
    columns={
        "workgroup_name": text(),
        "workgroup_arn": text(),
        "workgroup_id": text(),
        "base_capacity": bigint(about="The Redshift processing units that queries start with."),
        "config_parameters": jsonb(about="The parameters of its sessions, such as require_ssl."),
        "creation_date": timestamptz(about="When it was made."),
        "cross_account_vpcs": jsonb(about="The VPCs of other accounts that may reach it."),
        "custom_domain_certificate_arn": text(),
        "custom_domain_certificate_expiry_time": timestamptz(),
        "custom_domain_name": text(),
        "endpoint": jsonb(about="Where clients connect."),
        "enhanced_vpc_routing": boolean(about="Whether loads and unloads go through the VPC."),
        "max_capacity": bigint(about="The most Redshift processing units that queries may use."),
        "namespace_name": text(about="The namespace whose data it queries."),
        "patch_version": text(),
        "publicly_accessible": boolean(about="Whether it has an address that is reachable from outside its VPC."),
        "security_group_ids": jsonb(),
        "status": text(about="Its state in its life."),
        "subnet_ids": jsonb(),
        "tags_src": jsonb("tagging.tags", about="The tags as AWS lists them."),
        "tags": tags("tagging.tags"),
        "title": text("workgroupName"),
        "akas": akas("workgroupArn"),
    },
)


TABLES = (
    namespace,
    workgroup,
)
