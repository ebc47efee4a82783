"""Who asks, as far as limits need to know: an address, and the browser of a sign-in."""

from __future__ import annotations

import hashlib
from http.cookies import CookieError, SimpleCookie
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

SIGN_IN = "_streamlit_user"


def address_of(scope: Scope) -> str:
    """The address that limits count; ``""`` for this computer, which has none.

    Behind a proxy it is the one that the proxy names: the server takes it from the proxy of this
    computer. Of IPv6 the first half counts, for a household has all of the second.
    """
    client = scope.get("client")
    try:
        address = ip_address(client[0]) if client else None
    except ValueError:
        return str(client[0])[:64] if client else ""
    if address is None or address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return "" if address.ipv4_mapped.is_loopback else str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)


def person_of(scope: Scope) -> str:
    """A mark of the browser that is signed in; ``""`` where nobody is. Tells no name."""
    sent = b"; ".join(value for name, value in scope["headers"] if name == b"cookie")
    try:
        cookies = SimpleCookie(sent.decode("latin-1"))
    except CookieError:
        return ""
    own = [cookies[name].value for name in sorted(cookies) if name.startswith(SIGN_IN)]
    return hashlib.sha256("".join(own).encode()).hexdigest()[:16] if own else ""
