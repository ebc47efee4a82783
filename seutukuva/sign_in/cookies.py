"""What the browser keeps of a sign-in: as little as the next request needs.

Streamlit would keep everything that the provider tells of somebody, and a token for the provider's
own services. A few groups more, and no server takes the headers; and nobody here needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from seutukuva.sign_in import configuration
from seutukuva.sign_in.configuration import SignIn

# Which account, whose program it was for, and when; what Streamlit itself asks.
_NEEDED = ("iss", "sub", "aud", "iat", "exp", "nonce", "email_verified")
_OF_STREAMLIT = ("origin", "is_logged_in", "provider")
# The token that a provider likes to see when somebody signs out; without it it asks once more.
_LONGEST_TOKEN = 2500


def kept(told: Mapping[str, Any], by: SignIn) -> dict[str, Any]:
    """What the cookie says of all that the provider told: of groups those that give a role."""
    names = {*_NEEDED, *_OF_STREAMLIT, *by.claims.values()}
    found = {key: value for key, value in told.items() if key in names}
    for claim in {one.claim for one in by.grants} - names:
        values = [one.value for one in by.grants if one.claim == claim]
        if (own := _of_interest(told.get(claim), values)) is not None:
            found[claim] = own
    return found


def kept_tokens(tokens: Mapping[str, Any]) -> dict[str, str]:
    """The token for signing out, unless it is too long."""
    token = tokens.get("id_token")
    return {"id_token": token} if isinstance(token, str) and len(token) <= _LONGEST_TOKEN else {}


def use() -> None:
    """Let Streamlit's cookies hold no more than that, from here on in this process."""
    from streamlit.web.server.starlette import starlette_auth_routes as theirs

    if not getattr(theirs._set_auth_cookie, "is_ours", False):
        theirs._set_auth_cookie = _smaller(theirs._set_auth_cookie)


def _smaller(write: Callable[..., Any]) -> Callable[..., Any]:
    async def write_less(response: Any, user_info: dict[str, Any], tokens: dict[str, Any]) -> None:
        by = configuration.load()
        await write(response, kept(user_info, by), kept_tokens(tokens))

    write_less.is_ours = True  # type: ignore[attr-defined]
    return write_less


def _of_interest(said: Any, values: list[str]) -> Any:
    if isinstance(said, list):
        return [one for one in values if one in said]
    return said if said in values else None
