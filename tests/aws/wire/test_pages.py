"""How pages hang together where botocore has no rule of its own."""

from __future__ import annotations

from steelyard.aws import models, pages

from ..test_tables import read_operations


def test_every_listing_that_says_more_has_a_rule() -> None:
    for service, operation in sorted(read_operations()):
        shape = models.operation(service, operation).output_shape
        members = shape.members if shape is not None else {}
        more = [name for name in members if "nexttoken" in name.lower() or "hasmore" in name.lower()]
        assert not more or models.paginator(service, operation), f"{service}:{operation} has {more}"


def test_firehose_continues_from_the_last_name() -> None:
    found = pages.rule("firehose", "ListDeliveryStreams")
    assert found is not None
    more = {"DeliveryStreamNames": ["a", "b"], "HasMoreDeliveryStreams": True}
    assert found.next(more) == {"ExclusiveStartDeliveryStreamName": "b"}
    assert found.next({**more, "HasMoreDeliveryStreams": False}) is None
