"""Amazon OpenSearch Service through its older API, which calls itself Elasticsearch."""

from steelyard.aws.declare import Call, Key, Many, Table, akas, boolean, jsonb, tags, text
from steelyard.aws.policy import policy_std

domain = Table(
    "aws_elasticsearch_domain",
    "A domain of the OpenSearch Service as the Elasticsearch API shows it; OpenSearch domains are among them.",
    rows=(Call("es", "ListDomainNames", {"EngineType": Key("engine_type")}, items="DomainNames"),),
    add={
        "detail": Call(
            "es",
            "DescribeElasticsearchDomains",
            {"DomainNames": Many("DomainName", 5)},
            items="DomainStatusList",
            match="DomainName",
            absent=("ResourceNotFoundException",),
        ),
        "tagging": Call(
            "es",
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
        "auto_tune_options": jsonb(
            "detail.AutoTuneOptions", about="Whether AWS tunes it by itself, and the state of that."
        ),
        "change_progress_details": jsonb("detail.ChangeProgressDetails", about="How far the present change has come."),
        "cognito_options": jsonb("detail.CognitoOptions", about="How Dashboards signs users in with Cognito."),
        "created": boolean("detail.Created", about="Whether its making is done."),
        "deleted": boolean("detail.Deleted", about="Whether its deletion has begun."),
        "domain_endpoint_options": jsonb(
            "detail.DomainEndpointOptions", about="Whether HTTPS is enforced, the TLS policy, and the custom name."
        ),
        "domain_processing_status": text("detail.DomainProcessingStatus"),
        "ebs_options": jsonb("detail.EBSOptions"),
        "elasticsearch_cluster_config": jsonb("detail.ElasticsearchClusterConfig"),
        "elasticsearch_version": text("detail.ElasticsearchVersion"),
        "enabled": boolean(
            "detail.NodeToNodeEncryptionOptions.Enabled", about="Whether traffic between its nodes is encrypted."
        ),
        "encryption_at_rest_options": jsonb(
            "detail.EncryptionAtRestOptions", about="Whether stored data is encrypted, and with which KMS key."
        ),
        "endpoint": text("detail.Endpoint", about="Where clients connect."),
        "endpoints": jsonb("detail.Endpoints", about="Where clients connect from inside the VPC."),
        "engine_type": text(about="OpenSearch or Elasticsearch."),
        "log_publishing_options": jsonb(
            "detail.LogPublishingOptions", about="The kinds of log it sends to CloudWatch Logs."
        ),
        "modifying_properties": jsonb("detail.ModifyingProperties"),
        "policy_std": jsonb(
            "detail.AccessPolicies",
            via=policy_std,
            about="The policy in canonical form: lists where the document may have one or many.",
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
