"""Functions of the tables of costs."""

from datetime import UTC, datetime

from steelyard.aws.tables.cost import as_json_text, cost_rows, period

PERIOD = {"Start": "2024-01-01", "End": "2024-02-01"}


def test_a_year_is_asked_for() -> None:
    assert period("MONTHLY", datetime(2024, 5, 6, tzinfo=UTC)) == {"Start": "2023-05-06", "End": "2024-05-06"}
    assert period(None, datetime(2024, 2, 29, tzinfo=UTC)) == {"Start": "2023-02-28", "End": "2024-02-29"}


def test_hours_are_asked_for_as_far_back_as_aws_keeps_them() -> None:
    assert period("HOURLY", datetime(2024, 5, 20, 7, 31, tzinfo=UTC)) == {
        "Start": "2024-05-07T07:00:00Z",
        "End": "2024-05-20T07:00:00Z",
    }


def test_a_row_for_each_group_in_each_period() -> None:
    answer = {
        "ResultsByTime": [
            {
                "TimePeriod": PERIOD,
                "Estimated": False,
                "Groups": [
                    {"Keys": ["S3", "Bytes"], "Metrics": {"UnblendedCost": {"Amount": "1.5", "Unit": "USD"}}},
                    {"Keys": ["EC2", "Hours"], "Metrics": {}},
                ],
            }
        ]
    }
    s3, ec2 = cost_rows(answer)
    assert (s3["dimension_1"], s3["dimension_2"]) == ("S3", "Bytes")
    assert (s3["period_start"], s3["period_end"], s3["estimated"]) == ("2024-01-01", "2024-02-01", False)
    assert (s3["unblended_cost_amount"], s3["unblended_cost_unit"]) == ("1.5", "USD")
    assert s3["amortized_cost_amount"] is None
    assert (ec2["dimension_1"], ec2["unblended_cost_amount"]) == ("EC2", None)


def test_without_groups_the_total_is_the_row() -> None:
    total = {"UsageQuantity": {"Amount": "3", "Unit": "N/A"}}
    (row,) = cost_rows({"ResultsByTime": [{"TimePeriod": PERIOD, "Total": total, "Groups": [], "Estimated": True}]})
    assert (row["dimension_1"], row["usage_quantity_amount"], row["usage_quantity_unit"]) == (None, "3", "N/A")


def test_filters_as_text() -> None:
    assert as_json_text({"granularity": "DAILY"}) == '{"granularity":"DAILY"}'
