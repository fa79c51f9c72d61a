"""Amazon API Gateway, first generation: REST APIs and their parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from steelyard.aws import models
from steelyard.aws.compile import forms
from steelyard.aws.declare import Call, Key, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._api_gateway import part_akas, part_arn
from steelyard.aws.tables._values import first_of

NOT_FOUND = ("NotFoundException",)

LIST_APIS = Call("apigateway", "GetRestApis", items="items", name="api")

API = ("api.id", "where.rest_api_id")


def unescaped(policy: str | None) -> str | None:
    """A policy document without the backslashes that API Gateway puts before its quotation marks."""
    if policy is None or not policy.lstrip().startswith('{\\"'):
        return policy
    return str(json.loads(f'"{policy}"'))


def api_policy(policy: str | None) -> Any:
    """A REST API's policy, parsed."""
    return policy_json(unescaped(policy))


def api_policy_std(policy: str | None) -> Any:
    """A REST API's policy in canonical form."""
    return policy_std(unescaped(policy))


def public_resources(answer: Mapping[str, Any]) -> Any:
    """The resources of an answer to GetResources in public JSON form."""
    form = forms("apigateway").of(models.operation("apigateway", "GetResources").output_shape)
    return form(answer)["Items"] or []


def methods(answer: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The methods in an answer to GetResources, each with the resource it is of, in public JSON form."""
    for resource in public_resources(answer):
        for verb, method in (resource["ResourceMethods"] or {}).items():
            yield {
                **method,
                "HttpMethod": verb,
                "ResourceId": resource["Id"],
                "Path": resource["Path"],
                "PathPart": resource["PathPart"],
            }


rest_api = Table(
    "aws_api_gateway_rest_api",
    "A REST API of API Gateway.",
    rows=(Call("apigateway", "GetRestApis", items="items"),),
    get=Call("apigateway", "GetRestApi", {"restApiId": Key("api_id")}, absent=NOT_FOUND),
    columns={
        "name": text(about="The name of the API."),
        "api_id": text("id"),
        "api_key_source": text(about="Where an API key is read from: HEADER or AUTHORIZER."),
        "api_status": text(about="Whether a change of the API is under way."),
        "disable_execute_api_endpoint": boolean(about="Whether the default execute-api address is shut."),
        "endpoint_configuration_types": jsonb(
            "endpointConfiguration.types", about="EDGE, REGIONAL or PRIVATE, as a list."
        ),
        "endpoint_configuration_vpc_endpoint_ids": jsonb(
            "endpointConfiguration.vpcEndpointIds", about="The VPC endpoints that lead to a private API."
        ),
        "minimum_compression_size": bigint(about="The size in bytes from which answers are compressed; null: never."),
        "policy": jsonb(via=api_policy, about="The resource policy: who may call the API."),
        "policy_std": jsonb("policy", via=api_policy_std, about="That policy in canonical form."),
        "root_resource_id": text(about="The resource that stands for the path /."),
        "api_status_message": text(),
        "binary_media_types": jsonb(),
        "created_date": timestamptz(),
        "description": text(),
        "endpoint_access_mode": text(),
        "security_policy": text(),
        "version": text(),
        "warnings": jsonb(),
        "tags": tags("tags"),
        "title": text("name"),
        "akas": akas("arn:{partition}:apigateway:{region}::/restapis/{id}"),
    },
)

STAGE_ARN = "arn:{partition}:apigateway:{region}::/restapis/{api}/stages/{part}"

stage = Table(
    "aws_api_gateway_stage",
    "A stage of a REST API: one deployment of it, under an address of its own.",
    rows=(
        LIST_APIS,
        Call("apigateway", "GetStages", {"restApiId": "api.id"}, items="item", absent=NOT_FOUND),
    ),
    get=Call("apigateway", "GetStage", {"restApiId": Key("rest_api_id"), "stageName": Key("name")}, absent=NOT_FOUND),
    columns={
        "name": text("stageName", about="The name of the stage, the first part of its path."),
        "rest_api_id": text(*API, via=first_of, about="The API that the stage serves."),
        "arn": part_arn(STAGE_ARN, API, "stageName"),
        "access_log_settings": jsonb(about="Where and in which format calls are logged; null when they are not."),
        "cache_cluster_enabled": boolean(about="Whether the stage has a cache of its own."),
        "cache_cluster_size": text(about="The size of the cache in GB."),
        "canary_settings": jsonb(about="The share of calls that another deployment gets, if any."),
        "client_certificate_id": text(about="The certificate the stage shows to back ends."),
        "deployment_id": text(about="The deployment that the stage serves."),
        "method_settings": jsonb(about="Logging, caching and throttling by method path; */* stands for all."),
        "tracing_enabled": boolean(about="Whether X-Ray traces calls."),
        "web_acl_arn": text(about="The web ACL in front of the stage; null without one."),
        "cache_cluster_status": text(),
        "created_date": timestamptz(),
        "description": text(),
        "documentation_version": text(),
        "last_updated_date": timestamptz(),
        "variables": jsonb(),
        "tags": tags("tags"),
        "title": text("stageName"),
        "akas": part_akas(STAGE_ARN, API, "stageName"),
    },
)

authorizer = Table(
    "aws_api_gateway_authorizer",
    "An authorizer of a REST API: what decides whether a call may go on.",
    rows=(
        LIST_APIS,
        Call("apigateway", "GetAuthorizers", {"restApiId": "api.id"}, items="items", absent=NOT_FOUND),
    ),
    get=Call(
        "apigateway", "GetAuthorizer", {"restApiId": Key("rest_api_id"), "authorizerId": Key("id")}, absent=NOT_FOUND
    ),
    columns={
        "name": text(about="The name of the authorizer."),
        "id": text(),
        "rest_api_id": text(*API, via=first_of, about="The API that the authorizer guards."),
        "auth_type": text(about="A free text about the kind of authorization; API Gateway itself ignores it."),
        "authorizer_credentials": text(about="The role that calls the authorizer's function."),
        "authorizer_uri": text(about="The address of the authorizer's function."),
        "authorizer_result_ttl_in_seconds": text(about="How long a decision is remembered."),
        "identity_source": text(about="Where in the call the identity is read from."),
        "provider_arns": jsonb("providerARNs", about="The Cognito user pools whose tokens count."),
        "identity_validation_expression": text(),
        "title": text("name"),
        "akas": part_akas(
            "arn:{partition}:apigateway:{region}:{account}::/restapis/{api}/authorizer/{part}", API, "id"
        ),
    },
)

method = Table(
    "aws_api_gateway_method",
    "A method of a REST API: one HTTP verb on one path.",
    rows=(
        LIST_APIS,
        Call(
            "apigateway",
            "GetResources",
            {"restApiId": "api.id", "embed": Value(["methods"])},
            items=methods,
            absent=NOT_FOUND,
        ),
    ),
    columns={
        "rest_api_id": text("api.id", about="The API that the method is of."),
        "resource_id": text("ResourceId", about="The resource that the method is of."),
        "path": text("Path", about="The path of the resource, such as /pets/{id}."),
        "path_part": text("PathPart", about="The last part of the path."),
        "http_method": text("HttpMethod", about="The verb, or ANY."),
        "api_key_required": boolean("ApiKeyRequired", about="Whether callers need an API key."),
        "authorization_type": text(
            "AuthorizationType", about="NONE for open access, else AWS_IAM, CUSTOM or COGNITO_USER_POOLS."
        ),
        "authorization_scopes": jsonb("AuthorizationScopes"),
        "authorizer_id": text("AuthorizerId"),
        "method_integration": jsonb("MethodIntegration", about="The back end that answers, and how it is called."),
        "method_responses": jsonb("MethodResponses", about="What may be answered, by HTTP status."),
        "operation_name": text("OperationName"),
        "request_models": jsonb("RequestModels"),
        "request_parameters": jsonb("RequestParameters"),
        "request_validator_id": text("RequestValidatorId"),
        "title": text("HttpMethod"),
    },
)

TABLES = (rest_api, stage, authorizer, method)
