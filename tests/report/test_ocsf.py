"""Compliance findings, held to OCSF's own schema and read by its models."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding

from steelyard.report import ocsf

from .fixed import ACCOUNT, AWKWARD, fixed


def findings() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(ocsf.render(fixed()))
    return found


@cache
def schema(version: str) -> Draft202012Validator:
    found = OcsfJsonSchemaEmbedded(get_ocsf_schema(version))
    return Draft202012Validator(found.get_class_schema(class_name="compliance_finding", profiles=["cloud"]))


@pytest.mark.parametrize("version", [ocsf.OCSF_VERSION, "1.5.0"])
def test_every_finding_fits_the_schema(version: str) -> None:
    for finding in findings():
        assert [error.message for error in schema(version).iter_errors(finding)] == []


@pytest.mark.parametrize(
    "wrong", [{"class_uid": "2003"}, {"severity_id": 77}, {"nonsense": 1}, {"compliance": {"status_id": 44}}]
)
def test_the_schema_refuses_what_is_wrong(wrong: dict[str, Any]) -> None:
    assert not schema(ocsf.OCSF_VERSION).is_valid({**findings()[0], **wrong})


def test_the_models_read_the_verdicts() -> None:
    found = [ComplianceFinding.model_validate(finding) for finding in findings()]
    assert Counter(f.compliance.status_id.name for f in found) == {"Pass": 1, "Warning": 2, "Fail": 2, "Other": 2}
    assert Counter(f.severity_id.name for f in found) == {"High": 2, "Low": 3, "Critical": 1, "Medium": 1}
    assert len({f.finding_info.uid for f in found}) == 7
    assert {f.time for f in found} == {int(fixed().finished.timestamp()) * 1000 + 500}
    assert {tuple(f.compliance.standards or ()) for f in found} == {("Outer",)}


def test_texts_and_places_survive() -> None:
    (awkward,) = [f for f in findings() if f["compliance"]["control"] == "m.control.awkward"]
    assert awkward["message"] == awkward["finding_info"]["title"] == awkward["resources"][0]["uid"] == AWKWARD
    assert awkward["cloud"] == {
        "provider": "AWS", "account": {"uid": ACCOUNT, "type_id": 10, "type": "AWS Account"}, "region": "eu-west-1",
    }  # fmt: skip


def test_statuses_are_kept_in_their_own_words() -> None:
    assert Counter(f["unmapped"]["status"] for f in findings()) == {
        "ok": 1,
        "alarm": 2,
        "info": 1,
        "skip": 1,
        "error": 2,
    }
