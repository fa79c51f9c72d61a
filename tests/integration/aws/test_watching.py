"""Tables of CloudWatch, its logs, Config, GuardDuty, Security Hub and Inspector, over HTTP."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

from ..conftest import ACCOUNT, Account
from .expecting import expect

REGION = "eu-west-1"


def test_alarms(account: Account) -> None:
    account.client("cloudwatch", REGION).put_metric_alarm(
        AlarmName="cpu",
        MetricName="CPUUtilization",
        Namespace="AWS/EC2",
        Statistic="Average",
        Period=300,
        EvaluationPeriods=2,
        Threshold=80.5,
        ComparisonOperator="GreaterThanThreshold",
        AlarmActions=["arn:aws:sns:eu-west-1:1:t"],
        Dimensions=[{"Name": "InstanceId", "Value": "i-1"}],
        Tags=[{"Key": "team", "Value": "a"}],
    )
    row = account.one("select * from aws_cloudwatch_alarm")
    arn = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:cpu"
    expect(
        row,
        name="cpu",
        title="cpu",
        arn=arn,
        akas=[arn],
        metric_name="CPUUtilization",
        namespace="AWS/EC2",
        statistic="Average",
        period=300,
        evaluation_periods=2,
        threshold=80.5,
        comparison_operator="GreaterThanThreshold",
        actions_enabled=True,
        alarm_actions=["arn:aws:sns:eu-west-1:1:t"],
        dimensions=[{"Name": "InstanceId", "Value": "i-1"}],
        tags={"team": "a"},
    )
    assert account.query("select name from aws_cloudwatch_alarm where name = 'other'") == []


def test_log_groups(account: Account) -> None:
    logs = account.client("logs", REGION)
    logs.create_log_group(logGroupName="app", tags={"team": "a"})
    logs.put_retention_policy(logGroupName="app", retentionInDays=30)
    logs.create_log_group(logGroupName="app-two")
    columns = "name, title, arn, akas, retention_in_days, kms_key_id, region, creation_time"
    row = account.one(f"select {columns} from aws_cloudwatch_log_group where name = 'app'")
    arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:app:*"
    expect(row, name="app", title="app", arn=arn, akas=[arn], retention_in_days=30, kms_key_id=None, region=REGION)
    assert row["creation_time"].year >= 2024


def test_log_group_tags(account: Account) -> None:
    account.client("logs", REGION).create_log_group(logGroupName="app", tags={"team": "a"})
    assert account.one("select name, tags from aws_cloudwatch_log_group")["tags"] == {"team": "a"}


def test_metric_filters(account: Account) -> None:
    logs = account.client("logs", REGION)
    logs.create_log_group(logGroupName="trail")
    logs.put_metric_filter(
        logGroupName="trail",
        filterName="root",
        filterPattern='{ $.userIdentity.type = "Root" }',
        metricTransformations=[{"metricName": "RootUse", "metricNamespace": "CIS", "metricValue": "1"}],
    )
    row = account.one("select * from aws_cloudwatch_log_metric_filter")
    expect(
        row,
        name="root",
        title="root",
        log_group_name="trail",
        filter_pattern='{ $.userIdentity.type = "Root" }',
        metric_transformation_name="RootUse",
        metric_transformation_namespace="CIS",
        metric_transformation_value="1",
        akas=[f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:trail:metric-filter:root"],
    )


def test_log_streams_policies_and_subscriptions(account: Account) -> None:
    logs = account.client("logs", REGION)
    logs.create_log_group(logGroupName="app")
    logs.create_log_stream(logGroupName="app", logStreamName="one")
    logs.put_log_events(
        logGroupName="app", logStreamName="one", logEvents=[{"timestamp": 1_700_000_000_000, "message": "m"}]
    )
    policy = {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Principal": {"Service": "es.amazonaws.com"}, "Action": "logs:PutLogEvents"},
    }
    logs.put_resource_policy(policyName="p", policyDocument=json.dumps(policy))
    stream = account.one("select * from aws_cloudwatch_log_stream")
    expect(stream, name="one", title="one", log_group_name="app", descending=False, order_by="LogStreamName")
    row = account.one("select * from aws_cloudwatch_log_resource_policy")
    expect(row, policy_name="p", title="p", policy=policy)
    assert row["policy_std"]["Statement"][0]["Principal"] == {"Service": ["es.amazonaws.com"]}


def test_events_of_a_trail_in_a_log_group(account: Account) -> None:
    logs = account.client("logs", REGION)
    logs.create_log_group(logGroupName="trail")
    logs.create_log_stream(logGroupName="trail", logStreamName="one")
    now = int(time.time())
    event = {
        "eventName": "CreateUser",
        "eventID": "e-1",
        "eventTime": datetime.fromtimestamp(now, UTC).isoformat().replace("+00:00", "Z"),
        "readOnly": False,
        "userIdentity": {"type": "IAMUser", "userName": "anne", "arn": "arn:anne"},
        "requestParameters": {"userName": "new"},
    }
    logs.put_log_events(
        logGroupName="trail",
        logStreamName="one",
        logEvents=[{"timestamp": now * 1000, "message": json.dumps(event)}],
    )
    row = account.one("select * from aws_cloudtrail_trail_event where log_group_name = 'trail'")
    expect(
        row,
        log_group_name="trail",
        log_stream_name="one",
        timestamp_ms=now * 1000,
        cloudtrail_event=event,
        event_name="CreateUser",
        event_id="e-1",
        read_only=False,
        username="anne",
        user_type="IAMUser",
        user_identifier="arn:anne",
        request_parameters={"userName": "new"},
        error_code=None,
    )
    assert row["event_time"] == row["timestamp"]


def test_config(account: Account) -> None:
    config = account.client("config", REGION)
    role = f"arn:aws:iam::{ACCOUNT}:role/config"
    config.put_configuration_recorder(
        ConfigurationRecorder={"name": "default", "roleARN": role, "recordingGroup": {"allSupported": True}}
    )
    arn = f"arn:aws:config:{REGION}:{ACCOUNT}:config-recorder/default"
    row = account.one("select * from aws_config_configuration_recorder")
    expect(row, name="default", title="default", arn=arn, akas=[arn], role_arn=role, status_recording=False)
    assert row["recording_group"]["AllSupported"] is True
    assert row["status"]["Recording"] is False
    account.client("s3").create_bucket(Bucket="config-bucket")
    config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": "config-bucket"})
    config.start_configuration_recorder(ConfigurationRecorderName="default")
    found = account.one("select status_recording from aws_config_configuration_recorder where name = 'default'")
    assert found["status_recording"] is True
    assert account.query("select name from aws_config_configuration_recorder where name = 'other'") == []


def test_config_rules(account: Account) -> None:
    config = account.client("config", REGION)
    config.put_config_rule(
        ConfigRule={
            "ConfigRuleName": "keys",
            "Source": {"Owner": "AWS", "SourceIdentifier": "ACCESS_KEYS_ROTATED"},
            "InputParameters": json.dumps({"maxAccessKeyAge": "90"}),
        },
        Tags=[{"Key": "team", "Value": "a"}],
    )
    config.put_aggregation_authorization(AuthorizedAccountId="111122223333", AuthorizedAwsRegion="us-east-1")
    columns = "name, title, arn, rule_state, input_parameters, source, tags"
    row = account.one(f"select {columns} from aws_config_rule")
    expect(row, name="keys", title="keys", input_parameters={"maxAccessKeyAge": "90"}, tags={"team": "a"})
    expect(row["source"], Owner="AWS", SourceIdentifier="ACCESS_KEYS_ROTATED")
    row = account.one(
        "select arn, authorized_account_id, authorized_aws_region from aws_config_aggregate_authorization"
    )
    expect(row, authorized_account_id="111122223333", authorized_aws_region="us-east-1")


def test_guardduty(account: Account) -> None:
    assert account.query("select * from aws_guardduty_detector") == []
    detector = account.client("guardduty", REGION).create_detector(Enable=True, Tags={"team": "a"})["DetectorId"]
    row = account.one("select * from aws_guardduty_detector")
    arn = f"arn:aws:guardduty:{REGION}:{ACCOUNT}:detector/{detector}"
    expect(row, detector_id=detector, title=detector, arn=arn, akas=[arn], status="ENABLED", tags={"team": "a"})
    assert row["created_at"] is not None
    assert "S3Logs" in row["data_sources"]


def test_security_hub(account: Account) -> None:
    assert account.query("select * from aws_securityhub_hub") == []
    account.client("securityhub", REGION).enable_security_hub()
    columns = "hub_arn, title, akas, auto_enable_controls, region"
    row = account.one(f"select {columns} from aws_securityhub_hub")
    arn = f"arn:aws:securityhub:{REGION}:{ACCOUNT}:hub/default"
    expect(row, hub_arn=arn, title="default", akas=[arn], region=REGION)


def test_inspector(account: Account) -> None:
    row = account.one("select * from aws_inspector2_organization_configuration where region = 'eu-west-1'")
    expect(row, ec2_auto_enable=False, title="eu-west-1 Inspector2 Organization Configuration")


def test_subscription_filters(account: Account) -> None:
    logs = account.client("logs", REGION)
    logs.create_log_group(logGroupName="app")
    account.client("kinesis", REGION).create_stream(StreamName="events", ShardCount=1)
    destination = f"arn:aws:kinesis:{REGION}:{ACCOUNT}:stream/events"
    logs.put_subscription_filter(
        logGroupName="app", filterName="all", filterPattern="ERROR", destinationArn=destination, roleArn="arn:role"
    )
    row = account.one("select * from aws_cloudwatch_log_subscription_filter")
    expect(
        row,
        name="all",
        title="all",
        log_group_name="app",
        filter_pattern="ERROR",
        destination_arn=destination,
    )
