"""Amazon API Gateway, second generation: HTTP and WebSocket APIs and their parts."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, double, jsonb, tags, text, timestamptz
from steelyard.aws.tables._api_gateway import part_akas, part_arn
from steelyard.aws.tables._values import first_of

NOT_FOUND = ("NotFoundException",)

LIST_APIS = Call("apigatewayv2", "GetApis", items="Items", name="api")

API = ("api.ApiId", "where.api_id")

ROUTE_ARN = "arn:{partition}:apigateway:{region}::/apis/{api}/routes/{part}"
STAGE_ARN = "arn:{partition}:apigateway:{region}::/apis/{api}/stages/{part}"
INTEGRATION_ARN = "arn:{partition}:apigateway:{region}::/apis/{api}/integrations/{part}"

api = Table(
    "aws_api_gatewayv2_api",
    "An HTTP or WebSocket API of API Gateway.",
    rows=(Call("apigatewayv2", "GetApis", items="Items"),),
    get=Call("apigatewayv2", "GetApi", {"ApiId": Key("api_id")}, absent=NOT_FOUND),
    columns={
        "name": text(about="The name of the API."),
        "api_id": text(),
        "api_endpoint": text(about="The address of the API; a stage's name may follow it."),
        "protocol_type": text(about="HTTP or WEBSOCKET."),
        "api_gateway_managed": boolean(about="Whether another AWS service made the API and owns it."),
        "disable_execute_api_endpoint": boolean(about="Whether the default execute-api address is shut."),
        "cors_configuration": jsonb(about="Which web pages' scripts may call an HTTP API."),
        "route_selection_expression": text(about="What a call's route key is computed from."),
        "import_info": jsonb(about="What was noticed when the API was imported from a definition."),
        "api_key_selection_expression": text(),
        "created_date": timestamptz(),
        "description": text(),
        "disable_schema_validation": boolean(),
        "version": text(),
        "warnings": jsonb(),
        "tags": tags("Tags"),
        "title": text("Name"),
        "akas": akas("arn:{partition}:apigateway:{region}::/apis/{ApiId}"),
    },
)

route = Table(
    "aws_api_gatewayv2_route",
    "A route: the calls of an HTTP or WebSocket API that match one key.",
    rows=(
        LIST_APIS,
        Call("apigatewayv2", "GetRoutes", {"ApiId": "api.ApiId"}, items="Items", absent=NOT_FOUND),
    ),
    get=Call("apigatewayv2", "GetRoute", {"ApiId": Key("api_id"), "RouteId": Key("route_id")}, absent=NOT_FOUND),
    columns={
        "route_key": text(about="What calls must match: verb and path, or a message's key."),
        "route_id": text(),
        "api_id": text(*API, via=first_of, about="The API that the route is of."),
        "api_gateway_managed": boolean(about="Whether API Gateway made the route with a quick-created API."),
        "authorization_type": text(about="NONE for open access, else AWS_IAM, CUSTOM or JWT."),
        "authorizer_id": text(),
        "authorization_scopes": jsonb(about="The scopes that a caller's token must have one of."),
        "target": text(about="The integration that answers: integrations/ID."),
        "api_key_required": boolean(),
        "model_selection_expression": text(),
        "operation_name": text(),
        "request_models": jsonb(),
        "request_parameters": jsonb(),
        "route_response_selection_expression": text(),
        "title": text("RouteId"),
        "akas": part_akas(ROUTE_ARN, API, "RouteId"),
    },
)

stage = Table(
    "aws_api_gatewayv2_stage",
    "A stage of an HTTP or WebSocket API: one deployment of it, under an address of its own.",
    rows=(
        LIST_APIS,
        Call("apigatewayv2", "GetStages", {"ApiId": "api.ApiId"}, items="Items", absent=NOT_FOUND),
    ),
    get=Call("apigatewayv2", "GetStage", {"ApiId": Key("api_id"), "StageName": Key("stage_name")}, absent=NOT_FOUND),
    columns={
        "stage_name": text(about="The name of the stage; $default serves the API's bare address."),
        "api_id": text(*API, via=first_of, about="The API that the stage serves."),
        "access_log_settings": jsonb(about="Where and in which format calls are logged; null when they are not."),
        "auto_deploy": boolean(about="Whether every change of the API goes to the stage at once."),
        "default_route_data_trace_enabled": boolean(
            "DefaultRouteSettings.DataTraceEnabled", about="Whether whole calls are logged (WebSocket only)."
        ),
        "default_route_detailed_metrics_enabled": boolean("DefaultRouteSettings.DetailedMetricsEnabled"),
        "default_route_logging_level": text(
            "DefaultRouteSettings.LoggingLevel", about="ERROR, INFO or OFF (WebSocket only)."
        ),
        "default_route_throttling_burst_limit": bigint(
            "DefaultRouteSettings.ThrottlingBurstLimit", about="How many calls may come at the same moment."
        ),
        "default_route_throttling_rate_limit": double(
            "DefaultRouteSettings.ThrottlingRateLimit", about="How many calls a second may come."
        ),
        "route_settings": jsonb(about="Settings of single routes, by route key."),
        "api_gateway_managed": boolean(),
        "client_certificate_id": text(),
        "created_date": text(),
        "deployment_id": text(),
        "description": text(),
        "last_deployment_status_message": text(),
        "last_updated_date": text(),
        "stage_variables": jsonb(),
        "tags": tags("Tags"),
        "title": text("StageName"),
        "akas": part_akas(STAGE_ARN, API, "StageName"),
    },
)

integration = Table(
    "aws_api_gatewayv2_integration",
    "An integration: the back end that answers routes of an HTTP or WebSocket API.",
    rows=(
        LIST_APIS,
        Call("apigatewayv2", "GetIntegrations", {"ApiId": "api.ApiId"}, items="Items", absent=NOT_FOUND),
    ),
    get=Call(
        "apigatewayv2",
        "GetIntegration",
        {"ApiId": Key("api_id"), "IntegrationId": Key("integration_id")},
        absent=NOT_FOUND,
    ),
    columns={
        "integration_id": text(),
        "api_id": text(*API, via=first_of, about="The API that the integration is of."),
        "arn": part_arn(INTEGRATION_ARN, API, "IntegrationId"),
        "integration_type": text(about="AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK."),
        "integration_uri": text(about="The back end: a function's ARN, a URL, a load balancer's listener."),
        "integration_method": text(about="The HTTP verb the back end is called with."),
        "connection_type": text(about="INTERNET, or VPC_LINK for a private back end."),
        "connection_id": text(about="The VPC link, if one is used."),
        "credentials_arn": text(about="The role that the back end is called with."),
        "passthrough_behavior": text(about="What happens to calls whose content type has no template."),
        "timeout_in_millis": bigint(about="Milliseconds until the back end is given up on."),
        "tls_config": jsonb(about="The name that a private back end's certificate must have."),
        "api_gateway_managed": boolean(),
        "content_handling_strategy": text(),
        "description": text(),
        "integration_response_selection_expression": text(),
        "integration_subtype": text(),
        "payload_format_version": text(),
        "request_parameters": jsonb(),
        "request_templates": jsonb(),
        "response_parameters": jsonb(),
        "template_selection_expression": text(),
        "title": text("IntegrationId"),
        "akas": part_akas(INTEGRATION_ARN, API, "IntegrationId"),
    },
)

TABLES = (api, route, stage, integration)
