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
# 320 is a laptop at 400 % zoom.
WIDTHS = {320: 640, 360: 740, 1280: 900, 1920: 1080}
ENTRIES = navigation.found()
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


@pytest.fixture(scope="module", params=WIDTHS, ids=lambda width: f"{width}px")
def sized(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """One page for the whole file, so that what was fetched once stays fetched."""
    size = {"width": request.param, "height": WIDTHS[request.param]}
    with watched_page(browser, viewport=size) as opened:
        yield opened


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_nothing_is_cut_off_sideways(server: str, sized: Page, entry: navigation.PageEntry) -> None:
    sized.goto(address(server, entry))
    settled(sized)
    over = sized.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over <= 0, f"{over} px too wide"
    assert sized.evaluate(CUT_OFF) == []


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


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_each_page_has_its_own_title(server: str, sized: Page, entry: navigation.PageEntry) -> None:
    titles = {}
    for language in ("fi", "en"):
        sized.goto(address(server, entry, f"?lang={language}"))
        settled(sized)
        heading = sized.locator("h1").first.inner_text()
        expect(sized).to_have_title(f"{heading} · Seutukuva")
        titles[language] = heading
    assert titles["fi"] != titles["en"]


def test_streamlits_own_menus_are_hidden(server: str, page: Page) -> None:
    page.goto(server)
    settled(page)
    for own in ("stMainMenu", "stAppDeployButton", "stToolbarActions", "stElementToolbar"):
        assert page.get_by_test_id(own).count() == 0, own


# Presentation mode


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_presentation_is_large_and_without_side_bar(
    server: str, page: Page, entry: navigation.PageEntry
) -> None:
    page.goto(address(server, entry))
    settled(page)
    usual = letters(page, "h1")
    page.goto(address(server, entry, "?present=1"))
    settled(page)
    assert letters(page, "h1") >= 1.25 * usual
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for detail in (".stExpander", ".stDownloadButton"):
        for one in page.locator(detail).all():
            expect(one).to_be_hidden()
    expect(page.get_by_role("button", name=translated("End presentation"))).to_be_in_viewport()
    assert page.evaluate(CUT_OFF) == []
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over <= 0


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
    expect(page.locator("html")).to_have_css("font-size", "16px")
