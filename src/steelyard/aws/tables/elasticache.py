"""Amazon ElastiCache: clusters, replication groups, parameter and subnet groups."""

from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz

cluster = Table(
    "aws_elasticache_cluster",
    "An ElastiCache cluster: one node of Valkey or Redis OSS, or a Memcached cluster.",
    rows=(Call("elasticache", "DescribeCacheClusters", {"ShowCacheNodeInfo": Value(True)}, items="CacheClusters"),),
    get=Call(
        "elasticache",
        "DescribeCacheClusters",
        {"CacheClusterId": Key("cache_cluster_id"), "ShowCacheNodeInfo": Value(True)},
        items="CacheClusters",
        absent=("CacheClusterNotFound",),
    ),
    add={
        "tagging": Call(
            "elasticache",
            "ListTagsForResource",
            {"ResourceName": "ARN"},
            items="TagList",
            absent=("CacheClusterNotFound",),
        )
    },
    columns={
        "cache_cluster_id": text(),
        "arn": text(),
        "cache_cluster_status": text(),
        "engine": text(about="valkey, redis or memcached."),
        "engine_version": text(),
        "at_rest_encryption_enabled": boolean(about="Whether data on disk is encrypted."),
        "auth_token_enabled": boolean(about="Whether clients must give a password."),
        "auth_token_last_modified_date": timestamptz(about="When the password was last changed."),
        "auto_minor_version_upgrade": boolean(
            about="Whether minor engine versions are installed in the maintenance window."
        ),
        "cache_cluster_create_time": timestamptz(),
        "cache_node_type": text(),
        "cache_nodes": jsonb(about="Its nodes, each with its endpoint and parameter group status."),
        "cache_parameter_group": jsonb(),
        "cache_security_groups": jsonb(),
        "cache_subnet_group_name": text(),
        "client_download_landing_page": text(about="Where AWS offers client libraries."),
        "configuration_endpoint": jsonb(about="Where Memcached clients discover the nodes."),
        "ip_discovery": text(about="Which address family clients discover: ipv4 or ipv6."),
        "log_delivery_configurations": jsonb(about="Where its logs are sent."),
        "network_type": text(),
        "notification_configuration": jsonb(),
        "num_cache_nodes": bigint(),
        "pending_modified_values": jsonb(about="Changes that are accepted and not yet applied."),
        "preferred_availability_zone": text(),
        "preferred_maintenance_window": text(about="The weekly time (UTC) in which AWS may do maintenance."),
        "preferred_outpost_arn": text(about="The Outpost it is on, if any."),
        "replication_group_id": text(about="The replication group it belongs to."),
        "replication_group_log_delivery_enabled": boolean(about="Whether its replication group sends logs."),
        "security_groups": jsonb(),
        "snapshot_retention_limit": bigint(about="How many days automatic snapshots are kept; 0 means none are made."),
        "snapshot_window": text(about="The daily time (UTC) in which automatic snapshots are made."),
        "transit_encryption_enabled": boolean(about="Whether connections are encrypted."),
        "transit_encryption_mode": text(),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("CacheClusterId"),
        "akas": akas("ARN"),
    },
)

parameter_group = Table(
    "aws_elasticache_parameter_group",
    "A group of engine parameters that ElastiCache clusters share.",
    rows=(Call("elasticache", "DescribeCacheParameterGroups", items="CacheParameterGroups"),),
    get=Call(
        "elasticache",
        "DescribeCacheParameterGroups",
        {"CacheParameterGroupName": Key("cache_parameter_group_name")},
        items="CacheParameterGroups",
        absent=("CacheParameterGroupNotFound",),
    ),
    columns={
        "cache_parameter_group_name": text(),
        "arn": text(),
        "cache_parameter_group_family": text(about="The engine and version that the parameters are of."),
        "description": text(),
        "is_global": boolean(about="Whether a global datastore uses it."),
        "title": text("CacheParameterGroupName"),
        "akas": akas("ARN"),
    },
)

replication_group = Table(
    "aws_elasticache_replication_group",
    "A replication group of ElastiCache: a primary node and its replicas, in one or more shards.",
    rows=(Call("elasticache", "DescribeReplicationGroups", items="ReplicationGroups"),),
    get=Call(
        "elasticache",
        "DescribeReplicationGroups",
        {"ReplicationGroupId": Key("replication_group_id")},
        items="ReplicationGroups",
        absent=("ReplicationGroupNotFoundFault",),
    ),
    columns={
        "replication_group_id": text(about="The name of the replication group."),
        "arn": text(),
        "status": text(about="Its state in its life."),
        "description": text(),
        "at_rest_encryption_enabled": boolean(about="Whether data on disk is encrypted."),
        "auth_token_enabled": boolean(about="Whether clients must give a password."),
        "auth_token_last_modified_date": timestamptz(),
        "auto_minor_version_upgrade": boolean(
            about="Whether minor engine versions are installed in the maintenance window."
        ),
        "automatic_failover": text(about="Whether a replica takes over when the primary fails."),
        "cache_node_type": text(),
        "cluster_enabled": boolean(about="Whether the data is spread over several shards."),
        "cluster_mode": text(),
        "configuration_endpoint": jsonb(),
        "data_tiering": text(about="Whether little used data is moved to SSD."),
        "global_replication_group_info": jsonb(about="The global datastore it is part of, and its role there."),
        "ip_discovery": text(),
        "kms_key_id": text(about="The KMS key that encrypts it; null where none does."),
        "log_delivery_configurations": jsonb(about="Where its logs are sent."),
        "member_clusters": jsonb(about="The clusters (nodes) that it consists of."),
        "member_clusters_outpost_arns": jsonb(),
        "multi_az": text(about="enabled or disabled: whether it is spread over several availability zones."),
        "network_type": text(),
        "node_groups": jsonb(about="The shards, each with its nodes and endpoints."),
        "pending_modified_values": jsonb(about="Changes that are accepted and not yet applied."),
        "replication_group_create_time": timestamptz(),
        "snapshot_retention_limit": bigint(about="How many days automatic snapshots are kept; 0 means none are made."),
        "snapshot_window": text(about="The daily time (UTC) in which automatic snapshots are made."),
        "snapshotting_cluster_id": text(about="The node that snapshots are taken of."),
        "transit_encryption_enabled": boolean(about="Whether connections are encrypted."),
        "transit_encryption_mode": text(),
        "user_group_ids": jsonb(about="The groups of users that may sign in."),
        "title": text("ReplicationGroupId"),
        "akas": akas("ARN"),
    },
)

subnet_group = Table(
    "aws_elasticache_subnet_group",
    "A group of subnets that ElastiCache nodes can be placed in.",
    rows=(Call("elasticache", "DescribeCacheSubnetGroups", items="CacheSubnetGroups"),),
    get=Call(
        "elasticache",
        "DescribeCacheSubnetGroups",
        {"CacheSubnetGroupName": Key("cache_subnet_group_name")},
        items="CacheSubnetGroups",
        absent=("CacheSubnetGroupNotFoundFault",),
    ),
    columns={
        "cache_subnet_group_name": text(),
        "arn": text(),
        "cache_subnet_group_description": text(),
        "subnets": jsonb(about="The subnets, each with its zone."),
        "supported_network_types": jsonb(about="The address families that all its subnets have."),
        "vpc_id": text(about="The VPC it is in."),
        "title": text("CacheSubnetGroupName"),
        "akas": akas("ARN"),
    },
)


TABLES = (
    cluster,
    parameter_group,
    replication_group,
    subnet_group,
)
