"""Amazon Inspector Classic."""

from steelyard.aws.declare import Call, Key, Many, Table, akas, bigint, boolean, double, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import some

finding = Table(
    "aws_inspector_finding",
    "A weakness that an assessment of Inspector Classic found.",
    rows=(
        Call("inspector", "ListFindings", items="findingArns", name="finding", absent=("NoSuchEntityException",)),
        Call("inspector", "DescribeFindings", {"findingArns": Many("finding", 10)}, items="findings"),
    ),
    add={"described": Call("inspector", "DescribeFindings", {"findingArns": ["arn"]})},
    columns={
        "id": text(),
        "arn": text(),
        "agent_id": text("assetAttributes.agentId", about="The EC2 instance's agent."),
        "asset_type": text(),
        "auto_scaling_group": text("assetAttributes.autoScalingGroup"),
        "confidence": bigint(about="How sure Inspector is, from 0 to 10."),
        "created_at": timestamptz(),
        "updated_at": timestamptz(),
        "description": text(),
        "indicator_of_compromise": boolean(about="Whether it is a sign of an attack, not only a weakness."),
        "numeric_severity": double(about="From 0 to 10."),
        "recommendation": text(about="How to mend the weakness."),
        "schema_version": bigint(),
        "service": text(),
        "severity": text(about="Low, Medium, High, Informational or Undefined."),
        "asset_attributes": jsonb(about="What was assessed."),
        "attributes": jsonb(),
        "failed_items": jsonb("described.failedItems", about="What AWS could not tell of the finding."),
        "service_attributes": jsonb(),
        "user_attributes": jsonb(),
        "title": text(),
        "akas": akas("arn"),
    },
)

assessment_template = Table(
    "aws_inspector_assessment_template",
    "What an assessment of Inspector Classic would do, and with which rules.",
    rows=(
        Call("inspector", "ListAssessmentTemplates", items="assessmentTemplateArns", name="template"),
        Call(
            "inspector",
            "DescribeAssessmentTemplates",
            {"assessmentTemplateArns": Many("template", 10)},
            items="assessmentTemplates",
        ),
    ),
    get=Call(
        "inspector",
        "DescribeAssessmentTemplates",
        {"assessmentTemplateArns": [Key("arn")]},
        items="assessmentTemplates",
    ),
    add={
        "subscribed": Call("inspector", "ListEventSubscriptions", {"resourceArn": "arn"}, items="subscriptions"),
        "tagging": Call("inspector", "ListTagsForResource", {"resourceArn": "arn"}, items="tags"),
    },
    columns={
        "name": text(),
        "arn": text(),
        "assessment_run_count": bigint(),
        "assessment_target_arn": text(about="What is assessed."),
        "created_at": timestamptz(),
        "duration_in_seconds": bigint(about="How long an assessment runs."),
        "last_assessment_run_arn": text(),
        "rules_package_arns": jsonb(),
        "user_attributes_for_findings": jsonb(about="What every finding is marked with."),
        "event_subscriptions": jsonb("subscribed", via=some, about="Who is told of runs; null where nobody is."),
        "tags_src": jsonb("tagging"),
        "title": text("name"),
        "tags": tags("tagging"),
        "akas": akas("arn"),
    },
)

TABLES = (finding, assessment_template)
