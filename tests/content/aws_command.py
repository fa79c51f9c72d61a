"""The `aws` commands on control pages as API calls: checked against AWS's models, and run on a test account."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.model import OperationModel, Shape
from botocore.validate import ParamValidator

# Options of the command line itself, and of commands that it has beside AWS's models.
GLOBAL = ("--region", "--query", "--output", "--profile", "--max-items", "--page-size")
EXTRA = {("iam", "create-virtual-mfa-device"): ("--outfile", "--bootstrap-method")}
# Flags that it has in place of a model's member, and what they say.
FLAGS = {"--ingress": ("Egress", False)}
# Options that the command line names in its own way, since the model's name is an option of its own.
RENAMED = {("sns", "subscribe"): {"--notification-endpoint": "Endpoint"}}
SERVICES = {"s3api": "s3", "configservice": "config"}
PLACEHOLDER = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b")


class CommandError(Exception):
    """A command that the AWS command line would refuse."""


@dataclass(frozen=True)
class Command:
    """A command as written, and the call that it makes."""

    text: str
    service: str
    operation: OperationModel
    params: dict[str, Any] = field(hash=False)
    region: str | None

    def run(self, client: Callable[..., Any]) -> Any:
        """Make the call with a client that ``client(service)`` or ``client(service, region)`` gives."""
        made = client(self.service, self.region) if self.region else client(self.service)
        return getattr(made, xform_name(self.operation.name))(**self.params)


def commands_of(page: str, names: Mapping[str, str] | None = None) -> Iterator[Command]:
    """The page's commands in their order, but for those that wait.

    ``names``: what stands for placeholders (USER) and files (trust.json). Raises `CommandError`.
    """
    for block in re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            words = line.split()
            if words[:1] == ["aws"] and words[2:3] == ["wait"]:
                _check_waiter(words[1], words[3], line.strip())
            elif words[:1] == ["aws"]:
                yield command(line.strip(), names or {})


def command(text: str, names: Mapping[str, str]) -> Command:
    """One command. Raises `CommandError` where service, operation or an option is none, or a value does not fit."""
    words = [_named(word, names) for word in shlex.split(text)]
    service, action, rest = SERVICES.get(words[1], words[1]), words[2], words[3:]
    operation = _operation(service, action, text)
    members = operation.input_shape.members if operation.input_shape else {}
    options = {f"--{xform_name(name, '-')}": name for name in members} | RENAMED.get((service, action), {})
    params: dict[str, Any] = {}
    region = None
    for option, values in _options(rest):
        if option in options:
            shape = members[options[option]]
            params[options[option]] = _value(shape, values, names, text)
        elif option.startswith("--no-") and f"--{option.removeprefix('--no-')}" in options:
            params[options[f"--{option.removeprefix('--no-')}"]] = False
        elif option in FLAGS and FLAGS[option][0] in members:
            params[FLAGS[option][0]] = FLAGS[option][1]
        elif option == "--region":
            (region,) = values
        elif option not in (*GLOBAL, *EXTRA.get((words[1], action), ())):
            raise CommandError(f"{text}: {service} {action} has no option {option}")
    faults = _faults(params, operation)
    if faults:
        raise CommandError(f"{text}: {', '.join(faults)}")
    return Command(text, service, operation, params, region)


def _named(word: str, names: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: names.get(found[0], found[0]), word)


def _operation(service: str, action: str, text: str) -> OperationModel:
    found = _operations(service).get(action)
    if found is None:
        raise CommandError(f"{text}: {service} has no operation {action}")
    return found


def _check_waiter(service: str, name: str, text: str) -> None:
    waiters = botocore.session.get_session().get_waiter_model(service).waiter_names
    if name not in (xform_name(waiter, "-") for waiter in waiters):
        raise CommandError(f"{text}: {service} has nothing named {name} to wait for")


@cache
def _operations(service: str) -> Mapping[str, OperationModel]:
    """A service's operations by the names that the command line gives them; empty for an unknown service."""
    session = botocore.session.get_session()
    if service not in session.get_available_services():
        return {}
    model = session.get_service_model(service)
    return {xform_name(name, "-"): model.operation_model(name) for name in model.operation_names}


def _faults(params: dict[str, Any], operation: OperationModel) -> list[str]:
    """What the model has against the parameters, but for the length of what placeholders stand for."""
    if operation.input_shape is None:
        return []
    tokens = dict.fromkeys(operation.idempotent_members, "made by the command line")
    report = ParamValidator().validate({**tokens, **params}, operation.input_shape)
    return [line for line in report.generate_report().splitlines() if not line.startswith("Invalid length")]


def _options(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The options, each with the words up to the next."""
    starts = [place for place, word in enumerate(words) if word.startswith("--")]
    for start, end in pairwise([*starts, len(words)]):
        yield words[start], list(words[start + 1 : end])


def _value(shape: Shape, words: Sequence[str], names: Mapping[str, str], text: str) -> Any:
    """What an option's words mean for a parameter of that shape."""
    if shape.type_name == "boolean":
        return True
    if not words:
        raise CommandError(f"{text}: an option has no value")
    if words[0].startswith("file://"):
        content = names.get(words[0].removeprefix("file://"), "{}")
        return content if shape.type_name == "string" else json.loads(content)
    if shape.type_name in ("structure", "map", "list") and words[0][0] in "[{":
        return json.loads(" ".join(words))
    if shape.type_name == "list":
        return [_value(shape.member, [word], names, text) for word in words]
    if shape.type_name in ("structure", "map"):
        return _shorthand(shape, words[0])
    return _scalar(shape, words[0])


def _shorthand(shape: Shape, word: str) -> dict[str, Any]:
    """``Name=a,Values=b,c``: parts without a ``=`` belong to the list before them."""
    pairs: list[tuple[str, list[str]]] = []
    for part in word.split(","):
        name, equals, value = part.partition("=")
        if equals:
            pairs.append((name, [value]))
        else:
            pairs[-1][1].append(part)
    if shape.type_name == "map":
        return {name: _scalar(shape.value, values[0]) for name, values in pairs}
    return {name: _member(shape, name, values) for name, values in pairs}


def _member(shape: Shape, name: str, values: Sequence[str]) -> Any:
    member = shape.members.get(name)
    if member is None:
        raise CommandError(f"{shape.name} has no member {name}")
    if member.type_name == "list":
        return [_scalar(member.member, value) for value in values]
    return _scalar(member, values[0])


def _scalar(shape: Shape, word: str) -> Any:
    match shape.type_name:
        case "integer" | "long":
            return 1 if PLACEHOLDER.fullmatch(word) else int(word)
        case "float" | "double":
            return float(word)
        case "boolean":
            return word == "true"
        case "blob":
            return word.encode()
        case _:
            return word
