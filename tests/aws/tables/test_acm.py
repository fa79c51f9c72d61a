"""Functions of ACM's table."""

from steelyard.aws.tables.acm import KEY_TYPES, key_algorithm


def test_an_algorithm_has_one_spelling() -> None:
    assert key_algorithm("RSA-2048") == key_algorithm("RSA_2048") == "RSA_2048"
    assert key_algorithm("EC_prime256v1") == "EC_prime256v1"
    assert key_algorithm(None) is None


def test_every_kind_of_key_that_the_model_knows_is_asked_for() -> None:
    from steelyard.aws import models

    includes = models.operation("acm", "ListCertificates").input_shape.members["Includes"]
    assert set(KEY_TYPES) == set(includes.members["keyTypes"].member.enum)
