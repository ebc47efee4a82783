"""axe-core looks at every page, and the main tasks are done with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from seutukuva import navigation, texts
from tests.browser.conftest import address, settled, watched_page

pytestmark = pytest.mark.browser
ENTRIES = navigation.found()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
WEIGHTY = ("serious", "critical")
# Findings in Streamlit's own parts that nothing of ours can mend: rule, element, public issue.
# There is none: see frontend.js for the menu and for tables that scroll.
STREAMLITS_OWN: tuple[tuple[str, str, str], ...] = ()
MOST_TABS = 120


def findings(page: Page) -> list[str]:
    """What axe-core finds, but for Streamlit's own: impact, rule, element."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
        if one["impact"] in WEIGHTY and not is_streamlits_own(page, one["id"], node["target"][0])
    ]


def is_streamlits_own(page: Page, rule: str, element: str) -> bool:
    return any(
        rule == known and page.evaluate("([a, b]) => document.querySelector(a).matches(b)", pair)
        for known, selector, _issue in STREAMLITS_OWN
        for pair in [[element, selector]]
    )


@pytest.fixture(
    scope="module",
    params=list(product(("light", "dark"), ("fi", "en"))),
    ids=lambda one: "-".join(one),
)
def seen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, str]]:
    """A page of one appearance and its language, kept for all addresses."""
    scheme, language = request.param
    with watched_page(browser, color_scheme=scheme) as opened:
        yield opened, language


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_no_barrier_on_a_page(
    server: str, seen: tuple[Page, str], entry: navigation.PageEntry
) -> None:
    page, language = seen
    page.goto(address(server, entry, f"?lang={language}"))
    settled(page)
    assert page.locator("html").get_attribute("lang") == language
    assert findings(page) == []


def test_axe_knows_the_rules_and_finds_a_barrier(server: str, page: Page) -> None:
    page.goto(server)
    settled(page)
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"data:,\"><u>x</u>'")
    assert [one for one in findings(page) if "image-alt" in one]
    assert page.evaluate("axe.getRules(['wcag22aa']).length") > 0


@pytest.mark.parametrize("width", [360, 1280])
def test_no_barrier_in_tables_that_scroll_and_in_open_parts(
    server: str, browser: Browser, width: int
) -> None:
    with watched_page(browser, viewport={"width": width, "height": 900}) as page:
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
        box = page.get_by_role("combobox", name="Kieli · Språk · Language")
        box.fill(name)
        page.get_by_role("option", name=name).first.wait_for()
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


# The main tasks, with the keyboard alone

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
    focused.scroll_into_view_if_needed()
    page.wait_for_timeout(250)  # the page may still be growing above
    assert_focus_is_seen(page, focused)
    return focused


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
    page.keyboard.press("Enter")


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
