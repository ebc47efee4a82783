"""Marks in the log: what is no mark is refused, a grid is stored whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from seutukuva import definitions, records, showing, store
from seutukuva.errors import InvalidRecord, RecordConflict, RecordRefused
from seutukuva.outlook import figures, register
from seutukuva.outlook.register import Stood
from seutukuva.published import Version
from tests.outlook.made import REASON, SEUTU, given, mark

pytestmark = pytest.mark.usefixtures("own_log")


@pytest.mark.parametrize("reason", ["", "   ", "++", "?! ... 123 456 789 012", "good"])
def test_a_mark_without_a_reason_in_words_is_refused(reason: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        register.save([given(reason=reason)], {})
    assert [name for name, _words in refused.value.problems] == ["business/12/reason"]
    assert register.marks() == []


def test_the_log_itself_refuses_a_mark_without_a_reason() -> None:
    body = register.body(given())
    with pytest.raises(InvalidRecord):
        records.append(register.KIND, body | {"reason": " "}, by="local")
    with pytest.raises(InvalidRecord):
        records.append(register.KIND, body | {"score": "3"}, by="local")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"score": None}, "score"),
        ({"score": 3}, "score"),
        ({"round": "autumn"}, "round"),
        ({"area": "FI-KU091"}, "area"),
        ({"group": "SE"}, "group"),
        ({"theme": "weather"}, "theme"),
        ({"horizon": "24"}, "horizon"),
        ({"evidence": ("indicator:population",)}, "evidence"),
    ],
)
def test_what_cannot_be_marked_is_named(more: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        register.body(given(**more))
    assert [name for name, _words in refused.value.problems] == [field]


def test_a_grid_is_stored_whole_or_not_at_all() -> None:
    whole = [given(theme=t, horizon=h) for t, h in definitions.load().outlook.cells]
    with pytest.raises(InvalidRecord) as refused:
        register.save([*whole[:-1], given(theme="labour", reason="so")], {})
    assert refused.value.problems[0][0] == "labour/12/reason" and register.marks() == []
    register.save(whole, {})
    assert len(register.marks()) == 9 and register.missing("2026-10") == []
    assert [(one.group, one.n, one.of) for one in register.completeness("2026-10")] == [
        ("EKR", 9, 9)
    ]


def test_two_who_write_the_same_mark_meet_each_other_and_nothing_is_half_stored() -> None:
    register.save([given()], {})
    (first,) = register.marks()
    register.save([given(score=-1)], {first.id: first.row})
    other = given(horizon="6")
    with pytest.raises(RecordConflict) as conflict:
        register.save([other, given(score=2)], {first.id: first.row})
    assert conflict.value.theirs.body["score"] == "-1"
    (stands,) = register.marks()
    assert (stands.score, stands.versions) == (-1, 2), "nor is the other mark stored"


def test_a_mark_reads_back_as_it_was_given_with_what_it_rested_on() -> None:
    rests = ("indicator:jobs", "balance:turnover_outlook")
    stood = (
        Stood("indicator:jobs", "2024", 9500.0, 9600.0),
        Stood("balance:turnover_outlook", "2026M10"),
    )
    register.save([given(score=-2, evidence=rests, stood=stood)], {})
    (one,) = register.marks("2026-10")
    assert (one.score, one.reason, one.group, one.area) == (-2, REASON, "EKR", SEUTU)
    assert (one.evidence, one.stood, one.id) == (rests, stood, given().id)
    assert register.marks("2026-04") == [] and register.marks(as_of=0) == []


def test_a_mark_that_is_withdrawn_is_missing_again() -> None:
    register.save([given()], {})
    (one,) = register.marks()
    assert len(register.missing("2026-10")) == 8
    records.withdraw(one.id, "local", "Given for the wrong area", one.row)
    assert register.marks() == [] and len(register.missing("2026-10")) == 9


def test_marks_of_an_approved_edition_s_round_are_neither_given_nor_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register.save([given()], {})
    (one,) = register.marks()
    monkeypatch.setattr(
        "seutukuva.records.locking._locked", lambda _rows: {"2026-10": ("2026-10", "approved")}
    )
    with pytest.raises(RecordRefused):
        register.save([given(score=2)], {one.id: one.row})
    with pytest.raises(RecordRefused):
        register.save([given(horizon="now")], {})
    register.save([given(round="2027-04")], {})
    assert sorted(each.round for each in register.marks()) == ["2026-10", "2027-04"]


def _damaged(body: dict[str, Any]) -> None:
    """A row that the rules of its kind would not have let in."""
    records._written(register.KIND, body, records.new_id(), "local", "test", None)


def test_a_row_that_says_no_mark_is_left_out() -> None:
    register.save([given()], {})
    good = register.body(given(horizon="6"))
    for wrong in ({"score": "7"}, {"round": "soon"}, {"horizon": "9"}):
        _damaged({**good, **wrong})
    _damaged({})
    (one,) = register.marks()
    assert one.id == given().id


def test_what_is_damaged_beside_a_mark_is_left_out_of_it() -> None:
    damaged = {"evidence": [None, "indicator:jobs"], "figures": [{"id": 7}, 3]}
    body = {**register.body(given()), **damaged}
    _damaged({**body, "group": None})
    _damaged({**body, "horizon": "6", "evidence": "jobs", "figures": "none"})
    one, other = register.marks()
    assert (other.evidence, other.stood, other.group) == ((), (), "EKR")
    assert (one.evidence, one.stood, one.group) == (("indicator:jobs",), (), "")


def test_the_log_is_asked_once_for_a_newest_row_and_again_for_a_new_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register.save([given()], {})
    asked: list[str] = []
    ask = store.ask

    def counted(name: str, **params: Any) -> Any:
        asked.append(name)
        return ask(name, **params)

    monkeypatch.setattr(store, "ask", counted)
    first = register.marks()
    first.clear()  # what a caller does to its list is its own
    assert len(register.marks()) == len(register.marks("2026-10")) == 1
    assert register.completeness("2026-10")[0].n == 1
    assert asked == ["records/outlook_mark"]
    register.save([given(horizon="now")], {})
    assert [one.horizon for one in register.marks()] == ["12", "now"] and len(asked) == 2


def test_the_same_reason_everywhere_is_told() -> None:
    every = [given(), given(horizon="6", reason=REASON.upper()), given(horizon="now", reason="No")]
    assert register.repeated(every) == {REASON.casefold(): 2}


def test_reasons_reach_no_person() -> None:
    with pytest.raises(InvalidRecord):
        register.save([given(reason=f"{REASON} Ask 040 123 4567.")], {})


class _Edition:
    """As much of an edition as is asked for."""

    def __init__(self, name: str, version: str, seq: int) -> None:
        self.name, self.version, self.seq, self.round = name, version, seq, name[:7]
        self.head = records.Head(seq, "")


def test_a_round_s_figures_are_those_of_its_newest_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [
        _Edition("2026-10", "v3", 30),
        _Edition("2025-10-new", "v2", 20),
        _Edition("2025-10", "v1", 10),
        _Edition("2025-04", "gone", 5),
    ]
    monkeypatch.setattr(figures.editions, "listed", lambda: listed)
    monkeypatch.setattr(figures, "_kept", lambda: {"v1", "v2", "v3"})
    found = figures.newest_editions()
    assert {one: own.name for one, own in found.items()} == {
        "2026-10": "2026-10",
        "2025-10": "2025-10-new",
    }
    assert figures.without_edition([mark(1), mark(1, round="2025-04")]) == ["2026-04", "2025-04"]
    shown = showing.Shown("2025-10", Version("v1", "", ""), records.Head(12, ""), showing.today())
    showing.hold(shown)
    try:
        assert list(figures.newest_editions()) == ["2025-10"], "nothing later is known"
    finally:
        showing.hold(None)


def test_figures_are_asked_of_the_version_that_the_edition_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def read(_indicators: Any, _areas: Any, name: str) -> dict[Any, Any]:
        asked.append(f"{name}:{figures.store.current_version().id}")
        return {}

    edition = _Edition("2025-10", "v1", 10)
    monkeypatch.setattr(figures, "newest_editions", lambda: {"2025-10": edition})
    monkeypatch.setattr(figures.opening, "version", lambda _one: Version("v1", "", ""))
    monkeypatch.setattr(figures, "_read", read)
    look_up = figures.at_rounds([mark(1)], definitions.load().outlook.themes)
    with figures.store.at(Version("now", "", ""), records.Head(99, "")):
        assert look_up("2025-10", "jobs", SEUTU).edition == "2025-10"
        assert look_up("2026-10", "jobs", SEUTU).edition == ""
        look_up("2026-04", "jobs", SEUTU)
    assert asked == ["2025-10:v1", ":now"], "each state is read once"
