"""Makes the tables of CloudWatch metrics: a row is one data point of one resource.

A table has one of three intervals. Each asks for as much of the past as one `GetMetricStatistics` answer holds
(1,440 points), or a year of days. The asked span ends at a full hour, so that tables of the same metric ask
for the same and share the call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from steelyard.aws.declare import Call, Column, Computed, Table, Value, double, text, timestamptz
from steelyard.aws.tables._values import constant

Interval = Literal["5_min", "hourly", "daily"]

STATISTICS = ("Average", "SampleCount", "Sum", "Minimum", "Maximum")


@dataclass(frozen=True, slots=True)
class Span:
    """One interval: the seconds that a data point covers, how far back the points go, and both in words."""

    period: int
    past: timedelta
    words: str


SPANS: dict[Interval, Span] = {
    "5_min": Span(300, timedelta(days=5), "one row every 5 minutes of the last 5 days"),
    "hourly": Span(3600, timedelta(days=60), "one row an hour of the last 60 days"),
    "daily": Span(86400, timedelta(days=365), "one row a day of the last year"),
}


def metric_table(
    name: str,
    *,
    namespace: str,
    metric: str,
    interval: Interval,
    parents: tuple[Call, ...] = (),
    dimension: str = "",
    column: str = "",
    source: str = "",
    value: Callable[[Any], Any] | None = None,
    of: str = "the account",
) -> Table:
    """A table of one metric's data points.

    parents    the calls that list the resources; the last one must have a ``name``, so that ``source`` can read it
    dimension  the metric's one dimension, such as ``VolumeId``; empty for a metric of the whole account
    column     the column that shows the dimension's value
    source     the path of the dimension's value, such as ``volume.VolumeId``
    value      a pure function from what ``source`` reads to the dimension's value, where they differ
    of         what has the metric, in words: "each EBS volume"
    """
    span = SPANS[interval]
    dimensions = {"Dimensions": Computed(dimension_of(dimension, value), (source,))} if dimension else {}
    statistics = Call(
        "cloudwatch",
        "GetMetricStatistics",
        {
            "Namespace": Value(namespace),
            "MetricName": Value(metric),
            **dimensions,
            "StartTime": Computed(start_of(span)),
            "EndTime": Computed(end),
            "Period": Value(span.period),
            "Statistics": Value(list(STATISTICS)),
        },
        items="Datapoints",
    )
    key = (
        {column: Column("text", (source,), value, f"Which resource: the metric's dimension {dimension}.")}
        if dimension
        else {}
    )
    return Table(
        name,
        f"CloudWatch's {metric} of {of} ({namespace}): {span.words}.",
        rows=(*parents, statistics),
        columns={
            **key,
            "namespace": text(".", via=constant(namespace), about="The CloudWatch namespace of the metric."),
            "metric_name": text(".", via=constant(metric), about="The name of the metric."),
            "timestamp": timestamptz(about="When the period that the data point covers began."),
            "average": double(about="The sum divided by the number of samples."),
            "maximum": double(about="The highest value in the period."),
            "minimum": double(about="The lowest value in the period."),
            "sample_count": double(about="How many values the data point was made from."),
            "sum": double(about="The values of the period added up."),
            "unit": text(about="The unit of the values, such as Count or Percent."),
        },
    )


def dimension_of(name: str, value: Callable[[Any], Any] | None = None) -> Callable[[Any], list[dict[str, Any]]]:
    """The function from what a path reads to the ``Dimensions`` parameter."""
    return lambda read: [{"Name": name, "Value": read if value is None else value(read)}]


def end(now: datetime | None = None) -> datetime:
    """The full hour at or after ``now`` (UTC): where the asked span ends."""
    moment = now or datetime.now(UTC)
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour if hour == moment else hour + timedelta(hours=1)


def start_of(span: Span) -> Callable[[], datetime]:
    """The function that gives the start of a span that ends at `end`."""
    return lambda: end() - span.past
