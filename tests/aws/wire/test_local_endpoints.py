"""Endpoints that are addresses, not names."""

import pytest

from steelyard.aws.endpoints import Endpoints, Settings


@pytest.mark.parametrize("url", ["http://127.0.0.1:5000", "http://localhost:5000", "http://[::1]:5000"])
def test_no_account_id_is_put_before_an_address(url: str) -> None:
    endpoint = Endpoints(Settings(), url).resolve(
        "s3control", "eu-west-1", "GetPublicAccessBlock", {"AccountId": "111122223333"}
    )
    assert endpoint.url == url


def test_before_a_name_there_is_the_account_id() -> None:
    asked = ("s3control", "eu-west-1", "GetPublicAccessBlock", {"AccountId": "111122223333"})
    assert Endpoints(Settings(), "http://s3.test").resolve(*asked).url == "http://111122223333.s3.test"
    assert Endpoints(Settings()).resolve(*asked).url == "https://111122223333.s3-control.eu-west-1.amazonaws.com"
