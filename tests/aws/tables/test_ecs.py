import pytest

from steelyard.aws.tables.ecs import last_part, service_of_group, whole_number


def test_last_part_of_an_arn() -> None:
    assert last_part("arn:aws:ecs:eu-west-1:123456789012:cluster/web") == "web"
    assert last_part("arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7") == "web:7"
    assert last_part(None) is None


@pytest.mark.parametrize(
    ("group", "service"), [("service:web", "web"), ("family:web", None), ("service", None), (None, None)]
)
def test_service_of_a_group(group: str | None, service: str | None) -> None:
    assert service_of_group(group) == service


def test_whole_number() -> None:
    assert whole_number("1024") == 1024
    assert whole_number("") is None
    assert whole_number(None) is None
