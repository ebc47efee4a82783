"""A real server on loopback and a real browser that must not talk to anyone else."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as WaitedInVain

from seutukuva import navigation
from tests.browser import chromium
from tests.conftest import REPOSITORY

FOOTER = re.compile("Tietojen versio|Dataversion|Data version|Dataversjon")
# Where Streamlit looks for its server first, under the page's own name; it is not there.
SEARCH = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")
AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE = 60_000  # milliseconds; two cores may be busy with other tests


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(command: list[str], port: int, data: Path) -> subprocess.Popen[bytes]:
    """Start the app and wait until it answers."""
    environment = {**os.environ, "SEUTUKUVA_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            output = process.stdout.read().decode() if process.stdout else ""
            raise RuntimeError(f"the server ended: {output}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
            return process
        except OSError:
            time.sleep(0.2)
    process.terminate()
    raise RuntimeError("the server did not answer in a minute")


def stop_server(process: subprocess.Popen[bytes]) -> None:
    """End a server that this test run started."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def server(starter_folder: Path) -> Iterator[str]:
    """Address of the app as `make run` serves it, on the starter data."""
    port = _free_port()
    command = [sys.executable, "serve.py", "--port", str(port), "--no-browser"]
    process = start_server(command, port, starter_folder)
    yield f"http://127.0.0.1:{port}"
    stop_server(process)


@pytest.fixture(params=["serve", "streamlit"])
def fresh_server(request: pytest.FixtureRequest, starter_folder: Path) -> Iterator[str]:
    """A server that nobody has visited yet: ours, and Streamlit's own command."""
    port = _free_port()
    command = [sys.executable, "serve.py", "--port", str(port), "--no-browser"]
    if request.param == "streamlit":
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = start_server(command, port, starter_folder)
    yield f"http://127.0.0.1:{port}"
    stop_server(process)


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a screen."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.FLAGS
        )
        yield launched
        launched.close()


USUAL: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "fi-FI"}


@contextmanager
def watched(opened: Page, forgiven: str = "") -> Iterator[None]:
    """A request to another host or an error in the page's console meanwhile fails the test.

    Args:
        forgiven: an error of the console with these words is none.
    """
    strangers: list[str] = []
    errors: list[str] = []

    def watch(request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in (None, "", "127.0.0.1", "localhost"):
            strangers.append(request.url)

    def listen(message: ConsoleMessage) -> None:
        is_search = SEARCH.search(message.location.get("url", ""))
        is_forgiven = forgiven and forgiven in message.text
        if message.type == "error" and not is_search and not is_forgiven:
            errors.append(message.text)

    def fail(error: Error) -> None:
        errors.append(str(error))

    listeners: list[tuple[Any, Any]] = [
        ("request", watch),
        ("console", listen),
        ("pageerror", fail),
    ]
    for event, listener in listeners:
        opened.on(event, listener)
    yield
    for event, listener in listeners:
        opened.remove_listener(event, listener)
    assert strangers == [], "the page asked another host"
    assert errors == []


@contextmanager
def watched_page(browser: Browser, *, forgiven: str = "", **options: Any) -> Iterator[Page]:
    """A page of a visitor who has never been here; see `watched`.

    Args:
        options: of Playwright's ``new_context``, such as ``color_scheme``.
    """
    context = browser.new_context(**{**USUAL, **options})
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    with watched(opened, forgiven):
        yield opened
        context.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all tests: where the scripts of the pages have run before, opening a page takes
    half of the processor's time."""
    context = browser.new_context(**USUAL)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """The tab, of which a test finds nothing of the tests before it; see `watched`."""
    with watched(tab):
        yield tab
    if tab.url.startswith("http"):
        _leave(tab)
    tab.set_viewport_size(USUAL["viewport"])
    tab.emulate_media(color_scheme="light", media="null")


def _leave(page: Page) -> None:
    """Away from the app, which goes on otherwise, and nothing of the visitor is kept."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    # A blank page would be of another process, which would have to begin anew.
    page.goto(f"{origin}/_stcore/health")
    page.context.clear_cookies()
    kept = {"origin": origin, "storageTypes": "local_storage,indexeddb"}
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", kept)
    session.detach()
    page.evaluate("sessionStorage.clear()")


def address(server: str, entry: navigation.PageEntry, query: str = "") -> str:
    """The address of a page; the first one has no name there."""
    path = "" if entry == navigation.found()[0] else entry.name
    return f"{server}/{path}{query}"


def settled(page: Page, charts: int = 0) -> None:
    """Wait until the page has stopped running and its charts are drawn."""
    page.get_by_test_id("stAppViewContainer").wait_for()
    page.locator("h1").first.wait_for()
    # The footer is drawn last: with it the whole page is there.
    page.get_by_text(FOOTER).first.wait_for()
    page.locator('[data-testid="stStatusWidget"]').wait_for(state="detached")
    page.locator(AT_REST).wait_for()
    page.locator('[data-testid="stSkeleton"]').first.wait_for(state="detached")
    if charts:
        last = page.locator(".js-plotly-plot").nth(charts - 1)
        last.locator(".main-svg").first.wait_for()


def language_box(page: Page) -> Locator:
    """The list of languages, open; it stands below the menu, perhaps below the window's edge."""
    box = page.get_by_role("combobox", name="Kieli · Språk · Language")
    # A list that is opened while the side bar scrolls to it closes again.
    box.scroll_into_view_if_needed()
    box.click()
    page.get_by_role("listbox").wait_for()
    return box


@pytest.fixture(scope="module")
def own_server(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with data of its own: what is entered here disturbs nobody."""
    folder = tmp_path_factory.mktemp("own") / "data"
    shutil.copytree(starter_folder, folder)
    port = _free_port()
    command = [sys.executable, "serve.py", "--port", str(port), "--no-browser"]
    process = start_server(command, port, folder)
    yield f"http://127.0.0.1:{port}"
    stop_server(process)


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list as with the keyboard.

    A list that opens while what it stands in still unfolds closes again, as a person sees, too.
    """
    box = page.get_by_role("combobox", name=label).first
    wanted = page.get_by_role("option", name=option).first
    for patience in (4_000, 8_000, 30_000):
        box.scroll_into_view_if_needed()
        box.click()
        box.fill(option)
        try:
            wanted.click(timeout=patience)
            return
        except WaitedInVain:
            page.keyboard.press("Escape")
    raise AssertionError(f"{option} could not be chosen in the list {label}")
