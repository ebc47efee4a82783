"""The convener's work table: preparing, following up, writing at once, and the walk."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import records, store
from seutukuva.editions import register as editions
from seutukuva.meetings import register
from seutukuva.ui.entry import SAVED
from seutukuva.ui.meetings import acting
from tests.meetings.made import (
    FIRST,
    SECOND,
    SECOND_ROUND,
    TITLES,
    stored_action,
    stored_meeting,
    stored_note,
)
from tests.pages import everything_said, keys, open_page, opened, pressed, saved, sheets

# Whole ways through the page: the quick check has their parts.
pytestmark = pytest.mark.slow

PAGE = "meetings/meeting"
NOTE = register.note_id(FIRST, "i02")
FORM = f"entry_{register.NOTE}_{NOTE}"
MINE, THEIRS = "Jobs *fell* in June.", "The figures of June are preliminary."


def text_of(meeting_id: str = FIRST) -> dict[str, str]:
    """What is stored of each item by now."""
    return {one.item: one.text for one in register.notes(meeting_id)}


def test_without_meetings_one_is_prepared_as_the_clock_proposes(entering: Path) -> None:
    at = opened(PAGE)
    assert any("No meeting has been prepared yet" in one.value for one in at.info)
    choice = at.selectbox(key="meeting_proposed")
    proposed = next(one for one in choice.options if "oordination" in one)
    choice.set_value("coordination_meeting").run()
    pressed(at, "prepare")
    (found,) = register.listed()
    assert at.query_params["meeting"] in (found.id, [found.id])
    assert found.agenda and found.items[0].id == "i01"
    assert found.round and found.state == "planned"
    said = everything_said(at)
    assert "The meeting has been prepared" in "\n".join(one.value for one in at.success)
    assert found.agenda[0].split(":")[0] in said
    # The same is not proposed twice; the one after it may be.
    assert proposed not in at.selectbox(key="meeting_proposed").options


def test_two_people_write_on_one_item_and_nothing_is_lost(entering: Path) -> None:
    stored_meeting()
    mine, theirs = (opened(PAGE, meeting=FIRST, item="i02") for _person in range(2))
    mine.text_area(key=f"{FORM}_text").set_value(MINE).run()
    theirs.text_area(key=f"{FORM}_text").set_value(THEIRS).run()
    saved(theirs, FORM)
    assert [one.value for one in theirs.success] == [SAVED]
    assert text_of() == {"i02": THEIRS}
    # Mine comes later: their text is shown, and mine is still in the form.
    saved(mine, FORM)
    assert text_of() == {"i02": THEIRS}
    assert mine.text_area(key=f"{FORM}_text").value == MINE
    assert any("Both texts can be kept" in one.value for one in mine.warning)
    assert "preliminary" in everything_said(mine)
    pressed(mine, f"{FORM}_both")
    assert mine.text_area(key=f"{FORM}_text").value == f"{THEIRS}\n\n{MINE}"
    assert not any("Both texts" in one.value for one in mine.warning)
    saved(mine, FORM)
    assert text_of() == {"i02": f"{THEIRS}\n\n{MINE}"}
    assert [one.body["text"] for one in records.history(NOTE)] == [THEIRS, f"{THEIRS}\n\n{MINE}"]
    # Theirs has not been touched since: it goes on with what is there now.
    theirs.run()
    assert theirs.text_area(key=f"{FORM}_text").value == f"{THEIRS}\n\n{MINE}"


def test_the_later_one_sees_the_other_text_before_saving(entering: Path) -> None:
    stored_meeting()
    first = stored_note("Begun together.", "i02")
    at = opened(PAGE, meeting=FIRST, item="i02")
    at.text_area(key=f"{FORM}_text").set_value(MINE).run()
    stored_note(THEIRS, "i02", expect=first.seq)
    at.run()
    assert any("Both texts can be kept" in one.value for one in at.warning)
    # What was typed is a draft: on a page loaded anew it meets their text as well.
    again = opened(PAGE, meeting=FIRST, item="i02")
    assert again.text_area(key=f"{FORM}_text").value == MINE
    assert any("Both texts can be kept" in one.value for one in again.warning)
    pressed(again, f"{FORM}_both")
    saved(again, FORM)
    assert text_of() == {"i02": f"{THEIRS}\n\n{MINE}"}


def test_an_agenda_is_edited_and_its_notes_stay_with_their_items(entering: Path) -> None:
    stored_meeting()
    stored_note(MINE, "i02")
    at = opened(PAGE, meeting=FIRST)
    form = f"entry_{register.KIND}_{FIRST}"
    at.text_area(key=f"{form}_agenda").set_value(f"Conclusions\n{TITLES[1]}\nAnything else")
    other = opened(PAGE, meeting=FIRST)
    saved(at, form)
    found = register.named(FIRST)
    assert found is not None
    assert [(one.id, one.title) for one in found.items][:2] == [
        *(("i03", "Conclusions"), ("i02", "Statistics")),
    ]
    assert "**2. Statistics**" in everything_said(at)
    # Two who change the meeting at once: the later one is told, and theirs is still in the form.
    other.text_area(key=f"{form}_agenda").set_value("Only this")
    saved(other, form)
    assert any("Somebody else has saved another version" in one.value for one in other.warning)
    assert other.text_area(key=f"{form}_agenda").value == "Only this"
    saved(other, form)
    found = register.named(FIRST)
    assert found is not None and found.agenda == ("Only this",)
    # The note of an item that left the agenda is not lost.
    assert "Notes on what is no longer on the agenda" in everything_said(other)
    assert text_of() == {"i02": MINE}


def test_of_very_many_actions_the_first_are_worked_on_and_all_are_told(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acting, "MOST_WORKED", 1)
    stored_meeting(state="held")
    stored_meeting(SECOND, round=SECOND_ROUND, held_on="2027-04-13")
    stored_action("a", due="2026-01-31")
    stored_action("b", due="2026-02-28")
    at = opened(PAGE, meeting=SECOND)
    asked = {one.key for one in at.text_input}
    assert "follow_a_outcome" in asked and "follow_b_outcome" not in asked
    assert "1 more action stands in the table" in everything_said(at)


def test_actions_of_the_last_meeting_are_finished_with_one_click_and_an_outcome(
    entering: Path,
) -> None:
    stored_meeting(state="held")
    stored_meeting(SECOND, round=SECOND_ROUND, held_on="2027-04-13")
    stored_action("a", due="2026-01-31")
    at = opened(PAGE, meeting=SECOND)
    said = everything_said(at)
    assert "1 action of earlier meetings" in said and "! late: 1" in said
    pressed(at, "follow_a_done")
    assert any("Write what came of it" in one.value for one in at.error)
    at.text_input(key="follow_a_outcome").set_value("Held in Karstula.")
    stale = opened(PAGE, meeting=SECOND)
    pressed(at, "follow_a_done")
    (one,) = register.actions()
    assert (one.state, one.outcome, one.is_open) == ("done", "Held in Karstula.", False)
    assert one.done_on is not None and not one.days_late(dt.date.today())
    assert "Held in Karstula" in everything_said(at)
    # Somebody who has not seen that clicks on the old state.
    stale.text_input(key="follow_a_outcome").set_value("Nobody came.")
    pressed(stale, "follow_a_dropped")
    assert any("changed this action meanwhile" in one.value for one in stale.warning)
    assert register.actions() == [one]
    pressed(at, "follow_a_open")
    assert register.actions()[0].state == "open"


def test_a_conclusion_and_an_action_belong_to_the_meeting_that_is_shown(entering: Path) -> None:
    stored_meeting()
    stored_meeting(SECOND, round=SECOND_ROUND, held_on="2027-04-13")
    at = opened(PAGE, meeting=FIRST)
    at.selectbox(key="widget_meeting").set_value(SECOND).run()
    at.text_area(key="entry_conclusion_new_text").set_value("Labour is scarce.")
    saved(at, "entry_conclusion_new")
    (conclusion,) = register.conclusions()
    assert (conclusion.meeting, conclusion.round) == (SECOND, SECOND_ROUND)
    assert "Labour is scarce" in everything_said(at)
    at.text_area(key="entry_action_new_text").set_value("Ask the firms.")
    at.selectbox(key="entry_action_new_owner").set_value("WITAS")
    at.text_input(key="entry_action_new_due").set_value("31.5.2027")
    saved(at, "entry_action_new")
    (one,) = register.actions()
    assert (one.meeting, one.round, one.owner) == (SECOND, SECOND_ROUND, "WITAS")
    assert one.due == dt.date(2027, 5, 31) and "Ask the firms." in sheets(at)


def test_the_walk_goes_through_the_pages_and_keeps_the_area(entering: Path) -> None:
    stored_meeting()
    here = {"area": "FI-KU931", "walk": FIRST, "present": "1"}
    at = opened("situation/overview", **here, step="1")
    (now, following) = walk(at)
    assert now[0] == "1 of 3 · Overview" and following[0] == "Next page"
    assert following[1] == {
        **{"area": "FI-KU931", "lang": "en", "indicator": "jobs"},
        **{"present": "1", "walk": FIRST, "step": "2"},
    }
    del following[1]["lang"]
    at = opened("situation/indicator", **following[1])
    assert [one[0] for one in walk(at)] == [
        *("Previous page", "2 of 3 · Indicator", "Next page"),
    ]
    assert at.query_params["area"] in ("FI-KU931", ["FI-KU931"])
    # A look at another page by the menu does not end it.
    for key in ("walk", "step", "present"):
        del at.query_params[key]
    at.switch_page("pages/about/sources.py").run()
    assert walk(at)[1][0] == "2 of 3 · Indicator"
    pressed(at, "present_end")
    assert "walk" not in at.query_params and not walk(at)
    at = opened("situation/changes", **here, step="9")
    assert [one[0] for one in walk(at)] == [
        *("Previous page", "3 of 3 · What changed", "Back to the meeting"),
    ]


def test_a_walk_in_an_edition_stays_in_it_page_by_page(entering: Path) -> None:
    before = stored_meeting()
    editions.freeze("2026-10", meeting=FIRST, round="2026-10")
    # What was added since is walked through now, and not in the edition.
    body = dict(before.body) | {"pages": [*before.body["pages"], "about/sources"]}
    records.append(register.KIND, body, id=FIRST, by="local", expect=before.seq)
    at = opened("situation/overview", edition="2026-10", walk=FIRST, present="1", step="1")
    (now, following) = walk(at)
    assert now[0] == "1 of 3 · Overview" and following[1]["edition"] == "2026-10"
    at = open_page("situation/indicator", **following[1])
    assert "Edition 2026-10" in everything_said(at)
    at = open_page("situation/changes", **walk(at)[-1][1])
    *_others, back = walk(at)
    assert back[0] == "Back to the meeting" and back[1]["edition"] == "2026-10"
    at = open_page(PAGE, **back[1])
    assert "Edition 2026-10" in everything_said(at)
    assert [one[0] for one in walk(at)][1] == "3 of 3 · What changed"
    assert not [one for one in keys(at) if one.startswith(("entry_", "note_", "walk_"))]
    # Back to now the walk goes on, through the pages as they stand now.
    pressed(at, "edition_end")
    assert "edition" not in at.query_params
    assert [one[0] for one in walk(at)][1:3] == ["3 of 4 · What changed", "Next page"]


def test_a_look_at_an_edition_before_the_meeting_does_not_end_the_walk(entering: Path) -> None:
    editions.freeze("2026-04", round="2026-04")
    stored_meeting()
    at = opened("situation/overview", walk=FIRST, present="1", step="2", edition="2026-04")
    assert "Edition 2026-04" in everything_said(at) and not at.warning
    assert [one[0] for one in walk(at)][1] == "2 of 3 · Indicator"
    pressed(at, "present_end")
    assert not walk(at) and at.query_params["edition"] in ("2026-04", ["2026-04"])


def walk(at: AppTest) -> list[tuple[str, dict[str, str]]]:
    """The links of the strip: what they are called and the choices of their address."""
    found = []
    for one in at.get("page_link"):
        choices = dict(part.split("=") for part in one.proto.query_string.split("&") if part)
        if "walk" in choices:
            found.append((one.proto.label, choices))
    return found


def test_a_walk_of_no_meeting_says_so(entering: Path) -> None:
    at = open_page("situation/overview", lang="en", present="1", walk="nobody", step="1")
    assert not at.exception and not walk(at)
    assert any("nobody" in one.value for one in at.warning)


def test_pages_of_the_walk_are_ordered_and_added_by_clicks(entering: Path) -> None:
    stored_meeting()
    at = opened(PAGE, meeting=FIRST)
    pressed(at, "walk_1_up")
    at.text_input(key="walk_address").set_value("http://localhost/area?area=FI-KU729&lang=fi")
    pressed(at, "walk_add_save")
    pressed(at, "walk_2_gone")
    found = register.named(FIRST)
    assert found is not None and found.pages == (
        "situation/indicator?indicator=jobs",
        "situation/overview",
        "situation/area?area=FI-KU729",
    )
    at.text_input(key="walk_address").set_value("http://localhost/nowhere")
    pressed(at, "walk_add_save")
    assert any("leads to no page here" in one.value for one in at.error)


def test_an_edition_shows_the_meeting_as_it_was_and_nothing_can_be_changed(
    entering: Path,
) -> None:
    stored_meeting()
    first = stored_note(THEIRS, "i02")
    stored_action("a")
    editions.freeze("2026-10", meeting=FIRST, round="2026-10", missing=["x"], confirmed=True)
    stored_note(MINE, "i02", expect=first.seq)
    at = opened(PAGE, meeting=FIRST)
    said = everything_said(at)
    assert "fell" in said and "edition 2026" in said and "- x" in said
    then = opened(PAGE, meeting=FIRST, edition="2026-10")
    said = everything_said(then)
    assert "preliminary" in said and "fell" not in said
    assert not [
        one for one in keys(then) if one.startswith(("entry_", "note_", "walk_", "follow_"))
    ]
    with store.at(store.current_version(), editions.listed()[0].head):
        assert text_of() == {"i02": THEIRS}


def test_a_decision_keeps_which_edition_it_was_about_and_an_approved_round_is_locked(
    entering: Path,
) -> None:
    stored_meeting()
    at = opened(PAGE, meeting=FIRST)
    assert "freeze one first" in everything_said(at) and "entry_approval_new_save" not in keys(at)
    edition = editions.freeze("2026-10", meeting=FIRST, round="2026-10")
    at.run()
    at.selectbox(key="entry_approval_new_organisation").set_value("SJR")
    at.selectbox(key="entry_approval_new_decision").set_value("with_remarks")
    saved(at, "entry_approval_new")
    assert any("Write the remarks" in one.value for one in at.error)
    at.text_area(key="entry_approval_new_remarks").set_value("Look at housing, too.")
    saved(at, "entry_approval_new")
    (one,) = register.approvals(edition="2026-10")
    assert (one.organisation, one.meeting, one.decision) == ("SJR", FIRST, "with_remarks")
    assert one.content == editions.short(edition.content_hash)
    assert "Look at housing, too." in sheets(at)
    for state in ("presented", "approved"):
        edition = editions.advance(edition, state, on=edition.day)
    at.text_area(key="entry_conclusion_new_text").set_value("Too late.")
    saved(at, "entry_conclusion_new")
    assert at.error and not register.conclusions()
    assert at.text_area(key="entry_conclusion_new_text").value == "Too late."


def test_without_figures_nothing_is_said_to_be_ready(nothing_published: Path) -> None:
    stored_meeting()
    at = open_page(PAGE, lang="en", meeting=FIRST)
    assert not at.exception
    told = "\n".join(one.value for one in [*at.info, *at.success])
    assert "cannot be told" in told and "is there" not in told
    assert "Inputs ready" not in everything_said(at) and "Conclusions" in everything_said(at)


def test_readers_elsewhere_see_nothing_of_it(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored_meeting()
    stored_note(MINE, "i02")
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = open_page(PAGE, lang="en", meeting=FIRST)
    assert not at.exception and "confidential" in everything_said(at)
    assert "fell" not in everything_said(at) and TITLES[2] not in everything_said(at)
