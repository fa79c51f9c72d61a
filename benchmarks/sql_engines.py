"""Thirty control queries: DuckDB through steelyard.sql against PostgreSQL 18 with its own jsonb, on the same rows.

    python -m benchmarks.sql_engines --accounts 1000

Each account has 1,000 rows over ten tables, most of them with JSON, always the same. Both engines answer on the same
machine in one run: the statement as written, until every row is in Python. The best of `--repeat` runs counts, so
both are warm; PostgreSQL has its statistics, 256 MB of work_mem and its parallel workers. The translation
is counted with ours, once: it is cached.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from tests.postgres.aws import TABLES
from tests.postgres.aws_rows import rows
from tests.postgres.corpus import Statement, read_folder
from tests.postgres.engines import Engines, difference
from tests.postgres.server import postgres_server

from steelyard.sql import compile_query, fetch

# Rows that one account has in each table.
PER_ACCOUNT = {
    "aws_vpc_security_group_rule": 250, "aws_ebs_snapshot": 200, "aws_ebs_volume": 120, "aws_iam_role": 100,
    "aws_ec2_instance": 100, "aws_vpc_security_group": 80, "aws_lambda_function": 60, "aws_s3_bucket": 40,
    "aws_ecs_task_definition": 30, "aws_iam_user": 20,
}  # fmt: skip

QUERIES = """
storage/bucket public access is blocked
storage/bucket requires tls
storage/bucket encryption
storage/bucket encrypted by kms
storage/bucket grants to everyone
storage/bucket with public policy statement
storage/bucket actions of foreign accounts
storage/mandatory tags
storage/tag limit and empty tags
storage/volume unused
storage/volume size and type
storage/snapshot is public
storage/newest snapshot of each region
identity/users with console access and no mfa
identity/user is administrator
identity/roles trusting other accounts
identity/roles trusting services
identity/roles not used for a while
network/groups open to the world on ssh
network/groups open in their own json
network/groups open by version six
network/default groups have no rules
network/rules within private networks
network/rules by port
compute/instance metadata version
compute/instance interfaces and groups
compute/latest instance of each vpc
compute/functions with secrets in environment
compute/containers run as root
compute/containers with credentials in environment
""".strip().splitlines()


def best(repeat: int, action: Callable[[], int]) -> tuple[float, int]:
    """Seconds of the fastest of `repeat` runs, and the number of rows."""
    seconds, count = [], 0
    for _ in range(repeat):
        started = time.perf_counter()
        count = action()
        seconds.append(time.perf_counter() - started)
    return min(seconds), count


def load(engines: Engines, accounts: int) -> int:
    """Fill the ten tables in both engines; the number of rows."""
    for table, per_account in PER_ACCOUNT.items():
        started = time.perf_counter()
        engines.load(table, TABLES[table], rows(table, accounts, per_account))
        print(f"{table:<32}{accounts * per_account:>9,} rows in {time.perf_counter() - started:6.1f} s", flush=True)
    engines.postgres.execute("analyze")
    engines.postgres.execute("set work_mem = '256MB'")
    return accounts * sum(PER_ACCOUNT.values())


def measure(engines: Engines, statement: Statement, repeat: int) -> dict[str, object]:
    """Both engines' seconds for one statement; a failure to agree on the number of rows ends the run."""
    started = time.perf_counter()
    compiled = compile_query(statement.text, engines.catalog, statement.name)
    compiling = time.perf_counter() - started
    ours, our_rows = best(repeat, lambda: len(fetch(engines.duckdb, compiled).rows))
    theirs, their_rows = best(repeat, lambda: len(engines.postgres.execute(statement.text).fetchall()))
    if our_rows != their_rows:
        raise SystemExit(f"{statement.name}: {their_rows} rows in PostgreSQL, {our_rows} here")
    ours += compiling
    print(
        f"{statement.name:<56}{our_rows:>9,}{theirs * 1e3:>11,.1f}{ours * 1e3:>11,.1f}{theirs / ours:>8.1f}x",
        flush=True,
    )
    return {"name": statement.name, "rows": our_rows, "postgresql_s": round(theirs, 5), "steelyard_s": round(ours, 5)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=1000, help="1,000 rows each")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each query; the best counts")
    parser.add_argument("--check", action="store_true", help="compare every value first (slow on many rows)")
    options = parser.parse_args()
    controls = {s.name: s for s in read_folder(Path(__file__).parent.parent / "tests" / "postgres" / "controls")}
    statements = [controls[name] for name in QUERIES]
    with postgres_server() as address:
        engines = Engines(address)
        total = load(engines, options.accounts)
        for statement in statements if options.check else []:
            theirs, ours = engines.ask_postgres(statement.text), engines.ask_steelyard(statement.text)
            if found := difference(statement.text, theirs, ours):
                raise SystemExit(f"{statement.name}: {found}")
        compile_query("select 1", {})  # loads the translator
        print(f"\n{'query':<56}{'rows':>9}{'postgres ms':>11}{'ours ms':>11}{'faster':>9}")
        results = [measure(engines, statement, options.repeat) for statement in statements]
        engines.close()
    theirs_s = sum(float(str(result["postgresql_s"])) for result in results)
    ours_s = sum(float(str(result["steelyard_s"])) for result in results)
    slower = [r["name"] for r in results if float(str(r["steelyard_s"])) > float(str(r["postgresql_s"]))]
    print(f"{'total':<65}{theirs_s * 1e3:>11,.1f}{ours_s * 1e3:>11,.1f}{theirs_s / ours_s:>8.1f}x")
    machine = {
        "benchmark": "sql_engines", "accounts": options.accounts, "rows": total, "queries": len(results),
        "postgresql_s": round(theirs_s, 3), "steelyard_s": round(ours_s, 3),
        "times_faster": round(theirs_s / ours_s, 2),
        "slower": slower,
    }  # fmt: skip
    print(json.dumps(machine))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
