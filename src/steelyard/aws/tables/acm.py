"""AWS Certificate Manager."""

from __future__ import annotations

from steelyard.aws.declare import Call, Key, Table, Value, akas, jsonb, tags, text, timestamptz
from steelyard.aws.tables._values import last_of

GONE = ("ResourceNotFoundException",)
# Without this list AWS tells of RSA certificates of 1024 and 2048 bits only.
KEY_TYPES = ("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1")


def key_algorithm(name: str | None) -> str | None:
    """The algorithm as lists spell it (RSA_2048); a description spells it RSA-2048."""
    return None if name is None else name.replace("-", "_")


certificate = Table(
    "aws_acm_certificate",
    "A certificate that ACM issued or keeps.",
    rows=(
        Call(
            "acm",
            "ListCertificates",
            {"CertificateStatuses": [Key("status")], "Includes": {"keyTypes": [Value(kind) for kind in KEY_TYPES]}},
            items="CertificateSummaryList",
        ),
    ),
    get=Call(
        "acm", "DescribeCertificate", {"CertificateArn": Key("certificate_arn")}, items="Certificate", absent=GONE
    ),
    add={
        "full": Call(
            "acm", "DescribeCertificate", {"CertificateArn": "CertificateArn"}, items="Certificate", absent=GONE
        ),
        "body": Call(
            "acm",
            "GetCertificate",
            {"CertificateArn": "CertificateArn"},
            # In progress: it is not issued yet.
            absent=(*GONE, "RequestInProgressException"),
        ),
        "tagging": Call(
            "acm", "ListTagsForCertificate", {"CertificateArn": "CertificateArn"}, items="Tags", absent=GONE
        ),
    },
    columns={
        "certificate_arn": text(),
        "certificate": text("body.Certificate", about="The certificate, PEM encoded; null until it is issued."),
        "certificate_chain": text("body.CertificateChain", about="The certificates up to the root, PEM encoded."),
        "domain_name": text(),
        "certificate_transparency_logging_preference": text("full.Options.CertificateTransparencyLoggingPreference"),
        "export": text("full.Options.Export", about="Whether the private key may be taken out of ACM."),
        "created_at": timestamptz(),
        "subject": text("full.Subject", about="The distinguished name of what the certificate is for."),
        "imported_at": timestamptz(),
        "issuer": text("full.Issuer"),
        "signature_algorithm": text("full.SignatureAlgorithm"),
        "extended_key_usages": jsonb("full.ExtendedKeyUsages", about="What the key may be used for."),
        "failure_reason": text("full.FailureReason", about="Why a request for the certificate failed."),
        "issued_at": timestamptz("full.IssuedAt"),
        "status": text(),
        "key_algorithm": text("KeyAlgorithm", via=key_algorithm),
        "not_after": timestamptz(about="When the certificate ceases to be valid."),
        "not_before": timestamptz("full.NotBefore", about="When the certificate begins to be valid."),
        "renewal_eligibility": text(about="Whether ACM renews the certificate by itself."),
        "revocation_reason": text("full.RevocationReason"),
        "revoked_at": timestamptz(),
        "serial": text("full.Serial"),
        "type": text("full.Type", about="IMPORTED, AMAZON_ISSUED or PRIVATE."),
        "domain_validation_options": jsonb(
            "full.DomainValidationOptions", about="How each domain name is shown to be the account's."
        ),
        "in_use_by": jsonb("full.InUseBy", about="The ARNs of the resources that use the certificate."),
        "subject_alternative_names": jsonb("full.SubjectAlternativeNames"),
        "tags_src": jsonb("tagging"),
        "title": text("CertificateArn", via=last_of("/")),
        "tags": tags("tagging"),
        "akas": akas("CertificateArn"),
    },
)

TABLES = (certificate,)
