"""Amazon WorkSpaces."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, boolean, inet, jsonb, tags, text

workspace = Table(
    "aws_workspaces_workspace",
    "A WorkSpace: one user's virtual desktop.",
    rows=(Call("workspaces", "DescribeWorkspaces", items="Workspaces"),),
    get=Call(
        "workspaces",
        "DescribeWorkspaces",
        {"WorkspaceIds": [Key("workspace_id")]},
        items="Workspaces",
        absent=("ValidationException",),
    ),
    add={
        "tagging": Call(
            "workspaces",
            "DescribeTags",
            {"ResourceId": "WorkspaceId"},
            items="TagList",
            absent=("ResourceNotFoundException",),
        ),
    },
    columns={
        "workspace_id": text(),
        "name": text("ComputerName", about="The computer's name in the directory."),
        "arn": text("arn:{partition}:workspaces:{region}:{account_id}:workspace/{WorkspaceId}"),
        "bundle_id": text(),
        "directory_id": text(),
        "error_code": text(),
        "error_message": text(),
        "ip_address": inet(),
        "modification_states": jsonb(about="Changes that are under way."),
        "root_volume_encryption_enabled": boolean(about="Whether the system volume is encrypted."),
        "state": text(about="AVAILABLE, STOPPED, ERROR and so on."),
        "subnet_id": text(),
        "user_name": text(),
        "user_volume_encryption_enabled": boolean(about="Whether the user's volume is encrypted."),
        "volume_encryption_key": text(about="The KMS key of the encrypted volumes."),
        "workspace_properties": jsonb(about="Running mode, volume sizes, hardware and protocols."),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("ComputerName"),
        "akas": akas("arn:{partition}:workspaces:{region}:{account_id}:workspace/{WorkspaceId}"),
    },
)

TABLES = (workspace,)
