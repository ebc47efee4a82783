"""The page of editions: freezing, the steps of a state, unlocking, and comparing two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import access, records, settings, texts
from seutukuva.editions import names as compared
from seutukuva.editions import register
from seutukuva.interviews import rounds
from seutukuva.ui.editions import freezing, names, stepping
from tests.editions.older import OLDER, OWN, current, enter, file_of, make_older, point_at
from tests.export.reading import table, workbook
from tests.pages import everything_said, keys, open_page, opened, pressed, saved, sheets

pytestmark = pytest.mark.slow

PAGE = "meetings/editions"
TODAY = dt.date.today()
ROUND = f"{TODAY.year}-{4 if TODAY.month < 8 else 10:02d}"


@pytest.fixture
def frozen_before(entering: Path) -> Iterator[register.Edition]:
    """An approved edition of the older version; the newer one has been published since."""
    newer = current()
    make_older()
    point_at(OLDER)
    action = {"text": "Call the firms.", "owner": "KS", "state": "open"}
    done = enter("action", **action, due=TODAY.isoformat())
    found = register.freeze("2026-04", round="2026-04", missing=["KS: no summary"], confirmed=True)
    for state in ("presented", "approved"):
        found = register.advance(found, state, on=TODAY, organisation="SSYP")
    point_at(newer)
    enter("action", done.id, state="done", outcome="Called.", done_on=TODAY.isoformat())
    yield found
    texts.use("en")


def error(at: AppTest) -> str:
    return " ".join(one.value for one in at.error)


def test_from_freezing_to_unlocking_everything_is_asked_for_and_kept(entering: Path) -> None:
    at = opened(PAGE)
    assert "No edition has been frozen yet" in everything_said(at)
    assert at.selectbox(key="widget_round").value == ROUND, "the meeting that is nearest"
    assert "inputs are missing" in everything_said(at), "nobody has given a summary"
    saved(at, freezing.FORM)
    assert "Say yes to freezing without it" in error(at) and not register.listed()
    at.checkbox(key=f"{freezing.FORM}_yes").check()
    saved(at, freezing.FORM)
    assert [one.value for one in at.success] == [freezing.FROZEN], error(at)
    (one,) = register.listed()
    assert one.name == ROUND and one.state == "draft" and one.missing
    assert f"The {compared.edition(ROUND)} edition is a draft." in at.info[0].value
    assert any(entry in everything_said(at) for entry in ("KS: Advisers", "KS\\: Advisers"))

    # Presented, on a day that is none, one to come, and today.
    prefix = f"{stepping.STEP}_{one.id}_{one.row}"
    at.text_input(key=f"{prefix}_state_on").set_value("soon")
    saved(at, stepping.STEP)
    assert "This is no day: soon" in error(at).replace("\\", "")
    at.text_input(key=f"{prefix}_state_on").set_value((TODAY + dt.timedelta(3)).isoformat())
    saved(at, stepping.STEP)
    assert "still to come" in error(at) and register.listed()[0].state == "draft"
    at.text_input(key=f"{prefix}_state_on").set_value(TODAY.isoformat())
    at.selectbox(key=f"{prefix}_organisation").set_value("SSYP")
    saved(at, stepping.STEP)
    assert register.listed()[0].state == "presented" and stepping.STEPPED in at.success[0].value
    # Frozen anew it needs its reason.
    at.checkbox(key=f"{freezing.FORM}_yes").check()
    saved(at, freezing.FORM)
    assert "write why it is frozen anew" in error(at)
    saved(at, stepping.STEP)
    (one,) = register.listed()
    assert one.state == "approved" and one.is_locked
    assert "is approved and locked" in at.info[0].value and "● approved, locked" in sheets(at)
    assert f"{stepping.STEP}_back" not in keys(at)
    assert "frozen anew only after it has been unlocked" in everything_said(at)

    saved(at, stepping.UNLOCK)
    assert "Write why it is unlocked" in error(at) and register.listed()[0].is_locked
    key = f"{stepping.UNLOCK}_{one.id}_{one.row}_reason"
    at.text_area(key=key).set_value("A *wrong* figure of jobs")
    saved(at, stepping.UNLOCK)
    assert not register.listed()[0].is_locked and stepping.UNLOCKED in at.success[0].value
    history = sheets(at).partition("Every state of the edition")[2]
    assert history.count("<tr>") >= 5 and "A *wrong* figure of jobs" in history
    assert "presented and waits for approval" in at.info[0].value


def test_a_second_edition_of_a_round_is_told_apart(frozen_before: register.Edition) -> None:
    at = opened(PAGE, round="2026-04")
    assert "unlocked" in everything_said(at)
    at.text_input(key=f"{freezing.FORM}_suffix").set_value("Too Long!")
    at.checkbox(key=f"{freezing.FORM}_yes").check()
    saved(at, freezing.FORM)
    assert "small letters or digits" in error(at) and len(register.listed()) == 1
    at.text_input(key=f"{freezing.FORM}_suffix").set_value("extra")
    saved(at, freezing.FORM)
    assert [one.name for one in register.listed()] == ["2026-04-extra", "2026-04"]
    assert "April 2026 (extra)" in sheets(at)
    assert at.selectbox(key="widget_frozen").value == "2026-04-extra", "it is looked at next"
    # Somebody else has changed it meanwhile: nothing is stored, and the reader is told.
    (_newer, _older) = register.listed()
    register.advance(_newer, "presented", on=TODAY, organisation="KS")
    saved(at, stepping.STEP)
    assert at.warning[0].value == names.CHANGED_MEANWHILE
    assert register.named("2026-04-extra").state == "presented"  # type: ignore[union-attr]


def test_the_head_and_the_comparison_say_what_has_changed_since(
    frozen_before: register.Edition,
) -> None:
    at = opened(PAGE, compared_area=OWN)
    told = at.info[0].value
    assert told.startswith("The April 2026 edition is approved and locked. Since then 1 indicator")
    said = everything_said(at)
    assert "1 indicator has new figures, 2 values were revised" in said
    assert "1 action was done" in said
    shown = sheets(at)
    revised = shown.partition("<caption>Revised figures")[2].partition("</table>")[0]
    assert "became final" in revised and "+100" in revised and "indicator=jobs" in revised
    assert revised.index("indicator=jobs") < revised.index("unemployment_share"), "by size"
    assert 'href="overview?edition=2026-04&amp;lang=en"' in shown
    assert "Missing, and accepted so" in said and "KS: no summary" in said.replace("\\", "")
    for key in ("edition_comparison", "edition_comparison_revised"):
        at.session_state[f"{key}_take_away"] = True
    at.run()
    assert not at.exception and len(at.get("download_button")) == 4


def test_the_file_holds_every_difference_as_numbers(
    frozen_before: register.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(
        "seutukuva.ui.editions.differences.take_away",
        lambda make, *, key: made.append((key, make())),
    )
    opened(PAGE, compared_area=OWN)
    take = dict(made)["edition_comparison"]
    book = workbook(take)
    head, *rows = next(table(sheet) for sheet in book if len(sheet.tables) == 1)
    assert head[:6] == ["Part", "What", "Concerns", "Earlier", "Later", "Change"]
    parts = {row[0] for row in rows}
    assert {"New figures", "Revised figures", "Actions"} <= parts
    (jobs,) = [row for row in rows if row[0] == "Revised figures" and "2016" in row[2]]
    assert jobs[4] == jobs[3] + 100, "numbers, as they can be reckoned with"


def test_two_editions_of_the_same_state_do_not_differ(frozen_before: register.Edition) -> None:
    at = opened(PAGE, then="2026-04", against="2026-04")
    assert any("Nothing differs" in one.value for one in at.info)


def test_while_an_edition_is_shown_nothing_can_be_frozen(
    frozen_before: register.Edition,
) -> None:
    at = opened(PAGE, edition="2026-04")
    assert not [one for one in keys(at) if one.startswith((freezing.FORM, stepping.STEP))]
    assert "Since then 1 indicator" in " ".join(one.value for one in at.info), "now is still now"
    assert records.newest_of(register.KIND)


def test_rounds_named_by_a_meeting_can_be_frozen_however_old(entering: Path) -> None:
    at = opened(PAGE, round="2019-04")
    assert at.selectbox(key="widget_round").value == "2019-04" and not at.warning
    assert rounds.is_round("2019-04")
    pressed(at, f"{freezing.FORM}_save")
    assert not register.listed()


def test_elsewhere_than_here_what_is_not_published_is_not_compared(
    frozen_before: register.Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "_is_own", lambda: False)
    assert "widget_then" not in keys(opened(PAGE, then=frozen_before.name))


def test_what_cannot_be_compared_for_want_of_its_statistics_says_so(
    frozen_before: register.Edition,
) -> None:
    file_of(OLDER).unlink()
    at = opened(PAGE, then=frozen_before.name)
    assert any(OLDER.id in one.value and "backup" in one.value for one in at.warning)
    assert "No figures have been published" not in everything_said(at)


def test_a_log_that_is_damaged_freezes_nothing_and_says_so_once(entering: Path) -> None:
    enter("action", text="Call the firms.", owner="KS", state="open", due=TODAY.isoformat())
    at = opened(PAGE)
    at.checkbox(key=f"{freezing.FORM}_yes").check()
    log = settings.records_folder() / "log.sqlite"
    for one in log.parent.glob("log.sqlite-*"):
        one.unlink()
    whole = log.read_bytes()
    log.write_bytes(whole[: len(whole) // 2])
    saved(at, freezing.FORM)
    assert "Nothing was saved" in error(at) and not at.success
    (warning,) = [one.value for one in at.warning]
    assert "cannot be read just now" in warning and freezing.FORM not in "".join(keys(at))
    # Nor is an edition opened: the present state is shown, and that is said, too.
    told = open_page("about/sources", lang="en", edition=ROUND)
    assert not told.exception and "The present state is shown" in told.warning[0].value
    log.write_bytes(whole)
    assert register.listed() == []
