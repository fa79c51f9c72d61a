"""AWS Config."""

from steelyard.aws.declare import Call, Key, Many, Table, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import as_is, parsed

GONE = ("NoSuchConfigurationRecorderException",)

configuration_recorder = Table(
    "aws_config_configuration_recorder",
    "The recorder of changes of resources in one region.",
    rows=(Call("config", "DescribeConfigurationRecorders", items="ConfigurationRecorders"),),
    get=Call(
        "config",
        "DescribeConfigurationRecorders",
        {"ConfigurationRecorderNames": [Key("name")]},
        items="ConfigurationRecorders",
        absent=GONE,
    ),
    add={
        "state": Call(
            "config",
            "DescribeConfigurationRecorderStatus",
            {"ConfigurationRecorderNames": ["name"]},
            items="ConfigurationRecordersStatus",
            absent=GONE,
        ),
    },
    columns={
        "name": text(),
        "arn": text("arn:{partition}:config:{region}:{account_id}:config-recorder/{name}"),
        "recording_mode": text("recordingMode", via=as_is, about="How often changes are recorded, as JSON text."),
        "recording_group": jsonb(about="Which kinds of resources are recorded."),
        "role_arn": text("roleARN"),
        "status_recording": boolean("state[0].recording", about="Whether the recorder is recording now."),
        "status": jsonb("state[0]", about="What the recorder does now, and how its last delivery went."),
        "title": text("name"),
        "akas": akas("arn:{partition}:config:{region}:{account_id}:config-recorder/{name}"),
    },
)

TAGGED = ("ResourceNotFoundException",)

rule = Table(
    "aws_config_rule",
    "A rule that resources are judged by.",
    rows=(
        Call(
            "config",
            "DescribeConfigRules",
            {"ConfigRuleNames": [Key("name")]},
            items="ConfigRules",
            absent=("NoSuchConfigRuleException",),
        ),
    ),
    add={
        "compliance": Call(
            "config",
            "DescribeComplianceByConfigRule",
            {"ConfigRuleNames": Many("ConfigRuleName", 25)},
            items="ComplianceByConfigRules",
            match="ConfigRuleName",
            several=True,
            absent=("NoSuchConfigRuleException",),
        ),
        "tagging": Call("config", "ListTagsForResource", {"ResourceArn": "ConfigRuleArn"}, items="Tags", absent=TAGGED),
    },
    columns={
        "name": text("ConfigRuleName"),
        "rule_id": text("ConfigRuleId"),
        "arn": text("ConfigRuleArn"),
        "rule_state": text("ConfigRuleState"),
        "created_by": text(about="The AWS service that made the rule, where one did."),
        "description": text(),
        "maximum_execution_frequency": text(about="How often resources are judged, where not on change alone."),
        "compliance_by_config_rule": jsonb("compliance", about="Whether the resources comply."),
        "evaluation_modes": jsonb(),
        "input_parameters": jsonb("InputParameters", via=parsed),
        "scope": jsonb(about="Which resources are judged."),
        "source": jsonb(about="Who judges: AWS's own rule, a function or a policy."),
        "tags_src": jsonb("tagging"),
        "title": text("ConfigRuleName"),
        "tags": tags("tagging"),
        "akas": akas("ConfigRuleArn"),
    },
)

aggregate_authorization = Table(
    "aws_config_aggregate_authorization",
    "A leave for another account and region to collect this account's Config data.",
    rows=(Call("config", "DescribeAggregationAuthorizations", items="AggregationAuthorizations"),),
    add={
        "tagging": Call(
            "config",
            "ListTagsForResource",
            {"ResourceArn": "AggregationAuthorizationArn"},
            items="Tags",
            absent=TAGGED,
        ),
    },
    columns={
        "arn": text("AggregationAuthorizationArn"),
        "authorized_account_id": text(about="The account that may collect."),
        "authorized_aws_region": text(about="The region that may collect."),
        "creation_time": timestamptz(),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("AggregationAuthorizationArn"),
        "akas": akas("AggregationAuthorizationArn"),
    },
)

TABLES = (configuration_recorder, rule, aggregate_authorization)
