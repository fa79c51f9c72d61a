"""AWS Elastic Beanstalk."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import some

GONE = ("ResourceNotFoundException",)


environment = Table(
    "aws_elastic_beanstalk_environment",
    "An Elastic Beanstalk environment.",
    rows=(
        Call(
            "elasticbeanstalk",
            "DescribeEnvironments",
            {"ApplicationName": Key("application_name"), "EnvironmentIds": [Key("environment_id")]},
            items="Environments",
        ),
    ),
    get=Call(
        "elasticbeanstalk",
        "DescribeEnvironments",
        {"EnvironmentNames": [Key("environment_name")]},
        items="Environments",
        absent=GONE,
    ),
    add={
        "settings": Call(
            "elasticbeanstalk",
            "DescribeConfigurationSettings",
            {"ApplicationName": "ApplicationName", "EnvironmentName": "EnvironmentName"},
            items="ConfigurationSettings",
            absent=("InvalidParameterValue",),
        ),
        "actions": Call(
            "elasticbeanstalk",
            "DescribeEnvironmentManagedActions",
            {"EnvironmentName": "EnvironmentName"},
            items="ManagedActions",
            absent=("InvalidParameterValue",),
        ),
        "tagging": Call(
            "elasticbeanstalk",
            "ListTagsForResource",
            {"ResourceArn": "EnvironmentArn"},
            items="ResourceTags",
            absent=GONE,
        ),
    },
    columns={
        "environment_name": text(),
        "environment_id": text(),
        "arn": text("EnvironmentArn"),
        "abortable_operation_in_progress": boolean(about="Whether an update is running that can be aborted."),
        "application_name": text(),
        "cname": text("CNAME", about="The name it is reached by."),
        "configuration_settings": jsonb(
            "settings", via=some, about="Every option of the environment: namespace, name and value."
        ),
        "date_created": timestamptz(),
        "date_updated": timestamptz(),
        "description": text(),
        "endpoint_url": text("EndpointURL", about="The load balancer's name, or the instance's address."),
        "environment_links": jsonb("EnvironmentLinks"),
        "health": text(about="Green, Yellow, Red or Grey."),
        "health_status": text(about="The state that enhanced health reporting tells, such as Ok or Severe."),
        "managed_actions": jsonb("actions", via=some, about="Updates that are due by themselves."),
        "operations_role": text(about="The role that operations on it are done with."),
        "platform_arn": text(),
        "resources": jsonb(about="Its load balancer."),
        "solution_stack_name": text(about="The platform's name and version."),
        "status": text(),
        "template_name": text(about="The saved configuration it was made from."),
        "tier": jsonb(about="WebServer or Worker."),
        "version_label": text(about="The application version that runs."),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("EnvironmentName"),
        "akas": akas("EnvironmentArn"),
    },
)

application = Table(
    "aws_elastic_beanstalk_application",
    "An Elastic Beanstalk application: the parent of environments and versions.",
    rows=(Call("elasticbeanstalk", "DescribeApplications", items="Applications"),),
    get=Call(
        "elasticbeanstalk",
        "DescribeApplications",
        {"ApplicationNames": [Key("name")]},
        items="Applications",
        absent=GONE,
    ),
    add={
        "tagging": Call(
            "elasticbeanstalk",
            "ListTagsForResource",
            {"ResourceArn": "ApplicationArn"},
            items="ResourceTags",
            absent=GONE,
        ),
    },
    columns={
        "name": text("ApplicationName"),
        "arn": text("ApplicationArn"),
        "configuration_templates": jsonb(about="The names of saved configurations."),
        "date_created": timestamptz(),
        "date_updated": timestamptz(),
        "description": text(),
        "resource_lifecycle_config": jsonb(about="When old versions are deleted."),
        "versions": jsonb(about="The labels of application versions."),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("ApplicationName"),
        "akas": akas("ApplicationArn"),
    },
)

TABLES = (
    environment,
    application,
)
