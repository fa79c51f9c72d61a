"""Amazon Route 53 Resolver."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, jsonb, tags, text

GONE = ("ResourceNotFoundException",)

endpoint = Table(
    "aws_route53_resolver_endpoint",
    "An endpoint through which DNS queries come into a VPC or leave it.",
    rows=(Call("route53resolver", "ListResolverEndpoints", items="ResolverEndpoints"),),
    get=Call(
        "route53resolver",
        "GetResolverEndpoint",
        {"ResolverEndpointId": Key("id")},
        items="ResolverEndpoint",
        absent=GONE,
    ),
    add={
        "addresses": Call(
            "route53resolver",
            "ListResolverEndpointIpAddresses",
            {"ResolverEndpointId": "Id"},
            items="IpAddresses",
            absent=GONE,
        ),
        "tagging": Call("route53resolver", "ListTagsForResource", {"ResourceArn": "Arn"}, items="Tags", absent=GONE),
    },
    columns={
        "name": text(),
        "id": text(),
        "arn": text(),
        "creation_time": text(),
        "creator_request_id": text(),
        "preferred_instance_type": text(about="The instance type, on an Outpost."),
        "resolver_endpoint_type": text(about="IPV4, IPV6 or DUALSTACK."),
        "outpost_arn": text(),
        "direction": text(about="INBOUND for queries into the VPC, OUTBOUND for queries out of it."),
        "host_vpc_id": text(about="The VPC that the endpoint is in."),
        "ip_address_count": bigint(),
        "modification_time": text(),
        "status": text(),
        "status_message": text(),
        "ip_addresses": jsonb("addresses", about="The endpoint's addresses and subnets."),
        "security_group_ids": jsonb(),
        "protocols": jsonb(about="Do53, DoH or DoH-FIPS."),
        "tags_src": jsonb("tagging"),
        "title": text("Name"),
        "tags": tags("tagging"),
        "akas": akas("Arn"),
    },
)

TABLES = (endpoint,)
