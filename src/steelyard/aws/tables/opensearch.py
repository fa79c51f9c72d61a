"""Amazon OpenSearch Service."""

from steelyard.aws.declare import Call, Key, Many, Table, akas, boolean, jsonb, tags, text

domain = Table(
    "aws_opensearch_domain",
    "A domain of the OpenSearch Service; those that run Elasticsearch are among them.",
    rows=(Call("opensearch", "ListDomainNames", {"EngineType": Key("engine_type")}, items="DomainNames"),),
    add={
        "detail": Call(
            "opensearch",
            "DescribeDomains",
            {"DomainNames": Many("DomainName", 5)},
            items="DomainStatusList",
            match="DomainName",
            absent=("ResourceNotFoundException",),
        ),
        "tagging": Call(
            "opensearch",
            "ListTags",
            {"ARN": "arn:{partition}:es:{region}:{account_id}:domain/{DomainName}"},
            items="TagList",
            absent=("ResourceNotFoundException",),
        ),
    },
    columns={
        "domain_name": text(),
        "arn": text("arn:{partition}:es:{region}:{account_id}:domain/{DomainName}"),
        "domain_id": text("detail.DomainId"),
        "access_policies": text("detail.AccessPolicies", about="The resource policy, as text."),
        "advanced_options": jsonb("detail.AdvancedOptions"),
        "advanced_security_options": jsonb(
            "detail.AdvancedSecurityOptions",
            about="Fine-grained access control: whether it is on, and how users sign in.",
        ),
        "auto_software_update_enabled": boolean("detail.SoftwareUpdateOptions.AutoSoftwareUpdateEnabled"),
        "auto_tune_options": jsonb(
            "detail.AutoTuneOptions", about="Whether AWS tunes it by itself, and the state of that."
        ),
        "change_progress_details": jsonb("detail.ChangeProgressDetails", about="How far the present change has come."),
        "cluster_config": jsonb("detail.ClusterConfig"),
        "cognito_options": jsonb("detail.CognitoOptions", about="How Dashboards signs users in with Cognito."),
        "created": boolean("detail.Created", about="Whether its making is done."),
        "deleted": boolean("detail.Deleted", about="Whether its deletion has begun."),
        "domain_endpoint_options": jsonb(
            "detail.DomainEndpointOptions", about="Whether HTTPS is enforced, the TLS policy, and the custom name."
        ),
        "domain_processing_status": text("detail.DomainProcessingStatus"),
        "ebs_options": jsonb("detail.EBSOptions"),
        "encryption_at_rest_options": jsonb(
            "detail.EncryptionAtRestOptions", about="Whether stored data is encrypted, and with which KMS key."
        ),
        "endpoint": text("detail.Endpoint", about="Where clients connect."),
        "endpoint_v2": text("detail.EndpointV2"),
        "endpoints": jsonb("detail.Endpoints", about="Where clients connect from inside the VPC."),
        "engine_type": text(about="OpenSearch or Elasticsearch."),
        "engine_version": text("detail.EngineVersion"),
        "ip_address_type": text("detail.IPAddressType"),
        "log_publishing_options": jsonb(
            "detail.LogPublishingOptions", about="The kinds of log it sends to CloudWatch Logs."
        ),
        "modifying_properties": jsonb("detail.ModifyingProperties"),
        "node_to_node_encryption_options_enabled": boolean(
            "detail.NodeToNodeEncryptionOptions.Enabled", about="Whether traffic between its nodes is encrypted."
        ),
        "off_peak_window_options": jsonb(
            "detail.OffPeakWindowOptions", about="The daily time in which AWS may make optional changes."
        ),
        "processing": boolean("detail.Processing", about="Whether a change of its configuration is under way."),
        "service_software_options": jsonb(
            "detail.ServiceSoftwareOptions", about="The service software's version, and whether an update is waiting."
        ),
        "snapshot_options": jsonb("detail.SnapshotOptions"),
        "upgrade_processing": boolean(
            "detail.UpgradeProcessing", about="Whether an upgrade of its engine is under way."
        ),
        "vpc_options": jsonb(
            "detail.VPCOptions", about="The VPC, subnets and security groups it is in; null where it is public."
        ),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("DomainName"),
        "akas": akas("arn:{partition}:es:{region}:{account_id}:domain/{DomainName}"),
    },
)


TABLES = (domain,)
