"""Listing and showing resources of mods, the same way for every kind."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click
import orjson

from steelyard.cli.options import console_output
from steelyard.mods import Control, Generic, Resource, Workspace
from steelyard.mods.select import overview, properties

LISTS = ("text", "json")


def print_list(live: Workspace, kind: str, output: str) -> None:
    """Print names and titles of all resources of a kind, in the order of their names."""
    if output == "json":
        resources = sorted(live.resources(kind), key=lambda resource: resource.full_name)
        print_json([overview(resource) for resource in resources])
        return
    found = live.titles(kind)
    width = max((len(name) for name, _ in found), default=0)
    for name, title in found:
        click.echo(f"{name:<{width}}  {title or ''}".rstrip())


def print_json(value: Any) -> None:
    """Print plain values as indented JSON."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2, default=str) + b"\n")


def print_page(resource: Resource, output: str, sections: Mapping[str, str]) -> None:
    """Print a resource's page: its properties, documentation, and further sections in Markdown."""
    if output == "json":
        print_json(properties(resource))
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
    severity = resource.severity if isinstance(resource, Control) else None
    if isinstance(resource, Generic):
        severity = resource.attributes.get("severity")
    facts = [f"- severity: {severity}"] if severity else []
    facts += [f"- {key}: {value}" for key, value in sorted(resource.tags.items())]
    return "\n".join(facts)
