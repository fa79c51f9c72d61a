"""How long the translation of typical control queries takes.

    python -m benchmarks.sql_translate --queries 500

The queries are made from a few forms over one catalog, always the same; none repeats, so that no kept translation
helps. Printed: the mean and the slowest, and the mean of a second round, which the cache answers.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time

from steelyard.sql import compile_query

KINDS = ["text", "jsonb", "boolean", "bigint", "timestamptz", "double precision"]
FORMS = [
    """select arn as resource, case when {flag} then 'ok' else 'alarm' end as status,
      case when {flag} then title || ' is fine.' else title || ' is not.' end as reason, region, account_id
      from {table}""",
    """with open as (select arn, count(*) as n from {table}, jsonb_array_elements({document} -> 'Statement') as s
      where s ->> 'Effect' = 'Allow' and s -> 'Principal' @> '{{"AWS": "*"}}' and {number} > {n} group by arn)
      select t.arn as resource, case when o.arn is null then 'ok' else 'alarm' end as status,
      title || ' has ' || coalesce(n, 0) || ' statements.' as reason, t.region, t.account_id
      from {table} as t left join open as o on o.arn = t.arn""",
    """select arn as resource, case when {moment} <= (current_date - interval '{n}' day) then 'alarm'
      else 'ok' end as status,
      title || ' was used ' || to_char({moment}, 'DD-Mon-YYYY') || ' ('
      || extract(day from current_timestamp - {moment}) || ' days).' as reason,
      region, account_id from {table} where {text} ~ '^(a|b){n}' or {text} like any (array['x%', 'y{n}%'])""",
    """select distinct on (region) arn as resource, ({document} ->> 'Version')::int as version,
      jsonb_array_length({document} -> 'Rules') as rules from {table} t where exists (select 1 from {other} o
      where o.account_id = t.account_id and o.{flag}) order by region, {number} desc nulls last limit {n}""",
]


def catalog(tables: int) -> dict[str, dict[str, str]]:
    """Tables of 30 columns with the types that AWS tables have."""
    common = {"arn": "text", "title": "text", "region": "text", "account_id": "text"}
    return {
        f"aws_service_resource_{i}": common | {f"{KINDS[j % 6].split()[0]}_{j}": KINDS[j % 6] for j in range(26)}
        for i in range(tables)
    }


def queries(count: int, tables: dict[str, dict[str, str]]) -> list[str]:
    """Different queries in turn from every form."""
    rng = random.Random(7)
    names = list(tables)
    made = []
    for i in range(count):
        table, other = rng.sample(names, 2)
        j = 6 * rng.randrange(4)
        made.append(
            FORMS[i % len(FORMS)].format(
                table=table, other=other, n=i + 1, text=f"text_{j}", document=f"jsonb_{j + 1}", flag=f"boolean_{j + 2}",
                number=f"bigint_{j + 3}", moment=f"timestamptz_{j + 4}",
            )
        )  # fmt: skip
        made[-1] += f" -- {i}"
    return made


def spent(texts: list[str], tables: dict[str, dict[str, str]]) -> list[float]:
    """Milliseconds of each translation."""
    seconds = []
    for text in texts:
        started = time.perf_counter()
        compile_query(text, tables)
        seconds.append(1000 * (time.perf_counter() - started))
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--tables", type=int, default=586)
    options = parser.parse_args()
    tables = catalog(options.tables)
    texts = queries(options.queries, tables)
    compile_query("select 1", tables)
    first, again = spent(texts, tables), spent(texts, tables)
    report = {
        "benchmark": "sql_translate",
        "queries": len(texts),
        "mean_ms": round(statistics.mean(first), 2),
        "p95_ms": round(sorted(first)[int(len(first) * 0.95)], 2),
        "slowest_ms": round(max(first), 2),
        "cached_ms": round(statistics.mean(again), 4),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
