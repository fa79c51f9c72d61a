from steelyard.aws.tables._values import (
    as_is,
    constant,
    first_of,
    from_millis,
    from_seconds,
    is_true,
    last_of,
    moment,
    parsed,
    some,
)


def test_an_empty_time_is_null() -> None:
    assert moment("") is None
    assert moment(None) is None
    assert moment("2024-05-01T00:00:00.000Z") == "2024-05-01T00:00:00.000Z"


def test_times_since_1970() -> None:
    assert from_millis(1_700_000_000_123) == "2023-11-14T22:13:20.123Z"
    assert from_millis(0) == "1970-01-01T00:00:00Z"
    assert from_millis(None) is None
    assert from_seconds("1700000000") == from_seconds(1_700_000_000) == "2023-11-14T22:13:20Z"
    assert from_seconds(0) == "1970-01-01T00:00:00Z"
    assert from_seconds("") is None
    assert from_seconds(None) is None


def test_the_last_part_of_a_name() -> None:
    assert last_of("/")("arn:aws:x:::thing/a/b") == "b"
    assert last_of(":")("plain") == "plain"
    assert last_of(":")(None) is None


def test_json_text_is_parsed_and_other_text_stays() -> None:
    assert parsed('{"a": [1]}') == {"a": [1]}
    assert parsed("not json") == "not json"
    assert parsed(" ") is None
    assert parsed(None) is None


def test_flags_and_constants() -> None:
    assert [is_true(flag) for flag in (True, "true", "Enabled", 1, "1")] == [True] * 5
    assert [is_true(flag) for flag in (False, None, "false", "Suspended", 0, "")] == [False] * 6
    assert constant("x")("anything", 1) == "x"
    assert as_is([1]) == [1]
    assert some([]) is None
    assert some([0]) == [0]


def test_first_of_takes_what_is_there() -> None:
    assert first_of("listed", "asked") == "listed"
    assert first_of(None, "asked") == "asked"
    assert first_of("", "asked") == "asked"
    assert first_of(None, None) is None
