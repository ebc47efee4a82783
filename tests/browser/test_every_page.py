"""Every page on a large light screen; on a small dark one, and from there on the wall.

A page is opened once for each of these, and looked at from all sides while it is open: opening
takes longer than looking.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from seutukuva import navigation, texts
from tests.browser.conftest import address, settled
from tests.browser.looking import (
    BEHIND,
    BUTTON_CONTRAST,
    CUT_OFF,
    OF_COLOURS,
    USUAL,
    findings,
    letters,
    side_bar_stands,
    too_wide,
)

pytestmark = pytest.mark.browser
ENTRIES = navigation.found()
# 320 is a laptop at 400 % zoom.
NARROW, LAPTOP, WALL = (320, 360), 1280, 1920
WHITE = "rgb(255, 255, 255)"
each_page = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


def show(page: Page, where: str, *, width: int, colours: str) -> None:
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(where)
    settled(page)


def assert_fits(page: Page, *widths: int) -> None:
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)  # charts take the new width a little later
        if width >= LAPTOP:
            side_bar_stands(page)
        assert too_wide(page) <= 0, f"at {width}"
        assert page.evaluate(CUT_OFF) == [], f"at {width}"


@each_page
def test_page_opens_and_has_no_barrier(
    server: str, page: Page, entry: navigation.PageEntry
) -> None:
    # In each language every page is opened elsewhere, without a browser; here in one in turn.
    languages = [*texts.LANGUAGES]
    language = languages[ENTRIES.index(entry) % len(languages)]
    show(page, address(server, entry, f"?lang={language}"), width=LAPTOP, colours="light")
    assert page.locator("html").get_attribute("lang") == language
    heading = page.locator("h1").first.inner_text().strip()
    assert heading
    expect(page).to_have_title(f"{heading} · Seutukuva")
    assert page.get_by_test_id("stException").count() == 0
    assert page.locator('[data-testid="stAlertContentError"]').count() == 0
    assert page.evaluate(BEHIND) == WHITE
    assert findings(page) == []
    assert page.evaluate(BUTTON_CONTRAST) == []
    assert_fits(page, LAPTOP, WALL)


@each_page
def test_page_fits_a_phone_is_read_in_the_dark_and_presented(
    server: str, page: Page, entry: navigation.PageEntry
) -> None:
    # In Finnish, whose words are the longest.
    show(page, address(server, entry), width=NARROW[0], colours="dark")
    assert_fits(page, *NARROW)
    # The side bar is seen on the larger screen only.
    assert_fits(page, LAPTOP)
    assert page.evaluate(BEHIND) != WHITE
    assert findings(page, OF_COLOURS) == []
    assert page.evaluate(BUTTON_CONTRAST) == []
    say = texts.translator("fi")
    page.get_by_role("button", name=say("Present"), exact=True).press("Enter")
    end = page.get_by_role("button", name=say("End presentation"))
    expect(end).to_be_in_viewport()
    settled(page)
    assert_is_presented(page)


def assert_is_presented(page: Page) -> None:
    """Large letters, no side bar, nothing that is for reading at a desk."""
    assert letters(page, "html") >= 1.25 * USUAL
    assert letters(page, "h1") >= 2 * letters(page, "html")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for detail in (".stExpander", ".stDownloadButton"):
        for one in page.locator(detail).all():
            expect(one).to_be_hidden()
    assert page.evaluate(CUT_OFF) == []
    assert too_wide(page) <= 0
