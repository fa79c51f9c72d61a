"""Amazon S3 access points."""

from steelyard.aws.declare import Call, Key, Table, akas, boolean, jsonb, text, timestamptz
from steelyard.aws.policy import policy_json, policy_std
from steelyard.aws.tables._values import is_true

NO_POLICY = ("NoSuchAccessPointPolicy",)
WHO = {"AccountId": "account_id", "Name": "Name"}

access_point = Table(
    "aws_s3_access_point",
    "An access point: a name of its own, with a policy of its own, for the data of one bucket.",
    rows=(
        Call(
            "s3control",
            "ListAccessPoints",
            {"AccountId": "account_id", "Bucket": Key("bucket_name")},
            items="AccessPointList",
            absent=("NoSuchAccessPoint", "InvalidRequest"),
        ),
    ),
    add={
        "full": Call("s3control", "GetAccessPoint", WHO, absent=("NoSuchAccessPoint",)),
        "policy_answer": Call("s3control", "GetAccessPointPolicy", WHO, absent=NO_POLICY),
        "policy_status": Call("s3control", "GetAccessPointPolicyStatus", WHO, absent=NO_POLICY),
    },
    columns={
        "name": text(),
        "access_point_arn": text("arn:{partition}:s3:{region}:{account_id}:accesspoint/{Name}"),
        "bucket_name": text("Bucket"),
        "alias": text("full.Alias", about="The name that stands where a bucket's name is asked for."),
        "access_point_policy_is_public": boolean(
            "policy_status.PolicyStatus.IsPublic",
            via=is_true,
            about="Whether AWS judges the policy to be public; false where there is no policy.",
        ),
        "block_public_acls": boolean(
            "full.PublicAccessBlockConfiguration.BlockPublicAcls", about="Of the access point alone, not of its bucket."
        ),
        "block_public_policy": boolean("full.PublicAccessBlockConfiguration.BlockPublicPolicy"),
        "ignore_public_acls": boolean("full.PublicAccessBlockConfiguration.IgnorePublicAcls"),
        "restrict_public_buckets": boolean("full.PublicAccessBlockConfiguration.RestrictPublicBuckets"),
        "creation_date": timestamptz("full.CreationDate"),
        "network_origin": text(about="Internet, or VPC where only one VPC may come in."),
        "vpc_id": text("VpcConfiguration.VpcId"),
        "endpoints": jsonb("full.Endpoints", about="The host names that lead to the access point."),
        "policy": jsonb("policy_answer.Policy", via=policy_json),
        "policy_std": jsonb("policy_answer.Policy", via=policy_std, about="The policy in canonical form."),
        "title": text("Name"),
        "akas": akas("arn:{partition}:s3:{region}:{account_id}:accesspoint/{Name}"),
    },
)

TABLES = (access_point,)
