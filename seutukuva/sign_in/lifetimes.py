"""What a signed cookie says of a sign-in, and whether it may still count by its own dates.

Streamlit checks the signature, and Authlib the token when somebody signs in. Streamlit then takes
the cookie for 30 days, and a page that stays open for ever; how long one counts is decided here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva.sign_in.configuration import SignIn

# Clocks of the provider and of this server differ by less, in seconds.
SKEW = 60
_LONGEST = 200


class Refused(Exception):
    """A sign-in does not count; ``reason`` is a word for the log and for tests."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider said when somebody signed in.

    Attributes:
        id: a fingerprint of all that it said then: another one at each sign-in.
        issuer, subject: the account, as OpenID Connect tells accounts apart.
        began_at: when, in seconds, by the provider's clock.
        email: "" unless the provider has checked it.
        claims: everything, for roles by claims.
    """

    id: str
    issuer: str
    subject: str
    began_at: int
    name: str
    email: str
    claims: Mapping[str, Any]


def told(user_info: Mapping[str, Any], by: SignIn) -> Told | None:
    """What a cookie says; None: nobody has signed in.

    Raises:
        Refused: it says something else than this program's sign-in would have.
    """
    # A text, as a header would bring it, is no sign-in.
    if user_info.get("is_logged_in") is not True:
        return None
    issuer, subject = (_text(user_info.get(key)) for key in ("iss", "sub"))
    if not issuer or not subject:
        raise Refused("incomplete")
    if not _is_for_us(user_info.get("aud"), by.provider.client_id):
        raise Refused("foreign")
    issued, expires = (_seconds(user_info.get(key)) for key in ("iat", "exp"))
    if issued is None or expires is None or expires <= issued:
        raise Refused("incomplete")
    said = json.dumps(
        {key: value for key, value in user_info.items() if key != "tokens"},
        sort_keys=True,
        default=str,
    )
    return Told(
        id=hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest(),
        issuer=issuer,
        subject=subject,
        began_at=issued,
        name=_text(user_info.get(by.claims["name"])),
        email=_email(user_info, by),
        claims=user_info,
    )


def ends_at(begun: Told, by: SignIn) -> int:
    """When a sign-in ends at the latest, in seconds."""
    return begun.began_at + round(by.session.hours * 3600)


def require_current(begun: Told, last_used: int, now: float, by: SignIn) -> None:
    """Refuse a sign-in whose time is over, or has not come.

    Args:
        last_used: when something was last done with it, in seconds.

    Raises:
        Refused: "future", "expired" or "idle".
    """
    if begun.began_at > now + SKEW:
        raise Refused("future")
    if now >= ends_at(begun, by):
        raise Refused("expired")
    # A use that was noted while the clock was ahead is one of now at the latest.
    if now >= max(min(last_used, now), begun.began_at) + by.session.idle_minutes * 60:
        raise Refused("idle")


def is_address_checked(user_info: Mapping[str, Any], by: SignIn) -> bool:
    """Whether the provider vouches for the e-mail address, which people may have made up."""
    return user_info.get("email_verified") is True or by.provider.vouches_for_email


def _is_for_us(audience: Any, client_id: str) -> bool:
    return audience == client_id or (isinstance(audience, list) and client_id in audience)


def _seconds(value: Any) -> int | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # Beyond any year that a date can have.
    return int(value) if is_number and 0 < value < 2**37 else None


def _text(value: Any) -> str:
    return value.strip()[:_LONGEST] if isinstance(value, str) and value.isprintable() else ""


def _email(user_info: Mapping[str, Any], by: SignIn) -> str:
    """The address in small letters; "" where the provider does not vouch for it."""
    found = _text(user_info.get(by.claims["email"])).casefold()
    return found if "@" in found and is_address_checked(user_info, by) else ""
