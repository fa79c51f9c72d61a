"""What the tables of resources with tags and ARNs of the EC2 kind share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from steelyard.aws.declare import Column, Key, Param, Value, text


def tag_value(tags: Iterable[Mapping[str, str]] | None, key: str) -> str | None:
    """The value of one tag; None without such a tag."""
    return next((tag["Value"] for tag in tags or () if tag["Key"] == key), None)


def name_tag(tags: Iterable[Mapping[str, str]] | None) -> str | None:
    """The value of the tag ``Name``; None without such a tag."""
    return tag_value(tags, "Name")


def name_or_id(tags: Iterable[Mapping[str, str]] | None, identifier: str | None) -> str | None:
    """The value of the tag ``Name``, or the id of a resource without one."""
    name = name_tag(tags)
    return identifier if name is None else name


def filled_name_or_id(tags: Iterable[Mapping[str, str]] | None, identifier: str | None) -> str | None:
    """The value of the tag ``Name``, or the id where there is none or it is empty."""
    return name_tag(tags) or identifier


def title(identifier: str, tags: str = "Tags") -> Column:
    """``title``: the tag ``Name``, or else the id at the path ``identifier``."""
    return text(tags, identifier, via=name_or_id, about="The tag Name, or the id where there is none.")


def arn(kind: str, identifier: str, owner: str = "account_id") -> str:
    """The template of an EC2 resource's ARN: ``kind`` as in ``instance``, and the path of its id."""
    return f"arn:{{partition}}:ec2:{{region}}:{{{owner}}}:{kind}/{{{identifier}}}"


def filters(columns: Mapping[str, str], switches: Mapping[str, str] | None = None) -> list[Param]:
    """The ``Filters`` parameter: column to the EC2 filter that a query's constant on it becomes.

    ``switches`` are the boolean columns.
    """
    words = {"true": "true", "false": "false"}
    return [
        *[_filter(name, Key(column)) for column, name in columns.items()],
        *[_filter(name, Key(column, words)) for column, name in (switches or {}).items()],
    ]


def _filter(name: str, key: Key) -> Param:
    return {"Name": Value(name), "Values": [key]}
