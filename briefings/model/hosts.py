"""Which hosts an address of the web may name, in any script: one rule for all addresses."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import unquote

# 63 characters at most (RFC 1035); names of services and some hosts begin with an underscore.
LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}\w)?|_[\w-]{1,62}")
PORT = re.compile(r"[1-9]\d{0,4}", re.ASCII)
LAST_PORT = 65_535
LONGEST = 253
"""Characters of a host's name: https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4"""

# What browsers take for the dot, too.
DOTS = str.maketrans("。．｡", "...")


def read_host(text: str) -> str | None:
    """A host, perhaps with a port, in the letters of its script, however they were encoded; None
    if it is none."""
    if "%" in text:
        try:
            text = unquote(text, errors="strict")
        except UnicodeDecodeError:
            return None
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(DOTS))
    return text if is_host(text) else None


def is_host(text: str) -> bool:
    """A host name or IPv4 address, perhaps with a port; no user name and no IPv6 address."""
    host, colon, port = text.partition(":")
    if colon and not (PORT.fullmatch(port) and int(port) <= LAST_PORT):
        return False
    if len(host) > LONGEST:
        return False
    labels = host.removesuffix(".").split(".")
    if not all(LABEL.fullmatch(label) for label in labels):
        return False
    try:
        # What ends in a number is an IPv4 address to browsers:
        # https://url.spec.whatwg.org/#ends-in-a-number-checker
        if re.fullmatch(r"\d+|0[xX].*", labels[-1]):
            ipaddress.IPv4Address(host)
        if not host.isascii() or "xn--" in host.lower():
            for label in labels:
                # Both ways, since only decoding looks into an "xn--" label.
                label.encode("idna").decode("idna")
    except ValueError:
        return False
    return True
