"""What AWS Cost Explorer says of costs. AWS charges for each of these calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from steelyard.aws.declare import (
    Call,
    Column,
    Computed,
    Key,
    Param,
    Table,
    Value,
    boolean,
    double,
    jsonb,
    text,
    timestamptz,
)
from steelyard.aws.tables._values import as_is

METRICS = (
    ("BlendedCost", "blended_cost", "averaged over the accounts of the organization"),
    ("UnblendedCost", "unblended_cost", "as charged on the day"),
    ("NetUnblendedCost", "net_unblended_cost", "as charged on the day, after discounts"),
    ("AmortizedCost", "amortized_cost", "with reservations spread over their term"),
    ("NetAmortizedCost", "net_amortized_cost", "with reservations spread over their term, after discounts"),
    ("UsageQuantity", "usage_quantity", "usage, whatever its unit"),
    ("NormalizedUsageAmount", "normalized_usage", "usage in normalized units of size-flexible reservations"),
)


def period(granularity: str | None, now: datetime | None = None) -> dict[str, str]:
    """The time to ask for: the last year, or the last 13 days by the hour, which is all that AWS keeps."""
    now = now or datetime.now(UTC)
    if granularity == "HOURLY":
        form = "%Y-%m-%dT%H:00:00Z"
        return {"Start": (now - timedelta(days=13)).strftime(form), "End": now.strftime(form)}
    day = min(now.day, 28) if now.month == 2 else now.day
    return {"Start": now.replace(year=now.year - 1, day=day).strftime("%Y-%m-%d"), "End": now.strftime("%Y-%m-%d")}


def cost_rows(answer: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A row for each group in each period, or for the period's total where nothing is grouped."""
    for result in answer.get("ResultsByTime") or ():
        groups = result.get("Groups") or [{"Metrics": result.get("Total")}]
        for group in groups:
            keys = [*(group.get("Keys") or ()), None, None]
            row = {
                "dimension_1": keys[0],
                "dimension_2": keys[1],
                "period_start": result["TimePeriod"]["Start"],
                "period_end": result["TimePeriod"]["End"],
                "estimated": result.get("Estimated"),
                "raw": group,
            }
            for metric, column, _ in METRICS:
                measured = (group.get("Metrics") or {}).get(metric) or {}
                row[f"{column}_amount"] = measured.get("Amount")
                row[f"{column}_unit"] = measured.get("Unit")
            yield row


def as_json_text(value: object) -> str:
    """A value as JSON text."""
    return orjson.dumps(value).decode()


def asked(granularity: Param, dimensions: tuple[Param, ...], filters: Mapping[str, Param] | None = None) -> Call:
    """One question to Cost Explorer, grouped by up to two dimensions."""
    params: dict[str, Param] = {
        "TimePeriod": Computed(period, ("where.granularity",)),
        "Granularity": granularity,
        "Metrics": [Value(metric) for metric, _, _ in METRICS],
        "GroupBy": [{"Type": Value("DIMENSION"), "Key": dimension} for dimension in dimensions],
    }
    return Call("ce", "GetCostAndUsage", {**params, **(filters or {})}, items=cost_rows)


def measures() -> dict[str, Column]:
    """The columns that every table of costs has."""
    columns = {
        "period_start": timestamptz("period_start"),
        "period_end": timestamptz("period_end", about="The first moment after the period."),
        "estimated": boolean("estimated", about="Whether the amounts may still change."),
    }
    for _, name, meaning in METRICS:
        columns[f"{name}_amount"] = double(f"{name}_amount", via=as_is, about=f"The amount: {meaning}.")
        columns[f"{name}_unit"] = text(f"{name}_unit")
    return columns


BY_SERVICE: Mapping[str, Param] = {"Filter": {"Dimensions": {"Key": Value("SERVICE"), "Values": [Key("service")]}}}

by_service_monthly = Table(
    "aws_cost_by_service_monthly",
    "The cost of one AWS service in one month, over the last year.",
    scope="global",
    rows=(asked(Value("MONTHLY"), (Value("SERVICE"),), BY_SERVICE),),
    columns={"service": text("dimension_1", about="The service as bills name it."), **measures()},
)

by_service_usage_type_monthly = Table(
    "aws_cost_by_service_usage_type_monthly",
    "The cost of one kind of use of one AWS service in one month, over the last year.",
    scope="global",
    rows=(asked(Value("MONTHLY"), (Value("SERVICE"), Value("USAGE_TYPE")), BY_SERVICE),),
    columns={
        "service": text("dimension_1", about="The service as bills name it."),
        "usage_type": text("dimension_2", about="What was used, such as BoxUsage:t3.micro."),
        **measures(),
    },
)

usage = Table(
    "aws_cost_usage",
    "Cost and usage by two dimensions that the query chooses, in periods of a length that it chooses.",
    scope="global",
    rows=(
        asked(
            Key("granularity", required=True),
            (Key("dimension_type_1", required=True), Key("dimension_type_2", required=True)),
        ),
    ),
    columns={
        "granularity": text("where.granularity", about="The length of a period: MONTHLY, DAILY or HOURLY."),
        "dimension_type_1": text("where.dimension_type_1", about="What is grouped by, such as SERVICE."),
        "dimension_type_2": text("where.dimension_type_2", about="What is grouped by in the second place."),
        "dimension_1": text("dimension_1", about="The group's value of the first dimension."),
        "dimension_2": text("dimension_2", about="The group's value of the second dimension."),
        "search_start_time": timestamptz(
            "where.granularity",
            via=lambda granularity: period(granularity)["Start"],
            about="From when costs were asked.",
        ),
        "search_end_time": timestamptz(
            "where.granularity",
            via=lambda granularity: period(granularity)["End"],
            about="Until when costs were asked.",
        ),
        "raw": jsonb("raw", about="The group as AWS answers it."),
        "raw_quals": text("where", via=as_json_text, about="The query's filters, as JSON text."),
        "title": text("dimension_1"),
        "akas": jsonb("akas", about="Null: a cost has no ARN."),
        "tags": jsonb("tags", about="Null: a cost has no tags."),
        **measures(),
    },
)

TABLES = (by_service_monthly, by_service_usage_type_monthly, usage)
