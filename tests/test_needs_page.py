"""The page of needs: what waits for whom, one need worked on, and nothing for others."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records, texts
from seutukuva.interviews import needs
from seutukuva.interviews.needs import Need
from seutukuva.records import batches, contacts
from seutukuva.ui.entry import SAVED, WITHDRAWN
from seutukuva.ui.needs import listing
from seutukuva.ui.needs.working import ANSWERED, FOLLOWED, MEANWHILE, TAKEN
from tests.interviews.needy import Firm, accepted
from tests.pages import everything_said, keys, open_page, opened, pressed, saved, sheets

pytestmark = pytest.mark.slow

PAGE = "companies/needs"
NEW = "entry_need_new"
LONG_AGO = dt.date(2026, 1, 7)
SAWMILL = Firm("Saha *Oy*", ("training",), day=LONG_AGO)
BY_HAND = {
    "subject": "A plot by the road",
    "firm": "Autoilija",
    "raised": "2026-01-20",
    "service_group": "premises",
    "state": "open",
}


def metrics(at: AppTest) -> list[str]:
    return [one.value for one in at.metric]


def by_hand(**more: Any) -> records.Entry:
    body = needs.completed(BY_HAND | more, dt.date.today())
    return records.append("need", body, by="local")


def told(entering: Path, *firms: Firm, **choices: Any) -> Need:
    accepted(entering / "upload", *(firms or (SAWMILL,)), **choices)
    return needs.listed().needs[0]


@pytest.mark.parametrize(
    "language",
    [one if one == "en" else pytest.param(one, marks=pytest.mark.slow) for one in texts.LANGUAGES],
)
def test_page_in_each_language(entering: Path, language: str) -> None:
    need = told(entering)
    texts.use(language)
    at = opened(PAGE, language, need=need.id)
    option = need.option
    assert option and option.title[language] in sheets(at)
    group = definitions.load().interviewing.service_groups["training"]
    assert group.title[language] in everything_said(at)
    labels = [one.label for one in [*at.text_input, *at.selectbox]]
    for name in ("due", "outcome", "organisation"):
        fields = definitions.load().kinds["need"].fields
        field = next(field for field in fields if field.id == name)
        assert any(label.startswith(field.title[language]) for label in labels)


def test_without_needs_it_says_where_they_come_from(entering: Path) -> None:
    at = opened(PAGE)
    assert not at.metric and len(at.info) == 1 and "interviews" in at.info[0].value
    assert f"{NEW}_subject" in keys(at)


@pytest.mark.slow
def test_what_is_overdue_stands_first_and_is_counted(entering: Path) -> None:
    today = dt.date.today()
    told(entering, SAWMILL, Firm("Uusi Oy", ("exports", "tourism"), day=today))
    at = opened(PAGE)
    assert metrics(at) == ["3", "1", "0", "0"]
    listed = sheets(at).split("<tbody>")[-1]
    assert listed.index("Saha *Oy*") < listed.index("Uusi Oy")
    assert "days late" in listed and 'class="sk-late"' in listed
    rows = opened(PAGE, state="overdue")
    assert "Uusi" not in sheets(rows) and "Saha" in sheets(rows)


@pytest.mark.slow
def test_filters_stand_in_the_address(entering: Path) -> None:
    told(entering, SAWMILL, Firm("Uusi Oy", ("exports",), municipality="FI-KU931"))
    at = opened(PAGE, organisation="SSYP")
    assert "Uusi Oy" in sheets(at) and "Saha" not in sheets(at)
    assert "Uusi Oy" not in sheets(opened(PAGE, service="training"))
    assert "Saha" not in sheets(opened(PAGE, municipality="FI-KU931"))
    at = opened(PAGE)
    at.selectbox(key="widget_organisation").set_value("POKE").run()
    assert at.query_params["organisation"] in ("POKE", ["POKE"])
    assert "Uusi Oy" not in sheets(at)


@pytest.mark.slow
def test_an_unknown_need_in_the_address_is_harmless(entering: Path) -> None:
    told(entering)
    at = opened(PAGE, need="<script>", state="nonsense")
    assert len(at.metric) == 4 and "<script>" not in sheets(at)


@pytest.mark.slow
def test_a_firm_name_is_not_taken_for_markup(entering: Path) -> None:
    need = told(entering, Firm("<b>![x](http://e.example) *Oy*", ("training",)))
    at = opened(PAGE, need=need.id)
    assert "&lt;b&gt;" in sheets(at) and "<b>!" not in sheets(at)
    assert "\\!\\[x\\]" in everything_said(at)


def test_one_click_takes_to_work_and_another_answers(entering: Path) -> None:
    need = told(entering)
    at = opened(PAGE, need=need.id)
    pressed(at, f"step_take_{need.id}")
    assert [one.value for one in at.success] == [TAKEN]
    assert at.selectbox(key=f"entry_need_{need.id}_state").value == "in_progress"
    pressed(at, f"step_answered_{need.id}")
    assert [one.value for one in at.success] == [ANSWERED]
    newest = records.history(need.id)[-1].body
    assert (newest["state"], newest["answered"]) == ("answered", dt.date.today().isoformat())
    assert metrics(at) == ["0", "0", "1", "0"]
    # Still open by its address, with its history, whatever the filter.
    assert at.table[0].value["Version"].tolist() == ["2", "1"]
    assert not {key for key in keys(at) if key.startswith("step_")}


@pytest.mark.slow
def test_it_is_assigned_and_closed_in_the_form(entering: Path) -> None:
    need = told(entering)
    at = opened(PAGE, need=need.id)
    form = f"entry_need_{need.id}"
    assert f"{form}_firm" not in keys(at) and f"{form}_origin" not in keys(at)
    at.selectbox(key=f"{form}_organisation").set_value("KS")
    at.selectbox(key=f"{form}_outcome").set_value("helped")
    at.text_input(key=f"{form}_answered").set_value("14.1.2026")
    at.text_input(key=f"{form}_follow_up").set_value("1.2.2026")
    at.text_area(key=f"{form}_text").set_value("Visited.")
    pressed(at, f"{form}_save")
    assert [one.value for one in at.success] == [SAVED]
    (entry,) = records.history(need.id)
    assert entry.body["state"] == "closed" and entry.body["organisation"] == "KS"
    assert entry.body["origin"]["option"] == "training" and "firm" not in entry.body
    assert (entry.recorded_by, entry.source) == ("local", PAGE)
    assert metrics(at)[3] == "1", "the day to follow up on has come"
    pressed(at, f"step_followed_{need.id}")
    assert [one.value for one in at.success] == [FOLLOWED] and metrics(at)[3] == "0"
    assert "follow_up" not in records.history(need.id)[-1].body


def test_what_does_not_agree_stores_nothing(entering: Path) -> None:
    need = told(entering)
    at = open_page(PAGE, lang="en", need=need.id)
    form = f"entry_need_{need.id}"
    at.selectbox(key=f"{form}_state").set_value("closed")
    pressed(at, f"{form}_save")
    assert len(at.error) == 1 and "what came of it" in at.error[0].value
    assert records.history(need.id) == []
    assert at.selectbox(key=f"{form}_state").value == "closed"


@pytest.mark.slow
def test_two_who_work_on_the_same_lose_nothing(entering: Path) -> None:
    need = told(entering)
    at = opened(PAGE, need=need.id)
    form = f"entry_need_{need.id}"
    at.text_area(key=f"{form}_text").set_value("Mine")
    theirs = need.body() | {"text": "Theirs", "state": "in_progress"}
    records.append("need", theirs, id=need.id, by="other")
    pressed(at, f"{form}_save")
    assert len(at.warning) == 1 and not at.success
    beside = next(table.value for table in at.table if "Yours" in table.value)
    row = beside[beside["Field"] == "What has been done"].iloc[0]
    assert (row["Yours"], row["Saved meanwhile"]) == ("Mine", "Theirs")
    assert "training" not in str(beside), "what programs keep is not told"
    pressed(at, f"{form}_save")
    assert [one.body["text"] for one in records.history(need.id)] == ["Theirs", "Mine"]


@pytest.mark.slow
def test_a_click_on_what_changed_meanwhile_is_told(entering: Path) -> None:
    need = told(entering)
    at = opened(PAGE, need=need.id)
    records.append("need", need.body() | {"state": "in_progress"}, id=need.id, by="other")
    pressed(at, f"step_answered_{need.id}")
    assert [one.value for one in at.warning] == [MEANWHILE]
    assert len(records.history(need.id)) == 1


@pytest.mark.slow
def test_a_need_is_entered_by_hand_and_withdrawn(entering: Path) -> None:
    at = opened(PAGE)
    at.text_input(key=f"{NEW}_subject").set_value("A plot by the road")
    at.text_input(key=f"{NEW}_firm").set_value("Autoilija")
    at.selectbox(key=f"{NEW}_service_group").set_value("premises")
    pressed(at, f"{NEW}_save")
    assert [one.value for one in at.success] == [SAVED]
    (entry,) = records.since(0)
    assert entry.body["organisation"] == "WITAS" and entry.body["due"] > entry.body["raised"]
    assert "Autoilija" in sheets(at)
    at = opened(PAGE, need=entry.id)
    at.text_input(key=f"withdraw_{entry.id}_reason").set_value("Entered twice")
    pressed(at, f"withdraw_{entry.id}_save")
    assert [one.value for one in at.success] == [WITHDRAWN] and not at.metric


@pytest.mark.slow
def test_what_others_withdrew_is_told(entering: Path) -> None:
    entry = by_hand()
    at = opened(PAGE, need=entry.id)
    at.text_input(key=f"withdraw_{entry.id}_reason").set_value("Entered twice")
    by_hand(subject="Another")
    records.withdraw(entry.id, "other", "Wrong firm", entry.seq)
    pressed(at, f"withdraw_{entry.id}_save")
    assert len(at.warning) == 1 and not at.success


@pytest.mark.slow
def test_a_need_of_a_withdrawn_interview_says_so(entering: Path) -> None:
    need = told(entering)
    records.append("need", need.body() | {"state": "in_progress"}, id=need.id, by="local")
    batches.withdraw(batches.record_id(need.origin["batch"]), by="local", reason="Twice")
    at = opened(PAGE, need=need.id)
    said = everything_said(at) + sheets(at)
    assert "withdrawn" in said and "Saha" not in said


@pytest.mark.slow
def test_invented_needs_are_shown_only_when_asked_for_and_say_so(entering: Path) -> None:
    accepted(entering / "upload", SAWMILL, is_demonstration=True)
    at = opened(PAGE)
    assert "Saha" not in sheets(at) and not at.warning
    at.toggle(key="widget_demonstration").set_value(True).run()
    assert "Saha" in sheets(at) and "invented" in at.warning[0].value
    assert at.query_params["demonstration"] in ("1", ["1"])


def test_the_contact_person_is_shown_once_and_the_look_is_kept(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = told(entering)
    assert f"contact_{need.id}" not in keys(opened(PAGE, need=need.id)), "off unless asked for"
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    batch = batches.record_id(need.origin["batch"])
    person = {"response": 0, "name": "Meri Malli", "phone": "040 1234567"}
    contacts.keep(batch, [person], dt.date(2199, 1, 1))
    at = opened(PAGE, need=need.id)
    assert "Malli" not in everything_said(at)
    before = records.latest_seq()
    pressed(at, f"contact_{need.id}")
    assert "Meri Malli" in everything_said(at)
    (look,) = records.since(before)
    assert look.kind == "contact_view" and "Malli" not in str(look.body_text)
    at.run()
    assert "Malli" not in everything_said(at)


def test_a_contact_person_is_deleted_after_a_look(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = told(entering)
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    batch = batches.record_id(need.origin["batch"])
    contacts.keep(batch, [{"response": 0, "name": "Meri Malli"}], dt.date(2199, 1, 1))
    at = opened(PAGE, need=need.id)
    pressed(at, f"contact_{need.id}")
    [button] = [key for key in keys(at) if key.startswith("delete_contact_")]
    pressed(at, button)
    assert "has been deleted" in at.success[0].value and "Malli" not in everything_said(at)
    assert contacts.holders([batch]) == set()


def test_where_others_reach_the_page_it_only_says_why(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = told(entering)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = open_page(PAGE, lang="en", need=need.id)
    assert not at.exception
    said = everything_said(at) + sheets(at)
    assert "Saha" not in said and "confidential" in said
    assert not {key for key in keys(at) if key.startswith(("entry_", "step_", "withdraw_"))}


@pytest.mark.slow
def test_a_form_opened_before_the_pages_went_public_stores_nothing(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need = told(entering)
    at = opened(PAGE, need=need.id)
    before = records.latest_seq()
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    pressed(at, f"step_take_{need.id}")
    assert records.latest_seq() == before
    assert "Saha" not in everything_said(at) + sheets(at)


@pytest.mark.slow
def test_without_statistics_needs_are_worked_on_all_the_same(entering: Path) -> None:
    shutil.rmtree(entering / "build")
    need = told(entering)
    at = opened(PAGE, need=need.id)
    assert "Saha" in sheets(at)
    pressed(at, f"step_take_{need.id}")
    assert len(at.success) == 1


def test_a_batch_whose_file_is_missing_is_told_calmly(entering: Path) -> None:
    accepted(entering / "upload", SAWMILL)
    for file in (entering / "records" / "batches").glob("*.parquet"):
        file.unlink()
    at = open_page(PAGE, lang="en")
    assert not at.exception and not at.error
    assert "python -m etl verify" in at.warning[0].value


def test_needs_that_read_alike_are_told_apart(entering: Path) -> None:
    for wave in ("2025-10", "2026-04"):
        folder = entering / wave
        folder.mkdir()
        accepted(folder, SAWMILL, wave=wave)
    (box,) = [one for one in opened(PAGE).selectbox if one.label == "Need to open"]
    first, second = box.options
    assert second == f"{first} (2)"


@pytest.mark.parametrize(
    ("language", "due", "typed"),
    [
        ("fi", "21.1.2026", "22.1.2026"),
        pytest.param("sv", "2026-01-21", "2026-01-22", marks=pytest.mark.slow),
        pytest.param("en", "21 January 2026", "22 January 2026", marks=pytest.mark.slow),
    ],
)
def test_days_of_the_form_are_written_as_the_reader_writes_them(
    entering: Path, language: str, due: str, typed: str
) -> None:
    need = told(entering)
    at = opened(PAGE, language, need=need.id)
    field = at.text_input(key=f"entry_need_{need.id}_due")
    assert field.value == due
    field.set_value(typed)
    saved(at, f"entry_need_{need.id}")
    assert records.history(need.id)[-1].body["due"] == "2026-01-22"


@pytest.mark.slow
def test_a_long_list_is_shown_piece_by_piece(entering: Path) -> None:
    told(entering, *(Firm(f"Saha {n}", ("training",), day=LONG_AGO) for n in range(75)))

    def listed(at: AppTest) -> int:
        return sheets(at).count("days late")

    at = opened(PAGE)
    assert listed(at) == 20 and "The first 20 of 75" in everything_said(at)
    pressed(at, "needs_more")
    assert listed(at) == 70 and at.query_params["rows"] in ("70", ["70"])
    pressed(at, "needs_more")
    assert listed(at) == 75 and "needs_more" not in keys(at)
    assert listed(opened(PAGE, rows="x")) == 20, "whatever the address says"


@pytest.mark.slow
def test_what_came_of_needs_is_counted(entering: Path) -> None:
    assert "has been closed" in opened(PAGE, need=by_hand().id).info[0].value
    by_hand(outcome="helped", answered=dt.date.today().isoformat())
    assert "Helped" in sheets(opened(PAGE))


@pytest.mark.slow
def test_a_file_of_invented_needs_says_that_they_are_invented(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: dict[str, Any] = {}
    monkeypatch.setattr(listing, "take_away", lambda make, key: taken.update({key: make()}))
    accepted(entering / "upload", SAWMILL, is_demonstration=True)
    opened(PAGE, demonstration="1")
    take = taken["needs"]
    assert "invented" in take.subtitle
    (cells,) = take.rows
    row = {name: cell.value for name, cell in zip(take.columns, cells, strict=True)}
    assert row["Firm"] == "Saha *Oy*" and row["What came of it"] == "" and row["Days left"] < 0
    told(entering / "real")
    opened(PAGE)
    assert "invented" not in taken["needs"].subtitle


@pytest.mark.slow
def test_the_history_tells_nothing_that_is_for_programs(entering: Path) -> None:
    need = told(entering)
    at = opened(PAGE, need=need.id)
    pressed(at, f"step_take_{need.id}")
    (content,) = at.table[0].value["Content"]
    assert "In progress" in content and "company_interview" not in content
