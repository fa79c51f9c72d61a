"""The functions of DocumentDB's and Neptune's tables, whose API answers for every engine of RDS."""

import pytest

from steelyard.aws.tables.docdb import is_documentdb
from steelyard.aws.tables.neptune import is_neptune


@pytest.mark.parametrize("engine", ["docdb", "neptune", "aurora-mysql", None])
def test_each_keeps_its_own(engine: str | None) -> None:
    assert is_documentdb({"Engine": engine}) is (engine == "docdb")
    assert is_neptune({"Engine": engine}) is (engine == "neptune")
