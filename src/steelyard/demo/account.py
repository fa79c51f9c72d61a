"""What is in the demo account: good and bad side by side, as an account that has grown over years has them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any


class Maker:
    """Makes things in the account at an endpoint."""

    def __init__(self, endpoint: str) -> None:
        import boto3

        self.endpoint = endpoint
        self._session = boto3.session.Session("testing", "testing", region_name="us-east-1")
        self._lock = Lock()

    def client(self, service: str, region: str = "us-east-1") -> Any:
        """A client of boto3."""
        with self._lock:  # Sessions are not safe to share between threads; clients are.
            return self._session.client(service, region_name=region, endpoint_url=self.endpoint)


def fill(endpoint: str) -> None:
    """Create the account's resources at an empty server of `steelyard.demo.server`."""
    from steelyard.demo import identity, logging, network, storage

    maker = Maker(endpoint)
    parts = (identity.fill, logging.fill, network.fill, storage.fill)
    with ThreadPoolExecutor(len(parts)) as pool:
        for part in [pool.submit(part, maker) for part in parts]:
            part.result()
