"""Letters, menus and tables on a usual screen, and the way in and out of the presentation."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from seutukuva.ui import presentation
from tests.browser.conftest import settled
from tests.browser.looking import USUAL, letters

pytestmark = pytest.mark.browser


def test_the_overview_table_needs_no_scrolling_on_a_laptop(server: str, page: Page) -> None:
    page.goto(server)
    settled(page)
    table = page.get_by_role("table").first
    expect(table).to_be_visible()
    frame = table.locator("xpath=..")
    assert frame.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_letters_are_ours_and_come_from_here(server: str, page: Page) -> None:
    fonts: list[str] = []
    page.on("response", lambda one: fonts.append(one.url) if ".woff2" in one.url else None)
    page.goto(server)
    settled(page)
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Source Sans\"')")
    assert "Source Sans" in page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily")
    assert fonts
    assert all(one.startswith(server) for one in fonts)


def test_streamlits_own_menus_are_hidden(server: str, page: Page) -> None:
    page.goto(server)
    settled(page)
    for own in ("stMainMenu", "stAppDeployButton", "stToolbarActions", "stElementToolbar"):
        assert page.get_by_test_id(own).count() == 0, own


# Presentation mode


def test_charts_are_larger_in_presentation(server: str, page: Page) -> None:
    sizes = {}
    for mode in ("0", "1"):
        page.goto(f"{server}/indicator?area=FI-KU729&indicator=population&present={mode}")
        settled(page, charts=2)
        sizes[mode] = letters(page, ".js-plotly-plot .ytick text")
    assert sizes["1"] == pytest.approx(presentation.CHART_SCALE * sizes["0"])


def test_in_and_out_of_the_presentation(server: str, page: Page) -> None:
    page.goto(f"{server}/?area=FI-KU931&lang=en")
    settled(page)
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page).to_have_url(re.compile(r"present=1"))
    out = page.get_by_role("button", name="End presentation")
    expect(out).to_be_visible()
    # The choice goes along to the next page, and area and language with it.
    page.get_by_role("link", name="Look closer").first.click()
    expect(page).to_have_url(re.compile(r"/indicator\?.*present=1"))
    settled(page, charts=2)
    assert letters(page, "html") >= 20
    expect(page.get_by_role("combobox", name="Area", exact=True)).to_have_value("Viitasaari")
    out.click()
    expect(page).not_to_have_url(re.compile("present"))
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    expect(page.locator("html")).to_have_css("font-size", f"{USUAL}px")
