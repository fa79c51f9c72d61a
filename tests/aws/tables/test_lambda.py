from importlib import import_module

module = import_module("steelyard.aws.tables.lambda")  # the service's name is a word of Python's own


def test_code_has_no_download_link() -> None:
    code = {"RepositoryType": "S3", "Location": "https://x?signed", "ImageUri": None, "ResolvedImageUri": None}
    assert module.code_origin(code) == {"RepositoryType": "S3", "ImageUri": None, "ResolvedImageUri": None}
    assert module.code_origin(None) is None


def test_function_of_alias() -> None:
    assert module.function_of_alias("arn:aws:lambda:eu-west-1:123456789012:function:pay:live") == "pay"


def test_metric_tables_are_named_after_their_metric() -> None:
    assert [table.name for table in module.TABLES[3:]] == [
        "aws_lambda_function_metric_duration_daily",
        "aws_lambda_function_metric_errors_daily",
        "aws_lambda_function_metric_invocations_daily",
    ]
