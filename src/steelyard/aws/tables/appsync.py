"""AWS AppSync."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text

NOT_FOUND = ("NotFoundException",)

graphql_api = Table(
    "aws_appsync_graphql_api",
    "A GraphQL API that AppSync serves.",
    rows=(Call("appsync", "ListGraphqlApis", {"apiType": Key("api_type")}, items="graphqlApis"),),
    get=Call("appsync", "GetGraphqlApi", {"apiId": Key("api_id")}, items="graphqlApi", absent=NOT_FOUND),
    add={"cache": Call("appsync", "GetApiCache", {"apiId": "apiId"}, absent=NOT_FOUND)},
    columns={
        "name": text(about="The name of the API."),
        "api_id": text(),
        "arn": text(),
        "api_type": text(about="GRAPHQL, or MERGED for one that is put together from others."),
        "api_cache": jsonb(
            "cache.apiCache", about="The API's cache: its size, what it keeps and its encryption; null without one."
        ),
        "authentication_type": text(about="How callers prove who they are, unless another provider takes them."),
        "additional_authentication_providers": jsonb(about="Further ways for callers to prove who they are."),
        "log_config": jsonb(about="What is logged of requests, and by which role; null when nothing is."),
        "visibility": text(about="GLOBAL, or PRIVATE for access from a VPC only."),
        "waf_web_acl_arn": text(about="The web ACL in front of the API; null without one."),
        "xray_enabled": boolean(about="Whether X-Ray traces requests."),
        "query_depth_limit": bigint(about="How deep queries may nest; 0 for no limit."),
        "resolver_count_limit": bigint(about="How many resolvers one request may run; 0 for the default."),
        "introspection_config": jsonb(about="Whether callers may read the schema: ENABLED or DISABLED."),
        "dns": jsonb(),
        "enhanced_metrics_config": jsonb(),
        "lambda_authorizer_config": jsonb(),
        "merged_api_execution_role_arn": text(),
        "open_id_connect_config": jsonb(),
        "owner": text(),
        "owner_contact": text(),
        "uris": jsonb(),
        "user_pool_config": jsonb(),
        "tags": tags("tags"),
        "title": text("name"),
        "akas": akas("arn"),
    },
)

TABLES = (graphql_api,)
