"""What the name of an added call stands for."""

from collections.abc import Iterable
from typing import Any

from steelyard.aws.compile import named_value
from steelyard.aws.declare import Call


def first_two(answer: Any) -> Iterable[Any]:
    return answer["TagList"][:2]


def test_the_whole_answer_without_items() -> None:
    assert named_value(Call("rds", "ListTagsForResource"), {"TagList": []}) == {"TagList": []}


def test_the_list_that_items_leads_to_also_where_it_is_absent() -> None:
    call = Call("rds", "ListTagsForResource", items="TagList")
    assert named_value(call, {"TagList": [{"Key": "a"}]}) == [{"Key": "a"}]
    assert named_value(call, {}) == []


def test_the_structure_that_items_leads_to_or_nothing() -> None:
    call = Call("dynamodb", "DescribeTable", items="Table")
    assert named_value(call, {"Table": {"TableName": "a"}}) == {"TableName": "a"}
    assert named_value(call, {}) is None


def test_what_a_function_makes() -> None:
    call = Call("rds", "ListTagsForResource", items=first_two)
    assert named_value(call, {"TagList": [1, 2, 3]}) == [1, 2]
