"""What is in the demo account: trails, good and bad, as an account that has grown over years has them."""

from __future__ import annotations

from typing import Any


def fill(endpoint: str) -> None:
    """Create the account's resources at an empty moto server."""
    _Filler(endpoint).fill()


class _Filler:
    def __init__(self, endpoint: str) -> None:
        import boto3

        self._endpoint = endpoint
        self._session = boto3.session.Session("testing", "testing", region_name="us-east-1")

    def client(self, service: str, region: str = "us-east-1") -> Any:
        return self._session.client(service, region_name=region, endpoint_url=self._endpoint)

    def fill(self) -> None:
        self.client("iam").create_account_alias(AccountAlias="steelyard-demo")
        self._trails()

    def _trails(self) -> None:
        s3 = self.client("s3")
        for bucket in ("steelyard-demo-trail", "steelyard-demo-data-events"):
            s3.create_bucket(Bucket=bucket)
        # A trail of one region that somebody made to try things out and then stopped.
        dublin = self.client("cloudtrail", "eu-west-1")
        dublin.create_trail(Name="dublin-trial", S3BucketName="steelyard-demo-trail")
        # A trail that looks right in the console's list, and records data events only.
        virginia = self.client("cloudtrail")
        virginia.create_trail(Name="object-access", S3BucketName="steelyard-demo-data-events", IsMultiRegionTrail=True)
        virginia.start_logging(Name="object-access")
        virginia.put_event_selectors(
            TrailName="object-access",
            AdvancedEventSelectors=[
                {
                    "Name": "All objects",
                    "FieldSelectors": [
                        {"Field": "eventCategory", "Equals": ["Data"]},
                        {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
                    ],
                }
            ],
        )
