"""CIS AWS v4.0.0, section 4: an account whose trail nobody listens to, and the pages' commands that put it right."""

from __future__ import annotations

import json

from steelyard.run.results import Run
from tests.content.aws_command import commands_of
from tests.content.judge import question

from .conftest import ACCOUNT, Account

CONTROLS = tuple(f"cis_v400_4_{number}" for number in range(1, 17))
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:cloudtrail-alarms"


def trail(account: Account) -> None:
    """A trail that is good in itself, with a log group."""
    account.client("s3").create_bucket(Bucket="trail")
    account.client("logs").create_log_group(logGroupName="trail")
    trust = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "sts:AssumeRole"}
    role = account.client("iam").create_role(
        RoleName="trail", AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    )
    cloudtrail = account.client("cloudtrail")
    cloudtrail.create_trail(
        Name="main",
        S3BucketName="trail",
        IsMultiRegionTrail=True,
        CloudWatchLogsLogGroupArn=f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:trail:*",
        CloudWatchLogsRoleArn=role["Role"]["Arn"],
    )
    cloudtrail.start_logging(Name="main")


def statuses(run: Run) -> dict[str, set[str]]:
    return {control.name: {row.status for row in control.rows} for control in run.controls()}


def test_the_pages_commands_put_it_right(account: Account) -> None:
    trail(account)
    assert statuses(account.run("cis_v400_4")) == {name: {"alarm"} for name in CONTROLS}
    for name in CONTROLS:
        for region in account.regions if name == "cis_v400_4_16" else account.regions[:1]:
            names = {"LOG_GROUP": "trail", "TOPIC_ARN": TOPIC, "MAIL_ADDRESS": "oncall@example.com", "REGION": region}
            for command in commands_of(question(name)[0].documentation or "", names):
                command.run(account.client)
    assert statuses(account.run("cis_v400_4")) == {name: {"ok"} for name in CONTROLS}
