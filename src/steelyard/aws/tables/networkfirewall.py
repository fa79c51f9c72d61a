"""AWS Network Firewall."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, akas, bigint, boolean, jsonb, tags, text, timestamptz

GONE = ("ResourceNotFoundException",)
UNSUPPORTED = ("InvalidRequestException", "ValidationException")


firewall = Table(
    "aws_networkfirewall_firewall",
    "A firewall of AWS Network Firewall.",
    rows=(
        Call("network-firewall", "ListFirewalls", items="Firewalls", absent=UNSUPPORTED),
        Call("network-firewall", "DescribeFirewall", {"FirewallArn": "FirewallArn"}, absent=GONE),
    ),
    get=Call("network-firewall", "DescribeFirewall", {"FirewallArn": Key("arn")}, absent=(*GONE, *UNSUPPORTED)),
    add={
        "logs": Call(
            "network-firewall", "DescribeLoggingConfiguration", {"FirewallArn": "Firewall.FirewallArn"}, absent=GONE
        ),
    },
    columns={
        "name": text("Firewall.FirewallName"),
        "arn": text("Firewall.FirewallArn"),
        "id": text("Firewall.FirewallId"),
        "delete_protection": boolean("Firewall.DeleteProtection", about="Whether deleting is refused."),
        "description": text("Firewall.Description"),
        "encryption_configuration": jsonb("Firewall.EncryptionConfiguration"),
        "firewall_status": jsonb(about="Whether it is ready, and in step with its policy in each zone."),
        "logging_configuration": jsonb(
            "logs.LoggingConfiguration.LogDestinationConfigs", about="Which logs go where; null where none do."
        ),
        "policy_arn": text("Firewall.FirewallPolicyArn", about="The policy that tells it what to do."),
        "policy_change_protection": boolean(
            "Firewall.FirewallPolicyChangeProtection", about="Whether giving it another policy is refused."
        ),
        "subnet_change_protection": boolean(
            "Firewall.SubnetChangeProtection", about="Whether changing its subnets is refused."
        ),
        "subnet_mappings": jsonb("Firewall.SubnetMappings", about="The subnets it has an endpoint in."),
        "vpc_id": text("Firewall.VpcId"),
        "tags_src": jsonb("Firewall.Tags"),
        "tags": tags("Firewall.Tags"),
        "title": text("Firewall.FirewallName"),
        "akas": akas("Firewall.FirewallArn"),
    },
)

firewall_policy = Table(
    "aws_networkfirewall_firewall_policy",
    "A firewall policy: which rule groups apply, and what becomes of the rest.",
    rows=(Call("network-firewall", "ListFirewallPolicies", items="FirewallPolicies"),),
    add={
        "detail": Call("network-firewall", "DescribeFirewallPolicy", {"FirewallPolicyArn": "Arn"}, absent=GONE),
    },
    columns={
        "name": text("Name"),
        "arn": text("Arn"),
        "consumed_stateful_rule_capacity": bigint(
            "detail.FirewallPolicyResponse.ConsumedStatefulRuleCapacity",
            about="The capacity that its stateful rule groups take.",
        ),
        "consumed_stateless_rule_capacity": bigint(
            "detail.FirewallPolicyResponse.ConsumedStatelessRuleCapacity",
            about="The capacity that its stateless rule groups take.",
        ),
        "description": text("detail.FirewallPolicyResponse.Description"),
        "encryption_configuration": jsonb("detail.FirewallPolicyResponse.EncryptionConfiguration"),
        "firewall_policy": jsonb("detail.FirewallPolicy", about="The rule groups and the default actions."),
        "firewall_policy_id": text("detail.FirewallPolicyResponse.FirewallPolicyId"),
        "firewall_policy_status": text(
            "detail.FirewallPolicyResponse.FirewallPolicyStatus", about="ACTIVE, DELETING or ERROR."
        ),
        "last_modified_time": timestamptz("detail.FirewallPolicyResponse.LastModifiedTime"),
        "number_of_associations": bigint(
            "detail.FirewallPolicyResponse.NumberOfAssociations", about="How many firewalls use it."
        ),
        "tags_src": jsonb("detail.FirewallPolicyResponse.Tags"),
        "tags": tags("detail.FirewallPolicyResponse.Tags"),
        "title": text("Name"),
        "akas": akas("Arn"),
    },
)

rule_group = Table(
    "aws_networkfirewall_rule_group",
    "A rule group of AWS Network Firewall.",
    rows=(Call("network-firewall", "ListRuleGroups", items="RuleGroups"),),
    add={
        "detail": Call("network-firewall", "DescribeRuleGroup", {"RuleGroupArn": "Arn"}, absent=GONE),
    },
    columns={
        "rule_group_name": text("Name"),
        "arn": text("Arn"),
        "type": text("detail.RuleGroupResponse.Type", about="STATELESS or STATEFUL."),
        "analysis_results": jsonb(
            "detail.RuleGroupResponse.AnalysisResults",
            about="What AWS found odd in stateless rules, where it was asked to look.",
        ),
        "capacity": bigint(
            "detail.RuleGroupResponse.Capacity", about="The capacity that was reserved for it, which cannot be changed."
        ),
        "consumed_capacity": bigint(
            "detail.RuleGroupResponse.ConsumedCapacity", about="The capacity that its rules take."
        ),
        "description": text("detail.RuleGroupResponse.Description"),
        "encryption_configuration": jsonb("detail.RuleGroupResponse.EncryptionConfiguration"),
        "number_of_associations": bigint(
            "detail.RuleGroupResponse.NumberOfAssociations", about="How many policies use it."
        ),
        "rule_group_id": text("detail.RuleGroupResponse.RuleGroupId"),
        "rule_group_status": text("detail.RuleGroupResponse.RuleGroupStatus"),
        "rule_variables": jsonb(
            "detail.RuleGroup.RuleVariables", about="The IP sets and port sets that its rules name."
        ),
        "rules_source": jsonb("detail.RuleGroup.RulesSource", about="The rules."),
        "sns_topic": text(
            "detail.RuleGroupResponse.SnsTopic", about="The topic that tells of changes of a managed group."
        ),
        "stateful_rule_options": jsonb(
            "detail.RuleGroup.StatefulRuleOptions", about="Whether rules apply by action or strictly in order."
        ),
        "tags_src": jsonb("detail.RuleGroupResponse.Tags"),
        "tags": tags("detail.RuleGroupResponse.Tags"),
        "title": text("Name"),
        "akas": akas("Arn"),
    },
)

TABLES = (
    firewall,
    firewall_policy,
    rule_group,
)
