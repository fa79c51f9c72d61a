"""AWS Elemental MediaStore."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import is_true

BUSY = ("ContainerInUseException",)  # AWS's answer while a container is being made or deleted


container = Table(
    "aws_media_store_container",
    "A container of AWS Elemental MediaStore.",
    rows=(Call("mediastore", "ListContainers", items="Containers", absent=BUSY),),
    get=Call(
        "mediastore",
        "DescribeContainer",
        {"ContainerName": Key("name")},
        items="Container",
        absent=("ContainerNotFoundException", "InvalidParameter", *BUSY),
    ),
    add={
        "access": Call(
            "mediastore", "GetContainerPolicy", {"ContainerName": "Name"}, absent=("PolicyNotFoundException", *BUSY)
        ),
        "tagging": Call("mediastore", "ListTagsForResource", {"Resource": "ARN"}, items="Tags", absent=BUSY),
    },
    columns={
        "name": text(),
        "arn": text("ARN"),
        "status": text(about="ACTIVE, CREATING or DELETING."),
        "access_logging_enabled": boolean(
            "AccessLoggingEnabled", via=is_true, about="Whether accesses are logged to CloudWatch Logs."
        ),
        "creation_time": timestamptz(),
        "endpoint": text(about="Where its objects are reached."),
        "policy": jsonb("access.Policy", via=policy_json, about="The access policy; null where there is none."),
        "policy_std": jsonb("access.Policy", via=policy_std, about="The access policy in canonical form."),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("Name"),
        "akas": akas("ARN"),
    },
)

TABLES = (container,)
