"""AWS WAF. The region 'global' stands for what protects CloudFront."""

from __future__ import annotations

from steelyard.aws.declare import Call, Computed, Table, Value, akas, bigint, boolean, jsonb, tags, text
from steelyard.aws.tables._values import some

GONE = ("WAFNonexistentItemException",)
# WAF refuses kinds of resources that a region does not have.
NONE = (*GONE, "WAFInvalidParameterException")
KINDS = (
    "APPLICATION_LOAD_BALANCER",
    "API_GATEWAY",
    "APPSYNC",
    "COGNITO_USER_POOL",
    "APP_RUNNER_SERVICE",
    "VERIFIED_ACCESS_INSTANCE",
)


def scope_of(region: str) -> str:
    """What WAF calls the place: CLOUDFRONT for 'global', else REGIONAL."""
    return "CLOUDFRONT" if region == "global" else "REGIONAL"


def region_of(region: str) -> str:
    """Where WAF answers for the place: us-east-1 does for CloudFront."""
    return "us-east-1" if region == "global" else region


def where_regional(arn: str, region: str) -> str | None:
    """The ACL's ARN where it may protect resources of a region."""
    return None if region == "global" else arn


def where_global(arn: str, region: str) -> str | None:
    """The ACL's ARN where it may protect CloudFront distributions."""
    return arn if region == "global" else None


def together(*lists: list[str] | None) -> list[str]:
    """All the elements of all the lists."""
    return [element for elements in lists for element in elements or ()]


SCOPE = Computed(scope_of, ("region",))
HOME = Computed(region_of, ("region",))
TAGGING = Call(
    "wafv2", "ListTagsForResource", {"ResourceARN": "ARN"}, items="TagInfoForResource.TagList", region=HOME, absent=GONE
)

rule_group = Table(
    "aws_wafv2_rule_group",
    "A group of rules that web ACLs take as one.",
    scope="regional_and_global",
    rows=(Call("wafv2", "ListRuleGroups", {"Scope": SCOPE}, items="RuleGroups", region=HOME),),
    add={
        "full": Call(
            "wafv2",
            "GetRuleGroup",
            {"Name": "Name", "Id": "Id", "Scope": SCOPE},
            items="RuleGroup",
            region=HOME,
            absent=GONE,
        ),
        "tagging": TAGGING,
    },
    columns={
        "name": text(),
        "arn": text("ARN"),
        "id": text(),
        "scope": text("region", via=scope_of, about="REGIONAL, or CLOUDFRONT."),
        "capacity": bigint("full.Capacity", about="How much the group may cost to run, in web ACL capacity units."),
        "description": text(),
        "lock_token": text(about="The version that a change would name."),
        "rules": jsonb("full.Rules"),
        "visibility_config": jsonb("full.VisibilityConfig", about="What is measured and sampled."),
        "tags_src": jsonb("tagging"),
        "title": text("Name"),
        "tags": tags("tagging"),
        "akas": akas("ARN"),
    },
)

web_acl = Table(
    "aws_wafv2_web_acl",
    "A web ACL: rules that decide on web requests.",
    scope="regional_and_global",
    rows=(Call("wafv2", "ListWebACLs", {"Scope": SCOPE}, items="WebACLs", region=HOME),),
    add={
        "full": Call(
            "wafv2", "GetWebACL", {"Name": "Name", "Id": "Id", "Scope": SCOPE}, items="WebACL", region=HOME, absent=GONE
        ),
        "logging": Call(
            "wafv2",
            "GetLoggingConfiguration",
            {"ResourceArn": "ARN"},
            items="LoggingConfiguration",
            region=HOME,
            absent=GONE,
        ),
        "tagging": TAGGING,
        "distributions": Call(
            "cloudfront",
            "ListDistributionsByWebACLId",
            {"WebACLId": Computed(where_global, ("ARN", "region"))},
            items="DistributionList.Items",
            absent=GONE,
        ),
        **{
            kind: Call(
                "wafv2",
                "ListResourcesForWebACL",
                {"WebACLArn": Computed(where_regional, ("ARN", "region")), "ResourceType": Value(kind)},
                items="ResourceArns",
                absent=NONE,
            )
            for kind in KINDS
        },
    },
    columns={
        "name": text(),
        "arn": text("ARN"),
        "id": text(),
        "scope": text("region", via=scope_of, about="REGIONAL, or CLOUDFRONT."),
        "description": text(),
        "capacity": bigint("full.Capacity", about="What the rules cost to run, in web ACL capacity units."),
        "lock_token": text(about="The version that a change would name."),
        "managed_by_firewall_manager": boolean("full.ManagedByFirewallManager"),
        "custom_response_bodies": jsonb("full.CustomResponseBodies"),
        "label_namespace": text("full.LabelNamespace", about="What the labels of the ACL's rules begin with."),
        "retrofitted_by_firewall_manager": boolean(
            "full.RetrofittedByFirewallManager", about="Whether Firewall Manager changed an ACL that was there before."
        ),
        "token_domains": jsonb("full.TokenDomains", about="The domains whose tokens are accepted."),
        "associated_resources": jsonb(
            "distributions[].ARN", *KINDS, via=together, about="The ARNs of what the ACL protects."
        ),
        "default_action": jsonb("full.DefaultAction", about="What is done where no rule matches."),
        "logging_configuration": jsonb("logging", about="Where requests are logged; null where they are not."),
        "pre_process_firewall_manager_rule_groups": jsonb("full.PreProcessFirewallManagerRuleGroups"),
        "post_process_firewall_manager_rule_groups": jsonb("full.PostProcessFirewallManagerRuleGroups"),
        "rules": jsonb("full.Rules"),
        "visibility_config": jsonb("full.VisibilityConfig", about="What is measured and sampled."),
        "tags_src": jsonb("tagging"),
        "title": text("Name"),
        "tags": tags("tagging"),
        "akas": akas("ARN"),
    },
)

ip_set = Table(
    "aws_wafv2_ip_set",
    "A set of IP address ranges that rules can name.",
    scope="regional_and_global",
    rows=(Call("wafv2", "ListIPSets", {"Scope": SCOPE}, items="IPSets", region=HOME),),
    add={
        "full": Call(
            "wafv2", "GetIPSet", {"Name": "Name", "Id": "Id", "Scope": SCOPE}, items="IPSet", region=HOME, absent=GONE
        ),
        "tagging": TAGGING,
    },
    columns={
        "name": text(),
        "arn": text("ARN"),
        "id": text(),
        "scope": text("region", via=scope_of, about="REGIONAL, or CLOUDFRONT."),
        "description": text(),
        "ip_address_version": text("full.IPAddressVersion", about="IPV4 or IPV6."),
        "lock_token": text(about="The version that a change would name."),
        "addresses": jsonb("full.Addresses", about="The address ranges."),
        "tags_src": jsonb("tagging"),
        "title": text("Name"),
        "tags": tags("tagging"),
        "akas": akas("ARN"),
    },
)

regex_pattern_set = Table(
    "aws_wafv2_regex_pattern_set",
    "A set of regular expressions that rules can name.",
    scope="regional_and_global",
    rows=(Call("wafv2", "ListRegexPatternSets", {"Scope": SCOPE}, items="RegexPatternSets", region=HOME),),
    add={
        "full": Call(
            "wafv2",
            "GetRegexPatternSet",
            {"Name": "Name", "Id": "Id", "Scope": SCOPE},
            items="RegexPatternSet",
            region=HOME,
            absent=GONE,
        ),
        "tagging": TAGGING,
    },
    columns={
        "name": text(),
        "arn": text("ARN"),
        "id": text(),
        "scope": text("region", via=scope_of, about="REGIONAL, or CLOUDFRONT."),
        "description": text(),
        "lock_token": text(about="The version that a change would name."),
        "regular_expressions": jsonb(
            "full.RegularExpressionList[].RegexString", via=some, about="The expressions; null where there is none."
        ),
        "tags_src": jsonb("tagging"),
        "title": text("Name"),
        "tags": tags("tagging"),
        "akas": akas("ARN"),
    },
)

TABLES = (rule_group, web_acl, ip_set, regex_pattern_set)
