"""axe-core looks at every page, and the language that a screen reader is told is the right one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from seutukuva import navigation, texts
from tests.browser.conftest import address, language_box, settled, watched_page

pytestmark = pytest.mark.browser
ENTRIES = navigation.found()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# What another appearance of the same page can break.
OF_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
WEIGHTY = ("serious", "critical")
# axe-core passes over the texts of Streamlit's buttons, whose wrappers have no box of their own.
BUTTON_CONTRAST = """
() => {
  const light = one => {
    const [r, g, b] = one.map(c => c / 255)
      .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const rgb = colour => colour.match(/[\\d.]+/g).map(Number);
  const behind = one => {
    const [r, g, b, a = 1] = rgb(getComputedStyle(one).backgroundColor);
    return a === 1 || !one.parentElement ? [r, g, b] : behind(one.parentElement);
  };
  return [...document.querySelectorAll('button p')].map(text => {
    const [front, back] = [rgb(getComputedStyle(text).color), behind(text)].map(light);
    const contrast = (Math.max(front, back) + .05) / (Math.min(front, back) + .05);
    return [text.textContent, contrast];
  }).filter(([, contrast]) => contrast < 4.5);
}
"""
BEHIND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def findings(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe-core finds and is serious: impact, rule, element. Streamlit's parts included."""
    found: list[dict[str, Any]] = Axe().run(page, options=rules).response["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['target']} {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
        if one["impact"] in WEIGHTY
    ]


@pytest.fixture(scope="module")
def seen(browser: Browser) -> Iterator[Page]:
    """A page kept for all addresses, so that what was fetched once stays fetched."""
    with watched_page(browser, color_scheme="light") as opened:
        yield opened


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_no_barrier_on_a_page(server: str, seen: Page, entry: navigation.PageEntry) -> None:
    # Names of parts are a matter of the language: every page is seen in one of them in turn.
    language = [*texts.LANGUAGES][ENTRIES.index(entry) % len(texts.LANGUAGES)]
    seen.emulate_media(color_scheme="light")
    seen.goto(address(server, entry, f"?lang={language}"))
    settled(seen)
    assert seen.locator("html").get_attribute("lang") == language
    assert findings(seen) == []
    assert seen.evaluate(BUTTON_CONTRAST) == []
    light = seen.evaluate(BEHIND)
    seen.emulate_media(color_scheme="dark")
    seen.reload()
    settled(seen)
    assert seen.evaluate(BEHIND) != light
    assert findings(seen, OF_COLOURS) == []
    assert seen.evaluate(BUTTON_CONTRAST) == []


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
