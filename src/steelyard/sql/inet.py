"""inet and cidr on Python's ipaddress, in PostgreSQL's text form."""

from __future__ import annotations

import ipaddress
import re
import socket
from functools import lru_cache

from steelyard.sql.values import PgError, bad_input

Interface = ipaddress.IPv4Interface | ipaddress.IPv6Interface


def _interface(text: str, kind: str) -> Interface:
    try:
        if "%" in text:
            raise ValueError
        return ipaddress.ip_interface(text)
    except ValueError as error:
        raise bad_input(kind, text) from error


def _full(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    mapped = getattr(address, "ipv4_mapped", None)
    return f"::ffff:{mapped}" if mapped is not None else str(address)


def _show(value: Interface) -> str:
    length = value.network.prefixlen
    text = _full(value.ip)
    return text if length == value.ip.max_prefixlen else f"{text}/{length}"


@lru_cache(maxsize=1 << 16)
def inet_in(text: str) -> str:
    """inet as it prints: without the length of a single address."""
    word = text.strip() if text != text.strip() else text
    if word != text or not re.match(r"[0-9a-fA-F:.]+(/\d+)?\Z", word):
        raise bad_input("inet", text)
    return _show(_interface(word, "inet"))


@lru_cache(maxsize=1 << 16)
def cidr_in(text: str) -> str:
    """cidr as it prints; short forms such as ``10.1`` as PostgreSQL completes them."""
    if not re.match(r"[0-9a-fA-F:.]+(/\d+)?\Z", text):
        raise bad_input("cidr", text)
    word, _, length = text.partition("/")
    if ":" not in word and word.count(".") < 3:
        octets = word.rstrip(".").split(".")
        if not length:
            first = int(octets[0] or 256)
            classful = 8 if first < 128 else 16 if first < 192 else 24 if first < 224 else 8
            length = str(max(8 * len(octets), classful))
        word = ".".join(octets + ["0"] * (4 - len(octets)))
    value = _interface(f"{word}/{length}" if length else word, "cidr")
    if value.ip != value.network.network_address:
        raise PgError(f'invalid cidr value: "{text}"')
    return f"{_full(value.ip)}/{value.network.prefixlen}"


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Interface:
    """The stored text of an inet or cidr."""
    return _interface(text, "inet")


@lru_cache(maxsize=1 << 16)
def _numbers(text: str) -> tuple[int, int, int, int]:
    """Family, address, length and width in bits of a stored text."""
    address, _, length = text.partition("/")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    packed = socket.inet_pton(family, address)
    width = 8 * len(packed)
    return 6 if width == 128 else 4, int.from_bytes(packed), int(length) if length else width, width


def text(stored: str) -> str:
    """inet::text, always with the length."""
    value = parse(stored)
    return f"{_full(value.ip)}/{value.network.prefixlen}"


def to_cidr(stored: str) -> str:
    """inet::cidr: host bits become zero."""
    network = parse(stored).network
    return f"{_full(network.network_address)}/{network.prefixlen}"


def sort_key(stored: str) -> str:
    """A text whose byte order is PostgreSQL's order: family, network, length, address."""
    family, address, length, width = _numbers(stored)
    network = address >> (width - length) << (width - length)
    return f"{family}{network:0{width // 4}x}{length:03d}{address:0{width // 4}x}"


def within(a: str, b: str, strict: bool) -> bool:
    """a << b, or a <<= b when not strict."""
    family, address, length, width = _numbers(a)
    other_family, network_address, shorter, _ = _numbers(b)
    if family != other_family or length < shorter or (strict and length == shorter):
        return False
    return address >> (width - shorter) == network_address >> (width - shorter)


def overlap(a: str, b: str) -> bool:
    """a && b."""
    left, right = parse(a), parse(b)
    return left.version == right.version and left.network.overlaps(right.network)


def host(stored: str) -> str:
    """host(a)."""
    return _full(parse(stored).ip)


def masklen(stored: str) -> int:
    """masklen(a)."""
    return _numbers(stored)[2]


def family(stored: str) -> int:
    """family(a): 4 or 6."""
    return _numbers(stored)[0]


def network(stored: str) -> str:
    """network(a), a cidr."""
    return to_cidr(stored)


def netmask(stored: str) -> str:
    """netmask(a)."""
    return str(parse(stored).netmask)


def hostmask(stored: str) -> str:
    """hostmask(a)."""
    return str(parse(stored).hostmask)


def broadcast(stored: str) -> str:
    """broadcast(a)."""
    value = parse(stored)
    made = ipaddress.ip_interface(f"{value.network.broadcast_address}/{value.network.prefixlen}")
    return _show(made)


def set_masklen(stored: str, length: int) -> str:
    """set_masklen(inet, length)."""
    value = parse(stored)
    if not 0 <= length <= value.ip.max_prefixlen:
        raise PgError(f"invalid mask length: {length}")
    return _show(ipaddress.ip_interface(f"{value.ip}/{length}"))


def abbrev(stored: str) -> str:
    """abbrev(inet)."""
    return _show(parse(stored))


def same_family(a: str, b: str) -> bool:
    """inet_same_family(a, b)."""
    return family(a) == family(b)


def merge(a: str, b: str) -> str:
    """inet_merge(a, b): the smallest network that holds both."""
    left, right = parse(a), parse(b)
    if left.version != right.version:
        raise PgError("cannot merge addresses from different families")
    length = min(left.network.prefixlen, right.network.prefixlen)
    width = left.ip.max_prefixlen
    while int(left.ip) >> (width - length) != int(right.ip) >> (width - length):
        length -= 1
    made = ipaddress.ip_interface(f"{left.ip}/{length}").network
    return f"{_full(made.network_address)}/{length}"


def abbrev_cidr(stored: str) -> str:
    """abbrev(cidr): octets that the length leaves out are not shown."""
    value = parse(stored)
    length = value.network.prefixlen
    if value.version == 4:
        octets = str(value.ip).split(".")[: max((length + 7) // 8, 1)]
        return f"{'.'.join(octets)}/{length}"
    words = [f"{int.from_bytes(value.ip.packed[i : i + 2]):x}" for i in range(0, (length + 15) // 16 * 2, 2)]
    # An address whose shown words are all zero, or that has none, stays as it is.
    if not any(w != "0" for w in words):
        return f"{_full(value.ip)}/{length}"
    shown = str(value.ip)
    return f"{shown.removesuffix('::') if ':' in shown.removesuffix('::') or length > 16 else shown}/{length}"


def plus(stored: str, by: int) -> str:
    """inet + bigint."""
    value = parse(stored)
    made = int(value.ip) + by
    if not 0 <= made < 1 << value.ip.max_prefixlen:
        raise PgError("result is out of range")
    return _show(ipaddress.ip_interface(f"{type(value.ip)(made)}/{value.network.prefixlen}"))


def minus(a: str, b: str) -> int:
    """inet - inet."""
    left, right = parse(a), parse(b)
    if left.version != right.version:
        raise PgError("cannot subtract inet values of different sizes")
    return int(left.ip) - int(right.ip)
