"""Text that goes to the ledger, the screen and logs, without secrets and without tricks for terminals."""

import re

import orjson

from steelyard.aws.sign import Frozen

_LONGEST = 600
# AWS explains a wrong signature by quoting the request, its token and signature included.
_QUOTED = re.compile(r"(The Canonical String|The String-to-Sign|StringToSign|CanonicalRequest)\b.*", re.DOTALL)
_SIGNATURE = re.compile(r"\b[0-9a-fA-F]{64}\b|(?<=Signature=)[^,\s]+")
_SECRET_PARAMS = frozenset({"ExternalId", "TokenCode", "WebIdentityToken", "SAMLAssertion", "EncodedMessage"})


def scrub(text: str, credentials: Frozen | None) -> str:
    """One printable line of at most 600 characters that holds neither keys, tokens nor signatures."""
    for secret in (credentials.secret_key, credentials.token) if credentials is not None else ():
        if secret:
            text = text.replace(secret, "***")
    text = _SIGNATURE.sub("***", _QUOTED.sub("(…)", text))
    line = " ".join("".join(c if c.isprintable() else " " for c in text[: 4 * _LONGEST]).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def shown_params(service: str, packed: str) -> str:
    """Canonical parameters as the ledger may have them: what STS is given in confidence is starred."""
    if service != "sts" or packed == "{}":
        return packed
    params = orjson.loads(packed)
    return orjson.dumps({k: "***" if k in _SECRET_PARAMS else v for k, v in params.items()}).decode()
