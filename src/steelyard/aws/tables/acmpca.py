"""AWS Private Certificate Authority."""

from steelyard.aws.declare import Call, Key, Table, akas, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import last_of

GONE = ("ResourceNotFoundException",)

certificate_authority = Table(
    "aws_acmpca_certificate_authority",
    "A private certificate authority.",
    rows=(Call("acm-pca", "ListCertificateAuthorities", items="CertificateAuthorities"),),
    get=Call(
        "acm-pca",
        "DescribeCertificateAuthority",
        {"CertificateAuthorityArn": Key("arn")},
        items="CertificateAuthority",
        absent=GONE,
    ),
    add={
        "tagging": Call(
            "acm-pca",
            "ListTags",
            {"CertificateAuthorityArn": "Arn"},
            items="Tags",
            # A deleted authority has no tags to tell of.
            absent=(*GONE, "InvalidStateException"),
        ),
    },
    columns={
        "arn": text(),
        "created_at": timestamptz(),
        "failure_reason": text(about="Why making the authority failed."),
        "key_storage_security_standard": text(about="The standard that the store of the private key meets."),
        "last_state_change_at": timestamptz(),
        "not_after": timestamptz(about="When the authority's certificate ceases to be valid."),
        "not_before": timestamptz(about="When the authority's certificate begins to be valid."),
        "owner_account": text(),
        "restorable_until": timestamptz(about="Until when a deleted authority can be restored."),
        "serial": text(),
        "status": text(),
        "type": text(about="ROOT or SUBORDINATE."),
        "usage_mode": text(about="What lifetime its certificates may have."),
        "certificate_authority_configuration": jsonb(),
        "revocation_configuration": jsonb(about="How revocations are published: CRL and OCSP."),
        "tags_src": jsonb("tagging"),
        "title": text("Arn", via=last_of("/")),
        "tags": tags("tagging"),
        "akas": akas("Arn"),
    },
)

TABLES = (certificate_authority,)
