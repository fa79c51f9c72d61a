"""Amazon Connect."""

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import first_of

GONE = ("ResourceNotFoundException",)

instance = Table(
    "aws_connect_instance",
    "An Amazon Connect instance: one contact center.",
    rows=(Call("connect", "ListInstances", items="InstanceSummaryList"),),
    get=Call("connect", "DescribeInstance", {"InstanceId": Key("id")}, items="Instance", absent=GONE),
    add={"detail": Call("connect", "DescribeInstance", {"InstanceId": "Id"}, absent=GONE)},
    columns={
        "id": text(),
        "arn": text(),
        "instance_alias": text(about="The name in the instance's address."),
        "instance_status": text(about="CREATION_IN_PROGRESS, ACTIVE or CREATION_FAILED."),
        "status_reason": jsonb("detail.Instance.StatusReason", about="Why the instance is not active, if so."),
        "identity_management_type": text(
            about="Where agents' names are kept: SAML, CONNECT_MANAGED or EXISTING_DIRECTORY."
        ),
        "inbound_calls_enabled": boolean(about="Whether it takes calls."),
        "outbound_calls_enabled": boolean(about="Whether it makes calls."),
        "instance_access_url": text(about="The address where agents sign in."),
        "service_role": text(about="The role that the instance acts as."),
        "created_time": timestamptz(),
        "tags": tags("detail.Instance.Tags"),
        "title": text("InstanceAlias"),
        "akas": akas("Arn"),
    },
)

instance_attribute = Table(
    "aws_connect_instance_attribute",
    "A feature of an Amazon Connect instance that can be on or off.",
    rows=(
        Call("connect", "ListInstances", items="InstanceSummaryList", name="instance"),
        Call("connect", "ListInstanceAttributes", {"InstanceId": "instance.Id"}, items="Attributes", absent=GONE),
    ),
    get=Call(
        "connect",
        "DescribeInstanceAttribute",
        {"InstanceId": Key("instance_id"), "AttributeType": Key("attribute_type")},
        items="Attribute",
        absent=GONE,
    ),
    columns={
        "instance_id": text("instance.Id", "where.instance_id", via=first_of, about="The instance that has it."),
        "attribute_type": text(about="The feature, such as CONTACTFLOW_LOGS."),
        "value": text(about="true or false."),
        "title": text("AttributeType"),
    },
)

TABLES = (instance, instance_attribute)
