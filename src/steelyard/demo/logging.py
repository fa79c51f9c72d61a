"""What the demo account writes down of itself: trails, alarms, AWS Config, Security Hub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from steelyard.demo import ACCOUNT
from steelyard.demo.identity import remember, trust

if TYPE_CHECKING:
    from steelyard.demo.account import Maker

LOG_GROUP = "trail"
# Some of the fifteen kinds of events that section 4 wants alarms for. The last pattern forgets customers' gateways.
FILTERS = {
    "unauthorized-calls": '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    "root-use": '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS '
    '&& $.eventType != "AwsServiceEvent" }',
    "sign-in-failures": '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    "bucket-changes": "{ $.eventSource = s3.amazonaws.com "
    "&& ($.eventName = PutBucket* || $.eventName = DeleteBucket*) }",
    "config-changes": "{ $.eventSource = config.amazonaws.com "
    "&& ($.eventName = *Delivery* || $.eventName = *Recorder) }",
    "gateway-changes": "{ ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) "
    "|| ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }",
}


def fill(maker: Maker) -> None:
    """Create it."""
    _trails(maker)
    _alarms(maker)
    _config(maker)
    maker.client("securityhub", "us-east-1").enable_security_hub()


def _trails(maker: Maker) -> None:
    s3 = maker.client("s3")
    for bucket in ("steelyard-demo-trail", "steelyard-demo-data-events", "steelyard-demo-access-logs"):
        s3.create_bucket(Bucket=bucket)
    logged = {"TargetBucket": "steelyard-demo-access-logs", "TargetPrefix": "trail/"}
    _let_logs_in(s3)
    s3.put_bucket_logging(Bucket="steelyard-demo-trail", BucketLoggingStatus={"LoggingEnabled": logged})
    # A trail of one region that somebody made to try things out and then stopped.
    dublin = maker.client("cloudtrail", "eu-west-1")
    dublin.create_trail(Name="dublin-trial", S3BucketName="steelyard-demo-trail")
    virginia = maker.client("cloudtrail")
    # A trail that looks right in the console's list, and records writes of objects only.
    virginia.create_trail(Name="object-access", S3BucketName="steelyard-demo-data-events", IsMultiRegionTrail=True)
    virginia.start_logging(Name="object-access")
    virginia.put_event_selectors(TrailName="object-access", AdvancedEventSelectors=[_object_writes()])
    _management_trail(maker, virginia)


def _let_logs_in(s3: Any) -> None:
    """Give the group that delivers access logs what S3 wants it to have."""
    owner = s3.get_bucket_acl(Bucket="steelyard-demo-access-logs")["Owner"]
    delivery = {"Type": "Group", "URI": "http://acs.amazonaws.com/groups/s3/LogDelivery"}
    grants = [{"Grantee": delivery, "Permission": permission} for permission in ("WRITE", "READ_ACP")]
    s3.put_bucket_acl(Bucket="steelyard-demo-access-logs", AccessControlPolicy={"Owner": owner, "Grants": grants})


def _object_writes() -> dict[str, Any]:
    return {
        "Name": "Writes of all objects",
        "FieldSelectors": [
            {"Field": "eventCategory", "Equals": ["Data"]},
            {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
            {"Field": "readOnly", "Equals": ["false"]},
        ],
    }


def _management_trail(maker: Maker, cloudtrail: Any) -> None:
    maker.client("logs").create_log_group(logGroupName=LOG_GROUP)
    role = maker.client("iam").create_role(
        RoleName="trail-to-logs", AssumeRolePolicyDocument=trust({"Service": "cloudtrail.amazonaws.com"})
    )
    key = maker.client("kms").create_key(Description="trail")["KeyMetadata"]
    maker.client("kms").enable_key_rotation(KeyId=key["KeyId"])
    cloudtrail.create_trail(
        Name="management-events",
        S3BucketName="steelyard-demo-trail",
        IsMultiRegionTrail=True,
        EnableLogFileValidation=True,
        KmsKeyId=key["Arn"],
        CloudWatchLogsLogGroupArn=f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:{LOG_GROUP}:*",
        CloudWatchLogsRoleArn=role["Role"]["Arn"],
    )
    cloudtrail.start_logging(Name="management-events")


def _alarms(maker: Maker) -> None:
    logs, cloudwatch, sns = maker.client("logs"), maker.client("cloudwatch"), maker.client("sns")
    topic = sns.create_topic(Name="security")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="security@example.com")
    for name, pattern in FILTERS.items():
        logs.put_metric_filter(
            logGroupName=LOG_GROUP,
            filterName=name,
            filterPattern=pattern,
            metricTransformations=[{"metricName": name, "metricNamespace": "Trail", "metricValue": "1"}],
        )
        # The failures to sign in are counted, and nobody is told.
        told = {} if name == "sign-in-failures" else {"AlarmActions": [topic]}
        cloudwatch.put_metric_alarm(
            AlarmName=name,
            Namespace="Trail",
            MetricName=name,
            Statistic="Sum",
            Period=300,
            EvaluationPeriods=1,
            Threshold=1,
            ComparisonOperator="GreaterThanOrEqualToThreshold",
            **told,
        )


def _config(maker: Maker) -> None:
    role = maker.client("iam").create_role(
        RoleName="config", AssumeRolePolicyDocument=trust({"Service": "config.amazonaws.com"})
    )
    for region in ("us-east-1", "eu-west-1"):
        config = maker.client("config", region)
        everything = {"allSupported": True, "includeGlobalResourceTypes": region == "us-east-1"}
        config.put_configuration_recorder(
            ConfigurationRecorder={"name": "default", "roleARN": role["Role"]["Arn"], "recordingGroup": everything}
        )
        config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": "steelyard-demo-trail"})
    maker.client("config").start_configuration_recorder(ConfigurationRecorderName="default")
    remember(maker.endpoint, {"recorders": ["us-east-1"]})
