"""The main tasks are done with the keyboard alone, and one always sees where the focus is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from seutukuva import texts
from tests.browser.conftest import settled, watched_page

pytestmark = pytest.mark.browser
MOST_TABS = 120
NAME = """
() => {
  const one = document.activeElement;
  const labels = [...(one.labels || [])].map(label => label.textContent);
  const own = one.textContent.length < 120 ? one.textContent : '';  // not a whole page's
  return (one.ariaLabel || labels.join(' ') || own).trim();
}
"""


def tab_to(page: Page, name: str, key: str = "Tab") -> Locator:
    """Press Tab until what has the focus is called so; it shows that it has the focus."""
    for _press in range(MOST_TABS):
        page.keyboard.press(key)
        if re.search(name, page.evaluate(NAME)):
            break
    else:
        raise AssertionError(f"{name} is not reached in {MOST_TABS} steps")
    focused = page.locator("*:focus")
    stand_still(page, focused)
    assert_focus_is_seen(page, focused)
    return focused


def stand_still(page: Page, focused: Locator) -> None:
    """Bring the place into view and wait until the page above it no longer grows."""
    before = None
    for _look in range(30):
        focused.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        now = focused.bounding_box()
        if now and now == before:
            return
        before = now
    raise AssertionError("the page does not come to rest")


def assert_focus_is_seen(page: Page, focused: Locator) -> None:
    """The place looks different when the focus has gone on to the next one."""
    box = focused.bounding_box()
    assert box, "what has the focus is nowhere"
    around = {
        "x": max(0, box["x"] - 12),
        "y": max(0, box["y"] - 12),
        "width": box["width"] + 24,
        "height": box["height"] + 24,
    }
    page.wait_for_timeout(250)  # borders fade in
    with_focus = page.screenshot(clip=around, caret="hide")
    name = page.evaluate(NAME)
    page.keyboard.press("Tab")
    page.wait_for_timeout(250)
    without = page.screenshot(clip=around, caret="hide")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(NAME) == name, "the way back is another one"
    assert with_focus != without, "nobody sees where the focus is"


def type_choice(page: Page, text: str, marked_name: str) -> None:
    """Choose in the list that has the focus: type, and press Enter on what is marked then."""
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    marked = page.locator("[role=option][data-focused=true]")
    expect(marked).to_have_text(re.compile(marked_name, re.IGNORECASE))
    # The list is narrowed a moment after the last letter; an Enter in that very moment, which no
    # hand is quick enough for, closes the list and chooses nothing.
    page.wait_for_timeout(500)
    expect(marked).to_have_text(re.compile(marked_name, re.IGNORECASE))
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_from_the_overview_to_a_figure_in_a_file(server: str, page: Page) -> None:
    page.goto(f"{server}/?lang=en")
    settled(page)
    tab_to(page, "^Area$")
    type_choice(page, "Viitasaari", "^Viitasaari$")
    expect(page).to_have_url(re.compile("area=FI-KU931"))
    settled(page)
    tab_to(page, "Look closer")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/indicator\?.*area=FI-KU931"))
    settled(page, charts=2)
    tab_to(page, "^Indicator$")
    type_choice(page, "mean age", "mean age")
    expect(page).to_have_url(re.compile("indicator=mean_age"))
    expect(page.locator("h1").first).to_contain_text(re.compile("mean age", re.IGNORECASE))
    settled(page, charts=2)
    tab_to(page, "The same as a table")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").first).to_be_visible()
    tab_to(page, "Take away")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="CSV").first.wait_for()
    tab_to(page, "^CSV$")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "Viitasaari" in download.value.path().read_text(encoding="utf-8-sig")


def test_past_the_menu_to_the_content(server: str, page: Page) -> None:
    page.goto(f"{server}/?lang=en")
    settled(page)
    page.keyboard.press("Tab")
    assert "Skip to main content" in page.evaluate(NAME)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('[data-testid=stMain]')")


def test_another_language_and_page(server: str, page: Page) -> None:
    page.goto(f"{server}/?lang=en")
    settled(page)
    tab_to(page, "Kieli")
    type_choice(page, "Svenska", "^Svenska$")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    settled(page)
    quality = texts.translator("sv")("Data quality")
    tab_to(page, quality, key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_have_text(quality)


def test_into_and_out_of_the_presentation(server: str, page: Page) -> None:
    page.goto(f"{server}/?lang=en")
    settled(page)
    tab_to(page, "^(slideshow)?Present$")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    settled(page)
    tab_to(page, "End presentation")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()


def test_a_table_that_scrolls_is_reached(server: str, browser: Browser) -> None:
    with watched_page(browser, viewport={"width": 360, "height": 740}) as page:
        page.goto(f"{server}/data_quality?lang=en")
        settled(page)
        tab_to(page, "Checks of this version")
        page.evaluate("document.activeElement.scrollLeft = 0")
        for _press in range(5):
            page.keyboard.press("ArrowRight")
        expect(page.locator("*:focus")).not_to_have_js_property("scrollLeft", 0)
