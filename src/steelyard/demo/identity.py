"""Who may do what in the demo account: users, keys, roles, policies, certificates, analyzers."""

from __future__ import annotations

import json
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from steelyard.demo import ACCOUNT
from steelyard.demo.past import PATH

if TYPE_CHECKING:
    from steelyard.demo.account import Maker

AWS_POLICY = "arn:aws:iam::aws:policy/"
# A year of work: who came when, and when each credential was last used, in days.
PAST: dict[str, Any] = {
    "root": {"made": 900, "used": 12},
    "users": {
        "alice": {"made": 400, "used": 2},
        "bob": {"made": 700, "used": 130, "keys": [{"made": 690, "used": 200}]},
        "carol": {"made": 60, "used": 1, "keys": [{"made": 60}]},
        "deploy": {"made": 300, "keys": [{"made": 20, "used": 1}, {"made": 300, "used": 1}]},
        "backup": {"made": 800, "keys": [{"made": 40, "used": 3}]},
    },
}


def fill(maker: Maker) -> None:
    """Create it."""
    iam = maker.client("iam")
    iam.create_account_alias(AccountAlias="steelyard-demo")
    maker.client("account").put_alternate_contact(
        AlternateContactType="SECURITY",
        Name="Sam Field",
        Title="Security",
        EmailAddress="security@example.com",
        PhoneNumber="+1 555 0100",
    )
    # Long enough, but the last passwords may come again.
    iam.update_account_password_policy(MinimumPasswordLength=14, PasswordReusePrevention=5)
    _users(iam)
    _policies(iam)
    _certificates(iam)
    maker.client("accessanalyzer").create_analyzer(analyzerName="from-outside", type="ACCOUNT")
    maker.client("accessanalyzer", "eu-west-1").create_analyzer(analyzerName="unused", type="ACCOUNT_UNUSED_ACCESS")
    remember(maker.endpoint, PAST)


def remember(endpoint: str, past: dict[str, Any]) -> None:
    """Give what was made a past; see `steelyard.demo.past`."""
    request = urllib.request.Request(
        endpoint + PATH, json.dumps(past).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    urllib.request.urlopen(request, timeout=30).close()


def _users(iam: Any) -> None:
    iam.create_group(GroupName="developers")
    iam.attach_group_policy(GroupName="developers", PolicyArn=f"{AWS_POLICY}ReadOnlyAccess")
    for name, days in PAST["users"].items():
        iam.create_user(UserName=name)
        for _ in days.get("keys", ()):
            iam.create_access_key(UserName=name)
    for name in ("alice", "bob", "carol"):
        iam.create_login_profile(UserName=name, Password="Correct-horse-battery-1")
        iam.add_user_to_group(GroupName="developers", UserName=name)
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="alice")["VirtualMFADevice"]
    iam.enable_mfa_device(
        UserName="alice",
        SerialNumber=device["SerialNumber"],
        AuthenticationCode1="123456",
        AuthenticationCode2="654321",
    )
    iam.attach_user_policy(UserName="bob", PolicyArn=f"{AWS_POLICY}AWSCloudShellFullAccess")


def _policies(iam: Any) -> None:
    everything = iam.create_policy(PolicyName="everything", PolicyDocument=policy(Action="*", Resource="*"))
    iam.attach_user_policy(UserName="deploy", PolicyArn=everything["Policy"]["Arn"])
    archive = "arn:aws:s3:::steelyard-demo-archive"
    narrow = iam.create_policy(
        PolicyName="write-archive", PolicyDocument=policy(Action="s3:PutObject", Resource=f"{archive}/*")
    )
    iam.attach_group_policy(GroupName="developers", PolicyArn=narrow["Policy"]["Arn"])
    iam.create_role(RoleName="support", AssumeRolePolicyDocument=trust({"AWS": f"arn:aws:iam::{ACCOUNT}:root"}))
    iam.attach_role_policy(RoleName="support", PolicyArn=f"{AWS_POLICY}AWSSupportAccess")


def policy(**statement: Any) -> str:
    """A policy of one statement, which allows where it does not say otherwise."""
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


def trust(principal: dict[str, str]) -> str:
    """The policy that lets a principal take a role."""
    return policy(Principal=principal, Action="sts:AssumeRole")


def _certificates(iam: Any) -> None:
    for name, days in (("www", 200), ("old-shop", -30)):
        body, key = _certificate(name, datetime.now(UTC) + timedelta(days=days))
        iam.upload_server_certificate(ServerCertificateName=name, CertificateBody=body, PrivateKey=key)


def _certificate(name: str, end: datetime) -> tuple[str, str]:
    """A certificate that a name gave to itself, a year long, and its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, f"{name}.example.com")])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - timedelta(days=365))
        .not_valid_after(end)
        .sign(key, hashes.SHA256())
    )
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(serialization.Encoding.PEM).decode(), text.decode()
