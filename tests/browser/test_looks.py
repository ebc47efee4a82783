"""Every page at the width of a phone, a laptop and a wall screen, and in presentation mode."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from seutukuva import navigation, texts
from seutukuva.ui import presentation
from tests.browser.conftest import address, settled, watched_page

pytestmark = pytest.mark.browser
# Each is opened at its first width and then made wider; 320 is a laptop at 400 % zoom.
SCREENS = {"phone": (320, 360), "desk": (1280, 1920)}
ENTRIES = navigation.found()
USUAL = 16  # pixels of a letter when nothing is presented
# Texts that are wider than the place they stand in and are cut there, in what people press or
# read first. What scrolls or wraps is not cut.
CUT_OFF = """
() => [...document.querySelectorAll(
  'h1, h2, h3, button, [data-testid=stMetric], [data-testid=stPageLink], summary, .stAlert, label'
)].flatMap(part => [part, ...part.querySelectorAll('*')]).filter(one => {
  const style = getComputedStyle(one);
  const isShown = one.clientWidth > 1 && one.offsetParent && style.visibility === 'visible';
  return isShown && ['hidden', 'clip'].includes(style.overflowX)
    && one.textContent.trim() && one.scrollWidth > one.clientWidth + 1;
}).map(one => one.textContent.trim().slice(0, 60))
"""


def translated(message: str, language: str = "fi") -> str:
    return texts.translator(language)(message)


def letters(page: Page, selector: str) -> float:
    """Size in pixels of the letters of the first such element."""
    first = page.locator(selector).first
    return float(first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))


def too_wide(page: Page) -> int:
    """By how many pixels the whole page would scroll sideways."""
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(width))


@pytest.fixture(scope="module", params=SCREENS)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, list[int]]]:
    """One page for all addresses, so that what was fetched once stays fetched; its widths."""
    with watched_page(browser) as opened:
        yield opened, list(SCREENS[request.param])


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_nothing_is_cut_off_sideways(
    server: str, screen: tuple[Page, list[int]], entry: navigation.PageEntry
) -> None:
    page, widths = screen
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if width == widths[0]:
            page.goto(address(server, entry))
            settled(page)
        page.wait_for_timeout(300)  # charts take the new width a little later
        assert too_wide(page) <= 0, f"at {width}"
        assert page.evaluate(CUT_OFF) == [], f"at {width}"


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


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_presentation_is_large_and_without_side_bar(
    server: str, kept: Page, entry: navigation.PageEntry
) -> None:
    kept.goto(address(server, entry, "?present=1"))
    settled(kept)
    assert letters(kept, "html") >= 1.25 * USUAL
    assert letters(kept, "h1") >= 2 * letters(kept, "html")
    expect(kept.get_by_test_id("stSidebar")).to_be_hidden()
    for detail in (".stExpander", ".stDownloadButton"):
        for one in kept.locator(detail).all():
            expect(one).to_be_hidden()
    expect(kept.get_by_role("button", name=translated("End presentation"))).to_be_in_viewport()
    assert kept.evaluate(CUT_OFF) == []
    assert too_wide(kept) <= 0


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
