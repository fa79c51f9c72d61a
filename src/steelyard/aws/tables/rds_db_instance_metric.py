"""CloudWatch metrics of RDS database instances."""

from steelyard.aws.declare import Call, Table
from steelyard.aws.metrics import Interval, metric_table
from steelyard.aws.tables.rds_db_instance import is_relational

INSTANCES = Call("rds", "DescribeDBInstances", items="DBInstances", keep=is_relational, name="instance")


def instance_metric(table: str, metric: str, interval: Interval) -> Table:
    """A table of one metric of each instance."""
    return metric_table(
        f"aws_rds_db_instance_metric_{table}",
        namespace="AWS/RDS",
        metric=metric,
        interval=interval,
        parents=(INSTANCES,),
        dimension="DBInstanceIdentifier",
        column="db_instance_identifier",
        source="instance.DBInstanceIdentifier",
        of="each RDS database instance",
    )


TABLES = (
    instance_metric("connections_daily", "DatabaseConnections", "daily"),
    instance_metric("cpu_utilization_daily", "CPUUtilization", "daily"),
    instance_metric("cpu_utilization_hourly", "CPUUtilization", "hourly"),
)
