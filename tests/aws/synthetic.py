"""An account that answers one table's calls with answers made from their shapes, and the reading of it over HTTP."""

from __future__ import annotations

import asyncio
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore.model import OperationModel

from steelyard.aws.accounts import IDENTITY, REGIONS
from steelyard.aws.credentials import Credentials
from steelyard.aws.declare import Call, Key, Table
from steelyard.aws.endpoints import Settings
from steelyard.aws.ways import Direct
from steelyard.aws.wire import Client
from steelyard.collect.calls import took
from steelyard.collect.collector import Collected, Collector
from steelyard.collect.plan import TablePlan, plan
from steelyard.collect.progress import Progress
from steelyard.sql import TableNeed
from steelyard.store import Store

from .botocore_shapes import encode
from .plausible import ACCOUNT, REGION, Maker
from .synthetic_rows import (
    CONNECTION,
    Operation,
    PathStep,
    Synthetic,
    contexts,
    holes,
    many_of,
    model_of,
    operation_of,
    started,
    steps_of,
    value_at,
    walked,
)
from .wire.server import Endpoint, Reply, Request

SETTINGS = Settings()


def synthetic(table: Table, *, get: bool = False, given: Mapping[str, object]) -> Synthetic:
    """Make the answers for a table, read by listing or by its get operation."""
    steps = (table.get,) if get and table.get is not None else table.rows
    made = Synthetic(table, steps, filters(table, steps, get, given))
    maker = Maker(given, map_keys(made))
    made.answers[operation_of(IDENTITY)] = {"Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/x", "UserId": "U"}
    regions = maker.answer(model_of(operation_of(REGIONS)))
    regions["Regions"] = [
        {**region, "RegionName": name, "OptInStatus": "opt-in-not-required"}
        for region, name in zip(regions["Regions"], (REGION, "eu-west-1"), strict=True)
    ]
    made.answers[operation_of(REGIONS)] = regions
    for call in (*steps, *table.add.values()):
        if operation_of(call) not in made.answers:
            made.answers[operation_of(call)] = maker.answer(model_of(operation_of(call)))
        if call.until is not None:
            path, value = call.until
            made.answers[operation_of(call)][path] = value
    for call in steps[:-1]:
        if isinstance(call.items, str):
            shorten(made.answers[operation_of(call)], steps_of(call.items))
    for call in table.add.values():
        if call.match:
            fit_matches(made, call)
    return made


def filters(table: Table, steps: Sequence[Call], get: bool, given: Mapping[str, object]) -> dict[str, object]:
    """A constant for each column that a query must fix, or shows as it was fixed."""
    fixed = {key.column for call in (*steps, *table.add.values()) for key in keys(call) if get or key.required}
    fixed |= {hole.removeprefix("where.") for column in table.columns.values() for hole in column.sources}
    every = [key for call in (*table.rows, *steps, *table.add.values()) for key in keys(call)]
    return {k.column: given.get(f"where.{k.column}", filter_value(table, k)) for k in every if k.column in fixed}


def filter_value(table: Table, key: Key) -> object:
    if key.values:
        return next(iter(key.values))
    text = f"{key.column}-asked".ljust(40, "x")
    return {"bigint": 7, "boolean": True}.get(table.all_columns()[key.column].type, text)


def map_keys(made: Synthetic) -> dict[str, set[str]]:
    """For each word of a path, the words that follow it somewhere: a map of that name has these keys."""
    table = made.table
    sources = [hole for column in table.columns.values() for source in column.sources for hole in holes(source)]
    found: dict[str, set[str]] = defaultdict(set)
    for path in sources:
        start, steps = started(made, path)
        call = table.add.get(start, made.steps[-1])
        before = steps_of(call.items) if isinstance(call.items, str) else []
        words = [step for step in (*before, *steps) if isinstance(step, str)]
        for word, following in pairwise(words):
            found[word].add(following)
    return found


def keys(call: Call) -> list[Key]:
    return [key for param in call.params.values() for key in _keys(param)]


def _keys(param: object) -> Iterator[Key]:
    if isinstance(param, Key):
        yield param
    elif isinstance(param, Mapping):
        yield from (key for inner in param.values() for key in _keys(inner))
    elif isinstance(param, list | tuple):
        yield from (key for inner in param for key in _keys(inner))


def shorten(value: Any, steps: Sequence[PathStep]) -> None:
    """Leave one parent: then who is whose child needs no thought."""
    for step in steps:
        if isinstance(value, list):
            del value[1:]
            value = value[0]
        value = value if step is None else value[step]
    if isinstance(value, list):
        del value[1:]


def fit_matches(made: Synthetic, call: Call) -> None:
    """Give the answer of a batched call an item for each row."""
    wanted = list(dict.fromkeys(value_at(made, row, call.on or many_of(call).path) for row in contexts(made)))
    assert isinstance(call.items, str)
    items = walked(made.answers[operation_of(call)], None, steps_of(call.items))[0]
    items += [deepcopy(items[0]) for _ in range(len(wanted) - len(items))]
    for number, item in enumerate(items):
        item[call.match] = wanted[number % len(wanted)]


# -- Reading it ---------------------------------------------------------------------------------------------


def read(made: Synthetic, store: Store) -> Collected:
    """Have the table read with all its columns from a server on the loopback."""
    table = made.table
    needs = TableNeed(frozenset(table.all_columns()), {column: (value,) for column, value in made.where.items()})
    return asyncio.run(_read(made, store, plan({table.name: needs})))


async def _read(made: Synthetic, store: Store, plans: Sequence[TablePlan]) -> Collected:
    endpoint = Endpoint(lambda request: reply(made, request))
    server = await asyncio.start_server(endpoint.serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    way = Direct(CONNECTION, Credentials.static("testing", "testing"), REGION, (REGION,))
    async with server, Client(on_outcome=took, endpoint_url=url, settings=SETTINGS) as client:
        return await Collector(client, store, plans, Progress(), None).collect([way])


def reply(made: Synthetic, request: Request) -> Reply:
    """The answer to a request, whichever of the table's operations it asks for."""
    fitting = [operation for operation in made.answers if asks_for(model_of(operation), request)]
    if not fitting:
        return Reply(404, f"{request.method} {request.target} {request.body!r:.200}".encode())
    operation = max(fitting, key=lambda one: len(model_of(one).http.get("requestUri", "")))
    made.asked.add(operation)
    answer = encode(model_of(operation), made.answers[operation], random.Random(made.table.name))
    return Reply(answer.status, answer.body, answer.headers)


def asks_for(model: OperationModel, request: Request) -> bool:
    """Whether a request is of an operation, as the operation's protocol says it."""
    service = model.service_model
    protocol = service.resolved_protocol
    if protocol == "json":
        return request.headers.get("x-amz-target") == f"{service.metadata['targetPrefix']}.{model.name}"
    if protocol in ("query", "ec2"):
        form = dict(parse_qsl(request.body.decode()))
        return (form.get("Action"), form.get("Version")) == (model.name, service.api_version)
    path, _, query = model.http["requestUri"].partition("?")
    if service.service_name == "s3" and "Bucket" in model.input_shape.members and "{Bucket}" not in path:
        path = "/{Bucket}" + path.rstrip("/")
    target = urlsplit(request.target)
    pattern = "".join(
        "/?" if part == "/" else ".+" if part.endswith("+}") else "[^/]+" if part[:1] == "{" else re.escape(part)
        for part in re.split(r"(\{[^}]+\}|/$)", path)
    )
    given = dict(parse_qsl(target.query, keep_blank_values=True))
    literal = dict(parse_qsl(query, keep_blank_values=True))
    return (
        request.method == model.http["method"]
        and re.fullmatch(pattern, unquote(target.path) if "+}" in path else target.path) is not None
        and literal.items() <= given.items()
    )


def not_needed(made: Synthetic) -> set[Operation]:
    """The operations that need not be asked: those that are declared not to be where the rows say enough."""
    rows = contexts(made)
    calls = [*made.steps, *made.table.add.values()]
    spared = {operation_of(c) for c in calls if c.unless and all(value_at(made, r, c.unless) is not None for r in rows)}
    return spared - {operation_of(c) for c in calls if not c.unless}
