"""Signing in with a real provider and real browsers: who sees what, until when, and nobody else.

The provider is a small one that speaks OpenID Connect, on this computer. One server and one start
of the provider do for all tests; each person has a browser of their own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests import signing_in
from tests.browser.conftest import (
    AT_REST,
    PATIENCE,
    USUAL,
    _free_port,
    settled,
    start_server,
    stop_server,
)
from tests.browser.looking import CUT_OFF, findings
from tests.conftest import REPOSITORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOON = 20_000  # milliseconds; a minute is promised
PROVIDER = """
import json, sys, time
from oidc_provider_mock import User, run_server_in_thread
port, people = int(sys.argv[1]), json.loads(sys.argv[2])
users = [User(sub=sub, claims=claims) for sub, claims in people.items()]
with run_server_in_thread(port=port, user_claims=users):
    print("ready", flush=True)
    time.sleep(3600)
"""
GRANTS = """
[session]
hours = 10
[[grant]]
claim = "groups"
value = "analysts"
role = "analyst"
organisation = "WITAS"
[[grant]]
claim = "groups"
value = "steering"
role = "viewer"
"""


@dataclass(frozen=True)
class Place:
    """A server that people sign in to, and the folder of what they enter."""

    address: str
    data: Path
    file: Path


def account(name: str, *groups: str) -> dict[str, object]:
    email = f"{name.split()[0].lower()}@kunta.example"
    return {"name": name, "email": email, "email_verified": True, "groups": list(groups)}


PEOPLE = {
    "maija": account("Maija Virtanen", "analysts"),
    "matti": account("Matti Niemi", "steering"),
    "anna": account("Anna Lahti"),
}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows these people."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", PROVIDER, str(port), json.dumps(PEOPLE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout and process.stdout.readline().strip() == "ready"
    yield f"http://localhost:{port}"
    process.terminate()
    process.wait(timeout=15)


@pytest.fixture(scope="module")
def place(
    provider: str, starter_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """A server that people sign in to with that provider."""
    folder = tmp_path_factory.mktemp("signing-in")
    data, port = folder / "data", _free_port()
    shutil.copytree(starter_folder, data)
    address = f"http://127.0.0.1:{port}"
    metadata = f"{provider}/.well-known/openid-configuration"
    file = signing_in.write(folder, GRANTS, address=address, metadata=metadata)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUTUKUVA_SIGN_IN", str(file))
        patch.delenv("SEUTUKUVA_PUBLIC", raising=False)
        command = [sys.executable, "serve.py", "--port", str(port), "--no-browser"]
        process = start_server(command, port, data)
    yield Place(address, data, file)
    stop_server(process)


@contextmanager
def browsing(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of one's own, in English."""
    context = browser.new_context(**{**USUAL, "locale": "en-GB"})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    settled(page)
    return page


def button(page: Page, key: str) -> Locator:
    # With a hint Streamlit draws a button twice, for wide and for narrow windows.
    return page.locator(f".st-key-{key} button >> visible=true").first


def sign_in(page: Page, who: str) -> None:
    button(page, "person_sign_in").click()
    page.get_by_role("button", name=who, exact=True).click()
    page.locator(".st-key-person_signed_in").wait_for()
    settled(page)


def is_kept_away(page: Page) -> bool:
    return page.get_by_text("This page is confidential.").count() == 1


def must_be_kept_away(page: Page) -> None:
    """Wait for it: the watch may run such a page once more while it is looked at."""
    expect(page.get_by_text("This page is confidential.")).to_be_visible()
    expect(page.get_by_text("Enter a need by hand")).to_have_count(0)


def noted(place: Place, question: str) -> list[tuple]:
    with sqlite3.connect(place.data / "records" / "log.sqlite") as database:
        found = database.execute(question).fetchall()
    database.close()
    return found


def test_sign_in_use_and_sign_out_everywhere(browser: Browser, place: Place) -> None:
    needs = f"{place.address}/needs?lang=en"
    with browsing(browser) as here, browsing(browser) as there:
        first = opened(here, needs)
        assert is_kept_away(first)
        sign_in(first, "maija")
        # Back on the page that it was begun on, as who one is.
        expect(first).to_have_url(re.compile(r"/needs\?lang=en"))
        assert not is_kept_away(first)
        told = first.locator(".st-key-person_signed_in").inner_text()
        assert "Maija Virtanen" in told and "Role: Analyst" in told and "Until" in told
        assert findings(first) == [] and first.evaluate(CUT_OFF) == []
        cookies = {one["name"]: one for one in here.cookies(place.address)}
        own = cookies["_streamlit_user"]
        assert own["httpOnly"] and own["sameSite"] == "Lax"
        assert own["expires"] - time.time() < 10 * 3600 + 60
        second = opened(here, needs)
        assert not is_kept_away(second)
        other = opened(there, needs)
        sign_in(other, "maija")
        stale = here.storage_state()

        button(first, "person_sign_out").click()
        for page in (second, other):
            page.locator(".st-key-person_nobody").wait_for(timeout=SOON)
            page.locator(AT_REST).wait_for()
            must_be_kept_away(page)
            expect(page.get_by_text("You have been signed out.")).to_be_visible()
    # The cookie of before, kept by somebody, is worth nothing.
    thief = browser.new_context(**USUAL, storage_state=stale)
    page = opened(thief, needs)
    must_be_kept_away(page)
    expect(page.locator(".st-key-person_nobody")).to_have_count(1)
    thief.close()
    begun = noted(place, "select count(*) from sign_in")
    assert begun == [(2,)], "no sign-in began with the old cookie"
    said = noted(place, "select action from aud_log where action like 'signed%' order by seq")
    assert [action for (action,) in said] == ["signed_in", "signed_in", "signed_out"]


def test_two_people_side_by_side_have_pages_of_their_own(browser: Browser, place: Place) -> None:
    with browsing(browser) as of_maija, browsing(browser) as of_matti, browsing(browser) as open_to:
        maija = opened(of_maija, f"{place.address}/needs?lang=en")
        sign_in(maija, "maija")
        matti = opened(of_matti, f"{place.address}/needs?lang=sv")
        button(matti, "person_sign_in").click()
        matti.get_by_role("button", name="matti", exact=True).click()
        matti.locator(".st-key-person_signed_in").wait_for()
        settled(matti)
        nobody = opened(open_to, f"{place.address}/needs?lang=nb")
        told = [page.locator(".st-key-person_signed_in") for page in (maija, matti, nobody)]
        assert "Maija" in told[0].inner_text() and "Matti" not in told[0].inner_text()
        assert "Matti" in told[1].inner_text() and told[2].count() == 0
        # The viewer sees results of interviews and no single firm's need.
        titles = [page.locator("h1").first.inner_text() for page in (maija, matti, nobody)]
        assert len(set(titles)) == 3, "each in the own language"
        assert maija.get_by_text("Enter a need by hand").count() == 1
        assert matti.locator('[data-testid="stForm"], [data-testid="stExpander"]').count() == 0
        assert maija.context.cookies() != matti.context.cookies()


def test_cookies_that_were_tampered_with_sign_nobody_in(browser: Browser, place: Place) -> None:
    forged = json.dumps({**signing_in.claims("maija"), "origin": place.address})
    old = signing_in.claims("maija", iat=int(time.time()) - 11 * 3600, exp=int(time.time()) + 60)
    values = {
        "another secret": create_signed_value("another secret", "_streamlit_user", forged),
        "cut": create_signed_value(signing_in.SECRET, "_streamlit_user", forged)[:-3],
        "over": create_signed_value(
            signing_in.SECRET, "_streamlit_user", json.dumps({**old, "origin": place.address})
        ),
    }
    for why, value in values.items():
        with browsing(browser) as context:
            cookie = {"name": "_streamlit_user", "value": value.decode(), "url": place.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
            page = opened(context, f"{place.address}/needs?lang=en")
            must_be_kept_away(page)
            expect(page.locator(".st-key-person_nobody"), why).to_have_count(1)


def test_a_role_counts_from_the_next_click_and_until_it_is_taken_away(
    browser: Browser, place: Place
) -> None:
    def at_the_server(what: str) -> None:
        """As whoever sits at the server does it, in a process of its own."""
        environment = {**os.environ, "SEUTUKUVA_DATA": str(place.data)}
        environment.pop("SEUTUKUVA_SIGN_IN", None)
        begin = (
            "from seutukuva.people import grants, persons; "
            "from seutukuva.sign_in import sessions; "
            "(anna,) = persons.by_email('anna@kunta.example'); "
        )
        done = subprocess.run(
            [sys.executable, "-c", begin + what],
            cwd=REPOSITORY,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr

    def read_again(page: Page) -> None:
        page.get_by_test_id("stSidebarNav").get_by_role("link", name="Overview").click()
        expect(page.locator("h1").first).not_to_have_text("Needs of firms")
        settled(page)

    with browsing(browser) as context:
        page = opened(context, f"{place.address}/needs?lang=en")
        sign_in(page, "anna")
        assert is_kept_away(page)
        assert "No role yet" in page.locator(".st-key-person_signed_in").inner_text()
        at_the_server("grants.give(anna.id, 'coordinator', reason='Prepares meetings')")
        read_again(page)
        assert "Role: Coordinator" in page.locator(".st-key-person_signed_in").inner_text()
        page.get_by_test_id("stSidebarNav").get_by_role("link", name="Needs of firms").click()
        expect(page.locator("h1").first).to_have_text("Needs of firms")
        settled(page)
        assert not is_kept_away(page)
        at_the_server(
            "(one,) = grants.of_person(anna.id); grants.revoke(one.id, reason='Moved on')"
        )
        read_again(page)
        assert "No role yet" in page.locator(".st-key-person_signed_in").inner_text()
        at_the_server("sessions.end(anna.id)")
        page.locator(".st-key-person_nobody").wait_for(timeout=SOON)
