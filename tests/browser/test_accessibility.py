"""axe-core finds what it should, also in open parts, and a screen reader is told the language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from seutukuva import texts
from tests.browser.conftest import language_box, settled, watched_page
from tests.browser.looking import findings

pytestmark = pytest.mark.browser


def test_axe_knows_the_rules_and_finds_a_barrier(server: str, page: Page) -> None:
    page.goto(server)
    settled(page)
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"data:,\"><u>x</u>'")
    assert [one for one in findings(page) if "image-alt" in one]
    assert page.evaluate("axe.getRules(['wcag22aa']).length") > 0


def test_no_barrier_in_tables_that_scroll_and_in_open_parts(server: str, browser: Browser) -> None:
    with watched_page(browser, viewport={"width": 360, "height": 740}) as page:
        for name in ("indicator", "sources"):
            page.goto(f"{server}/{name}?lang=fi")
            settled(page)
            page.evaluate("document.querySelectorAll('summary').forEach(one => one.click())")
            expect(page.get_by_role("table").first).to_be_visible()
            page.wait_for_timeout(500)  # the parts open slowly; a half faded text has no contrast
            assert findings(page) == []


def test_no_barrier_while_presenting(server: str, page: Page) -> None:
    for path in ("/?present=1", "/indicator?present=1"):
        page.goto(server + path)
        settled(page)
        assert findings(page) == []


# The language that a screen reader is told


def test_declared_language_follows_the_choice_without_loading_again(
    server: str, page: Page
) -> None:
    page.goto(f"{server}/?area=FI-KU931")
    settled(page)
    page.evaluate("window.isTheSame = true")
    declared = page.locator("html")
    for name, language in (("Svenska", "sv"), ("English", "en"), ("Suomi", "fi")):
        box = language_box(page)
        box.fill(name)
        # Enter takes what the list marks, so the list has to have come so far.
        expect(page.locator("[role=option][data-focused=true]")).to_have_text(name)
        box.press("Enter")
        expect(declared).to_have_attribute("lang", language)
        label = texts.translator(language)("Area")
        expect(page.get_by_role("combobox", name=label, exact=True)).to_be_visible()
    assert page.evaluate("window.isTheSame"), "the page was loaded again"


def test_declared_language_goes_along_to_the_next_page(server: str, page: Page) -> None:
    page.goto(f"{server}/?lang=en")
    settled(page)
    page.get_by_role("link", name="Data quality").click()
    expect(page.locator("h1").first).to_have_text("Data quality")
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
