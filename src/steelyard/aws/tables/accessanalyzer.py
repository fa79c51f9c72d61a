"""AWS IAM Access Analyzer."""

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import as_is

analyzer = Table(
    "aws_accessanalyzer_analyzer",
    "An analyzer that looks for access from outside, or for unused access.",
    rows=(Call("accessanalyzer", "ListAnalyzers", {"type": Key("type")}, items="analyzers"),),
    get=Call(
        "accessanalyzer",
        "GetAnalyzer",
        {"analyzerName": Key("name")},
        items="analyzer",
        absent=("ResourceNotFoundException", "ValidationException"),
    ),
    columns={
        "name": text(),
        "arn": text(),
        "status": text(about="ACTIVE, CREATING, DISABLED or FAILED."),
        "type": text(about="What it analyzes: the account or the organization, for access from outside or unused."),
        "created_at": timestamptz(),
        "last_resource_analyzed": text(about="The ARN of the resource analyzed last."),
        "last_resource_analyzed_at": timestamptz(),
        "status_reason": text("statusReason", via=as_is, about="Why the analyzer is not active, as JSON text."),
        "title": text("name"),
        "tags": tags("tags"),
        "akas": akas("arn"),
    },
)

finding = Table(
    "aws_accessanalyzer_finding",
    "A resource that an analyzer found open to someone outside the account or organization.",
    rows=(
        Call("accessanalyzer", "ListAnalyzers", items="analyzers", name="analyzer"),
        # An analyzer of unused access has findings of another kind, and refuses this question.
        Call(
            "accessanalyzer",
            "ListFindings",
            {"analyzerArn": "analyzer.arn"},
            items="findings",
            absent=("ResourceNotFoundException", "ValidationException"),
        ),
    ),
    columns={
        "access_analyzer_arn": text("analyzer.arn"),
        "id": text(),
        "analyzed_at": timestamptz(),
        "created_at": timestamptz(),
        "error": text(about="Why the resource could not be analyzed."),
        "is_public": boolean(about="Whether anybody at all has access."),
        "resource": text(about="The resource that can be accessed."),
        "resource_owner_account": text(),
        "resource_type": text(),
        "status": text(about="ACTIVE, ARCHIVED or RESOLVED."),
        "updated_at": timestamptz(),
        "action": jsonb(about="What the outside principal may do."),
        "sources": jsonb(about="What gives the access: a policy, an access point, ..."),
        "principal": jsonb(about="Who outside has access."),
        "condition": jsonb(about="The conditions of the policy statement that gives access."),
        "title": text("id"),
    },
)

TABLES = (analyzer, finding)
