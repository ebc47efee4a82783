"""A meeting from start to end: prepared, marked, frozen, taken away, and opened again as it was."""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect
from pptx import Presentation
from pypdf import PdfReader

from seutukuva import records
from seutukuva.meetings import agendas, register
from tests.browser.conftest import (
    AT_REST,
    _free_port,
    choose,
    settled,
    start_server,
    stop_server,
    watched_page,
)

pytestmark = pytest.mark.browser

AREA, GROUP = "FI-SK138", "EKR"
THEMES, HORIZONS = ("Business", "Unemployment", "Skilled labour"), ("now", "6 mo", "12 mo")
# A meeting that was held earlier.
HELD, HELD_ROUND, ITEM = "m-held", "2026-04", "i01"
HERS, HIS = "Exports grow again.", "Nobody invests."
NOTE = "The order books of the wood trade are thin"
BEFORE, AFTER = "Ask the sawmills for figures", "Ask the sawmills and the carpenters for figures"
# How long an open list is waited for, in milliseconds, and how often.
SHORTLY, TRIES = 3_000, 10


@pytest.fixture(scope="module")
def meeting_server(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with data of its own, in which one meeting has been held."""
    folder = tmp_path_factory.mktemp("meetings") / "data"
    shutil.copytree(starter_folder, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUTUKUVA_DATA", str(folder))
        patch.delenv("SEUTUKUVA_DATABASE", raising=False)
        items = agendas.fresh(["What has changed"])
        body = {
            **{"type": "coordination", "round": HELD_ROUND, "held_on": "2026-04-15"},
            **{"state": "held", "agenda": items[0].title},
            "items": agendas.stored(items),
        }
        records.append(register.KIND, body, id=HELD, by="local")
    port = _free_port()
    command = [sys.executable, "serve.py", "--port", str(port), "--no-browser"]
    process = start_server(command, port, folder)
    yield f"http://127.0.0.1:{port}"
    stop_server(process)


@dataclass
class Played:
    """The meeting that is played, and what it became."""

    page: Page
    server: str
    meeting: str = ""
    round: str = ""
    hash: str = ""
    figure: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def go(self, page_name: str, **query: str) -> None:
        """Open a page anew."""
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        self.page.goto(f"{self.server}/{page_name}?lang=en&{asked}")
        settled(self.page)


def alert(page: Page, words: str | re.Pattern[str]) -> Locator:
    """What became of a click."""
    return page.get_by_test_id("stAlert").filter(has_text=words)


def part(page: Page, title: str) -> Locator:
    """The first expander of that title, opened."""
    summary = page.locator("summary").filter(has_text=re.compile(rf"{title}$"))
    found = page.get_by_test_id("stExpander").filter(has=summary).first
    # By keyboard, here and below: what opens moves away from under a pointer.
    found.locator("summary").first.press("Enter")
    return found


def pick(page: Page, label: str, option: str = "") -> None:
    """Choose in a short list; without an option the first one that there is."""
    box = page.get_by_role("combobox", name=label, exact=True)
    wanted = page.get_by_role("option", name=option or None, exact=True).first
    for _again in range(TRIES):
        page.locator(AT_REST).wait_for()
        # A list that is opened while the page scrolls to it closes again.
        box.scroll_into_view_if_needed()
        box.click()
        try:
            wanted.click(timeout=SHORTLY)
        except TimeoutError:
            # The page was drawn again, for what was entered before, and closed the list.
            continue
        return
    raise AssertionError(f"the list {label} does not stay open")


# ---- the acts of the meeting --------------------------------------------------------------------


def prepared(own: Played) -> None:
    """The next meeting of the yearly clock, with its agenda; a note; an action."""
    page = own.page
    own.go("meeting")
    choose(page, "Next by the yearly clock", "Meeting of the foresight coordination group")
    page.get_by_role("button", name="Prepare this meeting").click()
    expect(alert(page, "The meeting has been prepared")).to_be_visible()
    settled(page)
    own.meeting = found(r"meeting=([\w-]+)", page.url)
    expect(page.get_by_text("1. Actions of the last meeting")).to_be_visible()
    page.get_by_role("button", name="Write a note").first.click()
    page.get_by_role("textbox", name="Discussion (needed)").fill(NOTE)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("paragraph").filter(has_text=NOTE).first).to_be_visible()
    settled(page)
    deciding = part(page, "Decide on an action")
    deciding.get_by_role("textbox", name="Action (needed)").fill(BEFORE)
    pick(page, "Owner organisation (needed)")
    deciding.get_by_role("textbox", name="Due (needed)").fill("31.12.2099")
    deciding.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_role("rowheader").filter(has_text=BEFORE)).to_be_visible()
    link = page.get_by_role("link", name="Freeze an edition")
    own.round = found(r"round=(\d{4}-\d{2})", link.get_attribute("href") or "")


def found(pattern: str, text: str) -> str:
    """The part of a text that a pattern names."""
    matched = re.search(pattern, text)
    assert matched, f"{pattern} is not in {text}"
    return matched[1]


def reason(theme: str, horizon: str) -> str:
    """Why a mark was given; of each something else."""
    return f"What the advisers told of {theme.lower()}, {horizon}"


def marked(own: Played) -> None:
    """One mark without its reason is refused and nothing typed is lost; then all nine are saved."""
    page = own.page
    own.go("outlook", by=GROUP, outlook_round=own.round, outlook_area=AREA)
    first, second = (f"{THEMES[0]}, {one}" for one in HORIZONS[:2])
    pick(page, f"Mark: {first}", "+ better")
    pick(page, f"Mark: {second}", "− weaker")
    page.get_by_label(f"Reason: {second}").fill(reason(THEMES[0], HORIZONS[1]))
    page.get_by_role("button", name=f"Save “{THEMES[0]}”").click()
    refused = alert(page, "Nothing was saved. The text is still in the form.")
    expect(refused).to_contain_text("Business · Now, against a year ago")
    settled(page)
    expect(page.get_by_label(f"Reason: {second}")).to_have_value(reason(THEMES[0], HORIZONS[1]))
    expect(page.get_by_label(f"Mark: {first}")).to_have_value("+ better")
    for theme in THEMES:
        for horizon in HORIZONS:
            if f"{theme}, {horizon}" not in (first, second):
                pick(page, f"Mark: {theme}, {horizon}", "0 as before")
            page.get_by_label(f"Reason: {theme}, {horizon}").fill(reason(theme, horizon))
    page.get_by_role("button", name="Save all marks").click()
    expect(alert(page, "Saved: 9 marks.")).to_be_visible()
    settled(page)
    expect(page.get_by_text("9 of 9 expected marks of the round are given.")).to_be_visible()


def frozen(own: Played) -> None:
    """Without a yes to what is missing nothing is frozen; with it the edition goes its way."""
    page = own.page
    own.go("editions", round=own.round)
    missing = re.compile(r"\d+ inputs are missing, and will be kept with the edition")
    expect(page.get_by_text(missing)).to_be_visible()
    page.get_by_role("button", name="Freeze now").click()
    expect(alert(page, "Say yes to freezing without it")).to_be_visible()
    settled(page)
    page.get_by_text("Yes, freeze without these").click()
    page.get_by_role("button", name="Freeze now").click()
    expect(alert(page, "Frozen. Every page can show this state again.")).to_be_visible()
    settled(page)
    expect(page.get_by_text("Hash of the content").first).to_be_visible()
    own.hash = found(r"Hash of the content:\W*([0-9a-f]{12})", main(page))
    assert "Missing, and accepted so" in main(page)
    for step, state in (
        ("Mark as presented", "presented"),
        ("Approve and lock", "approved"),
        ("Mark as published", "published"),
    ):
        form = part(page, step)
        if state == "approved":
            pick(page, "Decided by")
        form.get_by_role("button", name=step).press("Enter")
        # What was said of the step before stands on the page till then.
        standing = page.get_by_role("listitem").filter(has_text=re.compile(rf"^State:\W+{state}"))
        expect(standing).to_be_visible()
        settled(page)


def main(page: Page) -> str:
    """All that a page says."""
    return page.get_by_test_id("stMain").inner_text()


def locked(own: Played) -> None:
    """The marks of an approved round stand: there is no form for them."""
    page = own.page
    own.go("outlook", by=GROUP, outlook_round=own.round, outlook_area=AREA)
    expect(alert(page, "The edition of this round is approved")).to_be_visible()
    expect(page.get_by_role("button", name="Save all marks")).to_have_count(0)


def taken(own: Played) -> None:
    """The pack in its three forms."""
    page = own.page
    own.go("pack", of=own.round, **{"for": "steering_group"}, pack_language="en")
    page.get_by_role("button", name="Make the pack").click()
    page.get_by_test_id("stDownloadButton").nth(2).wait_for()
    settled(page)
    for button in page.get_by_test_id("stDownloadButton").get_by_role("button").all():
        with page.expect_download() as coming:
            button.click()
        name = coming.value.suggested_filename
        own.files[name.rpartition(".")[2]] = Path(coming.value.path()).read_bytes()
    assert set(own.files) == {"pptx", "pdf", "xlsx"}


def changed(own: Played) -> None:
    """The action is changed after the meeting."""
    page = own.page
    own.go("meeting", meeting=own.meeting)
    choose(page, "Action to change", BEFORE)
    form = page.get_by_role("textbox", name="Action (needed)").last
    expect(form).to_have_value(BEFORE)
    form.fill(AFTER)
    page.get_by_role("button", name="Save the change").first.click()
    expect(page.get_by_role("rowheader").filter(has_text=AFTER)).to_be_visible()
    settled(page)


def reopened(own: Played) -> None:
    """As of the edition: the old text, no form, on every page; and the way back."""
    page, strip = own.page, banner(own.page, own.round, "published")
    own.go("meeting", meeting=own.meeting, edition=own.round)
    expect(strip).to_be_visible()
    expect(page.get_by_role("rowheader").filter(has_text=BEFORE)).to_be_visible()
    expect(page.get_by_text(AFTER)).to_have_count(0)
    expect(page.get_by_text(NOTE).first).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^(Save|Prepare|Withdraw)"))).to_have_count(0)
    expect(page.get_by_text("nothing can be changed here").first).to_be_visible()
    page.get_by_role("link", name="Overview", exact=True).first.click()
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
    settled(page)
    expect(strip).to_be_visible()
    assert f"edition={own.round}" in page.url
    own.figure = page.get_by_test_id("stMetricValue").first.inner_text()
    page.get_by_role("button", name="Back to now").click()
    expect(strip).to_have_count(0)
    settled(page)
    assert "edition=" not in page.url
    page.get_by_role("link", name="Meeting", exact=True).first.click()
    expect(page.get_by_role("rowheader").filter(has_text=AFTER)).to_be_visible()
    expect(strip).to_have_count(0)


def banner(page: Page, name: str, state: str) -> Locator:
    """What says on every page that an edition is shown."""
    return page.get_by_text(re.compile(rf"Edition {name} · {state} · frozen on"))


# ---- what the files say -------------------------------------------------------------------------


def slides_say(content: bytes) -> str:
    """All text of the slides, their tables too."""
    said: list[str] = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def document_says(content: bytes) -> str:
    """All text of a PDF."""
    return "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(content)).pages)


def workbook_says(content: bytes) -> list[str | float]:
    """Every cell that has something in it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return [one for one in cells if isinstance(one, str | int | float)]


def test_a_meeting_is_prepared_marked_frozen_taken_away_and_reopened(
    meeting_server: str, page: Page
) -> None:
    own = Played(page, meeting_server)
    prepared(own)
    marked(own)
    frozen(own)
    locked(own)
    taken(own)
    changed(own)
    reopened(own)
    # Every file names the edition and its hash, and has the figure of the screen.
    cells = workbook_says(own.files["xlsx"])
    said = {
        "pptx": slides_say(own.files["pptx"]),
        "pdf": document_says(own.files["pdf"]),
        "xlsx": "\n".join(map(str, cells)),
    }
    for name, text in said.items():
        assert own.round in text and own.hash in text, name
    assert own.figure in said["pptx"] and own.figure in said["pdf"]
    assert float(own.figure.replace(",", "")) in cells


# ---- two at once, and one's own calendar --------------------------------------------------------


def test_two_people_write_on_the_same_item_and_nothing_is_lost(
    meeting_server: str, browser: Browser
) -> None:
    address = f"{meeting_server}/meeting?lang=en&meeting={HELD}&item={ITEM}"
    with ExitStack() as both:
        first, second = (both.enter_context(watched_page(browser)) for _one in range(2))
        for one in (first, second):
            one.goto(address)
            settled(one)
        note(second).fill(HIS)
        note(first).fill(HERS)
        first.get_by_role("button", name="Save", exact=True).first.click()
        expect(saying(first, HERS)).to_be_visible()
        # Leaving the field already tells the later one, and so does saving.
        second.get_by_role("button", name=re.compile("^Save")).first.dispatch_event("click")
        expect(alert(second, "Somebody else has written on this item meanwhile")).to_be_visible()
        expect(saying(second, HERS)).to_be_visible()
        expect(note(second)).to_have_value(HIS)
        second.get_by_role("button", name="Put their text before mine").click()
        expect(note(second)).to_have_value(f"{HERS}\n\n{HIS}")
        second.get_by_role("button", name="Save the change").first.click()
        expect(alert(second, "Saved.")).to_be_visible()
        settled(second)
        expect(saying(second, HERS)).to_be_visible()
        expect(saying(second, HIS)).to_be_visible()
        versions = part(second, "History").get_by_role("row")
        expect(versions.filter(has_text=HERS)).to_have_count(2)
        expect(versions.filter(has_text=HIS)).to_have_count(1)


def note(page: Page) -> Locator:
    """Where a note is written."""
    return page.get_by_role("textbox", name="Discussion (needed)")


def saying(page: Page, words: str) -> Locator:
    """A paragraph of the page that says so."""
    return page.get_by_role("paragraph").filter(has_text=words).first


def test_the_calendar_file_is_read_by_calendars(meeting_server: str, page: Page) -> None:
    page.goto(f"{meeting_server}/calendar?lang=en")
    settled(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Calendar file (iCalendar)").click()
    taken_away = events(Path(coming.value.path()).read_bytes())
    assert any("foresight coordination group" in one for one in taken_away.values())
    # What one subscribes to is the same.
    address = page.get_by_test_id("stCode").first.inner_text().strip()
    assert events(page.request.get(address).body()) == taken_away


def events(content: bytes) -> dict[str, str]:
    """What a calendar names, by the ids of its events."""
    every = Calendar.from_ical(content).walk("VEVENT")
    return {str(one["UID"]): str(one["SUMMARY"]) for one in every}
