"""AWS Systems Manager: documents, managed instances, parameters and settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from steelyard.aws.declare import (
    Call,
    Key,
    Param,
    Table,
    Value,
    akas,
    bigint,
    boolean,
    inet,
    jsonb,
    listed,
    tags,
    text,
    timestamptz,
)
from steelyard.aws.tables._values import first_of

NO_DOCUMENT = ("InvalidDocument",)


def filtered(name: str, column: str) -> dict[str, Param]:
    """A filter of Systems Manager's list calls, given where the query has a filter on the column."""
    return {"Key": Value(name), "Values": [Key(column)]}


def arn_of_document(partition: str, region: str, account: str, name: str) -> str:
    """A document's ARN; what another account shares goes by its ARN already."""
    if name.startswith("arn:"):
        return name
    return f"arn:{partition}:ssm:{region}:{account}:document/{name.removeprefix('/')}"


def akas_of_document(partition: str, region: str, account: str, name: str) -> list[object] | None:
    """The document's ARN as a list of one."""
    return listed(arn_of_document(partition, region, account, name))


def arn_of_parameter(known: str | None, partition: str, region: str, account: str, name: str) -> str:
    """A parameter's ARN as AWS lists it, or else made from the name of an own parameter."""
    return known or f"arn:{partition}:ssm:{region}:{account}:parameter/{name.removeprefix('/')}"


def akas_of_parameter(known: str | None, partition: str, region: str, account: str, name: str) -> list[object] | None:
    """The parameter's ARN as a list of one."""
    return listed(arn_of_parameter(known, partition, region, account, name))


def owner_type(asked: str | None, owner: str | None, account: str) -> str | None:
    """Whose a document is: as the query filters by, else Self or Amazon as far as the owner tells."""
    if asked is not None:
        return asked
    return "Self" if owner == account else "Amazon" if owner == "Amazon" else None


def shares(answer: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The accounts that an answer to DescribeDocumentPermission names, each with the list of all of them."""
    for share in answer.get("AccountSharingInfoList") or ():
        yield {**share, "AccountIds": answer.get("AccountIds")}


PLACE = ("partition", "region", "account_id")
AKAS = "The globally unique identifiers (ARNs) of the resource."

document = Table(
    "aws_ssm_document",
    "A Systems Manager document, one's own, Amazon's or shared: what to run on instances, or how to configure them.",
    rows=(
        Call(
            "ssm",
            "ListDocuments",
            {"Filters": [filtered("Owner", "owner_type"), filtered("DocumentType", "document_type")]},
            items="DocumentIdentifiers",
        ),
    ),
    add={"detail": Call("ssm", "DescribeDocument", {"Name": "Name"}, absent=NO_DOCUMENT)},
    columns={
        "name": text(about="The name of the document."),
        "arn": text(
            *PLACE, "Name", via=arn_of_document, about="The ARN; Amazon's documents too show the account's own."
        ),
        "owner": text(about="The account the document belongs to, or Amazon."),
        "owner_type": text(
            "where.owner_type",
            "Owner",
            "account_id",
            via=owner_type,
            about="Self, Amazon, Public, Private or ThirdParty.",
        ),
        "document_type": text(about="What the document is for, such as Command or Automation."),
        "document_version": text(about="The version that is run unless another is named."),
        "approved_version": text("detail.Document.ApprovedVersion", about="The version that reviewers approved."),
        "attachments_information": jsonb(
            "detail.Document.AttachmentsInformation", about="The files that come with it."
        ),
        "hash": text("detail.Document.Hash", about="The digest of the document's text."),
        "parameters": jsonb("detail.Document.Parameters", about="What may be given to a run of the document."),
        "pending_review_version": text("detail.Document.PendingReviewVersion", about="The version under review."),
        "requires": jsonb(about="The documents that this one needs."),
        "review_status": text(about="APPROVED, NOT_REVIEWED, PENDING or REJECTED."),
        "status": text("detail.Document.Status", about="Creating, Active, Updating, Deleting or Failed."),
        "target_type": text(about="The kind of resource the document works on."),
        "author": text(),
        "category": jsonb("detail.Document.Category"),
        "category_enum": jsonb("detail.Document.CategoryEnum"),
        "created_date": timestamptz(),
        "default_version": text("detail.Document.DefaultVersion"),
        "description": text("detail.Document.Description"),
        "display_name": text(),
        "document_format": text(),
        "hash_type": text("detail.Document.HashType"),
        "latest_version": text("detail.Document.LatestVersion"),
        "platform_types": jsonb(),
        "review_information": jsonb("detail.Document.ReviewInformation"),
        "schema_version": text(),
        "sha1": text("detail.Document.Sha1"),
        "status_information": text("detail.Document.StatusInformation"),
        "version_name": text(),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("Name"),
        "akas": jsonb(*PLACE, "Name", via=akas_of_document, about=AKAS),
    },
)

document_permission = Table(
    "aws_ssm_document_permission",
    "An account that one of the account's own documents is shared with; all stands for everybody.",
    rows=(
        Call(
            "ssm",
            "ListDocuments",
            {"Filters": Value([{"Key": "Owner", "Values": ["Self"]}])},
            items="DocumentIdentifiers",
            name="document",
        ),
        Call(
            "ssm",
            "DescribeDocumentPermission",
            {"Name": "document.Name", "PermissionType": Value("Share")},
            items=shares,
            absent=NO_DOCUMENT,
        ),
    ),
    get=Call(
        "ssm",
        "DescribeDocumentPermission",
        {"Name": Key("document_name"), "PermissionType": Value("Share")},
        items=shares,
        absent=NO_DOCUMENT,
    ),
    columns={
        "document_name": text("document.Name", "where.document_name", via=first_of, about="The shared document."),
        "shared_account_id": text("AccountId", about="The account that may use the document, or all."),
        "shared_document_version": text("SharedDocumentVersion", about="The version that it may use."),
        "account_ids": jsonb("AccountIds", about="Every account that may use the document."),
        "title": text("SharedDocumentVersion"),
    },
)

managed_instance = Table(
    "aws_ssm_managed_instance",
    "A server that Systems Manager manages: an EC2 instance or one registered from elsewhere.",
    rows=(
        Call(
            "ssm",
            "DescribeInstanceInformation",
            {
                "Filters": [
                    filtered("InstanceIds", "instance_id"),
                    filtered("AgentVersion", "agent_version"),
                    filtered("PingStatus", "ping_status"),
                    filtered("PlatformTypes", "platform_type"),
                    filtered("ActivationIds", "activation_id"),
                    filtered("ResourceType", "resource_type"),
                    filtered("AssociationStatus", "association_status"),
                ]
            },
            items="InstanceInformationList",
            absent=("InvalidInstanceId",),
        ),
    ),
    columns={
        "instance_id": text(about="The id of the server; mi-... for one from elsewhere."),
        "arn": text(
            "arn:{partition}:ssm:{region}:{account_id}:managed-instance/{InstanceId}",
            about="The managed instance's ARN.",
        ),
        "name": text(about="The name given when a server from elsewhere was registered."),
        "activation_id": text(about="The activation that a server from elsewhere was registered with."),
        "agent_version": text(),
        "association_overview": jsonb(about="How the associations' last runs went, by status."),
        "association_status": text(about="How the last run of its associations went."),
        "iam_role": text(about="The role a server from elsewhere acts as; null for EC2 instances."),
        "is_latest_version": boolean(about="Whether the agent is the newest."),
        "ping_status": text(about="Whether the agent is in touch: Online, ConnectionLost or Inactive."),
        "resource_type": text(about="EC2Instance, ManagedInstance or another kind of source."),
        "source_id": text(about="The id of the server at its source, such as an IoT thing."),
        "ip_address": inet("IPAddress"),
        "computer_name": text(),
        "last_association_execution_date": timestamptz(),
        "last_ping_date_time": timestamptz(),
        "last_successful_association_execution_date": timestamptz(),
        "platform_name": text(),
        "platform_type": text(),
        "platform_version": text(),
        "registration_date": timestamptz(),
        "source_type": text(),
        "title": text("InstanceId"),
        "akas": akas("arn:{partition}:ssm:{region}:{account_id}:managed-instance/{InstanceId}"),
    },
)

managed_instance_compliance = Table(
    "aws_ssm_managed_instance_compliance",
    "A patch, association or other rule on one managed instance, and whether the instance complies with it.",
    rows=(
        Call("ssm", "DescribeInstanceInformation", items="InstanceInformationList", name="instance"),
        Call(
            "ssm",
            "ListComplianceItems",
            {"ResourceIds": ["instance.InstanceId"], "ResourceTypes": [Key("resource_type")]},
            items="ComplianceItems",
            absent=("InvalidResourceId", "ValidationException"),
        ),
    ),
    get=Call(
        "ssm",
        "ListComplianceItems",
        {"ResourceIds": [Key("resource_id")]},
        items="ComplianceItems",
        absent=("InvalidResourceId", "ValidationException"),
    ),
    columns={
        "resource_id": text(about="The managed instance."),
        "resource_type": text(about="ManagedInstance."),
        "compliance_type": text(about="The kind of rule: Association, Patch, or a Custom: one."),
        "id": text(about="The id of the rule: of a patch, an association."),
        "name": text("Title", about="The title of the rule, such as a patch's."),
        "severity": text(about="How grave it is not to comply."),
        "status": text(about="COMPLIANT or NON_COMPLIANT."),
        "details": jsonb(about="More about the rule's state, as key and value."),
        "execution_summary": jsonb(about="The run that found the state."),
        "title": text("Title", "Id", via=first_of),
        "akas": akas(
            "arn:{partition}:ssm:{region}:{account_id}:managed-instance/{ResourceId}/compliance-item/{Id}:{ComplianceType}"
        ),
    },
)

parameter = Table(
    "aws_ssm_parameter",
    "A parameter of Parameter Store.",
    rows=(
        Call(
            "ssm",
            "DescribeParameters",
            {
                "ParameterFilters": [
                    filtered("Type", "type"),
                    filtered("KeyId", "key_id"),
                    filtered("Tier", "tier"),
                    filtered("DataType", "data_type"),
                ]
            },
            items="Parameters",
        ),
    ),
    get=Call(
        "ssm",
        "DescribeParameters",
        {"ParameterFilters": [filtered("Name", "name")]},
        items="Parameters",
        absent=("ValidationException",),
    ),
    add={
        "content": Call(
            "ssm",
            "GetParameter",
            {"Name": "Name"},
            absent=("InvalidKeyId", "ParameterNotFound"),
        ),
        "tagging": Call(
            "ssm",
            "ListTagsForResource",
            {"ResourceType": Value("Parameter"), "ResourceId": "Name"},
            absent=("InvalidResourceId",),
        ),
    },
    columns={
        "name": text(about="The name of the parameter; its path where it begins with a slash."),
        "arn": text("ARN", *PLACE, "Name", via=arn_of_parameter, about="The parameter's ARN."),
        "type": text(about="String, StringList or SecureString."),
        "value": text("content.Parameter.Value", about="The value; that of a SecureString stays encrypted."),
        "data_type": text(about="What the value must be, such as text or aws:ec2:image."),
        "key_id": text(about="The KMS key of a SecureString."),
        "policies": jsonb(about="When the parameter expires, and when to be told."),
        "selector": text("content.Parameter.Selector", about="The version or label that was asked for."),
        "source_result": text("content.Parameter.SourceResult", about="The answer of another service that holds it."),
        "tier": text(about="Standard, Advanced or Intelligent-Tiering."),
        "last_modified_date": timestamptz(),
        "last_modified_user": text(),
        "version": bigint(),
        "tags_src": jsonb("tagging.TagList"),
        "tags": tags("tagging.TagList"),
        "title": text("Name"),
        "akas": jsonb("ARN", *PLACE, "Name", via=akas_of_parameter, about=AKAS),
    },
)

service_setting = Table(
    "aws_ssm_service_setting",
    "A setting of Systems Manager itself in one region; the query names the settings it wants.",
    rows=(
        Call(
            "ssm",
            "GetServiceSetting",
            {"SettingId": Key("setting_id", required=True)},
            items="ServiceSetting",
            absent=("InvalidParameterValue", "ServiceSettingNotFound", "ValidationException"),
        ),
    ),
    columns={
        "setting_id": text(about="The name of the setting, such as /ssm/documents/console/public-sharing-permission."),
        "arn": text("ARN"),
        "setting_value": text(about="What it is set to."),
        "status": text(about="Default, Customized or PendingUpdate."),
        "last_modified_user": text(about="Who changed it last; null while it is the default."),
        "last_modified_date": timestamptz(),
        "title": text("SettingId"),
        "akas": akas("ARN"),
    },
)

TABLES = (
    document,
    document_permission,
    managed_instance,
    managed_instance_compliance,
    parameter,
    service_setting,
)
