"""Amazon EKS: clusters and what belongs to them."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, jsonb, tags, text, timestamptz

GONE = ("ResourceNotFoundException",)
NO_SUCH = (*GONE, "InvalidParameterException")

LIST_CLUSTERS = Call("eks", "ListClusters", items="clusters", name="cluster")


cluster = Table(
    "aws_eks_cluster",
    "A Kubernetes cluster whose control plane EKS runs.",
    rows=(LIST_CLUSTERS,),
    get=Call("eks", "DescribeCluster", {"name": Key("name")}, items="cluster.name", absent=GONE),
    add={"detail": Call("eks", "DescribeCluster", {"name": "."})},
    columns={
        "name": text(".", about="The name of the cluster."),
        "version": text("detail.cluster.version", about="The Kubernetes version, such as 1.31."),
        "status": text("detail.cluster.status", about="CREATING, ACTIVE, DELETING, FAILED, UPDATING or PENDING."),
        "endpoint": text("detail.cluster.endpoint", about="The address of the Kubernetes API server."),
        "resources_vpc_config": jsonb(
            "detail.cluster.resourcesVpcConfig",
            about="Subnets, security groups, and from where the API can be reached.",
        ),
        "logging": jsonb("detail.cluster.logging", about="Which control plane logs go to CloudWatch Logs."),
        "encryption_config": jsonb(
            "detail.cluster.encryptionConfig", about="The key that encrypts Kubernetes secrets."
        ),
        "access_config": jsonb("detail.cluster.accessConfig", about="How IAM principals are let in to the cluster."),
        "identity": jsonb(
            "detail.cluster.identity", about="The issuer of the tokens that the cluster's workloads carry."
        ),
        "connector_config": jsonb("detail.cluster.connectorConfig", about="How a cluster run elsewhere is connected."),
        "id": text("detail.cluster.id", about="The id of a cluster on an Outpost; null for others."),
        "arn": text("detail.cluster.arn"),
        "certificate_authority": jsonb("detail.cluster.certificateAuthority"),
        "client_request_token": text("detail.cluster.clientRequestToken"),
        "created_at": timestamptz("detail.cluster.createdAt"),
        "kubernetes_network_config": jsonb("detail.cluster.kubernetesNetworkConfig"),
        "outpost_config": jsonb("detail.cluster.outpostConfig"),
        "platform_version": text("detail.cluster.platformVersion"),
        "role_arn": text("detail.cluster.roleArn"),
        "tags": tags("detail.cluster.tags"),
        "title": text("."),
        "akas": akas("detail.cluster.arn"),
    },
)

addon = Table(
    "aws_eks_addon",
    "An add-on that EKS keeps installed in a cluster.",
    rows=(
        LIST_CLUSTERS,
        Call("eks", "ListAddons", {"clusterName": "cluster"}, items="addons", name="addon", absent=GONE),
        Call("eks", "DescribeAddon", {"clusterName": "cluster", "addonName": "addon"}, items="addon", absent=GONE),
    ),
    get=Call(
        "eks",
        "DescribeAddon",
        {"clusterName": Key("cluster_name"), "addonName": Key("addon_name")},
        items="addon",
        absent=NO_SUCH,
    ),
    columns={
        "addon_name": text(about="The name of the add-on, such as vpc-cni."),
        "arn": text("addonArn"),
        "cluster_name": text(about="The cluster the add-on is installed in."),
        "addon_version": text(),
        "configuration_values": text(about="The settings given to the add-on, as JSON or YAML text."),
        "health_issues": jsonb("health.issues", about="What is wrong with the add-on."),
        "owner": text(about="Who makes the add-on."),
        "service_account_role_arn": text(about="The role that the add-on's Kubernetes service account acts as."),
        "modified_at": timestamptz(about="When the add-on was last changed."),
        "created_at": timestamptz(),
        "marketplace_information": jsonb(),
        "publisher": text(),
        "status": text(),
        "tags": tags("tags"),
        "title": text("addonName"),
        "akas": akas("addonArn"),
    },
)

node_group = Table(
    "aws_eks_node_group",
    "A managed node group: EC2 instances that EKS runs as nodes of a cluster.",
    rows=(
        LIST_CLUSTERS,
        Call("eks", "ListNodegroups", {"clusterName": "cluster"}, items="nodegroups", name="group", absent=GONE),
        Call(
            "eks",
            "DescribeNodegroup",
            {"clusterName": "cluster", "nodegroupName": "group"},
            items="nodegroup",
            absent=GONE,
        ),
    ),
    get=Call(
        "eks",
        "DescribeNodegroup",
        {"clusterName": Key("cluster_name"), "nodegroupName": Key("nodegroup_name")},
        items="nodegroup",
        absent=NO_SUCH,
    ),
    columns={
        "nodegroup_name": text(about="The name of the node group."),
        "arn": text("nodegroupArn"),
        "cluster_name": text(about="The cluster that the nodes join."),
        "ami_type": text(about="The kind of machine image, such as AL2023_x86_64_STANDARD, or CUSTOM."),
        "capacity_type": text(about="ON_DEMAND, SPOT or CAPACITY_BLOCK."),
        "disk_size": bigint(about="The size of a node's disk in GiB; null where a launch template sets it."),
        "launch_template": jsonb(about="The launch template that nodes are made from, if one was given."),
        "node_role": text(about="The role the nodes act as."),
        "release_version": text(about="The version of the image, or the image's id where it is custom."),
        "remote_access": jsonb(about="The key pair and the security groups that may reach nodes by SSH."),
        "scaling_config": jsonb(about="The least, most and wanted number of nodes."),
        "version": text(about="The Kubernetes version of the nodes."),
        "modified_at": timestamptz(about="When the node group was last changed."),
        "created_at": timestamptz(),
        "health": jsonb(),
        "instance_types": jsonb(),
        "labels": jsonb(),
        "resources": jsonb(),
        "status": text(),
        "subnets": jsonb(),
        "taints": jsonb(),
        "update_config": jsonb(),
        "tags": tags("tags"),
        "title": text("nodegroupName"),
        "akas": akas("nodegroupArn"),
    },
)

fargate_profile = Table(
    "aws_eks_fargate_profile",
    "A Fargate profile: which pods of a cluster run on Fargate, and how.",
    rows=(
        LIST_CLUSTERS,
        Call(
            "eks",
            "ListFargateProfiles",
            {"clusterName": "cluster"},
            items="fargateProfileNames",
            name="profile",
            absent=GONE,
        ),
        Call(
            "eks",
            "DescribeFargateProfile",
            {"clusterName": "cluster", "fargateProfileName": "profile"},
            items="fargateProfile",
            absent=GONE,
        ),
    ),
    get=Call(
        "eks",
        "DescribeFargateProfile",
        {"clusterName": Key("cluster_name"), "fargateProfileName": Key("fargate_profile_name")},
        items="fargateProfile",
        absent=NO_SUCH,
    ),
    columns={
        "fargate_profile_name": text(about="The name of the profile."),
        "fargate_profile_arn": text(),
        "cluster_name": text(about="The cluster whose pods the profile takes."),
        "pod_execution_role_arn": text(about="The role that pulls images and writes logs for the pods."),
        "selectors": jsonb(about="The namespaces and labels of the pods that it takes."),
        "subnets": jsonb(about="The private subnets that the pods start in."),
        "created_at": timestamptz(),
        "status": text(),
        "tags": tags("tags"),
        "title": text("fargateProfileName"),
        "akas": akas("fargateProfileArn"),
    },
)

identity_provider_config = Table(
    "aws_eks_identity_provider_config",
    "An OpenID Connect provider whose users a cluster knows.",
    rows=(
        LIST_CLUSTERS,
        Call(
            "eks",
            "ListIdentityProviderConfigs",
            {"clusterName": "cluster"},
            items="identityProviderConfigs",
            name="provider",
            absent=GONE,
        ),
        Call(
            "eks",
            "DescribeIdentityProviderConfig",
            {"clusterName": "cluster", "identityProviderConfig": "provider"},
            items="identityProviderConfig.oidc",
            absent=GONE,
        ),
    ),
    columns={
        "name": text("identityProviderConfigName", about="The name of the configuration."),
        "type": text("provider.type", about="The kind of provider: oidc."),
        "arn": text("identityProviderConfigArn"),
        "cluster_name": text(about="The cluster that knows the provider's users."),
        "client_id": text(about="The id that tokens must be meant for."),
        "groups_claim": text(about="The token's claim that names the user's groups."),
        "username_claim": text(about="The token's claim that is taken as the user's name."),
        "groups_prefix": text(),
        "issuer_url": text(),
        "required_claims": jsonb(),
        "status": text(),
        "username_prefix": text(),
        "tags_src": jsonb("tags"),
        "tags": tags("tags"),
        "title": text("identityProviderConfigName"),
        "akas": akas("identityProviderConfigArn"),
    },
)

TABLES = (cluster, addon, node_group, fargate_profile, identity_provider_config)
