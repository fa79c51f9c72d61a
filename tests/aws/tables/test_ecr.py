from steelyard.aws.tables.ecr import image_uri, scanning_answer

REPOSITORY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web"


def test_image_uri_takes_the_first_tag_or_the_digest() -> None:
    assert image_uri(REPOSITORY, ["1.2", "latest"], "sha256:ab") == f"{REPOSITORY}:1.2"
    assert image_uri(REPOSITORY, [], "sha256:ab") == f"{REPOSITORY}@sha256:ab"
    assert image_uri(REPOSITORY, None, "sha256:ab") == f"{REPOSITORY}@sha256:ab"
    assert image_uri(None, ["1.2"], "sha256:ab") is None


def test_scanning_answer_of_one_repository() -> None:
    configuration: dict[str, object] = {"RepositoryName": "web", "ScanFrequency": "MANUAL"}
    assert scanning_answer(configuration) == {"Failures": [], "ScanningConfigurations": [configuration]}
    assert scanning_answer(None) is None
