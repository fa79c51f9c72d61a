"""Digests and name-based UUIDs."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable

from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions.declare import table
from steelyard.mods.values import shorten

NAMESPACES = {
    "dns": uuid.NAMESPACE_DNS,
    "url": uuid.NAMESPACE_URL,
    "oid": uuid.NAMESPACE_OID,
    "x500": uuid.NAMESPACE_X500,
}


def _hash(algorithm: str, as_base64: bool = False) -> Callable[[str], str]:
    def run(text: str) -> str:
        digest = hashlib.new(algorithm, text.encode(), usedforsecurity=False)
        return base64.b64encode(digest.digest()).decode() if as_base64 else digest.hexdigest()

    return run


def uuidv5(namespace: str, name: str) -> str:
    try:
        space = NAMESPACES.get(namespace) or uuid.UUID(namespace)
    except ValueError:
        raise EvaluationError(f"{shorten(namespace)} is no namespace: dns, url, oid, x500 or a UUID") from None
    return str(uuid.uuid5(space, name))


FUNCTIONS = table(
    ("base64sha256", "s", _hash("sha256", True)),
    ("base64sha512", "s", _hash("sha512", True)),
    ("md5", "s", _hash("md5")),
    ("sha1", "s", _hash("sha1")),
    ("sha256", "s", _hash("sha256")),
    ("sha512", "s", _hash("sha512")),
    ("uuidv5", "ss", uuidv5),
)
