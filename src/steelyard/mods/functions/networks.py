"""IP networks."""

from __future__ import annotations

import ipaddress

from steelyard.mods.diagnostics import EvaluationError
from steelyard.mods.functions.declare import table
from steelyard.mods.values import Value, shorten

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _network(text: str) -> Network:
    try:
        if "/" not in text:
            raise ValueError
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise EvaluationError(f"{shorten(text)} is no network in CIDR notation, such as 10.0.0.0/16") from None


def _subnet(base: Network, bits: int, number: int) -> Network:
    length = base.prefixlen + bits
    if bits < 0 or length > base.max_prefixlen:
        raise EvaluationError(f"{base} has no room for {bits} more bits of prefix")
    if not 0 <= number < 2**bits:
        raise EvaluationError(f"there is no network {number}: {bits} bits count to {2**bits - 1}")
    address = int(base.network_address) + (number << (base.max_prefixlen - length))
    return ipaddress.IPv4Network((address, length)) if base.version == 4 else ipaddress.IPv6Network((address, length))


def cidrhost(text: str, number: int) -> str:
    base = _network(text)
    size = base.num_addresses
    place = number + size if number < 0 else number
    if not 0 <= place < size:
        raise EvaluationError(f"{base} has no address {number}")
    return str(base.network_address + place)


def cidrnetmask(text: str) -> str:
    base = _network(text)
    if base.version != 4:
        raise EvaluationError("only IPv4 networks have a netmask")
    return str(base.netmask)


def cidrsubnet(text: str, bits: int, number: int) -> str:
    return str(_subnet(_network(text), bits, number))


def cidrsubnets(text: str, *all_bits: int) -> Value:
    """Networks one after the other, each as large as its number of additional bits says."""
    base = _network(text)
    at = int(base.network_address)
    made: list[Value] = []
    for bits in all_bits:
        length = base.prefixlen + bits
        if bits < 1 or length > base.max_prefixlen:
            raise EvaluationError(f"{base} has no room for {bits} more bits of prefix")
        size = 1 << (base.max_prefixlen - length)
        at = (at + size - 1) // size * size
        if at + size > int(base.network_address) + base.num_addresses:
            raise EvaluationError(f"{base} has no room for all of these networks")
        address = ipaddress.IPv4Address(at) if base.version == 4 else ipaddress.IPv6Address(at)
        made.append(f"{address}/{length}")
        at += size
    return made


FUNCTIONS = table(
    ("cidrhost", "si", cidrhost),
    ("cidrnetmask", "s", cidrnetmask),
    ("cidrsubnet", "sii", cidrsubnet),
    ("cidrsubnets", "si*", cidrsubnets),
)
