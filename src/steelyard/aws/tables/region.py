"""The regions of an account."""

from steelyard.aws.declare import Call, Table, Value, akas, boolean, text

region = Table(
    "aws_region",
    "A region of the partition and whether the account has opted in to it.",
    scope="account",
    rows=(Call("ec2", "DescribeRegions", {"AllRegions": Value(True)}, items="Regions"),),
    columns={
        "name": text("RegionName", about="The region's name, such as eu-west-1."),
        "opt_in_status": text(about="opt-in-not-required, opted-in or not-opted-in."),
        "region": text("RegionName"),
        "steampipe_available": boolean(
            "RegionName",
            "regions",
            via=lambda name, regions: name in regions,
            about="Whether this run reads the region.",
        ),
        "steampipe_default": boolean(
            "RegionName",
            "default_region",
            via=lambda name, default: name == default,
            about="Whether it is the default region.",
        ),
        "title": text("RegionName"),
        "akas": akas("arn:{partition}::{RegionName}:{account_id}"),
    },
)

TABLES = (region,)
