"""AWS CodeCommit."""

from steelyard.aws.declare import Call, Many, Table, akas, tags, text, timestamptz

repository = Table(
    "aws_codecommit_repository",
    "A Git repository that CodeCommit hosts.",
    rows=(
        Call("codecommit", "ListRepositories", items="repositories", name="listed"),
        Call(
            "codecommit",
            "BatchGetRepositories",
            {"repositoryNames": Many("listed.repositoryName", 25)},
            items="repositories",
        ),
    ),
    add={
        "tagging": Call(
            "codecommit", "ListTagsForResource", {"resourceArn": "Arn"}, absent=("RepositoryDoesNotExistException",)
        ),
    },
    columns={
        "repository_name": text(about="The name of the repository."),
        "arn": text("Arn"),
        "clone_url_http": text(about="The address to clone from by HTTPS."),
        "clone_url_ssh": text(about="The address to clone from by SSH."),
        "default_branch": text(about="The branch that a clone starts on; null in an empty repository."),
        "kms_key_id": text(about="The KMS key that encrypts the repository."),
        "creation_date": timestamptz(),
        "description": text("repositoryDescription"),
        "last_modified_date": timestamptz(),
        "repository_id": text(),
        "tags": tags("tagging.tags"),
        "title": text("repositoryName"),
        "akas": akas("Arn"),
    },
)

TABLES = (repository,)
