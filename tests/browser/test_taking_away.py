"""A reader takes a table and a chart away: by keyboard, and the files open."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.browser.conftest import settled

pytestmark = pytest.mark.browser


def opened(page: Page, key: str) -> Locator:
    """The panel of a table or chart, opened with the keyboard."""
    panel = page.locator(f".st-key-{key}_take_away").first
    button = panel.locator("summary")
    button.scroll_into_view_if_needed()
    button.press("Enter")
    panel.get_by_test_id("stDownloadButton").first.wait_for()
    settled(page)
    return panel


def file(page: Page, panel: Locator, label: str) -> tuple[str, bytes]:
    """The file that a button of the panel gives, and its name."""
    with page.expect_download() as coming:
        panel.get_by_role("button", name=label).press("Enter")
    download = coming.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def test_a_table_is_taken_as_a_workbook_and_its_link_opens_the_view(
    server: str, page: Page
) -> None:
    page.goto(f"{server}/?area=FI-KU729&lang=en")
    settled(page)
    panel = opened(page, "side_by_side")
    name, written = file(page, panel, "XLSX")
    assert name.startswith("municipalities-")
    sheet = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]
    assert 8763 in [cell.value for row in sheet.iter_rows() for cell in row]
    name, written = file(page, panel, "CSV")
    assert b",8763," in written
    link = panel.get_by_test_id("stCode").first.inner_text().strip()
    page.goto(link)
    settled(page)
    assert page.get_by_test_id("stMetricValue").first.inner_text() == "8,763"


def test_a_chart_is_taken_as_a_picture(server: str, page: Page) -> None:
    page.goto(f"{server}/indicator?area=FI-KU729&indicator=population&lang=en")
    settled(page, charts=2)
    panel = opened(page, "trend")
    name, written = file(page, panel, "PNG")
    assert name.startswith("population-ku729-course-")
    picture = Image.open(io.BytesIO(written)).convert("RGB")
    assert picture.width == 1440
    assert len(picture.getcolors(1 << 24) or []) > 20
    _name, drawing = file(page, panel, "SVG")
    assert "Saarijärvi" in drawing.decode("utf-8")
