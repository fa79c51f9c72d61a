"""Tables of API Gateway's two generations, over HTTP."""

from __future__ import annotations

import json

import pytest

from ..conftest import ACCOUNT, Account

REGION = "eu-west-1"
APIS = f"arn:aws:apigateway:{REGION}::"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}],
}


@pytest.fixture
def rest(account: Account) -> str:
    """The id of a REST API with a method, two stages and an authorizer."""
    client = account.client("apigateway", REGION)
    api = client.create_rest_api(
        name="pets",
        description="about pets",
        policy=json.dumps(POLICY),
        endpointConfiguration={"types": ["REGIONAL"]},
        tags={"team": "pets"},
    )["id"]
    root = client.get_resources(restApiId=api)["items"][0]["id"]
    at = {
        "restApiId": api,
        "resourceId": client.create_resource(restApiId=api, parentId=root, pathPart="dogs")["id"],
        "httpMethod": "GET",
    }
    client.put_method(**at, authorizationType="NONE", apiKeyRequired=True)
    client.put_integration(**at, type="MOCK", requestTemplates={"application/json": "{}"})
    deployment = client.create_deployment(restApiId=api, stageName="first")["id"]
    client.create_stage(
        restApiId=api,
        stageName="prod",
        deploymentId=deployment,
        tracingEnabled=True,
        variables={"a": "1"},
        tags={"s": "p"},
    )
    client.create_authorizer(
        restApiId=api,
        name="tokens",
        type="TOKEN",
        authorizerUri="arn:aws:lambda:x",
        identitySource="method.request.header.Auth",
        authorizerResultTtlInSeconds=60,
    )
    return str(api)


def test_rest_api(account: Account, rest: str) -> None:
    row = account.one("select * from aws_api_gateway_rest_api")
    assert row["name"] == row["title"] == "pets"
    assert row["api_id"] == rest
    assert row["akas"] == [f"{APIS}/restapis/{rest}"]
    assert row["api_key_source"] == "HEADER"
    assert row["endpoint_configuration_types"] == ["REGIONAL"]
    assert row["policy"] == POLICY
    assert row["policy_std"]["Statement"][0]["Action"] == ["execute-api:invoke"]
    assert row["created_date"] is not None
    assert row["tags"] == {"team": "pets"}


def test_one_rest_api_by_id(account: Account, rest: str) -> None:
    assert account.one(f"select name from aws_api_gateway_rest_api where api_id = '{rest}'")["name"] == "pets"
    assert account.query("select name from aws_api_gateway_rest_api where api_id = 'gone'") == []
    assert account.calls("GetRestApis") == []


def test_stages(account: Account, rest: str) -> None:
    first, prod = account.query("select * from aws_api_gateway_stage order by name")
    assert first["name"] == "first"
    assert prod["name"] == prod["title"] == "prod"
    assert prod["rest_api_id"] == rest
    assert prod["arn"] == f"{APIS}/restapis/{rest}/stages/prod"
    assert prod["akas"] == [prod["arn"]]
    assert prod["tracing_enabled"] is True
    assert prod["variables"] == {"a": "1"}
    assert prod["tags"] == {"s": "p"}
    assert prod["web_acl_arn"] is None


def test_one_stage_by_api_and_name(account: Account, rest: str) -> None:
    row = account.one(
        f"select arn, rest_api_id from aws_api_gateway_stage where rest_api_id = '{rest}' and name = 'prod'"
    )
    assert row == {"arn": f"{APIS}/restapis/{rest}/stages/prod", "rest_api_id": rest}
    assert account.calls("GetRestApis") == []


def test_authorizer(account: Account, rest: str) -> None:
    row = account.one("select * from aws_api_gateway_authorizer")
    assert row["name"] == row["title"] == "tokens"
    assert row["rest_api_id"] == rest
    assert row["identity_source"] == "method.request.header.Auth"
    assert row["authorizer_result_ttl_in_seconds"] == "60"
    assert row["akas"] == [f"arn:aws:apigateway:{REGION}:{ACCOUNT}::/restapis/{rest}/authorizer/{row['id']}"]


def test_method(account: Account, rest: str) -> None:
    row = account.one("select * from aws_api_gateway_method")
    assert row["rest_api_id"] == rest
    assert row["path"] == "/dogs"
    assert row["path_part"] == "dogs"
    assert row["http_method"] == row["title"] == "GET"
    assert row["authorization_type"] == "NONE"
    assert row["api_key_required"] is True
    assert row["method_integration"]["Type"] == "MOCK"
    assert row["method_integration"]["RequestTemplates"] == {"application/json": "{}"}


@pytest.fixture
def http(account: Account) -> dict[str, str]:
    """The ids of an HTTP API and its parts."""
    client = account.client("apigatewayv2", REGION)
    api = client.create_api(
        Name="cats", ProtocolType="HTTP", Tags={"team": "cats"}, CorsConfiguration={"AllowOrigins": ["*"]}
    )["ApiId"]
    integration = client.create_integration(
        ApiId=api,
        IntegrationType="HTTP_PROXY",
        IntegrationUri="https://example.com",
        IntegrationMethod="GET",
        PayloadFormatVersion="1.0",
    )["IntegrationId"]
    route = client.create_route(
        ApiId=api, RouteKey="GET /", Target=f"integrations/{integration}", AuthorizationType="NONE"
    )["RouteId"]
    client.create_stage(
        ApiId=api,
        StageName="$default",
        AutoDeploy=True,
        AccessLogSettings={"DestinationArn": "arn:aws:logs:x", "Format": "json"},
        DefaultRouteSettings={"ThrottlingBurstLimit": 5, "ThrottlingRateLimit": 1.5, "DetailedMetricsEnabled": True},
        Tags={"stage": "default"},
    )
    return {"api": api, "integration": integration, "route": route}


def test_http_api(account: Account, http: dict[str, str]) -> None:
    row = account.one("select * from aws_api_gatewayv2_api")
    assert row["name"] == row["title"] == "cats"
    assert row["api_id"] == http["api"]
    assert row["akas"] == [f"{APIS}/apis/{http['api']}"]
    assert row["protocol_type"] == "HTTP"
    assert row["cors_configuration"]["AllowOrigins"] == ["*"]
    assert row["tags"] == {"team": "cats"}


def test_http_route(account: Account, http: dict[str, str]) -> None:
    row = account.one("select * from aws_api_gatewayv2_route")
    assert row["route_id"] == row["title"] == http["route"]
    assert row["api_id"] == http["api"]
    assert row["route_key"] == "GET /"
    assert row["authorization_type"] == "NONE"
    assert row["target"] == f"integrations/{http['integration']}"
    assert row["akas"] == [f"{APIS}/apis/{http['api']}/routes/{http['route']}"]


def test_http_stage(account: Account, http: dict[str, str]) -> None:
    row = account.one("select * from aws_api_gatewayv2_stage")
    assert row["stage_name"] == row["title"] == "$default"
    assert row["api_id"] == http["api"]
    assert row["akas"] == [f"{APIS}/apis/{http['api']}/stages/$default"]
    assert row["access_log_settings"] == {"DestinationArn": "arn:aws:logs:x", "Format": "json"}
    assert row["auto_deploy"] is True
    assert row["default_route_throttling_burst_limit"] == 5
    assert row["default_route_throttling_rate_limit"] == 1.5
    assert row["default_route_detailed_metrics_enabled"] is True
    assert row["created_date"].endswith("Z")
    assert row["tags"] == {"stage": "default"}


def test_http_integration(account: Account, http: dict[str, str]) -> None:
    arn = f"{APIS}/apis/{http['api']}/integrations/{http['integration']}"
    row = account.one("select * from aws_api_gatewayv2_integration")
    assert row["integration_id"] == row["title"] == http["integration"]
    assert row["api_id"] == http["api"]
    assert row["arn"] == arn
    assert row["akas"] == [arn]
    assert row["integration_uri"] == "https://example.com"
    assert row["timeout_in_millis"] == 30000


@pytest.mark.parametrize("part", ["route", "integration"])
def test_one_part_of_an_http_api(account: Account, http: dict[str, str], part: str) -> None:
    where = f"api_id = '{http['api']}' and {part}_id = '{http[part]}'"
    row = account.one(f"select api_id, akas from aws_api_gatewayv2_{part} where {where}")
    assert row["api_id"] == http["api"]
    assert row["akas"] == [f"{APIS}/apis/{http['api']}/{part}s/{http[part]}"]
    assert account.calls("GetApis") == []
