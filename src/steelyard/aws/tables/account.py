"""The account itself: its aliases and its organization."""

from steelyard.aws.declare import Call, Table, akas, jsonb, text

account = Table(
    "aws_account",
    "The AWS account, with its aliases and the organization it belongs to.",
    scope="global",
    rows=(Call("sts", "GetCallerIdentity"),),
    add={
        "alias": Call("iam", "ListAccountAliases", items="AccountAliases"),
        "organization": Call("organizations", "DescribeOrganization", absent=("AWSOrganizationsNotInUseException",)),
    },
    columns={
        "arn": text("arn:{partition}:::{account_id}", about="The account as an ARN."),
        "account_aliases": jsonb("alias", about="The aliases that sign-in pages accept for the account id."),
        "organization_id": text("organization.Organization.Id"),
        "organization_arn": text("organization.Organization.Arn"),
        "organization_feature_set": text("organization.Organization.FeatureSet"),
        "organization_master_account_arn": text("organization.Organization.MasterAccountArn"),
        "organization_master_account_email": text("organization.Organization.MasterAccountEmail"),
        "organization_master_account_id": text("organization.Organization.MasterAccountId"),
        "organization_available_policy_types": jsonb("organization.Organization.AvailablePolicyTypes"),
        "title": text("alias", "account_id", via=lambda aliases, account_id: (aliases or [account_id])[0]),
        "akas": akas("arn:{partition}:::{account_id}"),
    },
)

TABLES = (account,)
