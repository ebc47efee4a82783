"""What is being typed is kept though no field has been left: after a pause, while one goes on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser
PAUSE = 3_000  # twice that of frontend.js, in milliseconds


def test_a_pause_keeps_what_was_typed_and_disturbs_nobody(server: str, page: Page) -> None:
    page.goto(f"{server}/summaries?lang=en")
    settled(page)
    field = page.locator("textarea")
    field.press_sequentially("Orders are ", delay=20)
    page.get_by_text("Draft, not saved yet").wait_for()
    expect(field).to_be_focused()
    field.press_sequentially("fewer.", delay=20)
    expect(field).to_have_value("Orders are fewer.")
    page.wait_for_timeout(PAUSE)
    page.reload()
    settled(page)
    expect(field).to_have_value("Orders are fewer.")
    page.get_by_role("button", name="Discard the draft").click()
    expect(field).to_have_value("")
