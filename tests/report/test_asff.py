"""Findings for Security Hub, held to the model of its API that botocore carries."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import botocore.session
import pytest
from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape
from botocore.validate import ParamValidator

from steelyard.report import asff
from steelyard.run.results import Row, Run

from .fixed import ACCOUNT, AWKWARD, control, fixed, row

IMPORT = botocore.session.get_session().get_service_model("securityhub").operation_model("BatchImportFindings")


def findings(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asff.render(run))
    return found


def of(*rows: Row, severity: str | None = None, title: str = "", error: str | None = None) -> list[dict[str, Any]]:
    one = control("one", *rows, severity=severity, title=title, error=error)
    return findings(Run([one], fixed().started, fixed().finished, [ACCOUNT, "222222222222"]))


def breaches(shape: Shape, value: Any) -> list[str]:
    """Where texts break the model's patterns and lists of words, which botocore's validator does not look at."""
    if isinstance(shape, StructureShape):
        return [b for name, inner in value.items() for b in breaches(shape.members[name], inner)]
    if isinstance(shape, ListShape):
        return [b for inner in value for b in breaches(shape.member, inner)]
    if isinstance(shape, MapShape):
        return [
            b
            for pair in value.items()
            for s, v in zip((shape.key, shape.value), pair, strict=True)
            for b in breaches(s, v)
        ]
    if isinstance(shape, StringShape):
        pattern = shape.metadata.get("pattern")
        fits = (not pattern or re.search(pattern, value)) and (not shape.enum or value in shape.enum)
        return [] if fits else [f"{shape.name}: {value!r}"]
    return []


def check(found: list[dict[str, Any]]) -> None:
    report = ParamValidator().validate({"Findings": found}, IMPORT.input_shape)
    assert report.generate_report() == ""
    assert breaches(IMPORT.input_shape, {"Findings": found}) == []


def test_every_finding_fits_the_model() -> None:
    found = findings(fixed())
    check(found)
    assert len(found) == 7
    assert Counter(f["Compliance"]["Status"] for f in found) == {
        "PASSED": 1, "FAILED": 2, "WARNING": 2, "NOT_AVAILABLE": 2,
    }  # fmt: skip
    assert Counter(f["Severity"]["Label"] for f in found) == {"HIGH": 2, "LOW": 3, "CRITICAL": 1, "MEDIUM": 1}
    assert len({f["Id"] for f in found}) == 7


def test_the_check_can_fail() -> None:
    (found,) = of(row("ok", "r", "fine"))
    with pytest.raises(AssertionError):
        check([{**found, "Compliance": {"Status": "GOOD"}}])
    with pytest.raises(AssertionError):
        check([{key: value for key, value in found.items() if key != "Id"}])


def test_texts_survive() -> None:
    (awkward,) = [f for f in findings(fixed()) if f["GeneratorId"] == "m.control.awkward"]
    assert (awkward["Title"], awkward["Description"], awkward["Resources"][0]["Id"]) == (AWKWARD, AWKWARD, AWKWARD)


def test_long_and_empty_texts_fit() -> None:
    found = of(row("ok", "r", "x" * 2000), row("ok", " ", " "), title="t" * 300)
    check(found)
    assert [len(f["Title"]) for f in found] == [256, 256]
    assert [len(f["Description"]) for f in found] == [1024, 2]


def test_a_control_that_could_not_run_is_a_warning_in_each_account() -> None:
    found = of(error="no table")
    check(found)
    assert [f["AwsAccountId"] for f in found] == [ACCOUNT, "222222222222"]
    assert {f["Compliance"]["Status"] for f in found} == {"WARNING"}
    assert [f["Resources"][0]["Id"] for f in found] == [f"AWS::::Account:{f['AwsAccountId']}" for f in found]


@pytest.mark.parametrize(
    ("resource", "region", "product"),
    [
        ("arn:aws:s3:::b", "eu-west-1", "arn:aws:securityhub:eu-west-1"),
        ("arn:aws:iam::1:root", "global", "arn:aws:securityhub:us-east-1"),
        ("arn:aws-cn:s3:::b", "", "arn:aws-cn:securityhub:cn-north-1"),
        ("name", "us-gov-east-1", "arn:aws-us-gov:securityhub:us-gov-east-1"),
        ("arn:aws-odd:s3:::b", "", "arn:aws:securityhub:us-east-1"),
    ],
)
def test_the_product_is_of_the_partition_and_region(resource: str, region: str, product: str) -> None:
    (found,) = of(row("ok", resource, "fine", region))
    check([found])
    assert found["ProductArn"] == f"{product}:{ACCOUNT}:product/{ACCOUNT}/default"
