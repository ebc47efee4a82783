"""What is saved from a page that was opened before the round was locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva.editions import register as editions
from seutukuva.editions.register import Edition
from seutukuva.meetings import register as meetings
from seutukuva.outlook import register as outlook
from seutukuva.records import drafts
from tests.meetings.made import FIRST, FIRST_ROUND, stored_meeting
from tests.pages import everything_said, keys, opened, pressed, saved

# Whole ways through the pages.
pytestmark = pytest.mark.slow

SEUTU, WHY = "FI-SK138", "Orders of sawmills have grown since spring."


def approved() -> Edition:
    """Somebody else freezes and approves the round."""
    found = editions.freeze(FIRST_ROUND, round=FIRST_ROUND)
    for state in ("presented", "approved"):
        found = editions.advance(found, state, on=found.day, organisation="SSYP")
    return found


def test_marks_are_refused_and_stay_on_this_computer(entering: Path) -> None:
    at = opened("situation/outlook", outlook_round=FIRST_ROUND, by="EKR")
    own = outlook.mark_id(FIRST_ROUND, SEUTU, "business", "12", "EKR")
    at.selectbox(key=f"{own}_score").set_value(1)
    at.text_area(key=f"{own}_reason").set_value(WHY)
    edition = approved()
    pressed(at, "outlook_save_grid")
    said = " ".join(one.value for one in [*at.error, *at.warning, *at.info])
    assert outlook.marks() == [] and "approved" in said, said
    assert not at.success and [one.values["reason"] for one in drafts.listed(outlook.KIND)] == [WHY]
    # Unlocked with a reason, what was typed is there again and can be saved.
    editions.unlock(edition, "A mark was forgotten.")
    again = opened("situation/outlook", outlook_round=FIRST_ROUND, by="EKR")
    assert again.text_area(key=f"{own}_reason").value == WHY
    pressed(again, "outlook_save_grid")
    assert [one.reason for one in outlook.marks()] == [WHY]


def test_a_note_is_refused_and_what_was_typed_can_still_be_read(entering: Path) -> None:
    stored_meeting()
    form = f"entry_{meetings.NOTE}_{meetings.note_id(FIRST, 'i02')}"
    at = opened("meetings/meeting", meeting=FIRST, item="i02")
    at.text_area(key=f"{form}_text").set_value(WHY).run()
    approved()
    saved(at, form)
    assert meetings.notes(FIRST) == [] and not at.success
    said = " ".join(one.value for one in [*at.error, *at.warning, *at.info])
    assert "approved" in said, said
    assert WHY in everything_said(at) or at.text_area(key=f"{form}_text").value == WHY


def test_an_edition_is_not_frozen_anew_from_a_page_that_still_offers_it(entering: Path) -> None:
    first = editions.freeze(FIRST_ROUND, round=FIRST_ROUND)
    at = opened("meetings/editions", round=FIRST_ROUND, looked_at=FIRST_ROUND)
    for state in ("presented", "approved"):
        first = editions.advance(first, state, on=first.day, organisation="SSYP")
    at.checkbox(key="edition_freeze_yes").check()
    pressed(at, "edition_freeze_save")
    said = " ".join(one.value for one in [*at.error, *at.warning])
    assert "can no longer be frozen anew" in said or "meanwhile" in said, said
    (own,) = editions.listed()
    assert own.row == first.row and own.state == "approved"
    assert "edition_freeze_save" in keys(at)
