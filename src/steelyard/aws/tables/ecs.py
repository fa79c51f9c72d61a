"""Amazon ECS: clusters and what runs in them."""

from steelyard.aws.declare import Call, Key, Many, Table, Value, akas, bigint, boolean, jsonb, tags, text, timestamptz
from steelyard.aws.metrics import metric_table
from steelyard.aws.tables._values import last_of

NO_CLUSTER = ("ClusterNotFoundException",)

LIST_CLUSTERS = Call("ecs", "ListClusters", items="clusterArns", name="cluster_arn")


def service_of_group(group: str | None) -> str | None:
    """The service's name where a task's group is a service's (``service:NAME``)."""
    return group.removeprefix("service:") if group is not None and group.startswith("service:") else None


def whole_number(text: str | None) -> int | None:
    """CPU units or MiB, which ECS gives as text."""
    return None if not text else int(text)


DETAILS = Value(["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"])

cluster = Table(
    "aws_ecs_cluster",
    "A cluster: a group of services and tasks, and the capacity they run on.",
    rows=(
        LIST_CLUSTERS,
        Call("ecs", "DescribeClusters", {"clusters": Many("cluster_arn", 100), "include": DETAILS}, items="clusters"),
    ),
    get=Call("ecs", "DescribeClusters", {"clusters": [Key("cluster_arn")], "include": DETAILS}, items="clusters"),
    columns={
        "cluster_name": text(about="The name of the cluster."),
        "cluster_arn": text(),
        "status": text(about="ACTIVE, PROVISIONING, DEPROVISIONING, FAILED or INACTIVE."),
        "settings": jsonb(about="The cluster's settings as name and value, such as containerInsights."),
        "execute_command_configuration": jsonb(
            "configuration.executeCommandConfiguration", about="How sessions of ECS Exec are encrypted and logged."
        ),
        "service_connect_defaults_namespace": text(
            "serviceConnectDefaults.namespace", about="The namespace that new services join unless they say otherwise."
        ),
        "attachments": jsonb(about="The Auto Scaling resources behind the cluster's capacity providers."),
        "attachments_status": text(about="How far the capacity providers are being set up or removed."),
        "statistics": jsonb(about="Counts of tasks and services by launch type."),
        "active_services_count": bigint(),
        "capacity_providers": jsonb(),
        "default_capacity_provider_strategy": jsonb(),
        "pending_tasks_count": bigint(),
        "registered_container_instances_count": bigint(),
        "running_tasks_count": bigint(),
        "tags_src": jsonb("tags"),
        "tags": tags("tags"),
        "title": text("clusterName"),
        "akas": akas("clusterArn"),
    },
)

service = Table(
    "aws_ecs_service",
    "A service: it keeps a number of tasks of one definition running in a cluster.",
    rows=(
        LIST_CLUSTERS,
        Call(
            "ecs",
            "ListServices",
            {"cluster": "cluster_arn"},
            items="serviceArns",
            name="service_arn",
            absent=NO_CLUSTER,
        ),
        Call(
            "ecs",
            "DescribeServices",
            {"cluster": "cluster_arn", "services": Many("service_arn", 10), "include": Value(["TAGS"])},
            items="services",
            absent=NO_CLUSTER,
        ),
    ),
    columns={
        "service_name": text(about="The name of the service."),
        "arn": text("serviceArn"),
        "cluster_arn": text(about="The cluster the service runs in."),
        "status": text(about="ACTIVE, DRAINING or INACTIVE."),
        "task_definition": text(about="The ARN of the task definition that new tasks are made from."),
        "desired_count": bigint(about="How many tasks the service should keep running."),
        "running_count": bigint(about="How many of its tasks run now."),
        "pending_count": bigint(about="How many of its tasks are being started."),
        "launch_type": text(about="EC2, FARGATE or EXTERNAL; null where a capacity provider strategy is used."),
        "network_configuration": jsonb(about="Subnets, security groups and public address of awsvpc tasks."),
        "deployment_controller_type": text(
            "deploymentController.type", about="What rolls out new tasks: ECS, CODE_DEPLOY or EXTERNAL."
        ),
        "created_by": text(about="The principal that made the service."),
        "deployments": jsonb(about="The roll-outs now in progress and the one that is current."),
        "events": jsonb(about="The service's latest messages, newest first."),
        "enable_execute_command": boolean(about="Whether ECS Exec may open sessions in the containers."),
        "health_check_grace_period_seconds": bigint(about="How long a new task's failing health checks are borne."),
        "propagate_tags": text(about="Where tasks take their tags from: TASK_DEFINITION, SERVICE or NONE."),
        "capacity_provider_strategy": jsonb(),
        "created_at": timestamptz(),
        "deployment_configuration": jsonb(),
        "enable_ecs_managed_tags": boolean(),
        "load_balancers": jsonb(),
        "placement_constraints": jsonb(),
        "placement_strategy": jsonb(),
        "platform_family": text(),
        "platform_version": text(),
        "role_arn": text(),
        "scheduling_strategy": text(),
        "service_registries": jsonb(),
        "task_sets": jsonb(),
        "tags_src": jsonb("tags"),
        "tags": tags("tags"),
        "title": text("serviceName"),
        "akas": akas("serviceArn"),
    },
)

container_instance = Table(
    "aws_ecs_container_instance",
    "A container instance: a server that is registered with a cluster and takes tasks.",
    rows=(
        LIST_CLUSTERS,
        Call(
            "ecs",
            "ListContainerInstances",
            {"cluster": "cluster_arn"},
            items="containerInstanceArns",
            name="instance_arn",
            absent=NO_CLUSTER,
        ),
        Call(
            "ecs",
            "DescribeContainerInstances",
            {"cluster": "cluster_arn", "containerInstances": Many("instance_arn", 100), "include": Value(["TAGS"])},
            items="containerInstances",
            absent=NO_CLUSTER,
        ),
    ),
    columns={
        "arn": text("containerInstanceArn"),
        "ec2_instance_id": text(about="The EC2 instance behind it; null for external servers."),
        "cluster_arn": text("cluster_arn", about="The cluster the instance is registered with."),
        "status": text(about="ACTIVE, DRAINING, REGISTERING, DEREGISTERING or REGISTRATION_FAILED."),
        "agent_connected": boolean(about="Whether the ECS agent on the server is in touch."),
        "attributes": jsonb(about="What tasks may ask of the server when they are placed."),
        "registered_resources": jsonb(about="CPU, memory and ports the server offered when it registered."),
        "remaining_resources": jsonb(about="CPU, memory and ports not taken by tasks."),
        "version": bigint(about="A number that grows with each change of the registration."),
        "agent_update_status": text(),
        "attachments": jsonb(),
        "capacity_provider_name": text(),
        "health_status": jsonb(),
        "pending_tasks_count": bigint(),
        "registered_at": timestamptz(),
        "running_tasks_count": bigint(),
        "status_reason": text(),
        "version_info": jsonb(),
        "tags": tags("tags"),
        "title": text("containerInstanceArn"),
        "akas": akas("containerInstanceArn"),
    },
)

task_definition = Table(
    "aws_ecs_task_definition",
    "A revision of a task definition: the containers that make up a task and what they may use.",
    rows=(
        Call(
            "ecs",
            "ListTaskDefinitions",
            {"familyPrefix": Key("family"), "status": Key("status")},
            items="taskDefinitionArns",
        ),
    ),
    get=Call(
        "ecs",
        "DescribeTaskDefinition",
        {"taskDefinition": Key("task_definition_arn")},
        items="taskDefinition.taskDefinitionArn",
        absent=("ClientException", "InvalidParameterException"),
    ),
    add={
        "detail": Call("ecs", "DescribeTaskDefinition", {"taskDefinition": ".", "include": Value(["TAGS"])}),
    },
    columns={
        "task_definition_arn": text("."),
        "family": text("detail.taskDefinition.family", about="The name that all revisions share."),
        "revision": bigint("detail.taskDefinition.revision", about="The number of this revision in its family."),
        "status": text("detail.taskDefinition.status", about="ACTIVE, INACTIVE or DELETE_IN_PROGRESS."),
        "container_definitions": jsonb(
            "detail.taskDefinition.containerDefinitions",
            about="The containers: image, environment, ports, mounts, logs.",
        ),
        "cpu": bigint(
            "detail.taskDefinition.cpu", via=whole_number, about="CPU units of a whole task; 1024 are one vCPU."
        ),
        "memory": bigint("detail.taskDefinition.memory", via=whole_number, about="Memory of a whole task in MiB."),
        "execution_role_arn": text(
            "detail.taskDefinition.executionRoleArn", about="The role ECS itself uses to pull images and read secrets."
        ),
        "task_role_arn": text("detail.taskDefinition.taskRoleArn", about="The role the containers act as."),
        "network_mode": text("detail.taskDefinition.networkMode", about="none, bridge, awsvpc or host."),
        "pid_mode": text("detail.taskDefinition.pidMode", about="Whose processes the containers see: host or task."),
        "ipc_mode": text("detail.taskDefinition.ipcMode", about="Whose shared memory they use: host, task or none."),
        "requires_attributes": jsonb(
            "detail.taskDefinition.requiresAttributes", about="What a container instance must offer to take the task."
        ),
        "volumes": jsonb("detail.taskDefinition.volumes", about="The volumes that containers can mount."),
        "registered_by": text(
            "detail.taskDefinition.registeredBy", about="The principal that registered the revision."
        ),
        "compatibilities": jsonb("detail.taskDefinition.compatibilities"),
        "deregistered_at": timestamptz("detail.taskDefinition.deregisteredAt"),
        "ephemeral_storage_size_in_gib": bigint("detail.taskDefinition.ephemeralStorage.sizeInGiB"),
        "inference_accelerators": jsonb("detail.taskDefinition.inferenceAccelerators"),
        "placement_constraints": jsonb("detail.taskDefinition.placementConstraints"),
        "proxy_configuration": jsonb("detail.taskDefinition.proxyConfiguration"),
        "registered_at": text("detail.taskDefinition.registeredAt"),
        "requires_compatibilities": jsonb("detail.taskDefinition.requiresCompatibilities"),
        "runtime_platform": jsonb("detail.taskDefinition.runtimePlatform"),
        "tags_src": jsonb("detail.tags"),
        "tags": tags("detail.tags"),
        "title": text(".", via=last_of("/")),
        "akas": akas("."),
    },
)

task = Table(
    "aws_ecs_task",
    "A task: containers of one task definition that run, or lately ran, in a cluster.",
    rows=(
        LIST_CLUSTERS,
        Call(
            "ecs",
            "ListTasks",
            {
                "cluster": "cluster_arn",
                "serviceName": Key("service_name"),
                "containerInstance": Key("container_instance_arn"),
                "desiredStatus": Key("desired_status"),
                "launchType": Key("launch_type"),
            },
            items="taskArns",
            name="task_arn",
            absent=(*NO_CLUSTER, "InvalidParameterException", "ServiceNotFoundException"),
        ),
        Call(
            "ecs",
            "DescribeTasks",
            {"cluster": "cluster_arn", "tasks": Many("task_arn", 100), "include": Value(["TAGS"])},
            items="tasks",
            absent=NO_CLUSTER,
        ),
    ),
    add={
        "protecting": Call(
            "ecs",
            "GetTaskProtection",
            {"cluster": "clusterArn", "tasks": Many("taskArn", 100)},
            items="protectedTasks",
            match="taskArn",
            absent=NO_CLUSTER,
        ),
    },
    columns={
        "task_arn": text(),
        "cluster_arn": text("clusterArn"),
        "cluster_name": text("clusterArn", via=last_of("/"), about="The name of the cluster the task runs in."),
        "service_name": text(
            "group", via=service_of_group, about="The service that started the task; null for tasks of no service."
        ),
        "task_definition_arn": text(),
        "group": text(about="What the task belongs to: service:NAME, family:NAME or a name of the user's own."),
        "last_status": text(about="The state the task was last seen in, such as RUNNING."),
        "desired_status": text(about="The state the task is meant to reach: RUNNING or STOPPED."),
        "cpu": bigint(via=whole_number, about="CPU units of the whole task; 1024 are one vCPU."),
        "memory": bigint(via=whole_number, about="Memory of the whole task in MiB."),
        "connectivity": text(about="Whether the task is in touch with ECS: CONNECTED or DISCONNECTED."),
        "containers": jsonb(about="The task's containers with their state and addresses."),
        "overrides": jsonb(about="What was changed of the task definition for this one task."),
        "protection": jsonb("protecting", about="Whether, and until when, scale-in and deployments spare the task."),
        "started_by": text(about="Who started the task: a deployment's id, or a text of the caller's."),
        "stop_code": text(about="Why the task ended, as a code."),
        "stopped_reason": text(about="Why the task ended, in words."),
        "version": bigint(about="A number that grows with each change of the task."),
        "attachments": jsonb(),
        "attributes": jsonb(),
        "availability_zone": text(),
        "capacity_provider_name": text(),
        "connectivity_at": timestamptz(),
        "container_instance_arn": text(),
        "created_at": timestamptz(),
        "enable_execute_command": boolean(),
        "ephemeral_storage": jsonb(),
        "execution_stopped_at": timestamptz(),
        "health_status": text(),
        "inference_accelerators": jsonb(),
        "launch_type": text(),
        "platform_family": text(),
        "platform_version": text(),
        "pull_started_at": timestamptz(),
        "pull_stopped_at": timestamptz(),
        "started_at": timestamptz(),
        "stopped_at": timestamptz(),
        "stopping_at": timestamptz(),
        "tags_src": jsonb("tags"),
        "tags": tags("tags"),
        "akas": akas("taskArn"),
    },
)

cpu_utilization_daily = metric_table(
    "aws_ecs_cluster_metric_cpu_utilization_daily",
    namespace="AWS/ECS",
    metric="CPUUtilization",
    interval="daily",
    parents=(LIST_CLUSTERS,),
    dimension="ClusterName",
    column="cluster_name",
    source="cluster_arn",
    value=last_of("/"),
    of="each ECS cluster",
)

TABLES = (cluster, service, container_instance, task_definition, task, cpu_utilization_daily)
