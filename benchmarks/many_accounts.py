"""Many accounts at once: wall against what latency and limits allow, memory, and that no row is lost.

    python benchmarks/many_accounts.py [--accounts 100 1000] [--latency 100]

The accounts are simulated (aws_endpoint.py), four regions each, entered by a role each. Steelyard reads volumes, keys
and trails of all into a store on disk, in a process of its own for each number of accounts. The lower bound is the
larger of two: all calls at the latency with the client's places all taken, and a busy account's keys through its
token bucket after the calls that come before.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import aws_endpoint as cloud

IN_FLIGHT = 200
# AssumeRole, GetCallerIdentity, DescribeRegions, then listing and what is added to it.
CHAIN = 5
QUERIES = (
    "select volume_id, encrypted, size, region from aws_ebs_volume",
    "select id, enabled, key_state, region from aws_kms_key",
    "select name, is_logging, region from aws_cloudtrail_trail",
)
TABLES = ("aws_ebs_volume", "aws_kms_key", "aws_cloudtrail_trail")


def read(url: str, accounts: int, folder: str) -> dict[str, Any]:
    """Read all accounts in this process; what it took, and how many rows of each table are there."""
    from steelyard.aws.credentials import Credentials
    from steelyard.aws.ways import Role
    from steelyard.aws.wire import Client
    from steelyard.run.session import CATALOG, Session
    from steelyard.sql import compile_query
    from steelyard.store import Store

    keys = Credentials.static("AKIA", "secret")
    ways = [Role(f"account-{n}", keys, f"arn:aws:iam::{n}:role/reader", "us-east-1") for n in ids(accounts)]
    needs = [compile_query(query, CATALOG, "query").needs for query in QUERIES]
    with Store(Path(folder) / "store.duckdb") as store:
        live = Session(store, ways, lambda told: Client(on_outcome=told, endpoint_url=url, max_in_flight=IN_FLIGHT))
        start, before = time.perf_counter(), used()
        collected = live.collect(needs)
        wall, cpu = time.perf_counter() - start, used() - before
        failed = len(collected.failures(store)) + len(collected.unreachable)
        store_rows = {
            table: store.connection.execute(
                f"select count(*), count(distinct (account_id, region)) from raw.{table}"
            ).fetchone()
            for table in TABLES
        }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"wall": wall, "cpu": cpu, "peak": peak, "failed": failed, "rows": store_rows}


def ids(accounts: int) -> list[str]:
    """The accounts' ids."""
    return [str(n) for n in range(100_000_000_001, 100_000_000_001 + accounts)]


def used() -> float:
    """CPU seconds of this process so far."""
    now = resource.getrusage(resource.RUSAGE_SELF)
    return now.ru_utime + now.ru_stime


def measured(accounts: int, latency: float) -> None:
    """Run the endpoint and a reader, check the rows, print a line."""
    folder = Path(__file__).parent
    with (
        tempfile.TemporaryDirectory() as store,
        subprocess.Popen(
            [sys.executable, str(folder / "aws_endpoint.py"), "--latency", str(latency)],
            stdout=subprocess.PIPE,
            text=True,
        ) as endpoint,
    ):
        assert endpoint.stdout is not None
        url = endpoint.stdout.readline().strip()
        try:
            command = [sys.executable, __file__, "--read", url, "--accounts", str(accounts), "--store", store]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            with urllib.request.urlopen(f"{url}/meter", timeout=10) as answer:
                counts = json.load(answer)
        finally:
            endpoint.kill()
    places = accounts * len(cloud.REGIONS)
    keys = sum(cloud.keys_of(account) for account in ids(accounts)) * len(cloud.REGIONS)
    for table, rows in zip(TABLES, (places * cloud.VOLUMES, keys, places * cloud.TRAILS), strict=True):
        assert found["rows"][table] == [rows, places], (table, found["rows"][table], rows)
    assert not found["failed"], found["failed"]
    calls = sum(counts["calls"].values()) - counts["throttled"]
    rate, burst = (value / 2 for value in cloud.BUCKETS["kms"])
    bound = max(calls * latency / 1000 / IN_FLIGHT, CHAIN * latency / 1000 + (cloud.BUSY_KEYS - burst) / rate)
    each = 1000 * found["cpu"] / calls
    print(
        f"| {accounts} | {calls} | {counts['throttled']} | {counts['peak']} | {bound:.1f} | {found['wall']:.1f} "
        f"| {found['wall'] / bound:.2f} | {found['cpu']:.1f} | {each:.2f} | {found['peak']:.0f} |",
        flush=True,
    )


def main() -> None:
    """Measure each number of accounts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--accounts", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--latency", type=float, default=100, help="milliseconds")
    parser.add_argument("--read", metavar="URL", help=argparse.SUPPRESS)
    parser.add_argument("--store", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        print(json.dumps(read(given.read, given.accounts[0], given.store)))
        return
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores, load {load:.1f}, "
          f"{given.latency:.0f} ms latency\n")  # fmt: skip
    print("| accounts | calls | throttled | at once | bound s | wall s | wall / bound | CPU s | CPU ms a call | MB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for accounts in given.accounts:
        measured(accounts, given.latency)


if __name__ == "__main__":
    main()
