"""The language in which tables are declared: what to call, what a row is, where each column comes from.

A declaration names AWS operations and the members of their answers as the AWS SDK's service models
(botocore's) name them. Nothing here calls AWS.

Paths
    ``"Name"`` is a member of the row's item; ``"Placement.Tenancy"`` goes into a structure or map;
    ``"Groups[0]"`` takes an element, ``"Groups[].GroupId"`` all of them, flattened. ``"."`` is the item itself.
    Where the first word is the name of an earlier call (``"status.IsLogging"``) it starts in that call's
    answer. Always there: ``account_id``, ``region``, ``partition``, ``default_region``, ``regions`` (those read)
    and ``where``: ``"where.name"`` is the query's constant filter on a `Key` column, null without one.
    A source with braces is a template: ``"arn:{partition}:s3:::{Name}"``; it is null where a part is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Scope = Literal["regional", "global", "account", "regional_and_global"]


@dataclass(frozen=True, slots=True)
class Value:
    """A constant parameter."""

    value: object


@dataclass(frozen=True, slots=True)
class Key:
    """A parameter taken from the query's constant filter on ``column`` (``where name = 'x'``).

    ``values`` translates the filter's text to the parameter's (and lists those that can be translated).
    Without such a filter the parameter is ``default``; without that it is left out, with the structure it stands
    in, and a list that is then empty. ``required``: the query must have the filter.
    """

    column: str
    values: Mapping[str, object] | None = None
    default: object = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """A list parameter that takes ``path`` of up to ``size`` items in one call."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Each:
    """A parameter that takes each element of ``path`` in turn, a call for each; the answer is the list of answers."""

    path: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A parameter that a pure function computes from paths (public JSON form)."""

    function: Callable[..., object]
    sources: tuple[str, ...] = ()


Param = str | Value | Key | Many | Each | Computed | Sequence["Param"] | Mapping[str, "Param"]


@dataclass(frozen=True, slots=True)
class Call:
    """One AWS read operation.

    In ``rows`` a call is made for each item of the call before it. In ``add`` it is made for each row.

    params  parameter name to a path in what is known so far, or one of the classes above
    items   path of the answer's list whose elements are the items; or a function from the answer to items;
            empty: the whole answer is the one item
    name    how later paths call this step's item (needed where the item is a plain string)
    region  path of the region to call, where it is not the row's
    absent  error codes that mean "there is none": no items, or null columns; ``"Code: words"`` only where the
            error's message has those words
    unless  in ``add``: a path; rows where it has a value need no call
    default the answer to assume when an ``absent`` code comes
    match   in ``add``: the member of the answer's items that must equal the batched value of ``Many``, or ``on``;
            the name then stands for that one item
    on      with ``match`` and no ``Many``: a path of the row; the call is the same for every row, and made once
    several with ``match``: the name stands for the list of all the items that match
    until   (path, value): ask again, a second apart, until the answer has it
    keep    which items count
    """

    service: str
    operation: str
    params: Mapping[str, Param] = field(default_factory=dict)
    items: str | Callable[[Any], Iterable[Any]] = ""
    name: str = ""
    region: str | Value | Computed = ""
    absent: tuple[str, ...] = ()
    unless: str = ""
    default: Mapping[str, object] | None = None
    match: str = ""
    on: str = ""
    several: bool = False
    until: tuple[str, object] | None = None
    keep: Callable[[Any], bool] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its PostgreSQL type, the paths it reads, and the pure function over them, if any.

    Without sources the item's member of the same name is meant (``kms_key_id`` is ``KmsKeyId``).
    """

    type: str
    sources: tuple[str, ...] = ()
    via: Callable[..., Any] | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    rows    the calls that list items, each made for every item of the one before; the last one's items are rows
    get     one call that answers instead of ``rows`` when the query fixes its ``Key`` columns; same item shape
    add     calls made for each row, only when a wanted column reads them
    scope   regional: in each region; global: once, ``region`` is 'global'; account: once, with a ``region``
            column of its own; regional_and_global: in each region, and once with 'global'
    about   one sentence: what a row is
    """

    name: str
    about: str
    rows: tuple[Call, ...]
    columns: Mapping[str, Column]
    add: Mapping[str, Call] = field(default_factory=dict)
    get: Call | None = None
    scope: Scope = "regional"

    def all_columns(self) -> dict[str, Column]:
        """Every column by name: the declared ones and those that every table has."""
        return {**self.columns, **{n: c for n, c in COMMON.items() if n not in self.columns}}


def _maker(type_: str) -> Callable[..., Column]:
    def make(*sources: str, via: Callable[..., Any] | None = None, about: str = "") -> Column:
        return Column(type_, sources, via, about)

    make.__doc__ = f"A column of type {type_}; see `Column`."
    return make


text = _maker("text")
boolean = _maker("boolean")
bigint = _maker("bigint")
double = _maker("double precision")
timestamptz = _maker("timestamptz")
jsonb = _maker("jsonb")
inet = _maker("inet")
cidr = _maker("cidr")


def listed(value: object) -> list[object] | None:
    """One value as a list of it; null stays null."""
    return None if value is None else [value]


def tag_map(tags: object) -> dict[str, object] | None:
    """AWS's list of ``Key``/``Value`` pairs (or ``TagKey``/``TagValue``) as a map; a map stays as it is."""
    if tags is None or isinstance(tags, dict):
        return tags or None
    if not isinstance(tags, list) or not tags:
        return None
    return {tag.get("Key", tag.get("TagKey")): tag.get("Value", tag.get("TagValue")) for tag in tags}


def akas(source: str) -> Column:
    """``akas``: the ARN (a path or a template) as a list of one."""
    return Column("jsonb", (source,), listed, "The globally unique identifiers (ARNs) of the resource.")


def tags(source: str) -> Column:
    """``tags``: a list of key and value pairs (or a map) as a map."""
    return Column("jsonb", (source,), tag_map, "The tags as a map of key to value.")


COMMON: Mapping[str, Column] = {
    "partition": text("partition", about="The AWS partition: aws, aws-cn or aws-us-gov."),
    "region": text("region", about="The region the row was read from."),
    "account_id": text("account_id", about="The AWS account's 12-digit id."),
    "sp_connection_name": text("connection", about="The connection that read the row."),
    "sp_ctx": jsonb("connection_context", about="How the row was read: the connection's name."),
    "_ctx": jsonb("connection_context", about="How the row was read: the connection's name."),
}

ALWAYS = (
    "account_id",
    "region",
    "partition",
    "connection",
    "connection_context",
    "default_region",
    "regions",
    "where",
)
