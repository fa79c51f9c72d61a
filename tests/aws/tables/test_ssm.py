import pytest

from steelyard.aws.tables.ssm import (
    akas_of_document,
    akas_of_parameter,
    arn_of_document,
    arn_of_parameter,
    filtered,
    owner_type,
    shares,
)

ACCOUNT = "123456789012"


@pytest.mark.parametrize(
    ("name", "arn"),
    [
        ("Patch", f"arn:aws:ssm:eu-west-1:{ACCOUNT}:document/Patch"),
        ("/a/b", f"arn:aws:ssm:eu-west-1:{ACCOUNT}:document/a/b"),
        (
            "arn:aws:ssm:eu-west-1:210987654321:document/Theirs",
            "arn:aws:ssm:eu-west-1:210987654321:document/Theirs",
        ),
    ],
)
def test_arn_of_document(name: str, arn: str) -> None:
    assert arn_of_document("aws", "eu-west-1", ACCOUNT, name) == arn
    assert akas_of_document("aws", "eu-west-1", ACCOUNT, name) == [arn]


@pytest.mark.parametrize("name", ["a/b", "/a/b"])
def test_arn_of_parameter_is_made_where_it_is_not_listed(name: str) -> None:
    arn = f"arn:aws:ssm:eu-west-1:{ACCOUNT}:parameter/a/b"
    assert arn_of_parameter(None, "aws", "eu-west-1", ACCOUNT, name) == arn
    assert akas_of_parameter(None, "aws", "eu-west-1", ACCOUNT, name) == [arn]
    theirs = "arn:aws:ssm:eu-west-1:210987654321:parameter/a/b"
    assert arn_of_parameter(theirs, "aws", "eu-west-1", ACCOUNT, name) == theirs


@pytest.mark.parametrize(
    ("asked", "owner", "kind"),
    [
        ("ThirdParty", "210987654321", "ThirdParty"),
        (None, ACCOUNT, "Self"),
        (None, "Amazon", "Amazon"),
        (None, "210987654321", None),
    ],
)
def test_owner_type(asked: str | None, owner: str, kind: str | None) -> None:
    assert owner_type(asked, owner, ACCOUNT) == kind


def test_shares_know_all_accounts() -> None:
    answer = {
        "AccountIds": ["all", "210987654321"],
        "AccountSharingInfoList": [
            {"AccountId": "all"},
            {"AccountId": "210987654321", "SharedDocumentVersion": "$LATEST"},
        ],
    }
    everybody, one = shares(answer)
    assert everybody == {"AccountId": "all", "AccountIds": ["all", "210987654321"]}
    assert one["SharedDocumentVersion"] == "$LATEST"
    assert list(shares({"AccountIds": []})) == []


def test_filter_names_the_key_and_rests_on_the_column() -> None:
    made = filtered("Owner", "owner_type")
    assert set(made) == {"Key", "Values"}
