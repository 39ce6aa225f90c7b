"""Domains in any script as mail servers and DNS know them."""

from __future__ import annotations

import re

_PART = "[0-9A-Za-z_](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?"
_ASCII = re.compile(rf"(?=.{{1,254}}\Z)(?:{_PART}\.)*{_PART}\.?")


def ascii_domain(domain: str) -> str:
    """Return a domain as ASCII, by IDNA 2008 with the mapping that browsers use. Raises UnicodeError when it is none.

    Python's own codec knows the rules of 2003, by which a mail to ``straße.de`` goes to another domain.
    """
    if not domain.isascii():
        import idna  # large tables, for the few domains that need them

        domain = idna.encode(domain, uts46=True).decode("ascii")
    if not _ASCII.fullmatch(domain):
        raise UnicodeError("no domain has these characters, or parts of this length")
    return domain
