"""AWS IAM: which services a principal has used."""

from steelyard.aws.declare import Call, Key, Table, Value, bigint, jsonb, text, timestamptz

access_advisor = Table(
    "aws_iam_access_advisor",
    "An AWS service that a user, group, role or policy may use, and when it last did.",
    scope="global",
    rows=(
        Call(
            "iam",
            "GenerateServiceLastAccessedDetails",
            {"Arn": Key("principal_arn", required=True), "Granularity": Value("ACTION_LEVEL")},
            name="job",
            absent=("NoSuchEntity",),
        ),
        # A thousand is more than there are services, so that the finished job has one page.
        Call(
            "iam",
            "GetServiceLastAccessedDetails",
            {"JobId": "job.JobId", "MaxItems": Value(1000)},
            items="ServicesLastAccessed",
            until=("JobStatus", "COMPLETED"),
        ),
    ),
    columns={
        "principal_arn": text("where.principal_arn", about="Whose use it is; a query must name one."),
        "service_name": text(),
        "service_namespace": text(about="The service's prefix in actions."),
        "last_authenticated": timestamptz(about="Null where the service was not used in the last 400 days."),
        "last_authenticated_entity": text(about="The ARN of the user or role that used it last."),
        "last_authenticated_region": text(),
        "total_authenticated_entities": bigint(about="How many users and roles used it."),
        "tracked_actions_last_accessed": jsonb(about="The actions that AWS follows, and when they were last used."),
    },
)

TABLES = (access_advisor,)
