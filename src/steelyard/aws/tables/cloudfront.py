"""Amazon CloudFront."""

from __future__ import annotations

from steelyard.aws.declare import Call, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

GONE = ("NoSuchDistribution",)


distribution = Table(
    "aws_cloudfront_distribution",
    "A CloudFront distribution.",
    scope="global",
    rows=(Call("cloudfront", "ListDistributions", items="DistributionList.Items"),),
    add={
        "detail": Call("cloudfront", "GetDistribution", {"Id": "Id"}, absent=GONE),
        "tagging": Call("cloudfront", "ListTagsForResource", {"Resource": "ARN"}, absent=("NoSuchResource",)),
        "monitoring": Call(
            "cloudfront",
            "GetMonitoringSubscription",
            {"DistributionId": "Id"},
            absent=("NoSuchMonitoringSubscription", *GONE),
        ),
    },
    columns={
        "id": text("Id"),
        "arn": text("ARN"),
        "status": text("Status"),
        "active_trusted_key_groups": jsonb(
            "detail.Distribution.ActiveTrustedKeyGroups", about="The key groups that may sign URLs."
        ),
        "active_trusted_signers": jsonb(
            "detail.Distribution.ActiveTrustedSigners", about="The accounts whose key pairs may sign URLs."
        ),
        "alias_icp_recordals": jsonb("AliasICPRecordals", about="The state of the Chinese licence of each alias."),
        "aliases": jsonb("Aliases", about="The names it answers to besides its own, with their count."),
        "cache_behaviors": jsonb("CacheBehaviors", about="What is done with paths that have rules of their own."),
        "caller_reference": text(
            "detail.Distribution.DistributionConfig.CallerReference",
            about="The text that made the creating request idempotent.",
        ),
        "comment": text("Comment"),
        "custom_error_responses": jsonb("CustomErrorResponses"),
        "default_cache_behavior": jsonb(
            "DefaultCacheBehavior",
            about="What is done with every other path; ViewerProtocolPolicy says whether HTTP is allowed.",
        ),
        "default_root_object": text(
            "detail.Distribution.DistributionConfig.DefaultRootObject",
            about="What is served for the root, such as index.html.",
        ),
        "domain_name": text("DomainName"),
        "e_tag": text("detail.ETag", about="The version, which an update has to name."),
        "enabled": boolean("Enabled", about="Whether it serves requests."),
        "http_version": text("HttpVersion"),
        "in_progress_invalidation_batches": bigint(
            "detail.Distribution.InProgressInvalidationBatches", about="How many invalidations are running."
        ),
        "is_ipv6_enabled": boolean("IsIPV6Enabled"),
        "last_modified_time": timestamptz("LastModifiedTime"),
        "logging": jsonb(
            "detail.Distribution.DistributionConfig.Logging", about="Whether and to which bucket accesses are logged."
        ),
        "monitoring_subscription": jsonb(
            "monitoring.MonitoringSubscription", about="Whether further metrics are on; null where never set."
        ),
        "origin_groups": jsonb("OriginGroups", about="Pairs of origins for failover, with their count."),
        "origins": jsonb("Origins.Items", about="Where content comes from."),
        "price_class": text("PriceClass", about="Which edge locations serve it."),
        "restrictions": jsonb("Restrictions", about="The countries it serves or refuses."),
        "viewer_certificate": jsonb(
            "ViewerCertificate", about="The certificate and the lowest TLS version for viewers."
        ),
        "web_acl_id": text("WebACLId", about="The web ACL: an ARN for AWS WAF, an id for WAF Classic."),
        "tags_src": jsonb("tagging.Tags.Items"),
        "tags": tags("tagging.Tags.Items"),
        "title": text("Id"),
        "akas": akas("ARN"),
    },
)

TABLES = (distribution,)
