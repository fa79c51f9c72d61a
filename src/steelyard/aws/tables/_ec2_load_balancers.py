"""Load balancers of all kinds, their listeners and target groups: aws_ec2_* tables that `ec2` lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from steelyard.aws.declare import Call, Key, Many, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

Attributes = list[dict[str, str]]

GONE = ("LoadBalancerNotFound",)
GROUP_GONE = ("TargetGroupNotFound",)
BY_ARN = Call(
    "elbv2",
    "DescribeLoadBalancers",
    {"LoadBalancerArns": [Key("arn")]},
    items="LoadBalancers",
    absent=(*GONE, "ValidationError"),
)
ATTRIBUTES = Call(
    "elbv2", "DescribeLoadBalancerAttributes", {"LoadBalancerArn": "LoadBalancerArn"}, items="Attributes", absent=GONE
)
TAGS = Call(
    "elbv2",
    "DescribeTags",
    {"ResourceArns": Many("LoadBalancerArn", 20)},
    items="TagDescriptions",
    match="ResourceArn",
    absent=GONE,
)


def is_application(balancer: Mapping[str, Any]) -> bool:
    """Whether a load balancer is an Application Load Balancer."""
    return balancer.get("Type") == "application"


def is_network(balancer: Mapping[str, Any]) -> bool:
    """Whether a load balancer is a Network Load Balancer."""
    return balancer.get("Type") == "network"


def is_gateway(balancer: Mapping[str, Any]) -> bool:
    """Whether a load balancer is a Gateway Load Balancer."""
    return balancer.get("Type") == "gateway"


def listener_title(identifier: str) -> str | None:
    """From a listener's ARN: its load balancer's name and its own last part."""
    parts = identifier.split("/")
    return f"{parts[2]}-{parts[4]}" if len(parts) > 4 else parts[-1]


def attribute_map(attributes: Attributes | None) -> dict[str, str | None] | None:
    """A list of keys and values as a map, without the keys that have no value."""
    if attributes is None:
        return None
    return {pair["Key"]: pair["Value"] for pair in attributes if pair["Value"] is not None}


# The columns of the balancers that elbv2 lists.
COLUMNS = {
    "name": text("LoadBalancerName"),
    "arn": text("LoadBalancerArn"),
    "type": text(),
    "availability_zones": jsonb(about="The zones and subnets it has addresses in."),
    "canonical_hosted_zone_id": text(about="The Route 53 zone of that name, for alias records."),
    "created_time": timestamptz(),
    "customer_owned_ipv4_pool": text(about="The customer-owned address pool on an Outpost."),
    "dns_name": text(about="The name that clients resolve."),
    "enforce_security_group_inbound_rules_on_private_link_traffic": text(
        about="Whether its security groups also judge traffic that comes through PrivateLink: on or off."
    ),
    "ip_address_type": text(about="ipv4, dualstack or dualstack-without-public-ipv4."),
    "load_balancer_attributes": jsonb(
        "attributes",
        about="All settings as a list of keys and values: deletion protection, access logs, timeouts and so on.",
    ),
    "scheme": text(about="internet-facing or internal."),
    "security_groups": jsonb(),
    "state_code": text("State.Code", about="provisioning, active, active_impaired or failed."),
    "state_reason": text("State.Reason", about="Why it is in that state."),
    "vpc_id": text(),
    "tags_src": jsonb("tagging.Tags"),
    "tags": tags("tagging.Tags"),
    "title": text("LoadBalancerName"),
    "akas": akas("LoadBalancerArn"),
}


def of_kind(name: str, about: str, keep: Callable[[Any], bool], *, without: str = "") -> Table:
    """The table of one of elbv2's kinds of balancer, which differ in a column that the others have and it has not."""
    return Table(
        name,
        about,
        rows=(
            Call(
                "elbv2",
                "DescribeLoadBalancers",
                {"Names": [Key("name")]},
                items="LoadBalancers",
                keep=keep,
                absent=(*GONE, "ValidationError"),
            ),
        ),
        get=replace(BY_ARN, keep=keep),
        add={"attributes": ATTRIBUTES, "tagging": TAGS},
        columns={column: c for column, c in COLUMNS.items() if column != without},
    )


application_load_balancer = of_kind(
    "aws_ec2_application_load_balancer",
    "An Application Load Balancer.",
    is_application,
    without="enforce_security_group_inbound_rules_on_private_link_traffic",
)

network_load_balancer = of_kind("aws_ec2_network_load_balancer", "A Network Load Balancer.", is_network)

gateway_load_balancer = of_kind(
    "aws_ec2_gateway_load_balancer",
    "A Gateway Load Balancer, which hands traffic to appliances.",
    is_gateway,
    without="state_reason",
)

classic_load_balancer = Table(
    "aws_ec2_classic_load_balancer",
    "A Classic Load Balancer.",
    rows=(Call("elb", "DescribeLoadBalancers", items="LoadBalancerDescriptions"),),
    get=Call(
        "elb",
        "DescribeLoadBalancers",
        {"LoadBalancerNames": [Key("name")]},
        items="LoadBalancerDescriptions",
        absent=GONE,
    ),
    add={
        "attributes": Call(
            "elb", "DescribeLoadBalancerAttributes", {"LoadBalancerName": "LoadBalancerName"}, absent=GONE
        ),
        "own": Call(
            "elb",
            "DescribeLoadBalancerPolicies",
            {"LoadBalancerName": "LoadBalancerName"},
            items="PolicyDescriptions",
            absent=GONE,
        ),
        "samples": Call("elb", "DescribeLoadBalancerPolicies", items="PolicyDescriptions"),
        "tagging": Call(
            "elb",
            "DescribeTags",
            {"LoadBalancerNames": Many("LoadBalancerName", 20)},
            items="TagDescriptions",
            match="LoadBalancerName",
            absent=GONE,
        ),
    },
    columns={
        "name": text("LoadBalancerName"),
        "arn": text("arn:{partition}:elasticloadbalancing:{region}:{account_id}:loadbalancer/{LoadBalancerName}"),
        "access_log_emit_interval": bigint(
            "attributes.LoadBalancerAttributes.AccessLog.EmitInterval",
            about="The minutes between access logs: 5 or 60.",
        ),
        "access_log_enabled": boolean("attributes.LoadBalancerAttributes.AccessLog.Enabled"),
        "access_log_s3_bucket_name": text("attributes.LoadBalancerAttributes.AccessLog.S3BucketName"),
        "access_log_s3_bucket_prefix": text("attributes.LoadBalancerAttributes.AccessLog.S3BucketPrefix"),
        "additional_attributes": jsonb(
            "attributes.LoadBalancerAttributes.AdditionalAttributes",
            about="Further settings, such as the desync mitigation mode.",
        ),
        "app_cookie_stickiness_policies": jsonb("Policies.AppCookieStickinessPolicies"),
        "availability_zones": jsonb(),
        "backend_server_descriptions": jsonb(),
        "canonical_hosted_zone_name": text(),
        "canonical_hosted_zone_name_id": text(about="The Route 53 zone of its name, for alias records."),
        "connection_draining_enabled": boolean("attributes.LoadBalancerAttributes.ConnectionDraining.Enabled"),
        "connection_draining_timeout": bigint(
            "attributes.LoadBalancerAttributes.ConnectionDraining.Timeout",
            about="The seconds that open connections get when an instance leaves.",
        ),
        "connection_settings_idle_timeout": bigint(
            "attributes.LoadBalancerAttributes.ConnectionSettings.IdleTimeout",
            about="The seconds after which an idle connection is closed.",
        ),
        "created_time": timestamptz(),
        "cross_zone_load_balancing_enabled": boolean(
            "attributes.LoadBalancerAttributes.CrossZoneLoadBalancing.Enabled"
        ),
        "dns_name": text(),
        "health_check_interval": bigint("HealthCheck.Interval"),
        "health_check_target": text("HealthCheck.Target", about="Protocol, port and path that are checked."),
        "health_check_timeout": bigint("HealthCheck.Timeout"),
        "healthy_threshold": bigint("HealthCheck.HealthyThreshold"),
        "instances": jsonb(about="The ids of the registered instances."),
        "lb_cookie_stickiness_policies": jsonb("Policies.LBCookieStickinessPolicies"),
        "listener_descriptions": jsonb(about="The ports it listens on, with certificates and policies."),
        "other_policies": jsonb(
            "Policies.OtherPolicies", about="The names of policies that are not for stickiness, TLS ones among them."
        ),
        "policy_descriptions": jsonb(
            "own", about="Its own policies with their settings, the ciphers of TLS policies among them."
        ),
        "sample_policy_descriptions": jsonb("samples", about="The predefined policies that AWS offers in the region."),
        "scheme": text(about="internet-facing or internal."),
        "security_groups": jsonb(),
        "source_security_group_name": text("SourceSecurityGroup.GroupName"),
        "source_security_group_owner_alias": text(
            "SourceSecurityGroup.OwnerAlias", about="The account that owns the source security group."
        ),
        "subnets": jsonb(),
        "unhealthy_threshold": bigint("HealthCheck.UnhealthyThreshold"),
        "vpc_id": text(),
        "tags_src": jsonb("tagging.Tags"),
        "tags": tags("tagging.Tags"),
        "title": text("LoadBalancerName"),
        "akas": akas("arn:{partition}:elasticloadbalancing:{region}:{account_id}:loadbalancer/{LoadBalancerName}"),
    },
)

load_balancer_listener = Table(
    "aws_ec2_load_balancer_listener",
    "A listener of a load balancer (not of a classic one): a port and what is done with its requests.",
    rows=(
        Call(
            "elbv2",
            "DescribeLoadBalancers",
            {"LoadBalancerArns": [Key("load_balancer_arn")]},
            items="LoadBalancers",
            absent=(*GONE, "ValidationError"),
        ),
        Call("elbv2", "DescribeListeners", {"LoadBalancerArn": "LoadBalancerArn"}, items="Listeners", absent=GONE),
    ),
    get=Call(
        "elbv2",
        "DescribeListeners",
        {"ListenerArns": [Key("arn")]},
        items="Listeners",
        absent=("ListenerNotFound", *GONE, "ValidationError"),
    ),
    columns={
        "arn": text("ListenerArn"),
        "load_balancer_arn": text(),
        "port": bigint(),
        "protocol": text(about="HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP or GENEVE."),
        "alpn_policy": jsonb(about="The ALPN protocols that a TLS listener offers."),
        "certificates": jsonb(about="The default certificate."),
        "default_actions": jsonb(about="What is done where no rule fits: forward, redirect, authenticate or answer."),
        "mutual_authentication": jsonb(about="Whether and how client certificates are verified."),
        "ssl_policy": text(about="The named set of TLS versions and ciphers that are accepted."),
        "title": text("ListenerArn", via=listener_title),
        "akas": akas("ListenerArn"),
    },
)

target_group = Table(
    "aws_ec2_target_group",
    "A target group: where load balancers send requests, and how targets' health is checked.",
    rows=(
        Call(
            "elbv2",
            "DescribeTargetGroups",
            {"Names": [Key("target_group_name")]},
            items="TargetGroups",
            absent=(*GROUP_GONE, "ValidationError"),
        ),
    ),
    get=Call(
        "elbv2",
        "DescribeTargetGroups",
        {"TargetGroupArns": [Key("target_group_arn")]},
        items="TargetGroups",
        absent=(*GROUP_GONE, *GONE, "ValidationError"),
    ),
    add={
        "settings": Call(
            "elbv2",
            "DescribeTargetGroupAttributes",
            {"TargetGroupArn": "TargetGroupArn"},
            items="Attributes",
            absent=GROUP_GONE,
        ),
        "health": Call(
            "elbv2",
            "DescribeTargetHealth",
            {"TargetGroupArn": "TargetGroupArn"},
            items="TargetHealthDescriptions",
            absent=GROUP_GONE,
        ),
        "tagging": replace(TAGS, params={"ResourceArns": Many("TargetGroupArn", 20)}, absent=GROUP_GONE),
    },
    columns={
        "target_group_name": text(),
        "target_group_arn": text(),
        "attributes": jsonb(
            "settings", via=attribute_map, about="All settings as a map: deregistration delay, stickiness and so on."
        ),
        "health_check_enabled": boolean(),
        "health_check_interval_seconds": bigint(),
        "health_check_path": text(),
        "health_check_port": text(about="The port that is checked; traffic-port for the one that gets requests."),
        "health_check_protocol": text(),
        "health_check_timeout_seconds": bigint(),
        "healthy_threshold_count": bigint(),
        "ip_address_type": text(),
        "load_balancer_arns": jsonb(about="The load balancers that send requests here."),
        "matcher_grpc_code": text("Matcher.GrpcCode", about="The gRPC codes of a healthy target."),
        "matcher_http_code": text("Matcher.HttpCode", about="The HTTP codes of a healthy target."),
        "port": bigint(),
        "protocol": text(),
        "protocol_version": text(about="HTTP1, HTTP2 or GRPC."),
        "target_health_descriptions": jsonb("health", about="The registered targets with their health."),
        "target_type": text(about="instance, ip, lambda or alb."),
        "unhealthy_threshold_count": bigint(),
        "vpc_id": text(),
        "tags_src": jsonb("tagging.Tags"),
        "tags": tags("tagging.Tags"),
        "title": text("TargetGroupName"),
        "akas": akas("TargetGroupArn"),
    },
)

TABLES = (
    application_load_balancer,
    network_load_balancer,
    gateway_load_balancer,
    classic_load_balancer,
    load_balancer_listener,
    target_group,
)
