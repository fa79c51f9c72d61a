"""AWS WAF Classic for load balancers and API Gateway."""

from steelyard.aws.declare import Call, akas, jsonb, text
from steelyard.aws.tables import _waf

SERVICE = "waf-regional"
RULE = "arn:{partition}:waf-regional:{region}:{account_id}:rule/{RuleId}"
RULE_GROUP = "arn:{partition}:waf-regional:{region}:{account_id}:rulegroup/{RuleGroupId}"
WEB_ACL = "arn:{partition}:waf-regional:{region}:{account_id}:webacl/{WebACLId}"

TABLES = (
    _waf.rule("aws_wafregional_rule", SERVICE, "regional", {}, {"arn": text(RULE), "akas": akas(RULE)}),
    _waf.rule_group("aws_wafregional_rule_group", SERVICE, "regional", RULE_GROUP),
    _waf.web_acl(
        "aws_wafregional_web_acl",
        SERVICE,
        "regional",
        WEB_ACL,
        {
            "protected": Call(
                SERVICE, "ListResourcesForWebACL", {"WebACLId": "WebACLId"}, items="ResourceArns", absent=_waf.GONE
            )
        },
        {"resources": jsonb("protected", about="The ARNs of the load balancers that the ACL protects.")},
    ),
)
