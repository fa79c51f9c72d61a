from steelyard.aws.tables.wellarchitected import milestone_asked_for


def test_no_milestone_is_zero() -> None:
    assert milestone_asked_for(3) == 3
    assert milestone_asked_for(None) == 0
