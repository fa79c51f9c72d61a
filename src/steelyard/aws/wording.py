"""Sentences about columns that a declaration says nothing of, made from their names and types."""

from __future__ import annotations

_FIXED = {
    "title": "A name for people.",
    "tags_src": "The tags as AWS lists them.",
    "api_gateway_managed": "Whether API Gateway manages it.",
    "arn": "The ARN (Amazon Resource Name).",
    "managed_by_firewall_manager": "Whether Firewall Manager manages it.",
    "next_maintenance_window_start_time": "When the next maintenance window starts.",
    "period_start": "When the period began.",
    "start_logging_time": "When logging was last started.",
    "stop_logging_time": "When logging was last stopped.",
    "timestamp": "The time.",
    "valid_from": "From when it is valid.",
    "valid_from_date": "From when it is valid.",
    "valid_to_date": "Until when it is valid.",
    "valid_until": "Until when it is valid.",
}

# Words that are not spelled as columns spell them.
_SPELLED = {
    **{
        word: word.upper()
        for word in (
            *("acl", "ad", "ami", "api", "arn", "aws", "az", "ca", "cidr", "cpu", "db", "dhcp", "dms", "dns", "ebs"),
            *("ec2", "ecs", "efs", "eks", "ena", "hsm", "http", "iam", "iops", "ip", "json", "jwt", "kms", "lb", "mfa"),
            *("nat", "ntp", "oidc", "os", "rds", "s3", "saml", "sns", "sql", "sqs", "sse", "ssh", "ssl", "ssm", "sso"),
            *("tls", "ttl", "uri", "url", "vpc", "vpn", "waf"),
        )
    },
    **{f"{word}s": f"{word.upper()}s" for word in ("acl", "arn", "cidr", "ip", "url", "uri")},
    "cloudwatch": "CloudWatch",
    "elasticsearch": "Elasticsearch",
    "gib": "GiB",
    "io": "I/O",
    "ipv4": "IPv4",
    "ipv6": "IPv6",
    "lambda": "Lambda",
    "max": "maximum",
    "min": "minimum",
}

_TIME_WORDS = frozenset({"at", "date", "datetime", "on", "stamp", "time", "timestamp"})

# What happened at a time, by the word of the column's name that says it.
_HAPPENED = {
    **{
        f"{verb}ed": f"{verb}ed"
        for verb in ("analyz", "chang", "import", "issu", "push", "record", "register", "revok")
    },
    **{f"{verb}ed": f"{verb}ed" for verb in ("creat", "deregister", "delet", "modifi", "rotat", "updat", "us")},
    **dict.fromkeys(("create", "creation"), "created"),
    **dict.fromkeys(("delete", "deletion"), "deleted"),
    "attachment": "attached",
    "enable": "enabled",
    "launch": "launched",
    "registration": "registered",
    "update": "updated",
    "upload": "uploaded",
}
_WITHOUT_WAS = {"end": "ended", "expiration": "expires", "expiry": "expires", "start": "started"}

_VERBS = frozenset({"allow", "block", "disable", "enable", "ignore", "replace", "require", "restrict", "retain"})
_STATES = frozenset({"active", "enabled", "managed", "requested", "required"})
_QUALITIES = frozenset({"eligible", "native", "only", "optimized", "region", "tenant"})


def sentence(name: str, type_: str) -> str:
    """What a column of that name and PostgreSQL type says, as far as the name tells."""
    if name in _FIXED:
        return _FIXED[name]
    words = name.split("_")
    if type_ == "boolean":
        return f"Whether {_statement(words)}."
    if type_ == "timestamptz":
        return _moment(words)
    if words[-1] in ("arn", "id", "name") and len(words) > 1:
        return f"The {_spelled(words[-1:])} of the {_spelled(words[:-1])}."
    return f"The {_spelled(words)}."


def _spelled(words: list[str]) -> str:
    return " ".join(_SPELLED.get(word, word) for word in words)


def _statement(words: list[str]) -> str:
    if words[0] in ("is", "has"):
        return f"it {_spelled(words)}"
    if words[0] in _VERBS:
        return f"it is set to {_spelled(words)}"
    if words[-1] in _STATES:
        return f"{_spelled(words[:-1]) or 'it'} is {words[-1]}"
    return f"it is {_spelled(words)}" if words[-1] in _QUALITIES else f"there is {_spelled(words)}"


def _moment(words: list[str]) -> str:
    said = [word for word in words if word not in _TIME_WORDS]
    if not said:
        return "The time."
    *subject, happened = said
    last = "last " if any(word in ("last", "latest") for word in subject) else ""
    subject = [word for word in subject if word not in ("last", "latest")]
    what = f"the {_spelled(subject)}" if subject else "it"
    if happened in _HAPPENED:
        return f"When {what} was {last}{_HAPPENED[happened]}."
    if happened in _WITHOUT_WAS:
        return f"When {what} {last}{_WITHOUT_WAS[happened]}."
    return f"The time of the {_spelled(said)}."
