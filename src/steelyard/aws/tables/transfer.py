"""AWS Transfer Family."""

from __future__ import annotations

from steelyard.aws.declare import Call, Table, akas, bigint, jsonb, tags, text

GONE = ("ResourceNotFoundException",)


connector = Table(
    "aws_transfer_connector",
    "A connector of AWS Transfer Family, which sends files to partners by AS2 or SFTP.",
    rows=(Call("transfer", "ListConnectors", items="Connectors"),),
    add={
        "detail": Call("transfer", "DescribeConnector", {"ConnectorId": "ConnectorId"}, absent=GONE),
        "tagging": Call("transfer", "ListTagsForResource", {"Arn": "Arn"}, items="Tags"),
    },
    columns={
        "connector_id": text(),
        "arn": text(),
        "url": text(about="The partner's address."),
        "access_role": text("detail.Connector.AccessRole", about="The role that reads and writes the files."),
        "as2_config": jsonb("detail.Connector.As2Config", about="The settings of an AS2 connector."),
        "logging_role": text("detail.Connector.LoggingRole"),
        "security_policy_name": text("detail.Connector.SecurityPolicyName", about="The named set of ciphers."),
        "service_managed_egress_ip_addresses": jsonb(
            "detail.Connector.ServiceManagedEgressIpAddresses", about="The addresses that files come from."
        ),
        "sftp_config": jsonb("detail.Connector.SftpConfig", about="The settings of an SFTP connector."),
        "tags_src": jsonb("tagging"),
        "tags": tags("tagging"),
        "title": text("ConnectorId"),
        "akas": akas("Arn"),
    },
)

server = Table(
    "aws_transfer_server",
    "A file transfer server: SFTP, FTPS, FTP or AS2.",
    rows=(Call("transfer", "ListServers", items="Servers"),),
    add={
        "detail": Call("transfer", "DescribeServer", {"ServerId": "ServerId"}, absent=GONE),
    },
    columns={
        "server_id": text(),
        "arn": text(),
        "state": text(),
        "certificate": text("detail.Server.Certificate", about="The ARN of the certificate, for FTPS."),
        "domain": text(about="Where files are: S3 or EFS."),
        "endpoint_details": jsonb(
            "detail.Server.EndpointDetails", about="The VPC, subnets and addresses of its endpoint."
        ),
        "endpoint_type": text(about="PUBLIC, VPC or VPC_ENDPOINT."),
        "host_key_fingerprint": text("detail.Server.HostKeyFingerprint"),
        "identity_provider_details": jsonb("detail.Server.IdentityProviderDetails"),
        "identity_provider_type": text(
            about="Who checks users: SERVICE_MANAGED, AWS_DIRECTORY_SERVICE, AWS_LAMBDA or API_GATEWAY."
        ),
        "logging_role": text(about="The role that logs to CloudWatch Logs."),
        "post_authentication_login_banner": text("detail.Server.PostAuthenticationLoginBanner"),
        "pre_authentication_login_banner": text("detail.Server.PreAuthenticationLoginBanner"),
        "protocol_details": jsonb("detail.Server.ProtocolDetails"),
        "protocols": jsonb("detail.Server.Protocols", about="SFTP, FTP, FTPS and AS2, those that are on."),
        "security_policy_name": text(
            "detail.Server.SecurityPolicyName", about="The named set of ciphers and key exchanges."
        ),
        "structured_log_destinations": jsonb(
            "detail.Server.StructuredLogDestinations", about="The log groups that get structured logs."
        ),
        "user_count": bigint(about="How many service-managed users there are."),
        "workflow_details": jsonb("detail.Server.WorkflowDetails", about="What is done with files after transfer."),
        "tags_src": jsonb("detail.Server.Tags"),
        "tags": tags("detail.Server.Tags"),
        "title": text("ServerId"),
        "akas": akas("Arn"),
    },
)

TABLES = (
    connector,
    server,
)
