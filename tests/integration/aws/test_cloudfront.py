"""CloudFront over HTTP."""

from __future__ import annotations

from ..conftest import Account
from .expecting import expect


def test_a_distribution(account: Account) -> None:
    cloudfront = account.client("cloudfront")
    config = {
        "CallerReference": "one",
        "Comment": "site",
        "Enabled": True,
        "DefaultRootObject": "index.html",
        "Aliases": {"Quantity": 1, "Items": ["www.example.org"]},
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "bucket",
                    "DomainName": "site.s3.amazonaws.com",
                    "S3OriginConfig": {"OriginAccessIdentity": ""},
                }
            ],
        },
        "DefaultCacheBehavior": {
            "TargetOriginId": "bucket",
            "ViewerProtocolPolicy": "redirect-to-https",
            "MinTTL": 0,
            "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
        },
        "Logging": {"Enabled": True, "IncludeCookies": False, "Bucket": "logs.s3.amazonaws.com", "Prefix": "cf/"},
    }
    made = cloudfront.create_distribution_with_tags(
        DistributionConfigWithTags={
            "DistributionConfig": config,
            "Tags": {"Items": [{"Key": "team", "Value": "blue"}]},
        }
    )["Distribution"]
    told = cloudfront.get_distribution(Id=made["Id"])
    row = account.one(
        "select id, arn, akas, title, region, status, enabled, comment, domain_name, default_root_object,"
        " caller_reference, e_tag, aliases, origins, default_cache_behavior, logging, tags, tags_src"
        " from aws_cloudfront_distribution"
    )
    expect(
        row,
        id=made["Id"],
        title=made["Id"],
        arn=made["ARN"],
        akas=[made["ARN"]],
        region="global",
        status=told["Distribution"]["Status"],
        enabled=True,
        comment="site",
        domain_name=made["DomainName"],
        default_root_object="index.html",
        caller_reference="one",
        e_tag=told["ETag"],
        aliases={"Quantity": 1, "Items": ["www.example.org"]},
        tags={"team": "blue"},
        tags_src=[{"Key": "team", "Value": "blue"}],
    )
    assert row["origins"][0]["DomainName"] == "site.s3.amazonaws.com"
    assert row["default_cache_behavior"]["ViewerProtocolPolicy"] == "redirect-to-https"
    assert row["logging"] == {
        "Enabled": True,
        "IncludeCookies": False,
        "Bucket": "logs.s3.amazonaws.com",
        "Prefix": "cf/",
    }
    assert len(account.calls("ListDistributions")) == 1
