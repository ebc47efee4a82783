"""The first visit of a browser with an empty cache: bytes over the wire, and whom it asks."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench import versions
from bench.report import Options, Report
from bench.serving import served
from tests.browser import chromium

MOST_MIB = 3.0
VISITS, QUICK_VISITS = 5, 1
PATIENCE = 120_000  # milliseconds
QUIET = 2.0  # seconds without a byte: the visit is over
CHART = ".js-plotly-plot .main-svg, [data-testid='stHtml'] img"


@dataclass
class Visit:
    """What one visit cost."""

    files: int = 0
    file_bytes: float = 0.0
    socket_bytes: float = 0.0
    strangers: set[str] = field(default_factory=set)
    largest: Counter[str] = field(default_factory=Counter)
    title: float = 0.0
    chart: float = 0.0
    moved: float = 0.0

    @property
    def mib(self) -> float:
        """Everything that came to the browser."""
        return (self.file_bytes + self.socket_bytes) / 2**20


def run(options: Options) -> Report:
    """Serves the starter data as `make run` does and visits it with a real Chromium."""
    report = Report("first_visit")
    with tempfile.TemporaryDirectory() as folder:
        versions.starter(Path(folder))
        with served(Path(folder)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.executable(), args=chromium.FLAGS
            )
            count = QUICK_VISITS if options.quick else VISITS
            visits = [_visit(browser, server.address) for _ in range(count)]
            browser.close()
    _tell(report, visits)
    return report


def _tell(report: Report, visits: list[Visit]) -> None:
    heaviest = max(visits, key=lambda visit: visit.mib)
    strangers = set().union(*(visit.strangers for visit in visits))
    report.add("files", heaviest.files)
    report.add("bytes of the files", heaviest.file_bytes / 2**20, "MiB")
    report.add("bytes of the page's messages", heaviest.socket_bytes / 2**20, "MiB")
    report.add("everything over the wire, heaviest visit", heaviest.mib, "MiB", most=MOST_MIB)
    report.add("requests to other hosts", len(strangers), most=0)
    report.add("title on screen", statistics.median(v.title for v in visits), "s")
    report.add("first chart on screen", statistics.median(v.chart for v in visits), "s")
    for name, size in heaviest.largest.most_common(5):
        report.notes.append(f"{size / 1024:8.0f} KiB  {name}")
    report.notes.extend(f"another host: {stranger}" for stranger in sorted(strangers))


def _visit(browser: Browser, address: str) -> Visit:
    visit = Visit()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI")
    context.set_default_timeout(PATIENCE)
    context.on("request", lambda request: _note_host(visit, request.url))
    page = context.new_page()
    _listen(context.new_cdp_session(page), visit)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("h1").first.wait_for()
    visit.title = time.perf_counter() - start
    page.locator(CHART).first.wait_for(state="attached")
    visit.chart = time.perf_counter() - start
    _until_quiet(page, visit)
    context.close()
    return visit


def _listen(wire: CDPSession, visit: Visit) -> None:
    """Counts what the browser itself says it received, headers and compression included."""
    names: dict[str, str] = {}

    def finished(event: dict[str, Any]) -> None:
        visit.files += 1
        visit.file_bytes += event["encodedDataLength"]
        visit.largest[names.get(event["requestId"], "")] += int(event["encodedDataLength"])
        visit.moved = time.perf_counter()

    def frame(event: dict[str, Any]) -> None:
        response = event["response"]
        size = len(response["payloadData"])
        # Binary messages are told as base64.
        visit.socket_bytes += size * 3 / 4 if response["opcode"] == 2 else size
        visit.moved = time.perf_counter()

    def asked(event: dict[str, Any]) -> None:
        names[event["requestId"]] = urlsplit(event["request"]["url"]).path

    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.loadingFinished", finished)
    wire.on("Network.webSocketFrameReceived", frame)


def _note_host(visit: Visit, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
        visit.strangers.add(address[:200])


def _until_quiet(page: Page, visit: Visit) -> None:
    deadline = time.perf_counter() + PATIENCE / 1000
    while time.perf_counter() < min(visit.moved + QUIET, deadline):
        page.wait_for_timeout(200)
