"""Sentences from columns' names."""

import pytest

from steelyard.aws.wording import sentence


@pytest.mark.parametrize(
    ("name", "type_", "said"),
    [
        ("title", "text", "A name for people."),
        ("engine_version", "text", "The engine version."),
        ("kms_key_id", "text", "The id of the KMS key."),
        ("service_role_arn", "text", "The ARN of the service role."),
        ("policy_name", "text", "The name of the policy."),
        ("name", "text", "The name."),
        ("max_size", "bigint", "The maximum size."),
        ("target_group_arns", "jsonb", "The target group ARNs."),
        ("is_ipv6_enabled", "boolean", "Whether it is IPv6 enabled."),
        ("has_insight_selectors", "boolean", "Whether it has insight selectors."),
        ("enabled", "boolean", "Whether it is enabled."),
        ("health_check_enabled", "boolean", "Whether health check is enabled."),
        ("require_symbols", "boolean", "Whether it is set to require symbols."),
        ("multi_region", "boolean", "Whether it is multi region."),
        ("raw_message_delivery", "boolean", "Whether there is raw message delivery."),
        ("created_at", "timestamptz", "When it was created."),
        ("date_created", "timestamptz", "When it was created."),
        ("creation_date_time", "timestamptz", "When it was created."),
        ("last_modified_date", "timestamptz", "When it was last modified."),
        ("access_key_1_last_used_date", "timestamptz", "When the access key 1 was last used."),
        ("state_updated_timestamp", "timestamptz", "When the state was updated."),
        ("training_end_time", "timestamptz", "When the training ended."),
        ("latest_delivery_time", "timestamptz", "The time of the latest delivery."),
        ("expiry_date_time", "timestamptz", "When it expires."),
        ("timestamp", "timestamptz", "The time."),
        ("valid_until", "timestamptz", "Until when it is valid."),
    ],
)
def test_sentences(name: str, type_: str, said: str) -> None:
    assert sentence(name, type_) == said
