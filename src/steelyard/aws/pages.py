"""How the pages of an operation hang together, by the rules that botocore ships."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jmespath

from steelyard.aws import models

Params = dict[str, object]


@dataclass(frozen=True)
class Rule:
    """Input members, the expressions that give their next values, and whether there is a next page at all."""

    inputs: tuple[str, ...]
    outputs: tuple[Any, ...]
    more: Any | None

    def next(self, answer: Mapping[str, Any]) -> Params | None:
        """What the next page has to be asked with besides the parameters, or None after the last page."""
        if self.more is not None and not self.more.search(answer):
            return None
        found = {name: path.search(answer) for name, path in zip(self.inputs, self.outputs, strict=True)}
        tokens: Params = {name: token for name, token in found.items() if token not in (None, "", {}, [])}
        return tokens or None


@cache
def rule(service: str, operation: str) -> Rule | None:
    """The rule of an operation, or None for one that answers at once."""
    found = models.paginator(service, operation)
    if found is None:
        return None
    more = found.get("more_results")
    return Rule(
        inputs=tuple(_listed(found["input_token"])),
        outputs=tuple(jmespath.compile(path) for path in _listed(found["output_token"])),
        more=jmespath.compile(more) if more else None,
    )


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
