"""AWS Config."""

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, text
from steelyard.aws.tables._values import as_is

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

TABLES = (configuration_recorder,)
