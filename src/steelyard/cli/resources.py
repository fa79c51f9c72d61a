"""Listing and showing resources of mods, the same way for every kind."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click
import orjson

from steelyard.cli.options import console_output
from steelyard.mods import Benchmark, Control, Query, Resource

LISTS = ("text", "json")


def print_list(resources: Iterable[Resource], output: str) -> None:
    """Print names and titles."""
    found = sorted(resources, key=lambda resource: resource.full_name)
    if output == "json":
        print_json([summary(resource) for resource in found])
        return
    width = max((len(resource.full_name) for resource in found), default=0)
    for resource in found:
        click.echo(f"{resource.full_name:<{width}}  {resource.title or ''}".rstrip())


def summary(resource: Resource) -> dict[str, Any]:
    """What every resource has, as plain values."""
    return {
        "name": resource.full_name,
        "title": resource.title,
        "description": resource.description,
        "tags": dict(resource.tags),
        "source": str(resource.source),
    }


def details(resource: Resource) -> dict[str, Any]:
    """A resource with what its kind adds."""
    found = {**summary(resource), "documentation": resource.documentation}
    if isinstance(resource, Control):
        found |= {"severity": resource.severity, "query": resource.query, "sql": resource.sql}
        found |= {"args": [str(arg) if arg is not None else None for arg in resource.args]}
    elif isinstance(resource, Query):
        found |= {"sql": resource.sql, "params": [param.name for param in resource.params]}
    elif isinstance(resource, Benchmark):
        found |= {"children": [child.full_name for child in resource.children]}
    return found


def print_json(value: Any) -> None:
    """Print plain values as indented JSON."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2, default=str) + b"\n")


def print_page(resource: Resource, output: str, sections: Mapping[str, str]) -> None:
    """Print a resource's page: its properties, documentation, and further sections in Markdown."""
    if output == "json":
        print_json(details(resource))
        return
    page = [f"# {resource.title or resource.name}", f"`{resource.full_name}`"]
    if resource.description:
        page.append(resource.description)
    page.append(_facts(resource))
    if resource.documentation:
        page.append(resource.documentation.strip())
    page += [f"## {name}\n\n{text}" for name, text in sections.items()]
    text = "\n\n".join(part for part in page if part)
    if not sys.stdout.isatty():
        click.echo(text)
        return
    from rich.markdown import Markdown

    with console_output() as console:
        console.print(Markdown(text))


def _facts(resource: Resource) -> str:
    facts = [f"- severity: {resource.severity}"] if isinstance(resource, Control) and resource.severity else []
    facts += [f"- {key}: {value}" for key, value in sorted(resource.tags.items())]
    return "\n".join(facts)
