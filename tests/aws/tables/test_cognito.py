from steelyard.aws.tables.cognito import as_json_text


def test_a_list_as_text() -> None:
    assert as_json_text(["email", "phone_number"]) == '["email", "phone_number"]'
    assert as_json_text(None) is None
