"""AWS CodeDeploy."""

from steelyard.aws.declare import Call, Key, Many, Table, akas, boolean, jsonb, tags, text, timestamptz

NO_APPLICATION = ("ApplicationDoesNotExistException",)

APPLICATION_ARN = "arn:{partition}:codedeploy:{region}:{account_id}:application:{applicationName}"
GROUP_ARN = "arn:{partition}:codedeploy:{region}:{account_id}:deploymentgroup:{applicationName}/{deploymentGroupName}"

app = Table(
    "aws_codedeploy_app",
    "An application: a name under which revisions of software are deployed.",
    rows=(
        Call("codedeploy", "ListApplications", items="applications", name="app"),
        Call("codedeploy", "BatchGetApplications", {"applicationNames": Many("app", 100)}, items="applicationsInfo"),
    ),
    get=Call(
        "codedeploy",
        "GetApplication",
        {"applicationName": Key("application_name")},
        items="application",
        absent=NO_APPLICATION,
    ),
    add={
        "tagging": Call("codedeploy", "ListTagsForResource", {"ResourceArn": APPLICATION_ARN}, absent=NO_APPLICATION),
    },
    columns={
        "application_name": text(about="The name of the application."),
        "application_id": text(),
        "arn": text(APPLICATION_ARN, about="The application's ARN."),
        "compute_platform": text(about="What it is deployed to: Server, Lambda or ECS."),
        "create_time": timestamptz(),
        "github_account_name": text("gitHubAccountName", about="The name of a connection to a GitHub account."),
        "linked_to_github": boolean("linkedToGitHub", about="Whether the user has signed in to GitHub for it."),
        "tags_src": jsonb("tagging.Tags"),
        "tags": tags("tagging.Tags"),
        "title": text("applicationName"),
        "akas": akas(APPLICATION_ARN),
    },
)

deployment_group = Table(
    "aws_codedeploy_deployment_group",
    "A deployment group: where, and in what manner, an application's revisions are deployed.",
    rows=(
        Call("codedeploy", "ListApplications", items="applications", name="app"),
        Call(
            "codedeploy",
            "ListDeploymentGroups",
            {"applicationName": "app"},
            items="deploymentGroups",
            name="group",
            absent=NO_APPLICATION,
        ),
        Call(
            "codedeploy",
            "BatchGetDeploymentGroups",
            {"applicationName": "app", "deploymentGroupNames": Many("group", 100)},
            items="deploymentGroupsInfo",
            absent=NO_APPLICATION,
        ),
    ),
    get=Call(
        "codedeploy",
        "GetDeploymentGroup",
        {"applicationName": Key("application_name"), "deploymentGroupName": Key("deployment_group_name")},
        items="deploymentGroupInfo",
        absent=(*NO_APPLICATION, "DeploymentGroupDoesNotExistException"),
    ),
    add={
        "tagging": Call(
            "codedeploy",
            "ListTagsForResource",
            {"ResourceArn": GROUP_ARN},
            absent=(*NO_APPLICATION, "DeploymentGroupDoesNotExistException"),
        ),
    },
    columns={
        "deployment_group_name": text(about="The name of the deployment group."),
        "deployment_group_id": text(),
        "arn": text(GROUP_ARN, about="The deployment group's ARN."),
        "application_name": text(about="The application whose revisions it takes."),
        "alarm_configuration": jsonb(about="The CloudWatch alarms that stop a deployment."),
        "auto_rollback_configuration": jsonb(about="On which events the revision before is brought back."),
        "blue_green_deployment_configuration": jsonb(about="How a new set of servers takes over from the old one."),
        "compute_platform": jsonb(about="What is deployed to: Server, Lambda or ECS."),
        "deployment_config_name": text(about="The rule of how many targets are deployed to at once."),
        "deployment_style": jsonb(about="In place or blue/green, with traffic control or without."),
        "ec2_tag_filters": jsonb(about="The tags of the EC2 instances that are deployed to."),
        "ec2_tag_set": jsonb(about="The same by groups of tags that must all match."),
        "outdated_instances_strategy": jsonb(about="Whether instances that come late are brought up to date."),
        "service_role_arn": text(about="The role that CodeDeploy acts as."),
        "target_revision": jsonb(about="The revision last deployed: its type and where it is kept."),
        "termination_hook_enabled": boolean(about="Whether scaled-in instances get to end their deployment first."),
        "auto_scaling_groups": jsonb(),
        "ecs_services": jsonb(),
        "last_attempted_deployment": jsonb(),
        "last_successful_deployment": jsonb(),
        "load_balancer_info": jsonb(),
        "on_premises_instance_tag_filters": jsonb(),
        "on_premises_tag_set": jsonb(),
        "trigger_configurations": jsonb(),
        "tags_src": jsonb("tagging.Tags"),
        "tags": tags("tagging.Tags"),
        "title": text("deploymentGroupName"),
        "akas": akas(GROUP_ARN),
    },
)

TABLES = (app, deployment_group)
