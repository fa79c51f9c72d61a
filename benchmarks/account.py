"""A whole account: Steelyard's controls, beside Prowler's CIS 4.0 where it is installed.

    python benchmarks/account.py [--benchmark cis_v400] [--prowler PROWLER] [--latency 60]

The account is moto's, with 30 buckets, 20 users, 15 instances and 9 databases in 3 regions; an endpoint in front of
it (replay.py) answers from memory after a latency and counts. Each contender is a process of its own, run twice: the
first run fills the endpoint's memory, the second is measured. CPU and memory are those of the process and its
children. Steelyard must make no call twice.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from steelyard import demo

# Without it moto gives each account a thousand snapshots of others in each region, as if they were its own.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
REGIONS = ("us-east-1", "eu-west-1", "ap-southeast-2")
STEELYARD = [sys.executable, "-c", "from steelyard.cli.main import main; main()"]
# What a child reports of itself and of its own children, once it is over.
MEASURE = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1] + ".out", "w"), stderr=subprocess.STDOUT).returncode
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
json.dump({"code": code, "wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024},
          open(sys.argv[1], "w"))
"""
# Operations that are asked again until they are done, and are meant to be.
POLLED = {"iam:GenerateCredentialReport"}


@dataclass(frozen=True)
class Used:
    """What a run took: API calls, those made twice, seconds of wall and CPU, MB at most."""

    calls: int
    twice: int
    wall: float
    cpu: float
    peak: float
    operations: list[tuple[str, int]]
    repeated: list[str]


def fill(endpoint: str) -> None:
    """Make the account's resources."""

    def client(service: str, region: str = "us-east-1") -> Any:
        return boto3.client(
            service, region, endpoint_url=endpoint, aws_access_key_id="testing", aws_secret_access_key="testing"
        )

    s3, iam = client("s3"), client("iam")
    for number in range(30):
        s3.create_bucket(Bucket=f"bucket-{number:02}")
        if number % 2:
            s3.put_bucket_versioning(Bucket=f"bucket-{number:02}", VersioningConfiguration={"Status": "Enabled"})
    for number in range(20):
        iam.create_user(UserName=f"user-{number:02}")
        if number % 3 == 0:
            iam.create_access_key(UserName=f"user-{number:02}")
    trail = client("cloudtrail")
    trail.create_trail(Name="main", S3BucketName="bucket-00", IsMultiRegionTrail=True)
    trail.start_logging(Name="main")
    for region in REGIONS:
        client("ec2", region).run_instances(ImageId="ami-12345678", MinCount=5, MaxCount=5)
        client("kms", region).create_key()
        for number in range(3):
            client("rds", region).create_db_instance(
                DBInstanceIdentifier=f"db-{number}", DBInstanceClass="db.t3.micro", Engine="postgres",
                AllocatedStorage=20, MasterUsername="root", MasterUserPassword="not a secret",
            )  # fmt: skip


@contextmanager
def replay(upstream: str, latency: float) -> Iterator[str]:
    """The counting endpoint, in a process of its own."""
    script = str(Path(__file__).with_name("replay.py"))
    process = subprocess.Popen(
        [sys.executable, script, upstream, "--latency", str(latency)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def meter(endpoint: str, method: str = "GET") -> Any:
    """The endpoint's counts; DELETE starts them anew."""
    with urllib.request.urlopen(urllib.request.Request(f"{endpoint}/meter", method=method), timeout=30) as answer:
        return json.load(answer)


def run(endpoint: str, command: Sequence[str], folder: Path) -> Used:
    """Run a command in an empty home and say what it took."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "XDG_"))}
    environment |= {
        "HOME": str(folder),
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    meter(endpoint, "DELETE")
    report = folder / "report.json"
    subprocess.run([sys.executable, "-c", MEASURE, str(report), *command], check=True, cwd=folder, env=environment)
    used, counts = json.loads(report.read_text()), meter(endpoint)
    if used["code"] > 3:
        output = Path(f"{report}.out").read_text()
        raise SystemExit(f"{' '.join(command)} ended with {used['code']}:\n{output[-2000:]}")
    return Used(
        counts["calls"],
        counts["twice"],
        used["wall"],
        used["cpu"],
        used["peak"],
        counts["operations"],
        counts["repeated"],
    )


def contenders(given: argparse.Namespace) -> dict[str, list[str]]:
    """Name to command."""
    store = ["--store", ":memory:"]
    found = {
        "steelyard control run cis_v400_3_1": [*STEELYARD, "control", "run", "cis_v400_3_1", *store],
        f"steelyard benchmark run {given.benchmark}": [*STEELYARD, "benchmark", "run", given.benchmark, *store],
    }
    if given.tables:
        found[f"steelyard collect, {len(given.tables)} tables"] = [*STEELYARD, "collect", *given.tables, *store]
    if given.prowler:
        found["prowler aws --compliance cis_4.0_aws"] = [
            given.prowler, "aws", "--compliance", "cis_4.0_aws",
            "--ignore-exit-code-3", "--no-banner", "--output-formats", "csv",
        ]  # fmt: skip
    return found


def main() -> None:
    """Measure all and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--benchmark", default="cis_v400")
    parser.add_argument("--prowler", default=shutil.which("prowler"))
    parser.add_argument("--latency", type=float, default=60, help="milliseconds")
    parser.add_argument("--tables", nargs="*", default=[], help="tables to collect whole, as a run of its own")
    parser.add_argument("--operations", action="store_true", help="say how often each operation was called")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores, "
          f"{given.latency:.0f} ms latency\n")  # fmt: skip
    print(f"| {'what':<64} | calls | twice | wall s | CPU s | CPU ms a call | MB |")
    print("|---|---|---|---|---|---|---|")
    with demo.server() as account, replay(account, given.latency) as endpoint:
        fill(account)
        for name, command in contenders(given).items():
            with tempfile.TemporaryDirectory() as home:
                run(endpoint, command, Path(home))
                used = run(endpoint, command, Path(home))
            each = 1000 * used.cpu / max(1, used.calls)
            print(
                f"| {name:<64} | {used.calls} | {used.twice} | {used.wall:.1f} | {used.cpu:.1f} | {each:.2f} "
                f"| {used.peak:.0f} |",
                flush=True,
            )
            if given.operations:
                print("\n".join(f"    {count:5} {operation}" for operation, count in used.operations))
            polled = sum(count - 1 for operation, count in used.operations if operation in POLLED)
            if name.startswith("steelyard"):
                assert used.twice <= polled, f"{name} made calls twice: {used.repeated}"


if __name__ == "__main__":
    main()
