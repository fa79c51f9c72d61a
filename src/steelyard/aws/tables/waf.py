"""AWS WAF Classic for CloudFront."""

from steelyard.aws.declare import akas, jsonb, tags
from steelyard.aws.tables import _waf

RULE = "arn:{partition}:waf::{account_id}:rule/{RuleId}"
RULE_GROUP = "arn:{partition}:waf::{account_id}:rulegroup/{RuleGroupId}"
WEB_ACL = "arn:{partition}:waf::{account_id}:webacl/{WebACLId}"

TABLES = (
    _waf.rule(
        "aws_waf_rule",
        "waf",
        "global",
        {"tagging": _waf.tagging("waf", RULE)},
        {"tags_src": jsonb("tagging"), "tags": tags("tagging"), "akas": akas(RULE)},
    ),
    _waf.rule_group("aws_waf_rule_group", "waf", "global", RULE_GROUP),
    _waf.web_acl("aws_waf_web_acl", "waf", "global", WEB_ACL, {}, {}),
)
