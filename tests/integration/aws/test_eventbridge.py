"""Tables of EventBridge, Step Functions, Application Auto Scaling and Service Catalog, over HTTP."""

from __future__ import annotations

import json

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"
TAGS = [{"Key": "team", "Value": "ops"}]


def test_bus_and_its_policy(account: Account) -> None:
    events = account.client("events")
    arn = events.create_event_bus(Name="orders", Tags=TAGS)["EventBusArn"]
    statement = {
        "Sid": "other",
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::222222222222:root"},
        "Action": "events:PutEvents",
        "Resource": arn,
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    events.put_permission(EventBusName="orders", Policy=json.dumps(policy))
    row = account.one("select * from aws_eventbridge_bus where name = 'orders'")
    assert (row["arn"], row["akas"], row["title"]) == (arn, [arn], "orders")
    assert row["policy"] == policy
    assert row["policy_std"]["Statement"][0]["Action"] == ["events:putevents"]
    assert (row["tags"], row["tags_src"]) == ({"team": "ops"}, TAGS)


def rules(account: Account) -> None:
    events = account.client("events")
    events.create_event_bus(Name="orders")
    events.put_rule(Name="app-paid", EventBusName="orders", EventPattern='{"source": ["shop"]}', Tags=TAGS)
    events.put_targets(
        Rule="app-paid",
        EventBusName="orders",
        Targets=[{"Id": "queue", "Arn": f"arn:aws:sqs:{HERE}:paid"}],
    )
    events.put_rule(Name="nightly", ScheduleExpression="rate(1 day)", State="DISABLED")


def test_rules_of_every_bus(account: Account) -> None:
    rules(account)
    rows = account.query("select * from aws_eventbridge_rule order by name")
    assert [(row["name"], row["event_bus_name"]) for row in rows] == [("app-paid", "orders"), ("nightly", "default")]
    paid, nightly = rows
    assert paid["event_pattern"] == {"source": ["shop"]}
    assert [(target["Id"], target["Arn"]) for target in paid["targets"]] == [("queue", f"arn:aws:sqs:{HERE}:paid")]
    assert paid["tags"] == {"team": "ops"}
    assert paid["akas"] == [f"arn:aws:events:{HERE}:rule/orders/app-paid"]
    assert (nightly["schedule_expression"], nightly["state"]) == ("rate(1 day)", "DISABLED")
    assert (nightly["event_pattern"], nightly["name_prefix"]) == (None, "nightly")


def test_rules_by_prefix(account: Account) -> None:
    rules(account)
    row = account.one("select name, name_prefix from aws_eventbridge_rule where name_prefix = 'app-'")
    assert (row["name"], row["name_prefix"]) == ("app-paid", "app-")


def test_state_machine(account: Account) -> None:
    definition = json.dumps({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}})
    role = f"arn:aws:iam::{ACCOUNT}:role/flow"
    arn = account.client("stepfunctions").create_state_machine(
        name="flow", definition=definition, roleArn=role, tags=[{"key": "team", "value": "ops"}]
    )["stateMachineArn"]
    row = account.one("select * from aws_sfn_state_machine")
    assert (row["name"], row["arn"], row["akas"], row["title"]) == ("flow", arn, [arn], "flow")
    assert (row["status"], row["role_arn"], row["definition"]) == ("ACTIVE", role, definition)
    assert row["tags"] == {"team": "ops"}
    assert row["tags_src"] == [{"Key": "team", "Value": "ops"}]


def test_scalable_target(account: Account) -> None:
    account.client("dynamodb").create_table(
        TableName="orders",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        ProvisionedThroughput={"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
    )
    account.client("application-autoscaling").register_scalable_target(
        ServiceNamespace="dynamodb",
        ResourceId="table/orders",
        ScalableDimension="dynamodb:table:ReadCapacityUnits",
        MinCapacity=1,
        MaxCapacity=9,
        SuspendedState={"DynamicScalingInSuspended": True},
    )
    row = account.one("select * from aws_appautoscaling_target where service_namespace = 'dynamodb'")
    assert (row["resource_id"], row["title"]) == ("table/orders", "table/orders")
    assert row["scalable_dimension"] == "dynamodb:table:ReadCapacityUnits"
    assert (row["min_capacity"], row["max_capacity"]) == (1, 9)
    assert row["suspended_state"]["DynamicScalingInSuspended"] is True


def test_portfolio_share(account: Account) -> None:
    catalog = account.client("servicecatalog")
    made = catalog.create_portfolio(DisplayName="tools", ProviderName="ops", IdempotencyToken="t")["PortfolioDetail"]
    catalog.create_portfolio_share(PortfolioId=made["Id"], AccountId="222222222222")
    row = account.one("select * from aws_servicecatalog_portfolio_share where type = 'ACCOUNT'")
    assert (row["portfolio_id"], row["portfolio_arn"]) == (made["Id"], made["ARN"])
    assert (row["portfolio_display_name"], row["principal_id"]) == ("tools", "222222222222")
    assert row["title"] == "tools - ACCOUNT - 222222222222"
