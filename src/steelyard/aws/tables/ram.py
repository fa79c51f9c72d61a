"""AWS Resource Access Manager."""

from steelyard.aws.declare import Call, Table, Value, akas, boolean, jsonb, text, timestamptz


def associations(name: str, about: str, kind: str, entity: str) -> Table:
    """The table of one kind of associations of resource shares."""
    return Table(
        name,
        about,
        rows=(
            Call(
                "ram",
                "GetResourceShareAssociations",
                {"associationType": Value(kind)},
                items="resourceShareAssociations",
            ),
        ),
        add={
            "granted": Call(
                "ram",
                "ListResourceSharePermissions",
                {"resourceShareArn": "resourceShareArn"},
                items="permissions",
                absent=("UnknownResourceException",),
            ),
        },
        columns={
            "resource_share_name": text(),
            "resource_share_arn": text(),
            "status": text(),
            "associated_entity": text(about=entity),
            "association_type": text(),
            "creation_time": timestamptz(),
            "external": boolean(about="Whether the principal is outside the owner's organization."),
            "last_updated_time": timestamptz(),
            "status_message": text(),
            "resource_share_permission": jsonb("granted", about="What the share lets principals do."),
            "title": text("resourceShareName"),
            "akas": akas("resourceShareArn"),
        },
    )


TABLES = (
    associations(
        "aws_ram_principal_association",
        "A principal that a resource share of the account is shared with.",
        "PRINCIPAL",
        "The account, organization, organizational unit, role or user.",
    ),
    associations(
        "aws_ram_resource_association",
        "A resource that a resource share of the account shares.",
        "RESOURCE",
        "The ARN of the resource.",
    ),
)
