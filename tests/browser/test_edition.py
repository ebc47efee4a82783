"""An edition in a real browser: a link within a table stays in it, and the way back leaves it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from seutukuva.editions import register
from tests.browser.conftest import _free_port, settled, start_server, stop_server

pytestmark = pytest.mark.browser
NAME = "2026-10"
LINK = "a[href^='project?']"


@pytest.fixture(scope="module")
def frozen_server(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with data of its own, of which an edition was frozen."""
    folder = tmp_path_factory.mktemp("frozen") / "data"
    shutil.copytree(starter_folder, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUTUKUVA_DATA", str(folder))
        patch.delenv("SEUTUKUVA_DATABASE", raising=False)
        register.freeze(NAME, round=NAME)
    port = _free_port()
    command = [sys.executable, "serve.py", "--port", str(port), "--no-browser"]
    process = start_server(command, port, folder)
    yield f"http://127.0.0.1:{port}"
    stop_server(process)


def test_a_link_within_a_table_stays_in_the_edition(frozen_server: str, page: Page) -> None:
    page.goto(f"{frozen_server}/portfolio?lang=en&edition={NAME}")
    settled(page)
    strip = page.get_by_text(re.compile(rf"Edition {NAME} · draft · frozen on"))
    expect(strip).to_be_visible()
    link = page.locator(LINK).first
    link.click()
    expect(page).to_have_url(re.compile(r"/project\?.*edition=2026-10"))
    settled(page)
    expect(strip).to_be_visible()
    # A walk by the menu stays in it as well, and the way back leaves it for good.
    page.get_by_role("link", name="Project register").first.click()
    expect(page).to_have_url(re.compile(r"/portfolio\?.*edition=2026-10"))
    settled(page)
    page.get_by_role("button", name="Back to now").click()
    expect(strip).to_have_count(0)
    expect(page).not_to_have_url(re.compile("edition"))
    settled(page)
    page.locator(LINK).first.click()
    expect(page).to_have_url(re.compile(r"/project\?"))
    settled(page)
    assert "edition" not in page.url
    expect(strip).to_have_count(0)
