"""What the tables of AWS WAF Classic for CloudFront (``waf``) and for regions (``waf-regional``) have in common."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.aws.declare import Call, Column, Key, Scope, Table, akas, jsonb, tags, text

GONE = ("WAFNonexistentItemException",)


def tagging(service: str, arn: str) -> Call:
    """The tags of a resource."""
    return Call(service, "ListTagsForResource", {"ResourceARN": arn}, items="TagInfoForResource.TagList", absent=GONE)


def rule(name: str, service: str, scope: Scope, add: Mapping[str, Call], columns: Mapping[str, Column]) -> Table:
    """The table of rules; ``add`` and ``columns`` are what only one of the two has."""
    return Table(
        name,
        "A rule of WAF Classic: conditions that a web request must meet.",
        scope=scope,
        rows=(Call(service, "ListRules", items="Rules"),),
        get=Call(service, "GetRule", {"RuleId": Key("rule_id")}, items="Rule", absent=GONE),
        add={"full": Call(service, "GetRule", {"RuleId": "RuleId"}, items="Rule", absent=GONE), **add},
        columns={
            "name": text(),
            "rule_id": text(),
            "metric_name": text("full.MetricName", about="What CloudWatch counts its matches under."),
            "predicates": jsonb("full.Predicates", about="The conditions of the rule."),
            "title": text("Name"),
            **columns,
        },
    )


def rule_group(name: str, service: str, scope: Scope, arn: str) -> Table:
    """The table of rule groups; ``arn`` is the template of a group's ARN."""
    return Table(
        name,
        "A group of WAF Classic rules that web ACLs take as one.",
        scope=scope,
        rows=(Call(service, "ListRuleGroups", items="RuleGroups"),),
        get=Call(service, "GetRuleGroup", {"RuleGroupId": Key("rule_group_id")}, items="RuleGroup", absent=GONE),
        add={
            "full": Call(service, "GetRuleGroup", {"RuleGroupId": "RuleGroupId"}, items="RuleGroup", absent=GONE),
            "activated": Call(
                service,
                "ListActivatedRulesInRuleGroup",
                {"RuleGroupId": "RuleGroupId"},
                items="ActivatedRules",
                absent=GONE,
            ),
            "tagging": tagging(service, arn),
        },
        columns={
            "name": text(),
            "arn": text(arn),
            "rule_group_id": text(),
            "metric_name": text("full.MetricName", about="What CloudWatch counts its matches under."),
            "activated_rules": jsonb("activated", about="The rules of the group, with what they do."),
            "tags_src": jsonb("tagging", about="The tags as AWS answers them."),
            "title": text("Name"),
            "tags": tags("tagging"),
            "akas": akas(arn),
        },
    )


def web_acl(
    name: str, service: str, scope: Scope, arn: str, add: Mapping[str, Call], columns: Mapping[str, Column]
) -> Table:
    """The table of web ACLs; ``add`` and ``columns`` are what only one of the two has."""
    return Table(
        name,
        "A web ACL of WAF Classic: rules that decide on web requests.",
        scope=scope,
        rows=(Call(service, "ListWebACLs", items="WebACLs"),),
        get=Call(service, "GetWebACL", {"WebACLId": Key("web_acl_id")}, items="WebACL", absent=GONE),
        add={
            "full": Call(service, "GetWebACL", {"WebACLId": "WebACLId"}, items="WebACL", absent=GONE),
            "logging": Call(
                service, "GetLoggingConfiguration", {"ResourceArn": arn}, items="LoggingConfiguration", absent=GONE
            ),
            "tagging": tagging(service, arn),
            **add,
        },
        columns={
            "name": text(),
            "arn": text("full.WebACLArn"),
            "web_acl_id": text(),
            "default_action": text("full.DefaultAction.Type", about="ALLOW or BLOCK where no rule matches."),
            "metric_name": text("full.MetricName", about="What CloudWatch counts its matches under."),
            "logging_configuration": jsonb("logging", about="Where requests are logged; null where they are not."),
            "rules": jsonb("full.Rules", about="The rules in order, with what they do."),
            "tags_src": jsonb("tagging", about="The tags as AWS answers them."),
            "title": text("Name"),
            "tags": tags("tagging"),
            "akas": akas("full.WebACLArn"),
            **columns,
        },
    )
