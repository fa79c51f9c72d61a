import pytest

from steelyard.aws.tables.ecs import service_of_group, whole_number


@pytest.mark.parametrize(
    ("group", "service"), [("service:web", "web"), ("family:web", None), ("service", None), (None, None)]
)
def test_service_of_a_group(group: str | None, service: str | None) -> None:
    assert service_of_group(group) == service


def test_whole_number() -> None:
    assert whole_number("1024") == 1024
    assert whole_number("") is None
    assert whole_number(None) is None
