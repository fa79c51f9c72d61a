from steelyard.aws.tables._values import filled, moment, or_false


def test_an_empty_time_is_null() -> None:
    assert moment("") is None
    assert moment(None) is None
    assert moment("2024-05-01T00:00:00.000Z") == "2024-05-01T00:00:00.000Z"


def test_an_unset_switch_is_off() -> None:
    assert (or_false(None), or_false(False), or_false(True)) == (False, False, True)


def test_an_empty_list_is_null() -> None:
    assert filled([]) is None
    assert filled(None) is None
    assert filled([0]) == [0]
