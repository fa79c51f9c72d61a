"""AWS Security Hub."""

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import as_is, constant

NOT_SUBSCRIBED = ("InvalidAccessException", "ResourceNotFoundException")

hub = Table(
    "aws_securityhub_hub",
    "Security Hub in one region; no row where the account is not subscribed.",
    rows=(Call("securityhub", "DescribeHub", absent=NOT_SUBSCRIBED),),
    get=Call("securityhub", "DescribeHub", {"HubArn": Key("hub_arn")}, absent=NOT_SUBSCRIBED),
    add={
        "administrator": Call("securityhub", "GetAdministratorAccount", items="Administrator", absent=NOT_SUBSCRIBED),
        "tagging": Call("securityhub", "ListTagsForResource", {"ResourceArn": "HubArn"}, items="Tags"),
    },
    columns={
        "hub_arn": text(),
        "administrator_account": jsonb("administrator", about="The account that manages this one's Security Hub."),
        "auto_enable_controls": boolean(about="Whether controls new to an enabled standard are on by themselves."),
        "subscribed_at": timestamptz("SubscribedAt", via=as_is, about="When Security Hub was enabled."),
        "tags": tags("tagging"),
        "title": text("HubArn", via=constant("default")),
        "akas": akas("HubArn"),
    },
)

TABLES = (hub,)
