"""Signals and reviews in the log: what is stored, refused, read back, and withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from seutukuva import definitions, records, store, texts
from seutukuva.errors import AccessRefused, InvalidRecord
from seutukuva.signals import register
from tests.signals.made import SIGNAL, THIRD_ROUND

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def english() -> Any:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def stored(**more: Any) -> records.Entry:
    return records.append("signal", SIGNAL | more, by="local")


def reviewed(signal_id: str, **more: Any) -> records.Entry:
    body = {"signal": signal_id, "round": THIRD_ROUND, "outcome": "weaker", "text": "Orders rose."}
    own = register.review_id(signal_id, THIRD_ROUND)
    return records.append("signal_review", body | more, id=own, by="local")


def test_what_was_typed_is_complete_only_with_ratings_and_what_agrees() -> None:
    assert register.completed(SIGNAL, TODAY) == SIGNAL
    for name in register.NEEDED:
        with pytest.raises(InvalidRecord) as caught:
            register.completed(SIGNAL | {name: None}, TODAY)
        assert [field for field, _words in caught.value.problems] == [name]
    with pytest.raises(InvalidRecord) as caught:
        register.completed(SIGNAL | {"seen_on": "1.12.2026", "state": "acted_on"}, TODAY)
    assert [field for field, _words in caught.value.problems] == ["seen_on", "action"]
    acted = SIGNAL | {"state": "acted_on", "action": "KS asks the firms."}
    assert register.completed(acted, TODAY)["action"] == "KS asks the firms."
    with pytest.raises(InvalidRecord) as caught:
        register.completed_review({"signal": "a", "round": "soon", "text": "x"})
    assert [field for field, _words in caught.value.problems] == ["outcome", "round"]


@pytest.mark.slow
def test_a_signal_is_read_back_with_the_ratings_of_all_its_versions(entering: Any) -> None:
    entry = stored(
        areas=["FI-KU729"], begun_from={"kind": "watch", "indicator": "x", "area": "FI-KU729"}
    )
    stored(title="Another", seen_on="2026-06")
    records.append("signal", entry.body | {"likelihood": "5"}, id=entry.id, by="b", expect=1)
    another, one = register.listed()
    assert (another.title, another.seen_on) == ("Another", "2026-06"), "those seen last first"
    assert (one.likelihood, one.impact, one.state) == (5, 3, "watching")
    assert one.observation == SIGNAL["observation"] and one.area_ids == ("FI-KU729",)
    assert one.watched == ("x", "FI-KU729") and another.watched == ("", "")
    assert [(each.likelihood, each.impact) for each in one.ratings] == [(4, 3), (5, 3)]
    assert one.is_open and one.is_rated and one.day == dt.date(2026, 1, 15)
    (earlier, _other) = sorted(register.listed(as_of=2), key=lambda each: each.seen_on)
    assert earlier.likelihood == 4 and len(earlier.ratings) == 1


def test_a_signal_is_of_the_areas_that_it_names_and_of_those_within() -> None:
    areas = definitions.load().areas
    for named, of in (
        ((), ("FI-KU729", "FI-KU091", "FI-SK138")),
        (("FI-KU729",), ("FI-KU729",)),
        (("FI-SK138",), ("FI-KU729", "FI-SK138")),
        (("FI-SSS",), ("FI-KU729", "FI-KU091", "FI-SK138")),
    ):
        one = register.Signal("a", 1, area_ids=named)
        asked = ("FI-KU729", "FI-KU091", "FI-SK138")
        assert tuple(each for each in asked if one.concerns(areas[each])) == of, named


@pytest.mark.slow
def test_a_signal_entered_while_the_register_is_read_is_whole(
    entering: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored()
    run = store.run

    def meanwhile(name: str, **params: Any) -> Any:
        found = run(name, **params)
        monkeypatch.setattr(store, "run", run)
        stored(title="Entered meanwhile")
        return found

    monkeypatch.setattr(store, "run", meanwhile)
    assert all(one.ratings for one in register.listed())
    assert [len(one.ratings) for one in register.listed()] == [1, 1]


@pytest.mark.slow
def test_what_is_withdrawn_is_gone_and_reviews_are_one_a_round(entering: Any) -> None:
    entry = stored()
    review = reviewed(entry.id)
    assert [one.outcome for one in register.reviews()] == ["weaker"]
    changed = review.body | {"outcome": "wrong"}
    records.append("signal_review", changed, id=review.id, by="b", expect=review.seq)
    (one,) = register.reviews()
    assert (one.signal, one.round, one.outcome) == (entry.id, THIRD_ROUND, "wrong")
    records.withdraw(review.id, "local", "Of another signal", records.latest_seq())
    assert register.reviews() == []
    for month in ("0000-04", "9999-12", "soon"):
        body = review.body | {"round": month}
        with pytest.raises(InvalidRecord):
            records.append("signal_review", body, by="local")
        # As if it had been let in earlier.
        records._written("signal_review", body, records.new_id(), "local", "test", None)
    assert register.reviews() == [], "no group can have met then"
    records.withdraw(entry.id, "local", "Twice", entry.seq)
    assert register.listed() == []


@pytest.mark.slow
def test_the_kind_refuses_persons_missing_reasons_and_unknown_choices(entering: Any) -> None:
    for more, said in (
        ({"observation": "Call 040 123 4567."}, "040 123 4567"),
        ({"likelihood_reason": ""}, "Why so likely: is needed."),
        ({"impact_reason": " "}, "Why such an impact: is needed."),
        ({"likelihood": "6"}, "is not a choice"),
        ({"theme": "fashion"}, "is not known"),
        ({"organisation": "NOBODY"}, "is not known"),
    ):
        with pytest.raises(InvalidRecord) as caught:
            stored(**more)
        assert said in str(caught.value.problems)
    assert records.latest_seq() == 0


@pytest.mark.slow
def test_nobody_reads_them_where_others_reach_the_pages(
    entering: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored()
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    for read in (register.listed, register.reviews):
        with pytest.raises(AccessRefused):
            read()
