"""Amazon Inspector Classic."""

from steelyard.aws.declare import Call, Many, Table, akas, bigint, boolean, double, jsonb, text, timestamptz

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

TABLES = (finding,)
