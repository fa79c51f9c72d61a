"""AWS Lambda: functions, their versions and aliases."""

from steelyard.aws.declare import Call, Computed, Key, Param, Table, akas, bigint, jsonb, tags, text, timestamptz
from steelyard.aws.metrics import metric_table
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import moment

GONE = ("ResourceNotFoundException",)

LIST_FUNCTIONS = Call("lambda", "ListFunctions", items="Functions", name="function")


def code_origin(code: dict[str, object] | None) -> dict[str, object] | None:
    """Where the code comes from, without the signed download link that AWS makes anew in each answer."""
    return None if code is None else {name: value for name, value in code.items() if name in CODE_MEMBERS}


CODE_MEMBERS = ("ImageUri", "RepositoryType", "ResolvedImageUri")


def function_of_alias(arn: str) -> str:
    """The function's name in an alias's ARN (``arn:…:function:NAME:ALIAS``)."""
    return arn.split(":")[6]


function = Table(
    "aws_lambda_function",
    "A Lambda function as its unpublished version ($LATEST) is configured.",
    rows=(Call("lambda", "ListFunctions", items="Functions"),),
    get=Call("lambda", "GetFunction", {"FunctionName": Key("name")}, items="Configuration", absent=GONE),
    add={
        "detail": Call("lambda", "GetFunction", {"FunctionName": "FunctionName"}, absent=GONE),
        "access": Call("lambda", "GetPolicy", {"FunctionName": "FunctionName"}, absent=GONE),
        "url": Call("lambda", "GetFunctionUrlConfig", {"FunctionName": "FunctionName"}, absent=GONE),
    },
    columns={
        "name": text("FunctionName", about="The name of the function."),
        "arn": text("FunctionArn", about="The function's ARN, without a version."),
        "runtime": text(about="The language runtime, such as python3.12; null for container images."),
        "package_type": text(about="Zip or Image."),
        "role": text(about="The ARN of the IAM role that the function runs as."),
        "policy": jsonb(
            "access.Policy",
            via=policy_json,
            about="The resource policy: who may invoke the function.",
        ),
        "policy_std": jsonb("access.Policy", via=policy_std, about="The resource policy in canonical form."),
        "url_config": jsonb("url", about="The function URL and who may call it; null where there is none."),
        "code": jsonb("detail.Code", via=code_origin, about="Where the code is kept, without the download link."),
        "reserved_concurrent_executions": bigint(
            "detail.Concurrency.ReservedConcurrentExecutions",
            about="Concurrent runs set aside for this function; null where it shares the account's.",
        ),
        "timeout": text(about="Seconds after which a run is stopped."),
        "memory_size": bigint(about="Memory of one run in MB."),
        "code_sha_256": text("CodeSha256", about="The digest of the code package, in base64."),
        "code_size": bigint(about="The size of the code package in bytes."),
        "dead_letter_config_target_arn": text(
            "DeadLetterConfig.TargetArn", about="The queue or topic that events go to when runs of them fail."
        ),
        "kms_key_arn": text("KMSKeyArn", about="The key that encrypts the environment; null for AWS's own key."),
        "state": text("detail.Configuration.State", about="Pending, Active, Inactive or Failed."),
        "state_reason": text("detail.Configuration.StateReason"),
        "state_reason_code": text("detail.Configuration.StateReasonCode"),
        "last_update_status": text(
            "detail.Configuration.LastUpdateStatus",
            about="Whether the last change took effect: Successful, Failed or InProgress.",
        ),
        "last_update_status_reason": text("detail.Configuration.LastUpdateStatusReason"),
        "last_update_status_reason_code": text("detail.Configuration.LastUpdateStatusReasonCode"),
        "vpc_id": text("VpcConfig.VpcId", about="The VPC the function reaches into; null without one."),
        "vpc_security_group_ids": jsonb("VpcConfig.SecurityGroupIds"),
        "vpc_subnet_ids": jsonb("VpcConfig.SubnetIds"),
        "architectures": jsonb(),
        "description": text(),
        "environment_variables": jsonb("Environment.Variables"),
        "ephemeral_storage": jsonb(),
        "file_system_configs": jsonb(),
        "handler": text(),
        "last_modified": timestamptz(via=moment),
        "layers": jsonb(),
        "logging_config": jsonb(),
        "master_arn": text(),
        "revision_id": text(),
        "snap_start": jsonb(),
        "tracing_config": jsonb(),
        "version": text(),
        "tags": tags("detail.Tags"),
        "title": text("FunctionName"),
        "akas": akas("FunctionArn"),
    },
)

version = Table(
    "aws_lambda_version",
    "A version of a Lambda function: each published one and $LATEST.",
    rows=(
        LIST_FUNCTIONS,
        Call(
            "lambda",
            "ListVersionsByFunction",
            {"FunctionName": "function.FunctionName"},
            items="Versions",
            absent=GONE,
        ),
    ),
    get=Call("lambda", "ListVersionsByFunction", {"FunctionName": Key("function_name")}, items="Versions", absent=GONE),
    add={
        "detail": Call("lambda", "GetFunction", {"FunctionName": "FunctionName", "Qualifier": "Version"}, absent=GONE),
        "access": Call("lambda", "GetPolicy", {"FunctionName": "FunctionName", "Qualifier": "Version"}, absent=GONE),
    },
    columns={
        "function_name": text(about="The name of the function."),
        "version": text(about="The version's number, or $LATEST."),
        "arn": text("FunctionArn", about="The ARN with the version at its end."),
        "runtime": text(about="The language runtime, such as python3.12; null for container images."),
        "role": text(about="The ARN of the IAM role that the version runs as."),
        "policy": jsonb("access.Policy", via=policy_json, about="The version's own resource policy; null without one."),
        "policy_std": jsonb("access.Policy", via=policy_std, about="That policy in canonical form."),
        "code": jsonb("detail.Code", via=code_origin, about="Where the code is kept, without the download link."),
        "timeout": bigint(about="Seconds after which a run is stopped."),
        "memory_size": bigint(about="Memory of one run in MB."),
        "code_sha_256": text("CodeSha256", about="The digest of the code package, in base64."),
        "code_size": bigint(about="The size of the code package in bytes."),
        "environment_error": jsonb("Environment.Error", about="Why the environment could not be decrypted, if so."),
        "environment_variables": jsonb("Environment.Variables"),
        "ephemeral_storage_size": bigint("EphemeralStorage.Size", about="The size of /tmp in MB."),
        "target_arn": text(
            "DeadLetterConfig.TargetArn", about="The queue or topic that events go to when runs of them fail."
        ),
        "kms_key_arn": text("KMSKeyArn", about="The key that encrypts the environment; null for AWS's own key."),
        "vpc_id": text("VpcConfig.VpcId", about="The VPC the version reaches into; null without one."),
        "vpc_security_group_ids": jsonb("VpcConfig.SecurityGroupIds"),
        "vpc_subnet_ids": jsonb("VpcConfig.SubnetIds"),
        "architectures": jsonb(),
        "dead_letter_config": jsonb(),
        "description": text(),
        "file_system_configs": jsonb(),
        "handler": text(),
        "image_config_response": jsonb(),
        "last_modified": timestamptz(via=moment),
        "last_update_status": text(),
        "last_update_status_reason": text(),
        "last_update_status_reason_code": text(),
        "layers": jsonb(),
        "logging_config": jsonb(),
        "master_arn": text(),
        "package_type": text(),
        "revision_id": text(),
        "runtime_version_config": jsonb(),
        "signing_job_arn": text(),
        "signing_profile_version_arn": text(),
        "snap_start": jsonb(),
        "state": text(),
        "state_reason": text(),
        "state_reason_code": text(),
        "tracing_config": jsonb(),
        "title": text("Version"),
        "akas": akas("FunctionArn"),
    },
)

ONE_ALIAS: dict[str, Param] = {"FunctionName": Computed(function_of_alias, ("AliasArn",)), "Qualifier": "Name"}

alias = Table(
    "aws_lambda_alias",
    "An alias: a name that points to one version of a Lambda function, or to two by weight.",
    rows=(
        LIST_FUNCTIONS,
        Call(
            "lambda",
            "ListAliases",
            {"FunctionName": "function.FunctionName", "FunctionVersion": Key("function_version")},
            items="Aliases",
            absent=GONE,
        ),
    ),
    get=Call("lambda", "GetAlias", {"FunctionName": Key("function_name"), "Name": Key("name")}, absent=GONE),
    add={
        "access": Call("lambda", "GetPolicy", ONE_ALIAS, absent=GONE),
        "url": Call("lambda", "GetFunctionUrlConfig", ONE_ALIAS, absent=GONE),
    },
    columns={
        "name": text(about="The name of the alias."),
        "function_name": text("AliasArn", via=function_of_alias, about="The function the alias belongs to."),
        "function_version": text(about="The version that the alias points to."),
        "routing_config": jsonb(about="The second version and the share of calls it gets, if any."),
        "policy": jsonb("access.Policy", via=policy_json, about="The alias's own resource policy; null without one."),
        "policy_std": jsonb("access.Policy", via=policy_std, about="That policy in canonical form."),
        "url_config": jsonb("url", about="The alias's function URL and who may call it; null where there is none."),
        "alias_arn": text(),
        "description": text(),
        "revision_id": text(),
        "title": text("Name"),
        "akas": akas("AliasArn"),
    },
)


def daily(metric: str) -> Table:
    """The table of one metric of functions, a row a day."""
    return metric_table(
        f"aws_lambda_function_metric_{metric.lower()}_daily",
        namespace="AWS/Lambda",
        metric=metric,
        interval="daily",
        parents=(LIST_FUNCTIONS,),
        dimension="FunctionName",
        column="name",
        source="function.FunctionName",
        of="each Lambda function",
    )


TABLES = (function, version, alias, daily("Duration"), daily("Errors"), daily("Invocations"))
