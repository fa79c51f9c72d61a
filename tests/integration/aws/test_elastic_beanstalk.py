"""Elastic Beanstalk over HTTP."""

from __future__ import annotations

from ..conftest import Account
from .expecting import expect


def test_applications_and_environments(account: Account) -> None:
    account.regions = ("us-east-1",)
    beanstalk = account.client("elasticbeanstalk")
    tags = [{"Key": "team", "Value": "blue"}]
    application = beanstalk.create_application(ApplicationName="shop")["Application"]
    made = beanstalk.create_environment(ApplicationName="shop", EnvironmentName="live", Tags=tags)
    expect(
        account.one("select name, arn, akas, title from aws_elastic_beanstalk_application where name = 'shop'"),
        name="shop",
        title="shop",
        arn=application["ApplicationArn"],
        akas=[application["ApplicationArn"]],
    )
    expect(
        account.one(
            "select environment_name, environment_id, application_name, arn, akas, title, tags, tags_src"
            " from aws_elastic_beanstalk_environment"
        ),
        environment_name="live",
        title="live",
        environment_id=made["EnvironmentId"],
        application_name="shop",
        arn=made["EnvironmentArn"],
        akas=[made["EnvironmentArn"]],
        tags={"team": "blue"},
        tags_src=tags,
    )
