from steelyard.aws.tables._api_gateway import akas_of, arn_of
from steelyard.aws.tables.api_gateway import api_policy, api_policy_std, methods, unescaped

FORM = "arn:{partition}:apigateway:{region}::/restapis/{api}/stages/{part}"
STATEMENT = {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*"}
ESCAPED = (
    r"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
    r"\"Action\":\"execute-api:Invoke\",\"Resource\":\"*\"}]}"
)


def test_policy_with_and_without_backslashes() -> None:
    document = {"Version": "2012-10-17", "Statement": [STATEMENT]}
    assert api_policy(ESCAPED) == document
    assert api_policy(unescaped(ESCAPED)) == document
    assert api_policy(None) is None
    assert api_policy_std(ESCAPED)["Statement"][0]["Principal"] == {"AWS": ["*"]}


def test_methods_come_with_their_resource_in_public_form() -> None:
    answer = {
        "items": [
            {"id": "r0", "path": "/"},
            {
                "id": "r1",
                "parentId": "r0",
                "path": "/pets",
                "pathPart": "pets",
                "resourceMethods": {
                    "GET": {
                        "httpMethod": "GET",
                        "methodIntegration": {"type": "MOCK", "requestTemplates": {"a/b": "x"}},
                    },
                    "POST": {},
                },
            },
        ]
    }
    get, post = methods(answer)
    assert (get["HttpMethod"], get["ResourceId"], get["Path"], get["PathPart"]) == ("GET", "r1", "/pets", "pets")
    assert get["MethodIntegration"]["Type"] == "MOCK"
    assert get["MethodIntegration"]["RequestTemplates"] == {"a/b": "x"}
    assert post["HttpMethod"] == "POST"
    assert post["AuthorizationType"] is None
    assert list(methods({})) == []


def test_arns_of_parts_take_the_listed_api_or_the_asked_one() -> None:
    arn = "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/prod"
    assert arn_of(FORM)("aws", "eu-west-1", "123456789012", "a1", None, "prod") == arn
    assert arn_of(FORM)("aws", "eu-west-1", "123456789012", None, "a1", "prod") == arn
    assert akas_of(FORM)("aws", "eu-west-1", "123456789012", "a1", None, "prod") == [arn]
    assert akas_of(FORM)("aws", "eu-west-1", "123456789012", None, None, "prod") is None
