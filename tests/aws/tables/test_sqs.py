"""Functions of SQS's table."""

from steelyard.aws.tables.sqs import or_false


def test_standard_queues_have_no_fifo_attributes() -> None:
    assert or_false(None) == "false"
    assert or_false("perQueue") == "perQueue"
