"""Amazon DynamoDB Accelerator (DAX): clusters, parameter and subnet groups."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, jsonb, tags, text

# What DAX answers where it has nothing, or is not offered.
NONE = ("ClusterNotFoundFault", "InvalidParameterValueException", "ServiceLinkedRoleNotFoundFault")


cluster = Table(
    "aws_dax_cluster",
    "A DynamoDB Accelerator (DAX) cluster.",
    rows=(Call("dax", "DescribeClusters", {"ClusterNames": [Key("cluster_name")]}, items="Clusters", absent=NONE),),
    add={"tagging": Call("dax", "ListTags", {"ResourceName": "ClusterArn"}, absent=NONE)},
    columns={
        "cluster_name": text(),
        "arn": text("ClusterArn"),
        "status": text(about="Its state in its life."),
        "active_nodes": bigint(about="How many nodes serve requests."),
        "cluster_discovery_endpoint": jsonb(),
        "cluster_endpoint_encryption_type": text(about="NONE or TLS: whether connections are encrypted."),
        "description": text(),
        "iam_role_arn": text(about="The role with which it reads and writes DynamoDB."),
        "node_ids_to_remove": jsonb(about="The nodes that are being removed."),
        "node_type": text(),
        "nodes": jsonb(about="Its nodes, each with its endpoint and zone."),
        "notification_configuration": jsonb(),
        "parameter_group": jsonb(about="The parameter group it uses, and whether changes wait for a restart."),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "security_groups": jsonb(about="The VPC security groups of its nodes."),
        "sse_description": jsonb(about="Whether its data is encrypted at rest."),
        "subnet_group": text(),
        "total_nodes": text(about="How many nodes it has."),
        "tags_src": jsonb("tagging.Tags", about="The tags as AWS lists them."),
        "tags": tags("tagging.Tags"),
        "title": text("ClusterName"),
        "akas": akas("ClusterArn"),
    },
)

parameter_group = Table(
    "aws_dax_parameter_group",
    "A group of parameters that DAX clusters share.",
    rows=(
        Call(
            "dax",
            "DescribeParameterGroups",
            {"ParameterGroupNames": [Key("parameter_group_name")]},
            items="ParameterGroups",
            absent=("InvalidParameterValueException", "ParameterGroupNotFoundFault"),
        ),
    ),
    columns={
        "parameter_group_name": text(about="The name of the group."),
        "description": text(),
        "title": text("ParameterGroupName"),
    },
)

subnet_group = Table(
    "aws_dax_subnet_group",
    "A group of subnets that DAX clusters can be placed in.",
    rows=(
        Call(
            "dax",
            "DescribeSubnetGroups",
            {"SubnetGroupNames": [Key("subnet_group_name")]},
            items="SubnetGroups",
            absent=("InvalidParameterValueException", "SubnetGroupNotFoundFault"),
        ),
    ),
    columns={
        "subnet_group_name": text(),
        "description": text(),
        "subnets": jsonb(about="The subnets, each with its zone."),
        "vpc_id": text(about="The VPC it is in."),
        "title": text("SubnetGroupName"),
        "akas": akas("arn:{partition}:dax:{region}::subnetgroup:{SubnetGroupName}"),
    },
)


TABLES = (
    cluster,
    parameter_group,
    subnet_group,
)
