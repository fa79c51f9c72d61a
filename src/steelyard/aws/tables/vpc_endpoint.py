"""VPC endpoints and the services they lead to."""

from __future__ import annotations

from steelyard.aws.declare import Call, Computed, Key, Table, akas, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._ec2 import arn, filters, title


def short_akas(identifier: str | None) -> list[str] | None:
    """A service's ARN, which has only the last part of the service's dotted name."""
    if identifier is None:
        return None
    start, _, name = identifier.rpartition("/")
    return [f"{start}/{name.rpartition('.')[2]}"]


def own_service(identifier: str | None, owner: str | None, account: str) -> str | None:
    """The id of a service of the account's own; AWS tells the permissions of no other."""
    return identifier if owner == account else None


endpoint = Table(
    "aws_vpc_endpoint",
    "A VPC endpoint, with its policy.",
    rows=(
        Call(
            "ec2",
            "DescribeVpcEndpoints",
            {"Filters": filters({"vpc_id": "vpc-id", "service_name": "service-name", "state": "vpc-endpoint-state"})},
            items="VpcEndpoints",
        ),
    ),
    get=Call(
        "ec2",
        "DescribeVpcEndpoints",
        {"VpcEndpointIds": [Key("vpc_endpoint_id")]},
        items="VpcEndpoints",
        absent=("InvalidVpcEndpointId.NotFound", "InvalidVpcEndpointId.Malformed"),
    ),
    columns={
        "vpc_endpoint_id": text(about="The endpoint's id."),
        "service_name": text(),
        "vpc_id": text(),
        "creation_timestamp": timestamptz(),
        "dns_entries": jsonb(about="The names it answers to."),
        "groups": jsonb(about="The security groups of its network interfaces."),
        "network_interface_ids": jsonb(),
        "owner_id": text(),
        "policy": jsonb("PolicyDocument", via=policy_json, about="The endpoint's policy; null where there is none."),
        "policy_std": jsonb("PolicyDocument", via=policy_std, about="The policy in canonical form."),
        "private_dns_enabled": boolean(about="Whether the service's usual name leads to the endpoint inside the VPC."),
        "requester_managed": boolean(about="Whether an AWS service made and manages it."),
        "route_table_ids": jsonb(about="The route tables that lead to a gateway endpoint."),
        "state": text(),
        "subnet_ids": jsonb(),
        "vpc_endpoint_type": text(about="Interface, Gateway, GatewayLoadBalancer, Resource or ServiceNetwork."),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": title("VpcEndpointId"),
        "akas": akas(arn("vpc-endpoint", "VpcEndpointId")),
    },
)

endpoint_service = Table(
    "aws_vpc_endpoint_service",
    "A service that endpoints can be made for: AWS's and others that the account may use, and its own.",
    rows=(Call("ec2", "DescribeVpcEndpointServices", items="ServiceDetails"),),
    get=Call(
        "ec2",
        "DescribeVpcEndpointServices",
        {"ServiceNames": [Key("service_name")]},
        items="ServiceDetails",
        absent=("InvalidServiceName",),
    ),
    add={
        "connections": Call(
            "ec2",
            "DescribeVpcEndpointConnections",
            items="VpcEndpointConnections",
            match="ServiceId",
            on="ServiceId",
            several=True,
        ),
        "permissions": Call(
            "ec2",
            "DescribeVpcEndpointServicePermissions",
            {"ServiceId": Computed(own_service, ("ServiceId", "Owner", "account_id"))},
            items="AllowedPrincipals",
            absent=("InvalidVpcEndpointServiceId.NotFound", "InvalidVpcEndpointService.NotFound"),
        ),
    },
    columns={
        "service_name": text(about="The name that endpoints are made with."),
        "service_id": text(),
        "owner": text(about="amazon, or the account that offers it."),
        "acceptance_required": boolean(about="Whether the owner accepts each endpoint."),
        "availability_zones": jsonb(),
        "base_endpoint_dns_names": jsonb(),
        "manages_vpc_endpoints": boolean(about="Whether the service manages its endpoints itself."),
        "private_dns_name": text(),
        "private_dns_name_verification_state": text(
            about="Whether the private name was proven: pendingVerification, verified or failed."
        ),
        "service_type": jsonb(about="Interface, Gateway or GatewayLoadBalancer."),
        "vpc_endpoint_connections": jsonb("connections", about="The endpoints that use the account's own service."),
        "vpc_endpoint_policy_supported": boolean(about="Whether endpoints can have a policy."),
        "vpc_endpoint_service_permissions": jsonb(
            "permissions", about="Who may make endpoints for the account's own service."
        ),
        "tags_src": jsonb("Tags"),
        "tags": tags("Tags"),
        "title": text("ServiceName"),
        "akas": jsonb(arn("vpc-endpoint-service", "ServiceName"), via=short_akas),
    },
)

TABLES = (
    endpoint,
    endpoint_service,
)
