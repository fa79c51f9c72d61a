from steelyard.aws.tables.wellarchitected import lens_name, milestone_asked_for


def test_lens_goes_by_alias_or_arn() -> None:
    assert lens_name("serverless", "arn:aws:wellarchitected:us-east-1::lens/serverless") == "serverless"
    assert lens_name(None, "arn:x") == "arn:x"
    assert lens_name(None, None) is None


def test_no_milestone_is_zero() -> None:
    assert milestone_asked_for(3) == 3
    assert milestone_asked_for(None) == 0
