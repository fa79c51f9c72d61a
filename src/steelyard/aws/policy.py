"""Policy documents as AWS gives them, and in the one form that queries can rely on.

AWS takes a policy in many spellings: one statement or a list, one action or a list, ``"*"`` or
``{"AWS": "*"}``, any case where case means nothing. `policy_std` gives all of them one spelling, the one
that the ``policy_std`` columns of the public tables have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

import orjson

from steelyard.errors import SteelyardError


class PolicyError(SteelyardError):
    """A policy document that cannot be read."""


def policy_json(text: object) -> Any:
    """A policy document parsed from its text, which IAM answers URL-encoded; None for an absent or empty one.

    Anything that is not text is given back as it is. Raises `PolicyError` where the text is not JSON.
    """
    if not isinstance(text, str):
        return text
    document = unquote(text) if text.lstrip().startswith("%") else text
    if not document.strip():
        return None
    try:
        return orjson.loads(document)
    except orjson.JSONDecodeError as error:
        raise PolicyError(f"a policy document is not JSON: {error}: {document[:80]!r}") from error


def policy_std(policy: object) -> dict[str, Any] | None:
    """A policy (text as for `policy_json`, or parsed) in canonical form; None for an absent one.

    ``Statement`` is a list. Actions, resources, condition values and each kind of principal are sorted lists
    of text without doubles; actions and condition keys are lower case; a principal without a kind is of kind
    ``AWS``. Raises `PolicyError` on what is not a policy.
    """
    document = policy_json(policy)
    if document is None:
        return None
    members = _members(document, "a policy", ("Id", "Statement", "Version"))
    statements = members.get("Statement")
    if statements is not None:
        statements = [_statement(one) for one in (statements if isinstance(statements, list) else [statements])]
    std = {"Statement": statements, "Version": members.get("Version") or ""}
    return {"Id": members["Id"], **std} if members.get("Id") else std


def _statement(statement: object) -> dict[str, Any]:
    members = _members(statement, "a policy's statement", ("Effect", *_FORMS))
    std = {name: form(members[name]) for name, form in _FORMS.items() if members.get(name) is not None}
    return {"Effect": members.get("Effect") or "", **{name: value for name, value in std.items() if value}}


def _members(value: object, what: str, names: tuple[str, ...]) -> dict[str, Any]:
    """The known members under their proper names: AWS takes element names in any case."""
    if not isinstance(value, Mapping):
        raise PolicyError(f"{what} must be an object, not {value!r:.80}")
    proper = {name.lower(): name for name in names}
    return {proper[name.lower()]: member for name, member in value.items() if name.lower() in proper}


def _text(value: object) -> str:
    """A scalar as policies write it: ``true`` and ``"true"`` are the same, and so are ``42`` and ``"42"``."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return orjson.dumps(value).decode()


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return sorted({_text(one) for one in values if one is not None})


def _lower_texts(value: object) -> list[str]:
    return sorted({one.lower() for one in _texts(value)})


def _principal(value: object) -> dict[str, list[str]]:
    if isinstance(value, Mapping):
        return {kind: _texts(names) for kind, names in value.items()}
    return {"AWS": _texts(value)}


def _condition(value: object) -> dict[str, dict[str, list[str]]]:
    if not isinstance(value, Mapping):
        raise PolicyError(f"a policy's condition must be an object, not {value!r:.80}")
    return {operator: _tests(operator, keys) for operator, keys in value.items()}


def _tests(operator: str, keys: object) -> dict[str, list[str]]:
    if not isinstance(keys, Mapping):
        raise PolicyError(f"a policy's condition {operator} must be an object, not {keys!r:.80}")
    tests: dict[str, list[str]] = {}
    for key, values in keys.items():
        tests[key.lower()] = sorted({*tests.get(key.lower(), ()), *_texts(values)})
    return tests


_FORMS: Mapping[str, Callable[[object], Any]] = {
    "Action": _lower_texts,
    "Condition": _condition,
    "NotAction": _lower_texts,
    "NotPrincipal": _principal,
    "NotResource": _texts,
    "Principal": _principal,
    "Resource": _texts,
    "Sid": _text,
}
