"""Texts as XML can hold them, and documents as bytes."""

from __future__ import annotations

import re

from lxml import etree

# What XML 1.0 has no way to write: control characters, halves of pairs, and two that are no characters.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Text with U+FFFD for each character that XML cannot hold."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def child(parent: etree._Element, tag: str, **attributes: object) -> etree._Element:
    """A new element below another. ``_`` in names stands for ``-``, and a last one is dropped (``class_``)."""
    return etree.SubElement(parent, tag, named(attributes))


def named(attributes: dict[str, object]) -> dict[str, str]:
    """Attributes by their names in XML, as text."""
    return {name.rstrip("_").replace("_", "-"): clean(str(value)) for name, value in attributes.items()}


def document(root: etree._Element) -> bytes:
    """The document with its declaration, in UTF-8."""
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written
