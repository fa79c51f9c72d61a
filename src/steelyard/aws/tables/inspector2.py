"""Amazon Inspector."""

from steelyard.aws.declare import Call, Table, boolean, text

NOT_MANAGING = "AccessDeniedException: Invoking account does not have access to describe the organization configuration"

organization_configuration = Table(
    "aws_inspector2_organization_configuration",
    "What Inspector does for new accounts of the organization; a row only where the account manages Inspector for it.",
    rows=(Call("inspector2", "DescribeOrganizationConfiguration", absent=(NOT_MANAGING,)),),
    columns={
        "ec2_auto_enable": boolean("autoEnable.ec2", about="Whether scans of EC2 begin by themselves."),
        "ecr_auto_enable": boolean("autoEnable.ecr", about="Whether scans of ECR begin by themselves."),
        "lambda_auto_enable": boolean("autoEnable.lambda", about="Whether scans of Lambda begin by themselves."),
        "lambda_code_auto_enable": boolean(
            "autoEnable.lambdaCode", about="Whether scans of Lambda code begin by themselves."
        ),
        "max_account_limit_reached": boolean(about="Whether the organization has as many accounts as Inspector takes."),
        "title": text("{region} Inspector2 Organization Configuration"),
    },
)

TABLES = (organization_configuration,)
