"""A meeting is prepared, and its pages are walked through by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def strip(page: Page, name: str | re.Pattern[str]) -> Locator:
    """A link of the strip above the page."""
    return page.locator(".st-key-walk_strip").get_by_role("link", name=name)


def pressed(page: Page, link: Locator) -> None:
    """Follow a link as with the keyboard."""
    link.focus()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")


def test_a_prepared_meeting_is_walked_through_by_keyboard(own_server: str, page: Page) -> None:
    page.goto(f"{own_server}/meeting?lang=en")
    settled(page)
    box = page.get_by_role("combobox", name="Next by the yearly clock")
    box.click()
    box.fill("coordination group")
    group = page.get_by_role("option", name="Meeting of the foresight coordination group").first
    expect(group).to_be_visible()
    # Only those that have these words are left, and the first of them is chosen.
    page.wait_for_timeout(500)
    box.press("Enter")
    expect(box).to_have_value(re.compile("coordination group"))
    page.get_by_role("button", name="Prepare this meeting").click()
    expect(page.get_by_text("The meeting has been prepared")).to_be_visible()
    pressed(page, page.get_by_role("link", name="Begin the walk"))
    first = strip(page, re.compile(r"^1 of \d+ · Overview"))
    expect(first).to_be_visible()
    settled(page)
    # The area is chosen on the first page and goes along.
    area = page.get_by_role("combobox", name="Area")
    area.click()
    area.fill("Viitasaari")
    page.wait_for_timeout(500)
    area.press("Enter")
    expect(page).to_have_url(re.compile("area=FI-KU931"))
    pressed(page, strip(page, "Next page"))
    expect(strip(page, re.compile(r"^2 of \d+"))).to_be_visible()
    expect(page).to_have_url(re.compile("area=FI-KU931"))
    pressed(page, strip(page, "Previous page"))
    expect(first).to_be_visible()
    settled(page)
    expect(page.get_by_role("combobox", name="Area")).to_have_value("Viitasaari")
    page.get_by_role("button", name="End presentation").click()
    expect(page.locator(".st-key-walk_strip")).to_have_count(0)
