"""Amazon S3 Multi-Region Access Points."""

from steelyard.aws.declare import Call, Table, Value, akas, jsonb, text, timestamptz

access_point = Table(
    "aws_s3_multi_region_access_point",
    "A Multi-Region Access Point: one name for buckets in several regions.",
    scope="global",
    # They belong to no region, and us-west-2 answers for all of them.
    rows=(
        Call(
            "s3control",
            "ListMultiRegionAccessPoints",
            {"AccountId": "account_id"},
            items="AccessPoints",
            region=Value("us-west-2"),
            absent=("InvalidRequest",),
        ),
    ),
    columns={
        "name": text(),
        "alias": text(about="The name that AWS made, which ARNs and endpoints use."),
        "created_at": timestamptz(),
        "status": text(),
        "public_access_block": jsonb(),
        "regions": jsonb(about="The buckets behind the access point, with their regions."),
        "title": text("Name"),
        "akas": akas("arn:{partition}:s3::{account_id}:accesspoint/{Alias}"),
    },
)

TABLES = (access_point,)
