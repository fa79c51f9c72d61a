"""AWS Step Functions."""

from steelyard.aws.declare import Call, Key, Table, akas, jsonb, tags, text, timestamptz

state_machine = Table(
    "aws_sfn_state_machine",
    "A state machine of Step Functions.",
    rows=(Call("stepfunctions", "ListStateMachines", items="stateMachines"),),
    get=Call(
        "stepfunctions",
        "DescribeStateMachine",
        {"stateMachineArn": Key("arn")},
        absent=("InvalidArn", "StateMachineDoesNotExist"),
    ),
    add={
        "detail": Call(
            "stepfunctions",
            "DescribeStateMachine",
            {"stateMachineArn": "stateMachineArn"},
            absent=("StateMachineDoesNotExist",),
        ),
        "tagging": Call(
            "stepfunctions",
            "ListTagsForResource",
            {"resourceArn": "stateMachineArn"},
            items="tags",
            absent=("ResourceNotFound",),
        ),
    },
    columns={
        "name": text(),
        "arn": text("stateMachineArn"),
        "type": text(about="STANDARD or EXPRESS."),
        "status": text("detail.status", about="Its state in its life."),
        "creation_date": timestamptz(about="When it was made."),
        "definition": text("detail.definition", about="Its states, in Amazon States Language (JSON text)."),
        "description": text("detail.description"),
        "label": text("detail.label", about="The label of a map state that was asked for by ARN."),
        "logging_configuration": jsonb(
            "detail.loggingConfiguration", about="Which events of executions are logged, and where."
        ),
        "revision_id": text("detail.revisionId", about="The id of its present revision."),
        "role_arn": text("detail.roleArn", about="The IAM role it acts as."),
        "tracing_configuration": jsonb(
            "detail.tracingConfiguration", about="Whether executions are traced with X-Ray."
        ),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("name"),
        "akas": akas("stateMachineArn"),
    },
)


TABLES = (state_machine,)
