import pytest

from steelyard.aws.tables.directory_service import shareable, with_snapshots


@pytest.mark.parametrize(
    ("kind", "snapshots", "shares"),
    [
        ("SimpleAD", True, False),
        ("MicrosoftAD", True, True),
        ("ADConnector", False, False),
        ("SharedMicrosoftAD", False, False),
        (None, False, False),
    ],
)
def test_what_is_asked_of_which_kind_of_directory(kind: str | None, snapshots: bool, shares: bool) -> None:
    assert with_snapshots("d-1", kind) == ("d-1" if snapshots else None)
    assert shareable("d-1", kind) == ("d-1" if shares else None)
