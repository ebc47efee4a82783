"""The addresses of signing in and out: Streamlit's own, with what it leaves out.

Signing out ends the person's sign-ins in every browser; signing in leads back to the page that it
was begun on; a provider that does not answer is told in words.
"""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from seutukuva import navigation, settings, texts
from seutukuva.errors import SeutukuvaError
from seutukuva.sign_in import configuration, cookies, sessions
from seutukuva.sign_in.configuration import CALLBACK
from seutukuva.sign_in.lifetimes import Refused
from seutukuva.texts import _

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

log = logging.getLogger(__name__)

USER_COOKIE = "_streamlit_user"
LOGIN, LOGOUT = "/auth/login", "/auth/logout"
# Where somebody was before signing in, kept by the browser until they are back.
RETURN = "seutukuva_return"
_RETURN_SECONDS, _LONGEST_RETURN = 900, 1500
_PLAIN = re.compile(r"[\x20-\x7e]*")


def routes() -> list[BaseRoute]:
    """The addresses, for a server whose readers sign in; none for others."""
    if settings.mode() != "sign_in":
        return []
    from starlette.routing import Route
    from streamlit.web.server.starlette.starlette_auth_routes import create_auth_routes

    cookies.use()
    theirs: dict[str, Any] = {route.path: route.endpoint for route in create_auth_routes("")}

    async def login(request: Request) -> Response:
        return await _login(request, theirs[LOGIN])

    async def logout(request: Request) -> Response:
        return await _logout(request, theirs[LOGOUT])

    async def callback(request: Request) -> Response:
        return await _callback(request, theirs[CALLBACK])

    return [
        Route(LOGIN, login, methods=["GET"]),
        Route(LOGOUT, logout, methods=["GET"]),
        Route(CALLBACK, callback, methods=["GET"]),
    ]


async def _login(request: Request, theirs: Any) -> Response:
    try:
        response: Response = await theirs(request)
    except Exception:
        log.exception("the sign-in provider cannot be asked")
        return _unanswered(request)
    if response.status_code >= 400:
        return _unanswered(request)
    was_at = local_path(request.headers.get("referer", ""))
    if was_at != "/":
        response.set_cookie(
            RETURN,
            quote(was_at),
            max_age=_RETURN_SECONDS,
            path=CALLBACK,
            httponly=True,
            samesite="lax",
        )
    return _unstored(response)


async def _logout(request: Request, theirs: Any) -> Response:
    import asyncio

    # Another site's link may sign out this browser alone.
    if request.headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        await asyncio.to_thread(_end, _user_info(request))
    return _unstored(await theirs(request))


async def _callback(request: Request, theirs: Any) -> Response:
    try:
        response: Response = await theirs(request)
    except Exception:
        log.exception("the sign-in could not be finished")
        return _unanswered(request)
    if _has_failed(response):
        told = _unanswered(request)
        # With what throws the cookies away.
        told.raw_headers.extend(one for one in response.raw_headers if one[0] == b"set-cookie")
        return told
    was_at = local_path(unquote(request.cookies.get(RETURN, "")))
    if response.status_code == 302 and response.headers.get("location") == "/":
        response.headers["location"] = was_at
    response.delete_cookie(RETURN, path=CALLBACK)
    return _unstored(response)


def _has_failed(response: Response) -> bool:
    """Whether Streamlit has thrown the cookie away and set none: it leads back and says nothing."""
    own = f"{USER_COOKIE}=".encode()
    written = [value for name, value in response.raw_headers if name.lower() == b"set-cookie"]
    about = [value[len(own) :] for value in written if value.startswith(own)]
    return bool(about) and all(value.startswith((b'""', b";")) for value in about)


def local_path(address: str) -> str:
    """The page of this program that an address means, with its choices; "/" for any other."""
    if len(address) > _LONGEST_RETURN or not _PLAIN.fullmatch(address):
        return "/"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    name = parts.path.strip("/")
    if name and name not in {page.name for page in navigation.found()}:
        return "/"
    return f"/{name}?{parts.query}" if parts.query else f"/{name}"


def _user_info(request: Request) -> dict[str, Any]:
    """What the request's signed cookie says, as Streamlit gives it to a page."""
    from streamlit.web.server.starlette import starlette_auth_routes as theirs

    signed = theirs._get_cookie_value_from_request(request, theirs.USER_COOKIE_NAME)
    try:
        told = json.loads(signed) if signed else {}
    except ValueError:
        return {}
    return {key: value for key, value in told.items() if key != "origin"}


def _end(user_info: dict[str, Any]) -> None:
    try:
        standing = sessions.standing(user_info, using=False)
        if standing:
            sessions.sign_out(standing.person_id)
    except Refused:
        return
    except SeutukuvaError as error:
        log.warning("a sign-out could not be noted: %s", error)


def _unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _unanswered(request: Request) -> Response:
    """The provider does not answer, in the browser's language."""
    from starlette.responses import HTMLResponse

    first = re.split(r"[,;-]", request.headers.get("accept-language", "").strip().lower())[0]
    with texts.speaking({"nn": "nb", "no": "nb"}.get(first, first)):
        who = configuration.load().provider.name or _("The sign-in service")
        title = _("Signing in did not succeed")
        words = _(
            "{provider} did not answer as expected. Try again in a moment; if that does not help, "
            "tell the administrator, who finds the reason in the log."
        ).format(provider=who)
        back = _("Back to the pages")
        language = texts.language()
    page = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{_escaped(title)}</title>"
        '<body style="font-family: sans-serif; max-width: 40rem; margin: 4rem auto; '
        'padding: 0 1rem; line-height: 1.5">'
        f'<h1>{_escaped(title)}</h1><p>{_escaped(words)}</p><p><a href="/">{_escaped(back)}</a>'
    )
    return _unstored(HTMLResponse(page, 502))


def _escaped(text: str) -> str:
    import html

    return html.escape(text)
