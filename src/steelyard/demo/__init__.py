"""The embedded AWS account: moto's HTTP server in a child process, filled with good and bad."""

from __future__ import annotations

import importlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Thread

from steelyard.errors import SteelyardError

ACCOUNT = "123456789012"
"""The number of the account, which is moto's."""

REGIONS = ("us-east-1", "eu-west-1")
"""The regions that the demo account has enabled."""


@contextmanager
def running() -> Iterator[str]:
    """Start the account and fill it; gives its endpoint's URL, and stops it afterwards.

    Raises `SteelyardError` where the extra ``demo`` is not installed or the server does not start.
    """
    if importlib.util.find_spec("moto") is None:
        raise SteelyardError("the demo account needs an extra: pip install 'steelyard[demo]'")
    # Importing it takes a while, as the start of the server does. An error would come again below.
    Thread(target=importlib.import_module, args=("boto3",)).start()
    with server(managed_policies=True, regions=REGIONS) as endpoint:
        from steelyard.demo.account import fill

        fill(endpoint)
        yield endpoint


@contextmanager
def server(*, managed_policies: bool = False, regions: Sequence[str] = ()) -> Iterator[str]:
    """An empty account at a free port of the loopback interface.

    With ``managed_policies`` IAM has AWS's own policies, over a thousand, which takes moto a second or two.
    With ``regions`` the account has those regions enabled and no others, and no images of AWS's, which take long too.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "steelyard.demo.server", *regions],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        env=_environment(managed_policies, images=not regions),
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        if not line.startswith("http://"):
            raise SteelyardError("the demo account's server did not start")
        yield line
    finally:
        process.kill()
        process.wait()


def _environment(managed_policies: bool, images: bool) -> dict[str, str]:
    """This process's environment without what would point moto, or our own calls, at a real account."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {
        **kept,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "MOTO_IAM_LOAD_MANAGED_POLICIES": str(managed_policies).lower(),
        "MOTO_EC2_LOAD_DEFAULT_AMIS": str(images).lower(),
    }
