"""Answers as full as AWS's models allow, with texts that are what the member's name says.

Every member is there but the tokens of a next page, lists have one or two elements, and every text, number and time
is another one, so that a value shows which member it came from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from botocore.model import OperationModel, Shape

from steelyard.aws import models

ACCOUNT = "123456789012"
REGION = "us-east-1"
MAP_KEY = "map-key-"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}],
}
_START = datetime(2020, 1, 1, tzinfo=UTC)
_TWO_UNTIL = 3  # structures this deep and deeper have one element in each list, or answers grow without end

# Texts by the member's name: the first pattern that is found in it makes the text.
_TEXTS: tuple[tuple[str, Callable[[int], str]], ...] = (
    (r"(Function|Alias)Arn$", lambda n: f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:name-{n}:alias-{n}"),
    (r"A(rn|RN)s?$|^arns?$", lambda n: f"arn:aws:service:{REGION}:{ACCOUNT}:kind/name-{n}"),
    (r"(Policy|Policies|PolicyText)$|^policy(Text)?$|^([Pp]olicy|[a-zA-Z]+Policy)?[dD]ocument$", lambda n: policy(n)),
    (r"(Region|RegionName|LocationConstraint|region)$", lambda n: REGION),
    (r"^(Owner|Account|AccountId|OwnerId|accountId|OwnerAccount)$", lambda n: ACCOUNT),
    (
        r"Date(Time)?$|Timestamp$|[a-z](Time|At)$|^(Start|End|LastModified)$",
        lambda n: f"{moment(n):%Y-%m-%dT%H:%M:%SZ}",
    ),
    (r"^(cpu|memory|Subscriptions[A-Z]\w+)$", str),
)


def policy(number: int) -> str:
    """A policy document's text; the number is in it."""
    return json.dumps({**POLICY, "Id": f"policy-{number}"})


def moment(number: int) -> datetime:
    """A time, another for each number."""
    return _START + timedelta(seconds=number)


class Maker:
    """Makes answers.

    given  values that members of a name have, where the rule's would not do; None leaves the member out
    keys   for maps of a name, the keys that they have
    """

    def __init__(self, given: Mapping[str, object], keys: Mapping[str, set[str]]) -> None:
        self._numbers = count(1)
        self._given = given
        self._keys = keys

    def answer(self, model: OperationModel) -> dict[str, Any]:
        """An operation's answer, the last of its pages."""
        made = {} if model.output_shape is None else self._structure(model.output_shape, ())
        last_page(made, models.paginator(model.service_model.service_name, model.name) or {})
        return made

    def _structure(self, shape: Shape, above: tuple[str, ...]) -> dict[str, Any]:
        if shape.name in above:
            return {}
        inside = (*above, shape.name)
        members = shape.members.items()
        if shape.is_tagged_union:
            members = [next((m for m in members if m[0] in self._given), next(iter(members)))]
        return {
            name: self._member(name, member, inside)
            for name, member in members
            if self._given.get(name, "") is not None
        }

    def _member(self, name: str, shape: Shape, above: tuple[str, ...]) -> Any:
        if name in self._given:
            return self._given[name]
        if shape.serialization.get("location") == "statusCode":
            return 200
        return self._value(name, shape, above)

    def _value(self, name: str, shape: Shape, above: tuple[str, ...]) -> Any:
        kind = shape.type_name
        if kind == "structure":
            if getattr(shape, "is_document_type", False):
                return {"Any": ["thing", next(self._numbers)]}
            return self._structure(shape, above)
        if kind == "list":
            length = 0 if shape.member.name in above else 2 if len(above) < _TWO_UNTIL else 1
            return [self._value(name, shape.member, above) for _ in range(length)]
        if kind == "map":
            if shape.value.name in above:
                return {}
            keys = sorted(self._keys.get(name, ())) or shape.key.enum[:1] or [f"{MAP_KEY}{next(self._numbers)}"]
            scalar = shape.value.type_name not in ("structure", "list", "map")
            return {key: self._member(key if scalar else name, shape.value, above) for key in map(str, keys)}
        return self._scalar(name, shape)

    def _scalar(self, name: str, shape: Shape) -> Any:
        number = next(self._numbers)
        kind = shape.type_name
        if kind in ("string", "character"):
            if shape.enum:
                return str(shape.enum[number % len(shape.enum)])
            return text(name, number).ljust(shape.metadata.get("min", 0), "x")
        if kind == "boolean":
            return number % 2 == 0
        if kind in ("integer", "long"):
            return number
        if kind in ("float", "double"):
            return number + 0.5
        if kind == "blob":
            return text(name, number).encode()
        assert kind == "timestamp", kind
        return moment(number)


def text(name: str, number: int) -> str:
    """A text for a member of that name."""
    for pattern, make in _TEXTS:
        if re.search(pattern, name):
            return make(number)
    return f"{name[:1].upper()}{name[1:]}-{number}"


def last_page(answer: dict[str, Any], rule: Mapping[str, Any]) -> None:
    """Take from an answer what would say that there is another page."""
    more = rule.get("more_results")
    if more:
        _set(answer, more.split("."), False)
        return
    outputs = rule.get("output_token", [])
    for expression in [outputs] if isinstance(outputs, str) else outputs:
        for path in re.split(r"\s*\|\|\s*", expression):
            if re.fullmatch(r"[\w.]+", path):
                _set(answer, path.split("."), None)


def _set(answer: dict[str, Any], path: list[str], value: object) -> None:
    *parents, last = path
    for parent in parents:
        answer = answer[parent]
    if value is None:
        answer.pop(last, None)
    else:
        answer[last] = value
