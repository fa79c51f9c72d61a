"""Rows of the chain from a trail to a topic's subscriber, good in all but what a case says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from .judge import ACCOUNT, Case, Tables, account

HOME = "us-east-1"
TOPIC = f"arn:aws:sns:{HOME}:{ACCOUNT}:oncall"
ALL = {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}

Rows = Sequence[dict[str, Any]]


def log_group(name: str = "trail", region: str = HOME, owner: str = ACCOUNT) -> str:
    """The ARN by which a trail names its log group."""
    return f"arn:aws:logs:{region}:{owner}:log-group:{name}:*"


def trail(name: str = "main", **columns: Any) -> dict[str, Any]:
    good = {
        "name": name,
        "arn": f"arn:aws:cloudtrail:{HOME}:{ACCOUNT}:trail/{name}",
        "home_region": HOME,
        "is_multi_region_trail": True,
        "is_logging": True,
        "has_custom_event_selectors": True,
        "event_selectors": [ALL],
        "log_group_arn": log_group(),
    }
    return {**good, **columns}


def metric_filter(pattern: str, name: str = "filter", **columns: Any) -> dict[str, Any]:
    good = {
        "name": name,
        "log_group_name": "trail",
        "filter_pattern": pattern,
        "metric_transformation_name": name,
        "metric_transformation_namespace": "Trail",
        "region": HOME,
    }
    return {**good, **columns}


def alarm(name: str = "alarm", metric: str = "filter", **columns: Any) -> dict[str, Any]:
    region, owner = columns.get("region", HOME), columns.get("account_id", ACCOUNT)
    good = {
        "name": name,
        "arn": f"arn:aws:cloudwatch:{region}:{owner}:alarm:{name}",
        "metric_name": metric,
        "namespace": "Trail",
        "actions_enabled": True,
        "alarm_actions": [TOPIC],
        "region": HOME,
    }
    return {**good, **columns}


def subscription(topic: str = TOPIC, **columns: Any) -> dict[str, Any]:
    good = {"topic_arn": topic, "subscription_arn": f"{topic}:5be8", "protocol": "email", "endpoint": "a@example.com"}
    return {**good, **columns}


def chain(
    pattern: str,
    *,
    trails: Rows | None = None,
    filters: Rows | None = None,
    alarms: Rows | None = None,
    subscriptions: Rows | None = None,
) -> Tables:
    """A whole chain around a filter's pattern; each argument takes the place of one link."""
    return {
        "aws_account": [account()],
        "aws_cloudtrail_trail": [trail()] if trails is None else trails,
        "aws_cloudwatch_log_metric_filter": [metric_filter(pattern)] if filters is None else filters,
        "aws_cloudwatch_alarm": [alarm()] if alarms is None else alarms,
        "aws_sns_topic_subscription": [subscription()] if subscriptions is None else subscriptions,
    }


def own_account(place: int) -> str:
    """The account of the case at that place among cases put together."""
    return str(100_000_000_000 + place)


def together(label: str, cases: Sequence[Case]) -> Case:
    """One case with an account for each of them: one query judges all."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for place, case in enumerate(cases):
        for table, rows in case.tables.items():
            own = json.loads(json.dumps(list(rows)).replace(ACCOUNT, own_account(place)))
            tables[table] += [{"account_id": own_account(place), **row} for row in own]
    statuses = tuple(status for case in cases for status in case.statuses)
    return Case(label, "Each account by itself.", tables, statuses)
