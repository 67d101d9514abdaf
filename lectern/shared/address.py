"""Where a request comes from: one rule for sign-ins, sessions, limits and records."""

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings


def address_of(request: Any) -> str | None:
    """The address of the client of a request."""
    return address_in(request.META)


def address_in(environ: Mapping[str, Any]) -> str | None:
    """The address of the client; what `X-Forwarded-For` says counts only behind our own proxies.

    Each proxy appends whom it heard. With so many proxies as `LECTERN_PROXIES` says the client is
    that many places from the end; what stands before it anybody could have written.
    """
    forwarded: str = environ.get("HTTP_X_FORWARDED_FOR", "")
    heard = [part.strip() for part in forwarded.split(",")]
    if 0 < settings.PROXIES <= len(heard) and _is_address(heard[-settings.PROXIES]):
        return heard[-settings.PROXIES]
    peer: str = environ.get("REMOTE_ADDR", "")
    return peer or None


def network_of(address: str | None) -> str:
    """Whom to count as one: an IPv4 address, or the network that one IPv6 connection is given."""
    if address is None or not _is_address(address):
        return "unknown"
    found = ip_address(address)
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ip_network((int(found), 64), strict=False).network_address)
    return str(getattr(found, "ipv4_mapped", None) or found)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
