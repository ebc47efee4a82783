"""Advisers' summaries: who has given theirs, and nothing in them that reaches a person."""

from __future__ import annotations

import datetime as dt

import pytest

from seutukuva import records
from seutukuva.errors import AccessRefused, InvalidRecord
from seutukuva.interviews import summaries

pytestmark = pytest.mark.usefixtures("home")

SUMMARY = {"organisation": "POKE", "round": "2027-04", "text": "Steady.", "themes": ["exports"]}
TODAY = dt.date(2026, 11, 22)


def test_who_has_given_and_who_is_missing() -> None:
    assert summaries.listed() == []
    records.append("adviser_summary", SUMMARY, by="local")
    records.append("adviser_summary", SUMMARY | {"development_area": "A4"}, by="local")
    records.append("adviser_summary", SUMMARY | {"organisation": "KSL"}, by="local")
    records.append("adviser_summary", SUMMARY | {"round": "2026-10"}, by="local")
    known = summaries.known_rounds(TODAY)
    assert known[:3] == ["2027-04", "2026-10", "2026-04"]
    given = summaries.completeness(summaries.listed(), ["KS", "POKE"], known[:2])
    assert [(one.organisation, one.counts) for one in given] == [
        ("KS", (0, 0)),
        ("POKE", (2, 1)),
        ("KSL", (1, 0)),
    ]
    assert [one.is_missing for one in given] == [True, False, False]


def test_days_until_the_round() -> None:
    assert summaries.days_left("2027-04", TODAY) == 130
    assert summaries.days_left("2026-10", dt.date(2026, 10, 3)) == -2


def test_versions_are_kept_and_the_newest_is_listed() -> None:
    first = records.append("adviser_summary", SUMMARY, by="local")
    changed = SUMMARY | {"text": "Better.", "outlook": "better"}
    records.append("adviser_summary", changed, id=first.id, by="local", expect=first.seq)
    (one,) = summaries.listed()
    assert (one.text, one.outlook, one.themes, one.versions) == (
        *("Better.", "better"),
        ("exports",),
        2,
    )
    oldest, newest = records.history(first.id)
    assert (newest.body["text"], oldest.body["text"]) == ("Better.", "Steady.")
    assert summaries.listed(as_of=first.seq)[0].text == "Steady."


def test_a_withdrawn_summary_is_missing_again() -> None:
    first = records.append("adviser_summary", SUMMARY, by="local")
    records.withdraw(first.id, "local", "Wrong round", first.seq)
    assert summaries.listed() == []
    assert [one.is_withdrawn for one in records.history(first.id)] == [False, True]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"text": "Call 040 123 4567 now"}, "text", "“040 123 4567”"),
        ({"text": "Write to a.b@firm.fi"}, "text", "“a.b@firm.fi”"),
        ({"text": "He is 131052-308T"}, "text", "“131052-308T”"),
        ({"round": "spring"}, "round", "2026-10"),
    ],
)
def test_what_reaches_a_person_is_not_stored(typed: dict[str, str], field: str, said: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        records.append("adviser_summary", summaries.completed(SUMMARY | typed), by="local")
    ((name, sentence),) = caught.value.problems
    assert name == field and said in sentence
    assert records.latest_seq() == 0


def test_an_ordinary_summary_is_taken_as_it_is() -> None:
    body = SUMMARY | {"text": "12 firms, turnover 1 200 000 e, 2025–2026; 2077474-0. [phone]"}
    assert summaries.completed(body) == body


def test_others_are_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    records.append("adviser_summary", SUMMARY, by="local")
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    with pytest.raises(AccessRefused):
        summaries.listed()
