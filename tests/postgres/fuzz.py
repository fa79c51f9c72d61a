"""Ask both engines random statements for a while, and print the smallest of each kind that they answer differently.

    python -m tests.postgres.fuzz --seconds 600 --depth 3

Exits with 1 if anything differed. What differs is a bug in the translation: it is fixed there, and the statement
goes to a file under `statements/` with a name.
"""

from __future__ import annotations

import argparse
import random
import time

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import FlakyFailure

from .engines import Engines
from .grammar import statements
from .rows import TABLES
from .server import postgres_server
from .test_fuzz import check

ROUND = 400  # statements for one seed


def one_round(engines: Engines, number: int, depth: int) -> str | None:
    """Ask the statements of one seed; the report on the smallest that differs, if one does."""

    @seed(number)
    @settings(
        max_examples=ROUND,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(statement=statements(depth=depth))
    def ask(statement: str) -> None:
        check(engines, statement)

    try:
        ask()
    except (AssertionError, FlakyFailure) as failure:
        return str(failure)
    except Exception as failure:  # a crash of the translation is a finding too
        return f"{type(failure).__name__}: {failure}\n" + "\n".join(getattr(failure, "__notes__", []))
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description="Random statements through PostgreSQL and Steelyard.")
    parser.add_argument("--seconds", type=float, default=600, help="stop after the round that passes this")
    parser.add_argument("--depth", type=int, default=3, help="templates inside one another")
    parser.add_argument("--seed", type=int, default=random.randrange(2**31), help="where to start")
    options = parser.parse_args()
    reports: set[str] = set()
    started, rounds = time.monotonic(), 0
    with postgres_server() as address:
        engines = Engines(address)
        for table, (columns, rows) in TABLES.items():
            engines.load(table, columns, rows)
        while time.monotonic() - started < options.seconds:
            report = one_round(engines, options.seed + rounds, options.depth)
            rounds += 1
            if report is not None and report not in reports:
                reports.add(report)
                print(f"--- seed {options.seed + rounds - 1}\n{report}\n", flush=True)
        engines.close()
    print(f"{rounds} rounds of {ROUND} statements from seed {options.seed}: {len(reports)} differences")
    return 1 if reports else 0


if __name__ == "__main__":
    raise SystemExit(main())
