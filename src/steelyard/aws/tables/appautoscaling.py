"""Application Auto Scaling."""

from steelyard.aws.declare import Call, Key, Table, bigint, jsonb, text, timestamptz

target = Table(
    "aws_appautoscaling_target",
    "A resource that Application Auto Scaling scales. A query must name the service namespace.",
    rows=(
        Call(
            "application-autoscaling",
            "DescribeScalableTargets",
            {
                "ServiceNamespace": Key("service_namespace", required=True),
                "ResourceIds": [Key("resource_id")],
                "ScalableDimension": Key("scalable_dimension"),
            },
            items="ScalableTargets",
        ),
    ),
    columns={
        "service_namespace": text(about="The service of the resource, such as dynamodb or ecs."),
        "resource_id": text(about="The resource, such as table/my-table."),
        "scalable_dimension": text(about="What of the resource is scaled."),
        "creation_time": timestamptz(about="When it was made."),
        "max_capacity": bigint(about="The most it may be scaled to."),
        "min_capacity": bigint(about="The least it may be scaled to."),
        "role_arn": text(about="The IAM role that scales it."),
        "scalable_target_arn": text(),
        "suspended_state": jsonb(about="Which kinds of scaling are suspended."),
        "title": text("ResourceId"),
    },
)


TABLES = (target,)
