"""The table of CloudFormation, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
TEMPLATE = """
AWSTemplateFormatVersion: 2010-09-09
Description: one queue
Parameters:
  Name:
    Type: String
    Default: jobs
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Ref Name
Outputs:
  Word:
    Value: said
"""


@pytest.fixture
def stack(account: Account) -> Any:
    topic = account.client("sns", REGION).create_topic(Name="news")["TopicArn"]
    client = account.client("cloudformation", REGION)
    made = client.create_stack(
        StackName="pipe", TemplateBody=TEMPLATE, NotificationARNs=[topic], Tags=[{"Key": "team", "Value": "work"}]
    )
    client.create_stack(StackName="old", TemplateBody='{"Resources": {"Q": {"Type": "AWS::SQS::Queue"}}}')
    client.delete_stack(StackName="old")
    return {"id": made["StackId"], "topic": topic}


def test_stacks_deleted_ones_included(account: Account, stack: Any) -> None:
    old, work = account.query("select * from aws_cloudformation_stack order by name")
    assert (old["name"], old["status"]) == ("old", "DELETE_COMPLETE")
    assert old["enable_termination_protection"] is None
    assert work["name"] == work["title"] == "pipe"
    assert work["id"] == stack["id"]
    assert work["id"].startswith(f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/pipe/")
    assert work["akas"] == [stack["id"]]
    assert work["status"] == "CREATE_COMPLETE"
    assert work["description"] == "one queue"
    assert work["notification_arns"] == [stack["topic"]]
    assert work["enable_termination_protection"] is False
    assert work["outputs"][0]["OutputValue"] == "said"
    assert work["parameters"][0]["ParameterKey"] == "Name"
    assert work["resources"][0]["LogicalResourceId"] == "Queue"
    assert work["template_body"] == TEMPLATE
    assert work["template_body_json"]["AWSTemplateFormatVersion"] == "2010-09-09"
    assert work["template_body_json"]["Resources"]["Queue"]["Properties"] == {"QueueName": "Name"}
    assert work["tags"] == {"team": "work"}
    assert work["tags_src"] == [{"Key": "team", "Value": "work"}]


def test_details_of_all_stacks_are_asked_at_once(account: Account, stack: Any) -> None:
    account.query("select name, notification_arns from aws_cloudformation_stack where region = 'eu-west-1'")
    assert len(account.calls("DescribeStacks")) == 1


def test_one_stack_by_name(account: Account, stack: Any) -> None:
    assert account.one("select status from aws_cloudformation_stack where name = 'pipe'")["status"] == "CREATE_COMPLETE"
    assert account.query("select status from aws_cloudformation_stack where name = 'gone'") == []
    assert account.calls("ListStacks") == []
