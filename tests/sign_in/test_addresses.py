"""The addresses of signing in and out: back to the page of before, and words when it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette import starlette_auth_routes as theirs

from seutukuva.sign_in import addresses, sessions
from seutukuva.sign_in.lifetimes import Refused
from tests import signing_in

HOST = "https://seutukuva.test"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"{HOST}/needs?lang=sv&area=FI-SK138", "/needs?lang=sv&area=FI-SK138"),
        ("/needs", "/needs"),
        ("/needs/", "/needs"),
        (f"{HOST}/", "/"),
        ("", "/"),
        ("/?present=1", "/?present=1"),
        ("//evil.test/", "/"),
        ("https://evil.test/needs", "/needs"),
        ("/auth/logout", "/"),
        ("/needs/../auth/logout", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\evil.test", "/"),
        ("/needs\r\nSet-Cookie: a=b", "/"),
        ("/needs?" + "a" * 2000, "/"),
        ("http://[::1/needs", "/"),
        ("/nowhere", "/"),
    ],
)
def test_the_way_back_is_a_page_of_ours(address: str, path: str) -> None:
    assert addresses.local_path(address) == path


def served(ours: Callable[..., Any], answer: Response | Exception) -> TestClient:
    """One of our addresses over an answer that Streamlit would have given."""

    async def of_streamlit(request: Any) -> Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def endpoint(request: Any) -> Response:
        return await ours(request, of_streamlit)

    app = Starlette(routes=[Route("/{rest:path}", endpoint)])
    return TestClient(app, base_url=HOST, follow_redirects=False)


def test_signing_in_remembers_the_page(sign_in_file: Path) -> None:
    client = served(addresses._login, RedirectResponse("https://login.test/authorize", 302))
    answer = client.get("/auth/login", headers={"Referer": f"{HOST}/needs?lang=sv"})
    assert answer.headers["location"] == "https://login.test/authorize"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "Path=/oauth2callback" in cookie and "lax" in cookie.lower()
    assert answer.headers["cache-control"] == "no-store"

    back = served(addresses._callback, RedirectResponse("/", 302))
    returned = back.get("/oauth2callback", headers={"Cookie": cookie.split(";")[0]})
    assert returned.headers["location"] == "/needs?lang=sv"
    assert "Max-Age=0" in returned.headers["set-cookie"]


def test_nobody_is_led_elsewhere(sign_in_file: Path) -> None:
    client = served(addresses._login, RedirectResponse("https://login.test/authorize", 302))
    answer = client.get("/auth/login", headers={"Referer": "https://evil.test/"})
    assert "set-cookie" not in answer.headers
    back = served(addresses._callback, RedirectResponse("/", 302))
    forged = {"Cookie": f"{addresses.RETURN}=%2F%2Fevil.test"}
    assert back.get("/oauth2callback", headers=forged).headers["location"] == "/"


@pytest.mark.parametrize("failure", [PlainTextResponse("Authentication error", 400), OSError("x")])
@pytest.mark.parametrize(
    ("spoken", "title"),
    [
        ("en-GB,en;q=0.9", "Signing in did not succeed"),
        ("", None),
        ("xx", None),
    ],
)
def test_a_provider_that_does_not_answer(
    sign_in_file: Path, failure: Any, spoken: str, title: str | None
) -> None:
    signing_in.write(sign_in_file.parent, 'name = "<b>Kunnat</b>"')
    client = served(addresses._login, failure)
    answer = client.get("/auth/login", headers={"Accept-Language": spoken})
    assert answer.status_code == 502
    assert "Traceback" not in answer.text and "Authentication error" not in answer.text
    assert '<a href="/">' in answer.text and "&lt;b&gt;Kunnat&lt;/b&gt;" in answer.text
    assert ('lang="en"' in answer.text) is (title is not None)
    assert title is None or title in answer.text


def test_a_token_that_is_not_given_is_told_and_no_silent_way_back(sign_in_file: Path) -> None:
    assert addresses.USER_COOKIE == theirs.USER_COOKIE_NAME
    failed, stale = RedirectResponse("/", 302), RedirectResponse("/", 302)
    failed.delete_cookie(theirs.USER_COOKIE_NAME)
    answer = served(addresses._callback, failed).get("/oauth2callback?code=a&state=b")
    assert answer.status_code == 502 and '<a href="/">' in answer.text
    assert answer.headers["set-cookie"].startswith('_streamlit_user=""')
    # The browser's way back to an address that was used already harms nobody.
    assert served(addresses._callback, stale).get("/oauth2callback").status_code == 302
    done = RedirectResponse("/", 302)
    done.delete_cookie(theirs.USER_COOKIE_NAME)
    done.set_cookie(theirs.USER_COOKIE_NAME, "signed")
    assert served(addresses._callback, done).get("/oauth2callback?code=a").status_code == 302


@pytest.mark.parametrize(
    ("site", "ended"), [("same-origin", True), ("none", True), ("cross-site", False)]
)
def test_leaving_ends_every_browser_unless_another_site_asks(
    sign_in_file: Path, monkeypatch: pytest.MonkeyPatch, site: str, ended: bool
) -> None:
    info = signing_in.claims()
    monkeypatch.setattr(addresses, "_user_info", lambda request: info)
    assert sessions.standing(info)
    client = served(addresses._logout, RedirectResponse("/", 302))
    answer = client.get("/auth/logout", headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 302
    if ended:
        with pytest.raises(Refused, match="ended"):
            sessions.standing(info)
    else:
        assert sessions.standing(info)


def test_the_three_addresses_are_ours_where_people_sign_in(
    sign_in_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = [route.path for route in addresses.routes()]  # type: ignore[attr-defined]
    assert ours == [route.path for route in theirs.create_auth_routes("")]
    monkeypatch.delenv("SEUTUKUVA_SIGN_IN")
    assert addresses.routes() == []
