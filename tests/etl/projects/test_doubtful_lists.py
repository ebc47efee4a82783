"""Lists whose amounts, codes, texts and days can be taken in two ways, or go beyond all bounds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seutukuva.errors import UploadRefused
from tests.etl.projects.making import Left, changed, quoted, taken

GRANTED, PAID = "EU- ja valtion rahoitus, suunniteltu", "EU- ja valtion rahoitus, toteutunut"
PLANNED, REALISED = "eu_state.planned.all", "eu_state.realised.all"


def own(folder: Path, *rows: tuple[str, ...], headings: tuple[str, ...] = (GRANTED,)) -> Left:
    """A list in the program's own template; the rows' cells after code and name."""
    cells = [[f"A{n}", "n", *row] for n, row in enumerate(rows, 1)]
    heads = [*("Hankekoodi", "Hankkeen nimi", "Tilanne päivänä"), *headings]
    return taken(folder, quoted(cells, heads), day="", form="own")


@pytest.mark.parametrize("mark", [".", ","])
def test_three_digits_after_the_only_mark_are_thousands_and_are_told_of(
    mark: str, tmp_path: Path
) -> None:
    rows = [("1.6.2021", text.replace(".", mark)) for text in ("1.000", "2.500", "150.000", "7")]
    left = own(tmp_path, *rows)
    found = [left.values(f"A{n}")[PLANNED] for n in range(1, 5)]
    assert found == [1000, 2500, 150_000, 7]
    told = [one["row"] for one in left.problems if one["code"] == "number_ambiguous"]
    assert (told, left.problem("number_ambiguous")["severity"]) == ([2, 3, 4], "warning")


def test_a_mark_that_the_column_shows_to_be_decimal_is_one(tmp_path: Path) -> None:
    day = "1.6.2021"
    left = own(
        tmp_path,
        *((day, "18825.95", "1,5"), (day, "825.955", "2.500")),
        headings=(GRANTED, PAID),
    )
    assert [left.values(code)[PLANNED] for code in ("A1", "A2")] == [18825.95, 825.955]
    assert left.values("A2")[REALISED] == 2500
    assert "number_ambiguous" not in left.codes


def test_a_mark_that_somebody_has_said_leaves_no_doubt(tmp_path: Path) -> None:
    (tmp_path / "choices.json").write_text(json.dumps({"decimal": "."}), encoding="utf-8")
    left = own(tmp_path, ("1.6.2021", "1.000"))
    assert left.values("A1") == {PLANNED: 1.0}
    assert "number_ambiguous" not in left.codes


@pytest.mark.parametrize("text", ["1e308", "99999999999999999999", "1000000000001", "-2e12"])
def test_no_figure_is_larger_than_any_can_be(text: str, tmp_path: Path) -> None:
    left = taken(tmp_path, quoted([changed(paid=text), changed("S19002", paid=text)]))
    told = [one["row"] for one in left.problems if one["code"] == "number_unreadable"]
    assert told == [2, 3]
    assert REALISED not in left.values("S19001")
    assert "eu_state_realised" not in left.summary["totals"]["ESR"]


CURRENCIES = [("Beviljat belopp SEK", "", {}), ("budget_dkk", "", {}), ("Budsjett (NOK)", "", {})]
CURRENCIES += [("Belopp tkr", "", {}), ("Belopp SEK", "EUR", {PLANNED: 100.0})]
CURRENCIES += [("Myönnetty euroa", "", {PLANNED: 100.0}), ("Kork", "", {PLANNED: 100.0})]


@pytest.mark.parametrize(("heading", "currency", "kept"), CURRENCIES)
def test_a_heading_may_name_another_currency(
    heading: str, currency: str, kept: dict[str, float], tmp_path: Path
) -> None:
    fields = {"Projekt-id": "code", "Projektnamn": "name", heading: PLANNED, "Valuta": "currency"}
    corrections = {"headings": {name: {"field": field} for name, field in fields.items()}}
    content = quoted([["P1", "n", "100", currency]], [*fields])
    left = taken(tmp_path, content, form="other", corrections=corrections)
    assert left.values("P1") == kept
    assert ("currency" in left.projects["P1"]["flags"]) == (not kept)


def test_signs_that_nobody_sees_make_no_other_project(tmp_path: Path) -> None:
    rows = [changed("S19002"), changed("S19\u200b002"), changed("S19003\u202e", name="A\u202eb")]
    left = taken(tmp_path, quoted(rows))
    assert set(left.projects) == {"S19002", "S19003"}
    assert left.projects["S19003"]["name"] == "Ab"
    assert left.problem("twice")["row"] == 3


def test_codes_and_texts_are_as_long_as_the_form_takes_them(tmp_path: Path) -> None:
    rows = [changed("S1" + 39 * "9"), changed("S19002", name=301 * "n"), changed(name=300 * "n")]
    left = taken(tmp_path, quoted([*rows, changed("S1" + 38 * "9")]))
    assert set(left.projects) == {"S19002", "S19001", "S1" + 38 * "9"}
    too_long = left.problem("code_too_long")
    assert (too_long["severity"], too_long["row"]) == ("error", 2)
    assert left.projects["S19002"]["name"] == 300 * "n"
    cut = [(one["row"], one["severity"]) for one in left.problems if one["code"] == "text_too_long"]
    assert cut == [(3, "warning")]


def test_days_are_those_that_a_form_takes(tmp_path: Path) -> None:
    rows = [
        changed("S19001", start="2015", end="2016-11"),
        changed("S19002", start="1.1.0001", end="31.12.9999"),
        changed("S19003", start="1.1.1800", end="31.12.2200"),
    ]
    left = taken(tmp_path, quoted(rows))
    found = {
        code: (str(one["start"]), str(one["end"]), one["flags"])
        for code, one in left.projects.items()
    }
    assert found == {
        "S19001": ("2015-01-01", "2016-11-30", []),
        "S19002": ("None", "None", ["date_unreadable"]),
        "S19003": ("1800-01-01", "2200-12-31", []),
    }


def test_a_row_without_a_day_is_refused_and_the_others_are_not(tmp_path: Path) -> None:
    left = own(tmp_path / "none", *(("1.6.2021", "1"), ("", "2"), ("eilen", "3"), ("2020", "4")))
    assert left.json("mapping")["needs"] == []
    assert set(left.projects) == {"A1", "A4"}
    assert {str(one["as_of"]) for one in left.rows("figures")} == {"2021-06-01", "2020-12-31"}
    told = {one["row"]: one["code"] for one in left.problems if one["severity"] == "error"}
    assert told == {3: "as_of_missing", 4: "as_of_unreadable"}
    assert left.problem("as_of_missing")["column"] == "C"


def test_of_a_project_and_the_programme_above_it_the_project_is_the_name(tmp_path: Path) -> None:
    headings = ["ProjektiId", "Hanke", "Projekti", "AlkuPvm"]
    left = taken(tmp_path, quoted([["1", "Ohjelma", "Esimerkki", "1.1.2015"]], headings))
    assert left.projects["1"]["name"] == "Esimerkki"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"{}", b" \n", b"\xff\xfea\x00\x00\x00"])
def test_reading_a_list_speaks_of_projects(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UploadRefused) as refused:
        taken(tmp_path, content)
    assert refused.value.todo
    assert "answers" not in str(refused.value)
