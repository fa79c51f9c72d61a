"""Amazon Route 53 domain registration."""

from steelyard.aws.declare import Call, Table, Value, akas, boolean, jsonb, tags, text, timestamptz

HOME = Value("us-east-1")

domain = Table(
    "aws_route53_domain",
    "A domain name registered through Route 53.",
    scope="global",
    rows=(Call("route53domains", "ListDomains", {"MaxItems": Value(100)}, items="Domains", region=HOME),),
    add={
        "full": Call("route53domains", "GetDomainDetail", {"DomainName": "DomainName"}, region=HOME),
        "tagging": Call(
            "route53domains", "ListTagsForDomain", {"DomainName": "DomainName"}, items="TagList", region=HOME
        ),
    },
    columns={
        "domain_name": text(),
        "arn": text("arn:{partition}:route53domains:::domain/{DomainName}"),
        "abuse_contact_email": text("full.AbuseContactEmail"),
        "abuse_contact_phone": text("full.AbuseContactPhone"),
        "admin_privacy": boolean("full.AdminPrivacy", about="Whether WHOIS hides the administrative contact."),
        "auto_renew": boolean(),
        "creation_date": timestamptz("full.CreationDate"),
        "dns_sec": text("full.DnsSec", about="AWS keeps it for later; mostly null."),
        "expiration_date": timestamptz("full.ExpirationDate"),
        "registrant_privacy": boolean("full.RegistrantPrivacy", about="Whether WHOIS hides the owner."),
        "registrar_name": text("full.RegistrarName"),
        "registrar_url": text("full.RegistrarUrl"),
        "registry_domain_id": text("full.RegistryDomainId"),
        "reseller": text("full.Reseller", about="Who sold the domain; Amazon, mostly."),
        "tech_privacy": boolean("full.TechPrivacy", about="Whether WHOIS hides the technical contact."),
        "transfer_lock": boolean(about="Whether the domain is locked against transfer."),
        "updated_date": timestamptz("full.UpdatedDate", about="When the registration was last changed."),
        "who_is_server": text("full.WhoIsServer", about="The server that answers WHOIS queries on the domain."),
        "billing_privacy": boolean("full.BillingPrivacy", about="Whether WHOIS hides the billing contact."),
        "admin_contact": jsonb("full.AdminContact"),
        "billing_contact": jsonb("full.BillingContact"),
        "dnssec_keys": jsonb("full.DnssecKeys", about="The public keys of which the registry signs DNSSEC records."),
        "nameservers": jsonb("full.Nameservers"),
        "registrant_contact": jsonb("full.RegistrantContact"),
        "status_list": jsonb("full.StatusList", about="The domain's EPP status codes."),
        "tech_contact": jsonb("full.TechContact"),
        "tags_src": jsonb("tagging"),
        "title": text("DomainName"),
        "tags": tags("tagging"),
        "akas": akas("arn:{partition}:route53domains:::domain/{DomainName}"),
    },
)

TABLES = (domain,)
