"""The account itself: its aliases, its organization and its contacts."""

from steelyard.aws.declare import Call, Table, akas, jsonb, text

CONTACT_TYPES = ("BILLING", "OPERATIONS", "SECURITY")


def contact_types(_: object) -> tuple[str, ...]:
    """The kinds of alternate contacts; each is asked for by itself."""
    return CONTACT_TYPES


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
        "organization_id": text("organization.Organization.Id", about="Null where the account is in no organization."),
        "organization_arn": text("organization.Organization.Arn"),
        "organization_feature_set": text(
            "organization.Organization.FeatureSet", about="ALL, or CONSOLIDATED_BILLING alone."
        ),
        "organization_master_account_arn": text("organization.Organization.MasterAccountArn"),
        "organization_master_account_email": text("organization.Organization.MasterAccountEmail"),
        "organization_master_account_id": text("organization.Organization.MasterAccountId"),
        "organization_available_policy_types": jsonb("organization.Organization.AvailablePolicyTypes"),
        "title": text("alias", "account_id", via=lambda aliases, account_id: (aliases or [account_id])[0]),
        "akas": akas("arn:{partition}:::{account_id}"),
    },
)

alternate_contact = Table(
    "aws_account_alternate_contact",
    "Whom AWS tells, beside the root user's address, about billing, operations or security.",
    scope="global",
    rows=(
        Call("sts", "GetCallerIdentity", items=contact_types, name="kind"),
        Call(
            "account",
            "GetAlternateContact",
            {"AlternateContactType": "kind"},
            items="AlternateContact",
            absent=("ResourceNotFoundException",),
        ),
    ),
    columns={
        "name": text("Name"),
        "contact_type": text("AlternateContactType", about="BILLING, OPERATIONS or SECURITY."),
        "email_address": text(),
        "phone_number": text(),
        "contact_title": text("Title"),
        "linked_account_id": text("account_id", about="The account whose contact it is."),
        "title": text("Name"),
    },
)

TABLES = (account, alternate_contact)
