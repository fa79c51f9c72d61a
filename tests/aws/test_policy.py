"""Policy documents and their canonical form."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.aws.policy import PolicyError, policy_json, policy_std


def of(**statement: object) -> dict[str, object]:
    """The canonical form of one allowing statement, without its effect."""
    std = policy_std({"Version": "2012-10-17", "Statement": {"Effect": "Allow", **statement}})
    assert std is not None
    assert std["Version"] == "2012-10-17"
    (only,) = std["Statement"]
    assert only.pop("Effect") == "Allow"
    return dict(only)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"Action": "S3:GetObject"}, {"Action": ["s3:getobject"]}),
        ({"Action": ["s3:b", "s3:A", "S3:a", "s3:B"]}, {"Action": ["s3:a", "s3:b"]}),
        ({"NotAction": "IAM:*"}, {"NotAction": ["iam:*"]}),
        ({"Resource": ["b", "A", "a", "A"]}, {"Resource": ["A", "a", "b"]}),
        ({"NotResource": "arn:aws:s3:::Bucket"}, {"NotResource": ["arn:aws:s3:::Bucket"]}),
        ({"Principal": "*"}, {"Principal": {"AWS": ["*"]}}),
        ({"Principal": {"AWS": "111122223333"}}, {"Principal": {"AWS": ["111122223333"]}}),
        ({"NotPrincipal": {"Service": ["b", "a", "b"]}}, {"NotPrincipal": {"Service": ["a", "b"]}}),
        ({"Sid": "Once"}, {"Sid": "Once"}),
        ({"Sid": ""}, {}),
        ({"Action": []}, {}),
        (
            {"Condition": {"StringLike": {"AWS:SourceArn": ["b", "a"]}}},
            {"Condition": {"StringLike": {"aws:sourcearn": ["a", "b"]}}},
        ),
        (
            {"Condition": {"Bool": {"aws:SecureTransport": False}}},
            {"Condition": {"Bool": {"aws:securetransport": ["false"]}}},
        ),
        (
            {"Condition": {"NumericLessThan": {"k": [42, 1.5, 7.0]}}},
            {"Condition": {"NumericLessThan": {"k": ["1.5", "42", "7"]}}},
        ),
        ({"Condition": {"Null": {"K": "a", "k": "b"}}}, {"Condition": {"Null": {"k": ["a", "b"]}}}),
        ({"Unknown": 1, "action": "A"}, {"Action": ["a"]}),
    ],
)
def test_each_spelling_of_a_statement_has_one_form(given: dict[str, object], expected: dict[str, object]) -> None:
    assert of(**given) == expected


def test_a_policy_without_version_or_statements_keeps_both_members() -> None:
    assert policy_std("{}") == {"Statement": None, "Version": ""}


def test_the_id_stays() -> None:
    assert policy_std({"Id": "One", "Version": "2008-10-17", "Statement": []}) == {
        "Id": "One",
        "Version": "2008-10-17",
        "Statement": [],
    }


@pytest.mark.parametrize("absent", [None, "", "  "])
def test_no_policy_is_null(absent: object) -> None:
    assert policy_json(absent) is None
    assert policy_std(absent) is None


def test_iam_answers_are_url_encoded() -> None:
    text = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"a:b+c","Resource":"50%25"}]}'
    assert policy_json(quote(text)) == policy_json(text)
    assert policy_json(text)["Statement"][0]["Resource"] == "50%25"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "is not JSON"),
        ("[]", "a policy must be an object"),
        ('{"Statement": ["x"]}', "a policy's statement must be an object"),
        ('{"Statement": {"Condition": "x"}}', "condition must be an object"),
        ('{"Statement": {"Condition": {"Bool": 1}}}', "condition Bool must be an object"),
    ],
)
def test_what_is_no_policy_is_an_error_not_an_absent_policy(bad: str, says: str) -> None:
    with pytest.raises(PolicyError, match=says):
        policy_std(bad)


names = st.text(alphabet="aAbB:*", min_size=1, max_size=4)
some = names | st.lists(names, min_size=1, max_size=3)


@given(
    st.fixed_dictionaries(
        {"Effect": st.sampled_from(["Allow", "Deny"])},
        optional={
            "Action": some,
            "NotAction": some,
            "Resource": some,
            "Principal": names | st.dictionaries(names, some, min_size=1),
            "Condition": st.dictionaries(names, st.dictionaries(names, some, min_size=1), min_size=1),
        },
    )
)
def test_the_form_is_stable(statement: dict[str, object]) -> None:
    once = policy_std({"Version": "2012-10-17", "Statement": statement})
    assert policy_std(once) == once
