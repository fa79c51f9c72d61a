"""AWS CloudFormation."""

from __future__ import annotations

import json
from typing import Any

import yaml

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.errors import SteelyardError

GONE = ("ResourceNotFoundException", "ValidationError")


class TemplateError(SteelyardError):
    """A stack's template that is neither JSON nor YAML."""


class _TemplateLoader(yaml.SafeLoader):
    """YAML as CloudFormation writes it: short forms such as ``!Ref`` are read as the value they stand before."""


def _untagged(loader: yaml.SafeLoader, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)  # type: ignore[arg-type]


def _as_text(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    return loader.construct_scalar(node)  # type: ignore[arg-type]


_TemplateLoader.add_multi_constructor("!", _untagged)
_TemplateLoader.add_constructor("tag:yaml.org,2002:timestamp", _as_text)


def template_json(body: str | None) -> Any:
    """A template, which is JSON or YAML text, as JSON. Raises `TemplateError` where it is neither.

    Dates stay text, as in ``AWSTemplateFormatVersion``.
    """
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        try:
            return yaml.load(body, _TemplateLoader)
        except yaml.YAMLError as error:
            raise TemplateError(f"a stack's template is neither JSON nor YAML: {error}") from error


stack = Table(
    "aws_cloudformation_stack",
    "A stack: resources that CloudFormation makes and keeps together; deleted ones stay listed for 90 days.",
    rows=(Call("cloudformation", "ListStacks", {"StackStatusFilter": [Key("status")]}, items="StackSummaries"),),
    get=Call("cloudformation", "DescribeStacks", {"StackName": Key("name")}, items="Stacks", absent=GONE),
    add={
        "stack": Call(
            "cloudformation",
            "DescribeStacks",
            {"StackName": Key("name")},
            items="Stacks",
            match="StackId",
            on="StackId",
            absent=GONE,
        ),
        "template": Call("cloudformation", "GetTemplate", {"StackName": "StackId"}, absent=GONE),
        "made": Call("cloudformation", "DescribeStackResources", {"StackName": "StackId"}, absent=GONE),
    },
    columns={
        "name": text("StackName", about="The name of the stack."),
        "id": text("StackId", about="The stack's ARN."),
        "status": text(
            "StackStatus", about="What was last done with the stack and how it went, such as UPDATE_COMPLETE."
        ),
        "stack_status_reason": text(),
        "stack_drift_status": text(
            "DriftInformation.StackDriftStatus",
            about="Whether resources differ from the template: DRIFTED, IN_SYNC, UNKNOWN or NOT_CHECKED.",
        ),
        "capabilities": jsonb(
            "stack.Capabilities", about="What its template was expressly allowed, such as CAPABILITY_IAM."
        ),
        "disable_rollback": boolean("stack.DisableRollback", about="Whether what was made stays when making it fails."),
        "enable_termination_protection": boolean(
            "stack.EnableTerminationProtection", about="Whether the stack is safe from deletion."
        ),
        "notification_arns": jsonb("stack.NotificationARNs", about="The SNS topics that hear of the stack's events."),
        "parent_id": text(about="The stack that this one is nested in; null for a stack of its own."),
        "root_id": text(about="The topmost stack of the nest."),
        "resources": jsonb("made.StackResources", about="The stack's resources, up to 100."),
        "role_arn": text("stack.RoleARN", about="The role CloudFormation acts as; null for the caller's own rights."),
        "template_body": text("template.TemplateBody", about="The template as it was given, JSON or YAML."),
        "template_body_json": jsonb("template.TemplateBody", via=template_json, about="The template as JSON."),
        "change_set_id": text("stack.ChangeSetId"),
        "creation_time": timestamptz(),
        "deletion_time": timestamptz(),
        "description": text("stack.Description"),
        "detailed_status": text("stack.DetailedStatus"),
        "last_updated_time": timestamptz(),
        "outputs": jsonb("stack.Outputs"),
        "parameters": jsonb("stack.Parameters"),
        "retain_except_on_create": boolean("stack.RetainExceptOnCreate"),
        "rollback_configuration": jsonb("stack.RollbackConfiguration"),
        "timeout_in_minutes": bigint("stack.TimeoutInMinutes"),
        "tags_src": jsonb("stack.Tags"),
        "tags": tags("stack.Tags"),
        "title": text("StackName"),
        "akas": akas("StackId"),
    },
)

TABLES = (stack,)
