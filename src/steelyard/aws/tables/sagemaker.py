"""Amazon SageMaker: notebook instances, models, endpoint configurations, training jobs."""

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

# What SageMaker answers for a thing that is not there: mostly a ValidationException, told apart by its message.
NOT_FOUND = (
    "ResourceNotFound",
    "RecordNotFound",
    "ValidationException: RecordNotFound",
    "ValidationException: Could not find",
    "ValidationException: Requested resource not found",
)


endpoint_configuration = Table(
    "aws_sagemaker_endpoint_configuration",
    "An endpoint configuration of SageMaker: the models that an endpoint serves and on what.",
    rows=(Call("sagemaker", "ListEndpointConfigs", items="EndpointConfigs"),),
    get=Call("sagemaker", "DescribeEndpointConfig", {"EndpointConfigName": Key("name")}, absent=NOT_FOUND),
    add={
        "detail": Call(
            "sagemaker", "DescribeEndpointConfig", {"EndpointConfigName": "EndpointConfigName"}, absent=NOT_FOUND
        ),
        "tagging": Call("sagemaker", "ListTags", {"ResourceArn": "EndpointConfigArn"}, items="Tags", absent=NOT_FOUND),
    },
    columns={
        "name": text("EndpointConfigName"),
        "arn": text("EndpointConfigArn"),
        "async_inference_config": jsonb("detail.AsyncInferenceConfig", about="Where asynchronous answers go."),
        "clarify_explainer_config": jsonb(
            "detail.ExplainerConfig.ClarifyExplainerConfig", about="How answers are explained."
        ),
        "creation_time": timestamptz(about="When it was made."),
        "data_capture_config": jsonb(
            "detail.DataCaptureConfig", about="Whether requests and answers are kept, and where."
        ),
        "enable_network_isolation": boolean(
            "detail.EnableNetworkIsolation", about="Whether its containers are cut off from the network."
        ),
        "execution_role_arn": text("detail.ExecutionRoleArn", about="The IAM role it acts as."),
        "kms_key_id": text("detail.KmsKeyId", about="The KMS key that encrypts it; null where none does."),
        "production_variants": jsonb(
            "detail.ProductionVariants", about="The models that answer, each with its instances and share of requests."
        ),
        "shadow_production_variants": jsonb(
            "detail.ShadowProductionVariants", about="The models that are tried on copies of requests."
        ),
        "vpc_config": jsonb(
            "detail.VpcConfig", about="The subnets and security groups it runs in; null outside a VPC."
        ),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("EndpointConfigName"),
        "akas": akas("EndpointConfigArn"),
    },
)

model = Table(
    "aws_sagemaker_model",
    "A model in SageMaker: its containers and the role they have.",
    rows=(Call("sagemaker", "ListModels", items="Models"),),
    get=Call("sagemaker", "DescribeModel", {"ModelName": Key("name")}, absent=NOT_FOUND),
    add={
        "detail": Call("sagemaker", "DescribeModel", {"ModelName": "ModelName"}, absent=NOT_FOUND),
        "tagging": Call("sagemaker", "ListTags", {"ResourceArn": "ModelArn"}, items="Tags", absent=NOT_FOUND),
    },
    columns={
        "name": text("ModelName"),
        "arn": text("ModelArn"),
        "containers": jsonb("detail.Containers", about="The containers of an inference pipeline, in order."),
        "creation_time": timestamptz(about="When it was made."),
        "deployment_recommendation": jsonb(
            "detail.DeploymentRecommendation", about="The instance types that SageMaker recommends."
        ),
        "enable_network_isolation": boolean(
            "detail.EnableNetworkIsolation", about="Whether its containers are cut off from the network."
        ),
        "execution_role_arn": text("detail.ExecutionRoleArn", about="The IAM role it acts as."),
        "inference_execution_config": jsonb(
            "detail.InferenceExecutionConfig", about="Whether its containers run in turn or are called one by one."
        ),
        "primary_container": jsonb("detail.PrimaryContainer", about="The container of a single-container model."),
        "vpc_config": jsonb(
            "detail.VpcConfig", about="The subnets and security groups it runs in; null outside a VPC."
        ),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("ModelName"),
        "akas": akas("ModelArn"),
    },
)

notebook_instance = Table(
    "aws_sagemaker_notebook_instance",
    "A SageMaker notebook instance.",
    rows=(
        Call(
            "sagemaker",
            "ListNotebookInstances",
            {
                "StatusEquals": Key("notebook_instance_status"),
                "DefaultCodeRepositoryContains": Key("default_code_repository"),
                "NotebookInstanceLifecycleConfigNameContains": Key("notebook_instance_lifecycle_config_name"),
            },
            items="NotebookInstances",
            absent=("UnknownOperationException",),
        ),
    ),
    get=Call("sagemaker", "DescribeNotebookInstance", {"NotebookInstanceName": Key("name")}, absent=NOT_FOUND),
    add={
        "detail": Call(
            "sagemaker", "DescribeNotebookInstance", {"NotebookInstanceName": "NotebookInstanceName"}, absent=NOT_FOUND
        ),
        "tagging": Call(
            "sagemaker", "ListTags", {"ResourceArn": "NotebookInstanceArn"}, items="Tags", absent=NOT_FOUND
        ),
    },
    columns={
        "name": text("NotebookInstanceName"),
        "arn": text("NotebookInstanceArn"),
        "accelerator_types": jsonb("detail.AcceleratorTypes"),
        "additional_code_repositories": jsonb(about="Further Git repositories on it."),
        "creation_time": timestamptz(about="When it was made."),
        "default_code_repository": text(),
        "direct_internet_access": text(
            "detail.DirectInternetAccess", about="Enabled, or Disabled where it reaches only what its VPC does."
        ),
        "failure_reason": text("detail.FailureReason", about="Why it failed, if it did."),
        "instance_type": text(),
        "kms_key_id": text("detail.KmsKeyId", about="The KMS key that encrypts its volume."),
        "last_modified_time": timestamptz(about="When it was last changed."),
        "network_interface_id": text("detail.NetworkInterfaceId"),
        "notebook_instance_lifecycle_config_name": text(about="The scripts that run as it is made and started."),
        "notebook_instance_status": text(),
        "platform_identifier": text(
            "detail.PlatformIdentifier", about="The platform it runs: operating system and JupyterLab version."
        ),
        "role_arn": text("detail.RoleArn", about="The IAM role it acts as."),
        "root_access": text("detail.RootAccess", about="Whether its users have root access."),
        "security_groups": jsonb("detail.SecurityGroups"),
        "subnet_id": text("detail.SubnetId", about="The subnet it is in; null outside a VPC."),
        "url": text("detail.Url", about="Where Jupyter answers."),
        "volume_size_in_gb": bigint("detail.VolumeSizeInGB"),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("NotebookInstanceName"),
        "akas": akas("NotebookInstanceArn"),
    },
)

training_job = Table(
    "aws_sagemaker_training_job",
    "A SageMaker training job, past ones included.",
    rows=(
        Call(
            "sagemaker", "ListTrainingJobs", {"StatusEquals": Key("training_job_status")}, items="TrainingJobSummaries"
        ),
    ),
    get=Call("sagemaker", "DescribeTrainingJob", {"TrainingJobName": Key("name")}, absent=NOT_FOUND),
    add={
        "detail": Call("sagemaker", "DescribeTrainingJob", {"TrainingJobName": "TrainingJobName"}, absent=NOT_FOUND),
        "tagging": Call("sagemaker", "ListTags", {"ResourceArn": "TrainingJobArn"}, items="Tags", absent=NOT_FOUND),
    },
    columns={
        "name": text("TrainingJobName"),
        "arn": text("TrainingJobArn"),
        "algorithm_specification": jsonb("detail.AlgorithmSpecification"),
        "auto_ml_job_arn": text("detail.AutoMLJobArn", about="The AutoML job that started it."),
        "billable_time_in_seconds": bigint("detail.BillableTimeInSeconds", about="The seconds that are charged for."),
        "checkpoint_config": jsonb("detail.CheckpointConfig", about="Where checkpoints go."),
        "creation_time": timestamptz(about="When it was made."),
        "debug_hook_config": jsonb("detail.DebugHookConfig"),
        "debug_rule_configurations": jsonb("detail.DebugRuleConfigurations"),
        "debug_rule_evaluation_statuses": jsonb("detail.DebugRuleEvaluationStatuses"),
        "enable_infra_check": boolean(
            "detail.InfraCheckConfig.EnableInfraCheck", about="Whether the machines are checked before it begins."
        ),
        "enable_inter_container_traffic_encryption": boolean(
            "detail.EnableInterContainerTrafficEncryption", about="Whether traffic between its machines is encrypted."
        ),
        "enable_managed_spot_training": boolean(
            "detail.EnableManagedSpotTraining", about="Whether it runs on spot capacity."
        ),
        "enable_network_isolation": boolean(
            "detail.EnableNetworkIsolation", about="Whether its containers are cut off from the network."
        ),
        "enable_remote_debug": boolean(
            "detail.RemoteDebugConfig.EnableRemoteDebug",
            about="Whether its containers may be entered through Systems Manager.",
        ),
        "environment": jsonb("detail.Environment"),
        "experiment_config": jsonb("detail.ExperimentConfig"),
        "failure_reason": text("detail.FailureReason", about="Why it failed, if it did."),
        "final_metric_data_list": jsonb("detail.FinalMetricDataList"),
        "hyper_parameters": jsonb("detail.HyperParameters", about="The parameters given to the algorithm."),
        "input_data_config": jsonb("detail.InputDataConfig"),
        "labeling_job_arn": text("detail.LabelingJobArn", about="The labeling job that started it."),
        "last_modified_time": timestamptz(about="When it was last changed."),
        "maximum_retry_attempts": bigint(
            "detail.RetryStrategy.MaximumRetryAttempts", about="How often it is tried again after an internal error."
        ),
        "model_artifacts": jsonb("detail.ModelArtifacts", about="Where the trained model is."),
        "output_data_config": jsonb(
            "detail.OutputDataConfig", about="Where the model goes, and the KMS key that encrypts it."
        ),
        "profiler_config": jsonb("detail.ProfilerConfig"),
        "profiler_rule_configurations": jsonb("detail.ProfilerRuleConfigurations"),
        "profiler_rule_evaluation_statuses": jsonb("detail.ProfilerRuleEvaluationStatuses"),
        "profiling_status": text("detail.ProfilingStatus"),
        "resource_config": jsonb(
            "detail.ResourceConfig", about="The machines it runs on, and the KMS key of their volumes."
        ),
        "role_arn": text("detail.RoleArn", about="The IAM role it acts as."),
        "secondary_status": text("detail.SecondaryStatus", about="Its state in detail."),
        "secondary_status_transitions": jsonb(
            "detail.SecondaryStatusTransitions", about="When it went from state to state."
        ),
        "stopping_condition": jsonb("detail.StoppingCondition"),
        "tensor_board_output_config": jsonb("detail.TensorBoardOutputConfig"),
        "training_end_time": timestamptz(),
        "training_job_status": text(),
        "training_start_time": timestamptz("detail.TrainingStartTime"),
        "training_time_in_seconds": bigint("detail.TrainingTimeInSeconds"),
        "tuning_job_arn": text("detail.TuningJobArn", about="The tuning job that started it."),
        "vpc_config": jsonb(
            "detail.VpcConfig", about="The subnets and security groups it runs in; null outside a VPC."
        ),
        "warm_pool_status": jsonb("detail.WarmPoolStatus"),
        "tags_src": jsonb("tagging", about="The tags as AWS lists them."),
        "tags": tags("tagging"),
        "title": text("TrainingJobName"),
        "akas": akas("TrainingJobArn"),
    },
)


TABLES = (
    endpoint_configuration,
    model,
    notebook_instance,
    training_job,
)
