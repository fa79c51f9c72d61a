"""AWS CodeArtifact."""

from __future__ import annotations

from steelyard.aws.declare import Call, Each, Key, Table, akas, bigint, jsonb, tags, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import some

NOT_FOUND = ("ResourceNotFoundException",)


domain = Table(
    "aws_codeartifact_domain",
    "A domain: repositories that share their packages' storage, key and permissions.",
    rows=(Call("codeartifact", "ListDomains", items="domains"),),
    get=Call(
        "codeartifact",
        "DescribeDomain",
        {"domain": Key("name"), "domainOwner": Key("owner")},
        items="domain",
        absent=NOT_FOUND,
    ),
    add={
        "detail": Call("codeartifact", "DescribeDomain", {"domain": "name", "domainOwner": "owner"}, absent=NOT_FOUND),
        "access": Call(
            "codeartifact", "GetDomainPermissionsPolicy", {"domain": "name", "domainOwner": "owner"}, absent=NOT_FOUND
        ),
        "tagging": Call("codeartifact", "ListTagsForResource", {"resourceArn": "arn"}, absent=NOT_FOUND),
    },
    columns={
        "name": text(about="The name of the domain."),
        "arn": text(),
        "owner": text(about="The account that the domain belongs to."),
        "status": text(about="Active or Deleted."),
        "encryption_key": text(about="The KMS key that encrypts the packages."),
        "asset_size_bytes": bigint("detail.domain.assetSizeBytes", about="The size of all files in the domain."),
        "policy": jsonb("access.policy.document", via=policy_json, about="The domain's policy: who may use it."),
        "policy_std": jsonb("access.policy.document", via=policy_std, about="That policy in canonical form."),
        "s3_bucket_arn": text("detail.domain.s3BucketArn", about="AWS's own bucket that holds the packages."),
        "created_time": timestamptz(),
        "repository_count": bigint("detail.domain.repositoryCount"),
        "tags_src": jsonb("tagging.tags"),
        "tags": tags("tagging.tags"),
        "title": text("name"),
        "akas": akas("arn"),
    },
)

repository = Table(
    "aws_codeartifact_repository",
    "A repository of software packages.",
    rows=(Call("codeartifact", "ListRepositories", items="repositories"),),
    get=Call(
        "codeartifact",
        "DescribeRepository",
        {"domain": Key("domain_name"), "domainOwner": Key("domain_owner"), "repository": Key("name")},
        items="repository",
        absent=NOT_FOUND,
    ),
    add={
        "detail": Call(
            "codeartifact",
            "DescribeRepository",
            {"domain": "domainName", "domainOwner": "domainOwner", "repository": "name"},
            absent=NOT_FOUND,
        ),
        "access": Call(
            "codeartifact",
            "GetRepositoryPermissionsPolicy",
            {"domain": "domainName", "domainOwner": "domainOwner", "repository": "name"},
            absent=NOT_FOUND,
        ),
        "endpoints": Call(
            "codeartifact",
            "GetRepositoryEndpoint",
            {
                "domain": "domainName",
                "domainOwner": "domainOwner",
                "repository": "name",
                "format": Each("detail.repository.externalConnections[].packageFormat"),
            },
            absent=NOT_FOUND,
        ),
        "tagging": Call("codeartifact", "ListTagsForResource", {"resourceArn": "arn"}, absent=NOT_FOUND),
    },
    columns={
        "name": text(about="The name of the repository."),
        "arn": text(),
        "domain_name": text(about="The domain that the repository is in."),
        "domain_owner": text(about="The account that the domain belongs to."),
        "administrator_account": text(about="The account that manages the repository."),
        "policy": jsonb("access.policy.document", via=policy_json, about="The repository's policy: who may use it."),
        "policy_std": jsonb("access.policy.document", via=policy_std, about="That policy in canonical form."),
        "external_connections": jsonb(
            "detail.repository.externalConnections", about="The public repository it fetches packages from, if any."
        ),
        "repository_endpoint": jsonb(
            "endpoints[].repositoryEndpoint",
            via=some,
            about="The addresses for the package formats of its external connections; null without any.",
        ),
        "upstreams": jsonb("detail.repository.upstreams", about="The repositories that are searched next, in order."),
        "description": text(),
        "tags_src": jsonb("tagging.tags"),
        "tags": tags("tagging.tags"),
        "title": text("name"),
        "akas": akas("arn"),
    },
)

TABLES = (domain, repository)
