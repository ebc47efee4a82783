"""Every page on a large light screen, on a small dark one, and presented.

A page is opened once for each of these, and looked at from all sides while it is open: opening
takes longer than looking.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from seutukuva import navigation, texts
from tests.browser.conftest import address, settled, watched_page
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


@pytest.fixture(scope="module")
def seen(browser: Browser) -> Iterator[Page]:
    """A page kept for all addresses, so that what was fetched once stays fetched."""
    with watched_page(browser) as opened:
        yield opened


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
    server: str, seen: Page, entry: navigation.PageEntry
) -> None:
    # In each language every page is opened elsewhere, without a browser; here in one in turn.
    languages = [*texts.LANGUAGES]
    language = languages[ENTRIES.index(entry) % len(languages)]
    show(seen, address(server, entry, f"?lang={language}"), width=LAPTOP, colours="light")
    assert seen.locator("html").get_attribute("lang") == language
    heading = seen.locator("h1").first.inner_text().strip()
    assert heading
    expect(seen).to_have_title(f"{heading} · Seutukuva")
    assert seen.get_by_test_id("stException").count() == 0
    assert seen.locator('[data-testid="stAlertContentError"]').count() == 0
    assert seen.evaluate(BEHIND) == WHITE
    assert findings(seen) == []
    assert seen.evaluate(BUTTON_CONTRAST) == []
    assert_fits(seen, LAPTOP, WALL)


@each_page
def test_page_fits_a_phone_and_is_read_in_the_dark(
    server: str, seen: Page, entry: navigation.PageEntry
) -> None:
    # In Finnish, whose words are the longest.
    show(seen, address(server, entry), width=NARROW[0], colours="dark")
    assert_fits(seen, *NARROW)
    # The side bar is seen on the larger screen only.
    assert_fits(seen, LAPTOP)
    assert seen.evaluate(BEHIND) != WHITE
    assert findings(seen, OF_COLOURS) == []
    assert seen.evaluate(BUTTON_CONTRAST) == []


@each_page
def test_presentation_is_large_and_without_side_bar(
    server: str, seen: Page, entry: navigation.PageEntry
) -> None:
    show(seen, address(server, entry, "?present=1"), width=LAPTOP, colours="light")
    assert letters(seen, "html") >= 1.25 * USUAL
    assert letters(seen, "h1") >= 2 * letters(seen, "html")
    expect(seen.get_by_test_id("stSidebar")).to_be_hidden()
    for detail in (".stExpander", ".stDownloadButton"):
        for one in seen.locator(detail).all():
            expect(one).to_be_hidden()
    end = texts.translator("fi")("End presentation")
    expect(seen.get_by_role("button", name=end)).to_be_in_viewport()
    assert seen.evaluate(CUT_OFF) == []
    assert too_wide(seen) <= 0
