"""AWS Directory Service."""

from __future__ import annotations

from steelyard.aws.declare import Call, Computed, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import some

GONE = ("EntityDoesNotExistException",)


def with_snapshots(identifier: str, kind: str | None) -> str | None:
    """The id of a directory of a kind that has snapshots."""
    return identifier if kind in ("SimpleAD", "MicrosoftAD") else None


def shareable(identifier: str, kind: str | None) -> str | None:
    """The id of a directory of the kind that can be shared."""
    return identifier if kind == "MicrosoftAD" else None


directory = Table(
    "aws_directory_service_directory",
    "A directory: Microsoft AD, Simple AD, AD Connector, or one shared by another account.",
    rows=(
        Call(
            "ds",
            "DescribeDirectories",
            {"DirectoryIds": [Key("directory_id")]},
            items="DirectoryDescriptions",
            absent=GONE,
        ),
    ),
    add={
        "topics": Call(
            "ds", "DescribeEventTopics", items="EventTopics", match="DirectoryId", on="DirectoryId", several=True
        ),
        "limits": Call(
            "ds", "GetSnapshotLimits", {"DirectoryId": Computed(with_snapshots, ("DirectoryId", "Type"))}, absent=GONE
        ),
        "shares": Call(
            "ds",
            "DescribeSharedDirectories",
            {"OwnerDirectoryId": Computed(shareable, ("DirectoryId", "Type"))},
            items="SharedDirectories",
            absent=("UnsupportedOperationException", *GONE),
        ),
        "tagging": Call("ds", "ListTagsForResource", {"ResourceId": "DirectoryId"}, items="Tags", absent=GONE),
    },
    columns={
        "name": text(),
        "directory_id": text(),
        "arn": text("arn:{partition}:ds:{region}:{account_id}:directory/{DirectoryId}"),
        "access_url": text(),
        "alias": text(about="The alias, which the access URL begins with; the id where none was made."),
        "connect_settings": jsonb(about="Where an AD Connector leads to."),
        "description": text(),
        "desired_number_of_domain_controllers": bigint(),
        "dns_ip_addrs": jsonb(),
        "edition": text(about="Enterprise, Standard or Hybrid, for Microsoft AD."),
        "event_topics": jsonb("topics", about="The SNS topics that hear of its state."),
        "launch_time": timestamptz(),
        "os_version": text(),
        "owner_directory_description": jsonb(about="The directory in the account that shares it."),
        "radius_settings": jsonb(about="The RADIUS server for multi-factor authentication."),
        "radius_status": text(about="Whether a RADIUS server for MFA could be reached: Creating, Completed or Failed."),
        "regions_info": jsonb(),
        "share_method": text(about="ORGANIZATIONS or HANDSHAKE, where another account shares it."),
        "share_notes": text(),
        "share_status": text(),
        "shared_directories": jsonb("shares", via=some, about="The accounts it is shared with; null where with none."),
        "short_name": text(),
        "size": text(about="Small or Large."),
        "snapshot_limit": jsonb("limits.SnapshotLimits", about="How many manual snapshots there may be and are."),
        "sso_enabled": boolean(about="Whether single sign-on is on."),
        "stage": text(about="The state, such as Active or Impaired."),
        "stage_last_updated_date_time": timestamptz(),
        "stage_reason": text(),
        "type": text(about="SimpleAD, ADConnector, MicrosoftAD or SharedMicrosoftAD."),
        "vpc_settings": jsonb(),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("Name"),
        "akas": akas("arn:{partition}:ds:{region}:{account_id}:directory/{DirectoryId}"),
    },
)

certificate = Table(
    "aws_directory_service_certificate",
    "A certificate registered with a directory for LDAPS or client authentication.",
    rows=(
        Call(
            "ds",
            "DescribeDirectories",
            {"DirectoryIds": [Key("directory_id")]},
            items="DirectoryDescriptions",
            absent=GONE,
            name="directory",
        ),
        Call(
            "ds",
            "ListCertificates",
            {"DirectoryId": "DirectoryId"},
            items="CertificatesInfo",
            absent=("DirectoryDoesNotExistException", "UnsupportedOperationException"),
        ),
    ),
    add={
        "detail": Call(
            "ds",
            "DescribeCertificate",
            {"DirectoryId": "directory.DirectoryId", "CertificateId": "CertificateId"},
            absent=("CertificateDoesNotExistException", "DirectoryDoesNotExistException"),
        ),
    },
    columns={
        "directory_id": text("directory.DirectoryId"),
        "certificate_id": text(),
        "common_name": text(),
        "client_cert_auth_settings": jsonb(
            "detail.Certificate.ClientCertAuthSettings", about="The OCSP address for smart-card certificates."
        ),
        "expiry_date_time": timestamptz(),
        "registered_date_time": timestamptz("detail.Certificate.RegisteredDateTime"),
        "state": text(
            about="Registering, Registered, RegisterFailed, Deregistering, Deregistered or DeregisterFailed."
        ),
        "state_reason": text("detail.Certificate.StateReason"),
        "type": text(about="ClientLDAPS or ClientCertAuth."),
        "title": text("CommonName"),
    },
)

TABLES = (
    directory,
    certificate,
)
