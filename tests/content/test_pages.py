"""Each control of CIS AWS v4.0.0 has a page that says what, why and how, with commands that AWS would take."""

from __future__ import annotations

import re

import pytest

from .aws_command import CommandError, command, commands_of
from .judge import builtin

HEADINGS = [
    "## Description",
    "## Remediation",
    "### From Console",
    "### From Command Line",
    "### Terraform",
    "## Default Value",
    "## References",
]
PAGES = {
    control.name: control.documentation or ""
    for control in builtin().resources("control")
    if control.name.startswith("cis_v400_")
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_has_all_parts(name: str) -> None:
    assert re.findall(r"^##+ .*$", PAGES[name], re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("name", PAGES)
def test_aws_would_take_the_commands(name: str) -> None:
    for found in commands_of(PAGES[name]):
        assert found.operation.name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("aws iam create-usr --user-name a", "has no operation create-usr"),
        ("aws imm create-user --user-name a", "has no operation create-user"),
        ("aws iam create-user --name a", "has no option --name"),
        ("aws iam create-user", "Missing required parameter"),
        ("aws iam create-user --user-name", "has no value"),
        ("aws ec2 associate-iam-instance-profile --instance-id i-1 --iam-instance-profile Nam=a", "no member Nam"),
    ],
)
def test_a_wrong_command_is_found(text: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        command(text, {})
