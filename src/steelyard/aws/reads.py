"""Which operations may be sent at all: those that only read.

AWS names operations by what they do, so the rule is the verb. The few reads with another verb, and the few
names with a reading verb that make or hand out something, are listed with the reason.
"""

import re

_VERBS = (
    "BatchDescribe",
    "BatchGet",
    "BatchList",
    "Describe",
    "Filter",
    "Get",
    "Head",
    "List",
    "Lookup",
    "Query",
    "Search",
    "Select",
)
_READ = re.compile(rf"(?:{'|'.join(_VERBS)})(?=[A-Z0-9]|$)")

READS_BY_ANOTHER_NAME: dict[tuple[str, str], str] = {
    ("accessanalyzer", "CheckAccessNotGranted"): "evaluates a policy, changes nothing",
    ("accessanalyzer", "CheckNoPublicAccess"): "evaluates a policy, changes nothing",
    ("accessanalyzer", "ValidatePolicy"): "evaluates a policy, changes nothing",
    ("cloudformation", "ValidateTemplate"): "checks a text, changes nothing",
    ("iam", "GenerateCredentialReport"): "has AWS prepare the report that GetCredentialReport reads",
    ("iam", "GenerateServiceLastAccessedDetails"): "has AWS prepare what GetServiceLastAccessedDetails reads",
    ("iam", "SimulateCustomPolicy"): "evaluates policies, changes nothing",
    ("iam", "SimulatePrincipalPolicy"): "evaluates policies, changes nothing",
    ("inspector", "PreviewAgents"): "lists what an assessment would cover",
    ("route53", "TestDNSAnswer"): "asks a name server, changes nothing",
    ("sts", "AssumeRole"): "gives the credentials that another account is read with",
    ("sts", "AssumeRoleWithWebIdentity"): "gives the credentials that an account is read with",
    ("sts", "DecodeAuthorizationMessage"): "explains a denial",
}

NO_READS_DESPITE_THE_NAME: dict[tuple[str, str], str] = {
    ("codeartifact", "GetAuthorizationToken"): "hands out a password",
    ("cognito-identity", "GetCredentialsForIdentity"): "hands out credentials",
    ("cognito-identity", "GetId"): "makes an identity where there is none",
    ("cognito-identity", "GetOpenIdToken"): "hands out a token",
    ("cognito-identity", "GetOpenIdTokenForDeveloperIdentity"): "hands out a token",
    ("ecr", "GetAuthorizationToken"): "hands out a password",
    ("ecr-public", "GetAuthorizationToken"): "hands out a password",
    ("redshift", "GetClusterCredentials"): "hands out a password and may make a database user",
    ("redshift", "GetClusterCredentialsWithIAM"): "hands out a password and may make a database user",
    ("redshift-serverless", "GetCredentials"): "hands out a password and may make a database user",
    ("secretsmanager", "BatchGetSecretValue"): "hands out secrets",
    ("secretsmanager", "GetRandomPassword"): "hands out a password",
    ("secretsmanager", "GetSecretValue"): "hands out a secret",
    ("sts", "GetDelegatedAccessToken"): "hands out credentials",
    ("sts", "GetFederationToken"): "hands out credentials",
    ("sts", "GetSessionToken"): "hands out credentials",
}


def is_read(service: str, operation: str) -> bool:
    """Whether an operation only reads. Service under botocore's name, operation under its wire name."""
    key = (service, operation)
    if key in NO_READS_DESPITE_THE_NAME:
        return False
    return key in READS_BY_ANOTHER_NAME or _READ.match(operation) is not None
