"""Amazon ECR: private image repositories and their images."""

from steelyard.aws.declare import Call, Key, Many, Table, akas, bigint, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std

NO_REPOSITORY = ("RepositoryNotFoundException",)

LIST_REPOSITORIES = Call(
    "ecr", "DescribeRepositories", {"registryId": Key("registry_id")}, items="repositories", name="repository"
)


def scanning_answer(configuration: dict[str, object] | None) -> dict[str, object] | None:
    """One repository's scanning configuration in the form of an answer that was asked for it alone."""
    return None if configuration is None else {"Failures": [], "ScanningConfigurations": [configuration]}


def image_uri(repository_uri: str | None, image_tags: list[str] | None, digest: str | None) -> str | None:
    """The name to pull an image by: with its first tag, or its digest where it has none."""
    if repository_uri is None:
        return None
    return f"{repository_uri}:{image_tags[0]}" if image_tags else f"{repository_uri}@{digest}"


repository = Table(
    "aws_ecr_repository",
    "A private repository of container images.",
    rows=(Call("ecr", "DescribeRepositories", {"registryId": Key("registry_id")}, items="repositories"),),
    get=Call(
        "ecr",
        "DescribeRepositories",
        {"repositoryNames": [Key("repository_name")]},
        items="repositories",
        absent=NO_REPOSITORY,
    ),
    add={
        "access": Call(
            "ecr",
            "GetRepositoryPolicy",
            {"registryId": "registryId", "repositoryName": "repositoryName"},
            absent=(*NO_REPOSITORY, "RepositoryPolicyNotFoundException"),
        ),
        "lifecycle": Call(
            "ecr",
            "GetLifecyclePolicy",
            {"registryId": "registryId", "repositoryName": "repositoryName"},
            absent=(*NO_REPOSITORY, "LifecyclePolicyNotFoundException"),
        ),
        "scanning": Call(
            "ecr",
            "BatchGetRepositoryScanningConfiguration",
            {"repositoryNames": Many("repositoryName", 25)},
            items="scanningConfigurations",
            match="repositoryName",
        ),
        "tagging": Call("ecr", "ListTagsForResource", {"resourceArn": "repositoryArn"}, absent=NO_REPOSITORY),
    },
    columns={
        "repository_name": text(about="The name of the repository."),
        "arn": text("repositoryArn"),
        "registry_id": text(about="The account that the repository's registry belongs to."),
        "repository_uri": text(about="The address to push and pull images by."),
        "image_tag_mutability": text(about="Whether a tag may be moved to another image: MUTABLE or IMMUTABLE."),
        "image_scanning_configuration": jsonb(
            about="Whether images are scanned when they are pushed (basic scanning)."
        ),
        "repository_scanning_configuration": jsonb(
            "scanning", via=scanning_answer, about="How often the registry's rules have the repository scanned."
        ),
        "policy": jsonb("access.policyText", via=policy_json, about="The repository's policy: who may pull and push."),
        "policy_std": jsonb("access.policyText", via=policy_std, about="That policy in canonical form."),
        "lifecycle_policy": jsonb(
            "lifecycle.lifecyclePolicyText",
            via=policy_json,
            about="The rules by which old images expire; null without any.",
        ),
        "last_evaluated_at": timestamptz(
            "lifecycle.lastEvaluatedAt", about="When the rules of expiry were last applied."
        ),
        "created_at": timestamptz(),
        "encryption_configuration": jsonb(),
        "tags_src": jsonb("tagging.tags"),
        "tags": tags("tagging.tags"),
        "title": text("repositoryName"),
        "akas": akas("repositoryArn"),
    },
)

registry_scanning_configuration = Table(
    "aws_ecr_registry_scanning_configuration",
    "How a region's registry scans images: basic or enhanced, and by which rules.",
    rows=(Call("ecr", "GetRegistryScanningConfiguration"),),
    columns={
        "registry_id": text(about="The account that the registry belongs to."),
        "scanning_configuration": jsonb(about="The kind of scanning, and the rules: when, and which repositories."),
        "title": text("registryId"),
    },
)

image = Table(
    "aws_ecr_image",
    "A container image in a private repository.",
    rows=(
        LIST_REPOSITORIES,
        Call(
            "ecr",
            "DescribeImages",
            {"registryId": "repository.registryId", "repositoryName": "repository.repositoryName"},
            items="imageDetails",
            absent=NO_REPOSITORY,
        ),
    ),
    columns={
        "repository_name": text(about="The repository that the image is in."),
        "registry_id": text(about="The account that the registry belongs to."),
        "image_digest": text(about="The digest of the image's manifest: its identity."),
        "image_tags": jsonb(about="The tags that point to the image; null for an untagged one."),
        "image_uri": text(
            "repository.repositoryUri",
            "imageTags",
            "imageDigest",
            via=image_uri,
            about="The address to pull the image by: with its first tag, or with its digest where it has none.",
        ),
        "image_scan_findings_summary": jsonb(about="How many findings the last scan had, by severity."),
        "artifact_media_type": text(),
        "image_manifest_media_type": text(),
        "image_pushed_at": timestamptz(),
        "image_scan_status": jsonb(),
        "image_size_in_bytes": bigint(),
        "last_recorded_pull_time": timestamptz(),
    },
)

TABLES = (repository, registry_scanning_configuration, image)
