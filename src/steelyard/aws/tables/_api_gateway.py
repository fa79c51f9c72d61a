"""What the tables of API Gateway's two generations share: the ARNs of an API's parts.

Listed parts do not say which API they are of. It is the API they were listed for, or, where the query names one
part, the API that the query names.
"""

from __future__ import annotations

from collections.abc import Callable

from steelyard.aws.declare import Column, jsonb, listed, text
from steelyard.aws.tables._values import first_of

ArnOf = Callable[[str, str, str, str | None, str | None, str | None], str | None]

PLACE = ("partition", "region", "account_id")


def arn_of(form: str) -> ArnOf:
    """The function that puts partition, region, account, API and part into an ARN's form."""

    def arn(
        partition: str, region: str, account: str, listed_for: str | None, asked: str | None, part: str | None
    ) -> str | None:
        api = first_of(listed_for, asked)
        if api is None or part is None:
            return None
        return form.format(partition=partition, region=region, account=account, api=api, part=part)

    return arn


def akas_of(form: str) -> Callable[..., list[object] | None]:
    """The function that makes the ARN as `arn_of` does, as a list of one."""
    arn = arn_of(form)
    return lambda *parts: listed(arn(*parts))


def part_arn(form: str, api: tuple[str, str], part: str) -> Column:
    """The column ``arn`` of an API's part. ``api``: the paths of the API's id, listed and asked; ``part``: its own."""
    return text(*PLACE, *api, part, via=arn_of(form))


def part_akas(form: str, api: tuple[str, str], part: str) -> Column:
    """The column ``akas`` of an API's part."""
    about = "The globally unique identifiers (ARNs) of the resource."
    return jsonb(*PLACE, *api, part, via=akas_of(form), about=about)
