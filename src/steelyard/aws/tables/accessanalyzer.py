"""AWS IAM Access Analyzer."""

from steelyard.aws.declare import Call, Key, Table, akas, tags, text, timestamptz
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

TABLES = (analyzer,)
