"""AWS CodeBuild."""

from steelyard.aws.declare import Call, Key, Many, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

NOT_FOUND = ("InvalidInputException",)


def credential_title(server: str | None, arn: str) -> str:
    """Source credentials have no name; they are told apart by server and region."""
    return f"{server} - {arn.split(':')[3]}"


project = Table(
    "aws_codebuild_project",
    "A build project: what is built, from where, in which environment.",
    rows=(
        Call("codebuild", "ListProjects", items="projects", name="project"),
        Call("codebuild", "BatchGetProjects", {"names": Many("project", 100)}, items="projects"),
    ),
    get=Call("codebuild", "BatchGetProjects", {"names": [Key("name")]}, items="projects", absent=NOT_FOUND),
    columns={
        "name": text(about="The name of the project."),
        "arn": text(),
        "artifacts": jsonb(about="Where a build's output goes, and whether it is encrypted."),
        "badge": jsonb(about="Whether a badge tells the last build's result to everybody."),
        "concurrent_build_limit": bigint(about="How many builds may run at once; null for no limit of its own."),
        "created": timestamptz(about="When the project was made."),
        "encryption_key": text(about="The KMS key that encrypts output."),
        "environment": jsonb(about="The image, size and variables of a build's machine, and whether it is privileged."),
        "logs_config": jsonb(about="Whether logs go to CloudWatch Logs and to S3."),
        "project_visibility": text(about="Whether builds and logs can be seen by everybody: PUBLIC_READ or PRIVATE."),
        "public_project_alias": text(about="The name in the public address of the builds."),
        "queued_timeout_in_minutes": bigint(about="How long a build may wait for its turn."),
        "secondary_sources": jsonb(about="Further sources."),
        "service_role": text(about="The role that builds act as."),
        "source": jsonb(about="Where the source is, how it is fetched, and the build's steps."),
        "source_version": text(about="The branch, tag or commit that is built unless a build says another."),
        "webhook": jsonb(about="What in the source repository starts builds."),
        "build_batch_config": jsonb(),
        "cache": jsonb(),
        "description": text(),
        "file_system_locations": jsonb(),
        "last_modified": timestamptz(),
        "resource_access_role": text(),
        "secondary_artifacts": jsonb(),
        "secondary_source_versions": jsonb(),
        "timeout_in_minutes": bigint(),
        "vpc_config": jsonb(),
        "tags_src": jsonb("tags"),
        "tags": tags("tags"),
        "title": text("name"),
        "akas": akas("arn"),
    },
)

build = Table(
    "aws_codebuild_build",
    "A build: one run of a project.",
    rows=(
        Call("codebuild", "ListBuilds", items="ids", name="build"),
        Call("codebuild", "BatchGetBuilds", {"ids": Many("build", 100)}, items="builds"),
    ),
    get=Call("codebuild", "BatchGetBuilds", {"ids": [Key("id")]}, items="builds", absent=NOT_FOUND),
    columns={
        "id": text(about="The id of the build: the project's name, a colon and a UUID."),
        "arn": text(),
        "project_name": text(about="The project that was built."),
        "build_number": bigint(about="The number of the build among those of its project."),
        "build_status": jsonb(about="IN_PROGRESS, SUCCEEDED, FAILED, FAULT, STOPPED or TIMED_OUT."),
        "build_complete": boolean(about="Whether the build has ended, well or not."),
        "current_phase": text(about="The phase the build is in, or COMPLETED."),
        "encryption_key": text(about="The KMS key that encrypts output."),
        "environment": jsonb(about="The image, size and variables of the build's machine."),
        "exported_environment_variables": jsonb(about="The variables that later stages of a pipeline can use."),
        "initiator": text(about="Who or what started the build."),
        "network_interfaces": jsonb("networkInterface", about="The build's interface in the project's VPC."),
        "phases": jsonb(about="The phases that the build has been through, with times and results."),
        "resolved_source_version": text(about="The commit, or the S3 object's version, that was built."),
        "service_role": text(about="The role that the build acts as."),
        "source_version": text(about="The branch, tag or commit that was asked for."),
        "artifacts": jsonb(),
        "build_batch_arn": text(),
        "cache": jsonb(),
        "debug_session": jsonb(),
        "end_time": timestamptz(),
        "file_system_locations": jsonb(),
        "logs": jsonb(),
        "queued_timeout_in_minutes": bigint(),
        "report_arns": jsonb(),
        "secondary_artifacts": jsonb(),
        "secondary_source_versions": jsonb(),
        "secondary_sources": jsonb(),
        "source": jsonb(),
        "start_time": timestamptz(),
        "timeout_in_minutes": bigint(),
        "vpc_config": jsonb(),
        "title": text("arn"),
        "akas": akas("arn"),
    },
)

report_group = Table(
    "aws_codebuild_report_group",
    "A report group: the test or coverage reports of builds.",
    rows=(
        Call("codebuild", "ListReportGroups", items="reportGroups", name="group"),
        Call("codebuild", "BatchGetReportGroups", {"reportGroupArns": Many("group", 100)}, items="reportGroups"),
    ),
    get=Call(
        "codebuild", "BatchGetReportGroups", {"reportGroupArns": [Key("arn")]}, items="reportGroups", absent=NOT_FOUND
    ),
    columns={
        "name": text(about="The name of the report group."),
        "arn": text(),
        "type": text(about="TEST or CODE_COVERAGE."),
        "created": timestamptz(about="When the report group was made."),
        "export_config": jsonb(about="Whether raw reports are kept in S3, where, and whether encrypted."),
        "last_modified": timestamptz(),
        "tags_src": jsonb("tags"),
        "tags": tags("tags"),
        "title": text("name"),
        "akas": akas("arn"),
    },
)

source_credential = Table(
    "aws_codebuild_source_credential",
    "Credentials with which CodeBuild reads from a source provider; the secret itself is never shown.",
    rows=(Call("codebuild", "ListSourceCredentials", items="sourceCredentialsInfos"),),
    columns={
        "arn": text(),
        "auth_type": text(about="OAUTH, BASIC_AUTH, PERSONAL_ACCESS_TOKEN, CODECONNECTIONS or SECRETS_MANAGER."),
        "server_type": text(about="The source provider, such as GITHUB or BITBUCKET."),
        "title": text("serverType", "arn", via=credential_title),
        "akas": akas("arn"),
    },
)

TABLES = (project, build, report_group, source_credential)
