from steelyard.aws.tables.codebuild import credential_title


def test_credentials_are_told_by_server_and_region() -> None:
    arn = "arn:aws:codebuild:eu-west-1:123456789012:token/github"
    assert credential_title("GITHUB", arn) == "GITHUB - eu-west-1"
