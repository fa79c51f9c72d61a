"""Tables of Glue and Athena, over HTTP."""

from __future__ import annotations

from ..conftest import ACCOUNT, Account

HERE = f"us-east-1:{ACCOUNT}"


def test_connection_without_its_password(account: Account) -> None:
    account.client("glue").create_connection(
        ConnectionInput={
            "Name": "orders",
            "ConnectionType": "JDBC",
            "ConnectionProperties": {
                "PASSWORD": "only-for-the-test",
                "JDBC_ENFORCE_SSL": "true",
                "JDBC_CONNECTION_URL": "jdbc:postgresql://db/orders",
            },
        }
    )
    row = account.one("select name, arn, connection_properties, title, akas from aws_glue_connection")
    arn = f"arn:aws:glue:{HERE}:connection/orders"
    assert (row["name"], row["arn"], row["akas"], row["title"]) == ("orders", arn, [arn], "orders")
    assert "PASSWORD" not in row["connection_properties"]
    assert row["connection_properties"]["JDBC_ENFORCE_SSL"] == "true"


def test_data_catalog_encryption_settings(account: Account) -> None:
    account.client("glue").put_data_catalog_encryption_settings(
        DataCatalogEncryptionSettings={
            "EncryptionAtRest": {"CatalogEncryptionMode": "SSE-KMS", "SseAwsKmsKeyId": "alias/x"},
            "ConnectionPasswordEncryption": {"ReturnConnectionPasswordEncrypted": True, "AwsKmsKeyId": "alias/x"},
        }
    )
    row = account.one("select * from aws_glue_data_catalog_encryption_settings where region = 'us-east-1'")
    assert row["encryption_at_rest"]["CatalogEncryptionMode"] == "SSE-KMS"
    assert row["connection_password_encryption"]["ReturnConnectionPasswordEncrypted"] is True


def test_job(account: Account) -> None:
    account.client("glue").create_job(
        Name="nightly",
        Role="glue",
        Command={"Name": "glueetl", "ScriptLocation": "s3://scripts/nightly.py"},
        DefaultArguments={"--enable-metrics": "true"},
        SecurityConfiguration="strict",
        Tags={"team": "data"},
    )
    row = account.one(
        "select name, arn, role, command, default_arguments, security_configuration, tags, akas from aws_glue_job"
    )
    arn = f"arn:aws:glue:{HERE}:job/nightly"
    assert (row["name"], row["arn"], row["akas"], row["role"]) == ("nightly", arn, [arn], "glue")
    assert row["command"]["ScriptLocation"] == "s3://scripts/nightly.py"
    assert row["default_arguments"] == {"--enable-metrics": "true"}
    assert (row["security_configuration"], row["tags"]) == ("strict", {"team": "data"})


def test_dev_endpoint(account: Account) -> None:
    account.client("glue").create_dev_endpoint(
        EndpointName="lab", RoleArn=f"arn:aws:iam::{ACCOUNT}:role/glue", SecurityConfiguration="strict"
    )
    row = account.one("select endpoint_name, arn, status, security_configuration, title from aws_glue_dev_endpoint")
    assert (row["endpoint_name"], row["title"]) == ("lab", "lab")
    assert row["arn"] == f"arn:aws:glue:{HERE}:devEndpoint/lab"
    assert (row["status"], row["security_configuration"]) == ("READY", "strict")


def test_security_configuration(account: Account) -> None:
    account.client("glue").create_security_configuration(
        Name="strict",
        EncryptionConfiguration={
            "S3Encryption": [{"S3EncryptionMode": "SSE-S3"}],
            "CloudWatchEncryption": {"CloudWatchEncryptionMode": "DISABLED"},
            "JobBookmarksEncryption": {"JobBookmarksEncryptionMode": "DISABLED"},
        },
    )
    row = account.one("select * from aws_glue_security_configuration")
    assert (row["name"], row["akas"]) == ("strict", [f"arn:aws:glue:{HERE}:security-configuration/strict"])
    assert row["s3_encryption"][0]["S3EncryptionMode"] == "SSE-S3"
    assert row["cloud_watch_encryption"]["CloudWatchEncryptionMode"] == "DISABLED"


def test_athena_workgroup(account: Account) -> None:
    account.client("athena").create_work_group(
        Name="analysts",
        Description="of the data team",
        Configuration={
            "ResultConfiguration": {
                "OutputLocation": "s3://results/",
                "EncryptionConfiguration": {"EncryptionOption": "SSE_KMS", "KmsKey": "alias/x"},
            },
            "EnforceWorkGroupConfiguration": True,
            "PublishCloudWatchMetricsEnabled": True,
            "BytesScannedCutoffPerQuery": 10_000_000,
        },
    )
    row = account.one("select * from aws_athena_workgroup where name = 'analysts' and region = 'us-east-1'")
    assert (row["description"], row["state"]) == ("of the data team", "ENABLED")
    assert (row["enforce_workgroup_configuration"], row["publish_cloudwatch_metrics_enabled"]) == (True, True)
    assert (row["encryption_option"], row["result_configuration_kms_key"]) == ("SSE_KMS", "alias/x")
    assert (row["output_location"], row["bytes_scanned_cutoff_per_query"]) == ("s3://results/", 10_000_000)
    assert account.calls("ListWorkGroups") == []


def test_athena_workgroups_that_are_listed(account: Account) -> None:
    row = account.one(
        "select name, enforce_workgroup_configuration from aws_athena_workgroup where region = 'us-east-1'"
    )
    assert row["name"] == "primary"
