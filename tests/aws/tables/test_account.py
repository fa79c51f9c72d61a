"""Functions of the account's and the organization's tables."""

from steelyard.aws.tables.account import contact_types
from steelyard.aws.tables.organizations import policy_types


def test_each_kind_of_contact_is_asked_for() -> None:
    assert contact_types({}) == ("BILLING", "OPERATIONS", "SECURITY")


def test_each_kind_of_policy_is_asked_for() -> None:
    kinds = policy_types({})
    assert {"SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY", "BACKUP_POLICY"} <= set(kinds)
    assert len(kinds) == len(set(kinds))
