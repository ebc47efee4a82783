"""Conclusions as the log has them: what is read, what is refused, what an odd body gives."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from pathlib import Path

import pytest

from seutukuva import definitions, records, settings, store, texts
from seutukuva.errors import InvalidRecord
from seutukuva.impact import statements, told
from seutukuva.impact.answers import Measure
from seutukuva.impact.statements import KIND
from seutukuva.records import place
from tests.impact.made import entered

WHOLE = {
    "development_areas": ["A1", "A4"],
    "projects": ["s10001", "S10002"],
    "measures": "  A campaign\n\nA course ",
    "indicator": "share_15_64",
    "decided_on": "2026-10",
}


def test_every_field_is_read_by_its_query() -> None:
    query = (settings.queries_folder() / "records" / f"{KIND}.sql").read_text("utf-8")
    kind = definitions.load().kinds[KIND]
    assert kind.is_impersonal and not kind.is_confidential
    assert all(f"'$.{field.id}" in query for field in kind.fields)
    assert [one.id for one in kind.fields if one.required] == ["box", "area", "text"]


def test_what_was_entered_is_read_and_the_newest_version_counts(entering: Path) -> None:
    first = entered("One", **WHOLE)
    entered("Two", box="goal", area="FI-KU729")
    body = {**first.body, "text": "One, changed"}
    records.append(KIND, body, id=first.id, by="local", expect=first.seq)
    (one,) = statements.of_area("FI-SK138")
    assert (one.text, one.box) == ("One, changed", "challenge")
    assert one.development_areas == ("A1", "A4") and one.projects == ("s10001", "S10002")
    assert one.measures == ("A campaign", "A course")
    assert (one.indicator, one.decided_on) == ("share_15_64", "2026-10")
    assert one.updated == dt.datetime.now(dt.UTC).date()
    assert [each.text for each in statements.every()] == ["One, changed", "Two"]


def test_what_is_withdrawn_is_no_longer_there(entering: Path) -> None:
    one = entered()
    records.withdraw(one.id, "local", "a mistake", one.seq)
    assert statements.every() == ()
    assert len(records.history(one.id)) == 2


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("box", "worry", "not a choice"),
        ("area", "FI-KU999", "not known"),
        ("text", "Call 040 123 4567", "reaches a person"),
        ("measures", "write to maija@example.fi", "reaches a person"),
        ("development_areas", ["A9"], "not known"),
        ("development_areas", "A1", "not a list"),
        ("projects", "S10001", "not a list"),
        ("projects", ["x" * 65], "not known"),
        ("projects", [f"S{n}" for n in range(51)], "at most 50"),
        ("decided_on", "soon", "not a day"),
    ],
)
def test_what_does_not_fit_is_refused(entering: Path, field: str, value: object, said: str) -> None:
    with pytest.raises(InvalidRecord, match=said):
        entered(**{field: value})
    assert records.latest_seq() == 0


def test_an_odd_body_gives_what_can_be_read_of_it(entering: Path) -> None:
    entered("fine")
    odd = [
        {"box": "worry", "area": "FI-SK138", "text": "in no box"},
        {"box": "goal", "text": "about no area"},
        {"box": "goal", "area": "FI-SK138", "text": ["no", "text"], "projects": "no list"},
        {"box": "goal", "area": "FI-SK138", "text": "kept", "decided_on": "soon", "measures": 4},
    ]
    rows = [entered(f"row {number}") for number in range(len(odd))]
    # Past the rules of the log.
    with sqlite3.connect(place.file()) as connection:
        connection.execute("drop trigger rec_log_fixed")
        for row, body in zip(rows, odd, strict=True):
            connection.execute(
                "update rec_log set body = ? where seq = ?", (json.dumps(body), row.seq)
            )
    store._rows.cache_clear()
    read = {one.text: one for one in statements.every()}
    assert {"fine", "kept"} <= set(read) and not {"in no box", "about no area"} & set(read)
    assert read["kept"].decided_on == "" and read["kept"].projects == ()


def test_what_is_known_of_a_conclusion_is_told_by_name(entering: Path) -> None:
    texts.use("en")
    entered(**WHOLE)
    (one,) = statements.every()
    facts = dict(told.facts(one, (Measure("", "A campaign"),)))
    assert facts["Answered by"].startswith("A1 ") and "; A4 " in facts["Answered by"]
    assert facts["Measures"] == "A campaign" and facts["Decided on"] == "October\xa02026"
    assert facts["Rests on"] == told.indicator(one).label("en")
    question = f"{definitions.QUESTION}business_outlook"
    assert told.rests_on(question).startswith("Interviews · ")
    assert told.rests_on("gone") == "gone" and told.rests_on("") == ""


def test_which_other_areas_have_conclusions(entering: Path) -> None:
    texts.use("en")
    assert told.of_others(statements.elsewhere("FI-SK138")) == ""
    entered("here")
    entered("there", area="FI-KU729")
    entered("there again", area="FI-KU729")
    found = statements.elsewhere("FI-SK138")
    assert found == {"FI-KU729": 2}
    assert (
        told.of_others(found | {"FI-KU999": 1}) == "Conclusions about other areas: Saarijärvi (2)."
    )
