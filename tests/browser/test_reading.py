"""What a reader does: open a page, choose, send the link to a colleague."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from seutukuva import navigation
from tests.browser.conftest import settled, watched_page

pytestmark = pytest.mark.browser
FIRST, *_rest = navigation.found()


def choose(page: Page, label: str, text: str) -> None:
    """Pick an option as a keyboard user does: type and press Enter."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.fill(text)
    # Enter takes what the list marks, so the list has to have come so far.
    marked = page.locator("[role=option][data-focused=true]")
    expect(marked).to_have_text(re.compile(rf"\b{text}$", re.IGNORECASE))
    box.press("Enter")
    settled(page)


def test_choosing_an_area_is_in_the_link(server: str, page: Page) -> None:
    page.goto(server)
    settled(page)
    before = page.get_by_test_id("stMetricValue").first.inner_text()
    choose(page, "Alue", "Viitasaari")
    expect(page).to_have_url(re.compile(r"area=FI-KU931"))
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text(before)
    settled(page)
    shown = page.get_by_test_id("stMetricValue").all_inner_texts()
    page.goto(page.url)
    settled(page)
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(shown[0])
    assert page.get_by_test_id("stMetricValue").all_inner_texts() == shown


def test_a_link_opens_the_same_view_in_another_language(server: str, page: Page) -> None:
    page.goto(f"{server}/indicator?area=FI-KU729&indicator=mean_age&peers=own_region&lang=sv")
    settled(page, charts=2)
    swedish = page.locator("h1").first.inner_text()
    assert "medelålder" in swedish.lower()
    page.goto(f"{server}/indicator?area=FI-KU729&indicator=mean_age&peers=own_region&lang=en")
    settled(page, charts=2)
    assert "mean age" in page.locator("h1").first.inner_text().lower()


def test_choosing_an_indicator_redraws_the_page(server: str, page: Page) -> None:
    page.goto(f"{server}/indicator?area=FI-KU729")
    settled(page, charts=2)
    choose(page, "Mittari", "keski-ikä")
    expect(page).to_have_url(re.compile(r"indicator=mean_age"))
    expect(page.locator("h1").first).to_contain_text(re.compile("keski-ikä", re.IGNORECASE))
    page.reload()
    settled(page, charts=2)
    expect(page.locator("h1").first).to_contain_text(re.compile("keski-ikä", re.IGNORECASE))


def test_back_button_returns_to_the_earlier_choice(server: str, page: Page) -> None:
    page.goto(f"{server}/indicator?area=FI-KU729&indicator=mean_age")
    settled(page, charts=2)
    choose(page, "Alue", "Kinnula")
    expect(page).to_have_url(re.compile(r"area=FI-KU256"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"area=FI-KU729"))
    expect(page.get_by_role("combobox", name="Alue", exact=True)).to_have_value("Saarijärvi")


def test_charts_have_words_and_a_table(server: str, page: Page) -> None:
    page.goto(f"{server}/indicator?area=FI-KU729&indicator=population")
    settled(page, charts=2)
    page.get_by_text("Sama taulukkona").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    assert "1972" in page.get_by_role("table").first.inner_text()


def test_a_deep_link_on_a_fresh_server_goes_through_the_frame(
    fresh_server: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    # Without serve.py, Streamlit says so of every page until somebody has opened one.
    is_bare = request.node.callspec.params["fresh_server"] == "streamlit"
    forgiven = "page that you have requested does not seem to exist" if is_bare else ""
    with watched_page(browser, forgiven=forgiven) as page:
        page.goto(f"{fresh_server}/data_quality?area=FI-KU931")
        settled(page)
        expect(page.locator("h1").first).to_have_text("Tietojen laatu")
        # The language choice is the frame's own: a page opened without it would not have it.
        expect(page.get_by_text("Kieli · Språk · Language")).to_be_visible()
        assert page.get_by_test_id("stException").count() == 0


def test_the_first_page_also_answers_by_its_name(server: str, page: Page) -> None:
    page.goto(f"{server}/{FIRST.name}?area=FI-KU931")
    settled(page)
    expect(page.get_by_role("combobox", name="Alue", exact=True)).to_have_value("Viitasaari")
    assert page.get_by_role("dialog").count() == 0
