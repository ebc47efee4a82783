"""The region looks ahead: a lever is pulled, the analysis is taken away and printed, and agrees."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser

AREA = "FI-SK138"
CHALLENGE = "Kädet vähenevät *nopeasti*"


def written(pdf: bytes) -> str:
    """All text of a PDF without its spaces, which every program sets as it likes."""
    return re.sub(r"\s", "", "".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages))


def cells(page: Page, row: str) -> list[str]:
    """The cells of the first row of a table that begins so."""
    head = page.get_by_role("rowheader", name=row, exact=True).first
    return head.locator("xpath=../td").all_inner_texts()


def nobody_moves(page: Page, server: str) -> str:
    """Inhabitants in ten years if nobody moved: the lever of migration is pulled to nothing."""
    page.goto(f"{server}/population?area={AREA}&lang=en")
    settled(page)
    as_now = cells(page, "2035")[0]
    lever = page.get_by_role("slider", name="Net migration, % of now")
    lever.focus()
    lever.press("Home")
    expect(page).to_have_url(re.compile("migration=0"))
    # The address changes before the page is drawn again, on a busy machine well before.
    ahead = page.get_by_role("rowheader", name="2035", exact=True).first.locator("xpath=../td")
    expect(ahead.first).not_to_have_text(as_now)
    settled(page)
    return cells(page, "2035")[0]


def concluded(page: Page) -> None:
    """A challenge is entered, which nobody answers yet."""
    page.get_by_role("textbox", name="Text (needed)").fill(CHALLENGE)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("1 of 1 challenge is not answered yet.").last).to_be_visible()
    settled(page)


def taken(page: Page) -> tuple[str, bytes]:
    """The analysis as a file, and its name."""
    button = page.get_by_role("button", name="Take the analysis away (PDF)")
    with page.expect_download() as coming:
        button.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def shrunk(page: Page) -> None:
    """For the printer a chart tells its measures, so that it becomes as narrow as the sheet."""
    chart = page.locator(".js-plotly-plot .main-svg").first
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(chart).to_have_attribute("viewBox", re.compile(r"^0 0 \d+ \d+$"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(chart).not_to_have_attribute("viewBox", re.compile("."))


def test_lever_document_and_print_agree_with_the_page(own_server: str, page: Page) -> None:
    still = nobody_moves(page, own_server)
    page.goto(f"{own_server}/impact?area={AREA}&lang=en")
    settled(page, charts=8)
    concluded(page)
    row = cells(page, "By cohorts, if nobody moved")
    assert row[1] == still, "the lever and the analysis tell the same"

    jobs = cells(page, "Jobs")
    assert jobs[:3] == ["2007: 11,570", "2017: 9,529", "−2,041 (−17.6%)"]
    name, made = taken(page)
    said = written(made)
    assert name.startswith("impact-sk138-en-") and re.sub(r"\s", "", CHALLENGE) in said
    for told in ("".join(jobs), "".join(row)):
        assert re.sub(r"\s", "", told) in said
    page.goto(f"{own_server}/impact?area={AREA}&lang=en&file_language=nb")
    settled(page, charts=8)
    name, made = taken(page)
    said = written(made)
    assert name.startswith("impact-sk138-nb-")
    assert "2017:9529" in said and "−2041(−17,6%)" in said and "9,529" not in said
    assert re.sub(r"\s", "", CHALLENGE) in said

    shrunk(page)
    printed = page.pdf(prefer_css_page_size=True)
    said = written(printed)
    for told in ("2017:9,529", "−2,041(−17.6%)", still):
        assert told in said, told
    assert re.sub(r"\s", "", CHALLENGE) in said
    # Nothing to press or to fill in.
    assert "Taketheanalysisaway" not in said and "Fillintheboxes" not in said
    sheet = PdfReader(io.BytesIO(printed)).pages[0].mediabox
    assert abs(float(sheet.width) - 595) < 2 and abs(float(sheet.height) - 842) < 2
