"""Tables of SageMaker, over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/ml"
TAGS = [{"Key": "team", "Value": "ml"}]


def model(account: Account) -> None:
    account.client("sagemaker").create_model(
        ModelName="prices",
        ExecutionRoleArn=ROLE,
        PrimaryContainer={"Image": "img", "ModelDataUrl": "s3://models/prices.tar.gz"},
        VpcConfig={"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]},
        Tags=TAGS,
    )


def test_notebook_instance(account: Account) -> None:
    account.client("sagemaker").create_notebook_instance(
        NotebookInstanceName="lab",
        InstanceType="ml.t3.medium",
        RoleArn=ROLE,
        DirectInternetAccess="Disabled",
        RootAccess="Disabled",
        KmsKeyId="alias/x",
        SubnetId="subnet-1",
        Tags=TAGS,
    )
    row = account.one("select * from aws_sagemaker_notebook_instance")
    arn = f"arn:aws:sagemaker:{HERE}:notebook-instance/lab"
    assert (row["name"], row["arn"], row["akas"], row["title"]) == ("lab", arn, [arn], "lab")
    assert (row["direct_internet_access"], row["root_access"]) == ("Disabled", "Disabled")
    assert (row["kms_key_id"], row["subnet_id"], row["role_arn"]) == ("alias/x", "subnet-1", ROLE)
    assert (row["tags"], row["tags_src"]) == ({"team": "ml"}, TAGS)


def test_a_notebook_instance_that_is_not_there(account: Account) -> None:
    assert account.query("select arn from aws_sagemaker_notebook_instance where name = 'none'") == []


def test_model(account: Account) -> None:
    model(account)
    row = account.one("select * from aws_sagemaker_model")
    assert (row["name"], row["execution_role_arn"]) == ("prices", ROLE)
    assert row["vpc_config"] == {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}
    assert row["primary_container"]["Image"] == "img"
    assert row["tags"] == {"team": "ml"}


def test_endpoint_configuration(account: Account) -> None:
    model(account)
    account.client("sagemaker").create_endpoint_config(
        EndpointConfigName="prices",
        ProductionVariants=[
            {
                "VariantName": "all",
                "ModelName": "prices",
                "InitialInstanceCount": 1,
                "InstanceType": "ml.t2.medium",
                "InitialVariantWeight": 1.0,
            }
        ],
        KmsKeyId="alias/x",
        DataCaptureConfig={
            "EnableCapture": True,
            "InitialSamplingPercentage": 50,
            "DestinationS3Uri": "s3://capture/",
            "CaptureOptions": [{"CaptureMode": "Input"}],
        },
        Tags=TAGS,
    )
    row = account.one("select * from aws_sagemaker_endpoint_configuration")
    assert (row["name"], row["kms_key_id"], row["tags"]) == ("prices", "alias/x", {"team": "ml"})
    assert row["production_variants"][0]["VariantName"] == "all"
    assert row["data_capture_config"]["InitialSamplingPercentage"] == 50


def test_training_job(account: Account) -> None:
    account.client("sagemaker").create_training_job(
        TrainingJobName="prices-1",
        AlgorithmSpecification={"TrainingImage": "img", "TrainingInputMode": "File"},
        RoleArn=ROLE,
        OutputDataConfig={"S3OutputPath": "s3://models/", "KmsKeyId": "alias/x"},
        ResourceConfig={"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 5},
        StoppingCondition={"MaxRuntimeInSeconds": 60},
        EnableInterContainerTrafficEncryption=True,
        EnableNetworkIsolation=True,
        HyperParameters={"depth": "3"},
        Tags=TAGS,
    )
    row = account.one("select * from aws_sagemaker_training_job")
    assert (row["name"], row["role_arn"]) == ("prices-1", ROLE)
    assert (row["enable_inter_container_traffic_encryption"], row["enable_network_isolation"]) == (True, True)
    assert row["output_data_config"]["KmsKeyId"] == "alias/x"
    assert row["hyper_parameters"] == {"depth": "3"}
    assert row["tags"] == {"team": "ml"}
