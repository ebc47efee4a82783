"""Funders' lists: every shape of them, in small and whole, gives the same projects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED
from tests.etl.projects.making import (
    AUTHORITY,
    GOOD,
    HEADINGS,
    Left,
    as_published,
    changed,
    commas_lost,
    quoted,
    taken,
    workbook,
)

LISTS = SHARED / "data" / "projects"
PUBLISHED = SHARED / "data" / "sheets" / "fi_eura2007_latin1_unquoted_commas.csv"
MONEY = ("eu_state_planned", "eu_state_realised", "public_planned", "public_realised")
is_here = pytest.mark.skipif(not LISTS.exists(), reason="the lists are not here")

ROWS = [
    GOOD,
    changed("S19002", name="Taito, tahto ja tieto", implementer="Savon koulutus, Varkaus"),
    changed("S19003", name='Hanke "Oma", osa 2,5', authority="Opetushallitus"),
    changed("S19004", name="Yksi,kaksi", implementer="A-keskus,Oulu, Kemi"),
    *(changed(f"S1901{n}", authority="Opetushallitus", part="Itä-Suomi") for n in range(8)),
]


def contents(left: Left, part: str) -> list[dict[str, Any]]:
    """The rows of a file but for the flags, which tell of the file's own oddities."""
    return [{key: one[key] for key in one if key != "flags"} for one in left.rows(part)]


def test_a_list_is_the_same_in_every_shape(tmp_path: Path) -> None:
    lists = {"quoted": quoted(ROWS), "published": as_published(ROWS), "lost": commas_lost(ROWS)}
    left = {name: taken(tmp_path / name, content) for name, content in lists.items()}
    for one in left.values():
        assert one.summary["format"] == "eura2007"
        assert (one.summary["stored"], one.summary["errors"]) == (len(ROWS), 0)
        assert contents(one, "projects") == contents(left["quoted"], "projects")
        assert contents(one, "figures") == contents(left["quoted"], "figures")
    assert "cells_joined" in left["published"].codes


def test_a_list_is_told_in_the_words_of_the_register(tmp_path: Path) -> None:
    left = taken(tmp_path, as_published(ROWS))
    project = left.projects["S19002"]
    assert (project["name"], project["state"]) == ("Taito tahto ja tieto", "ended")
    assert project["authority"] == AUTHORITY
    assert project["hierarchy"] == ["EAKR ja ESR 2007–2013", "Etelä-Suomen suuralueosio", "1"]
    assert left.projects["S19003"]["name"] == "Hanke Oma osa 2 5"
    raw = {(one["row"], one["heading"]): one["text"] for one in left.rows("raw")}
    assert raw[3, "Projektin nimi"] == "Taito, tahto ja tieto"
    figures = {(one["side"], one["stage"]) for one in left.rows("figures")}
    assert figures == {("planned", "current_plan"), ("realised", "verified")}
    assert {str(one["as_of"]) for one in left.rows("figures")} == {"2016-01-04"}
    assert left.values("S19002")["eu_state.planned.all"] == 194225
    totals = left.summary["totals"]["ESR"]
    assert (totals["projects"], totals["public_realised"]) == (12, 12 * 202550)


def test_what_stands_twice_or_lies_between_commas_is_made_good(tmp_path: Path) -> None:
    headings = [one.replace("Projektin", "Hankkeen") for one in HEADINGS if one != HEADINGS[3]]
    headings[5] = "Tila"
    row = changed(
        "A79001", fund="EAKR", name="  Laite", implementer="EKA OYEKA OY", paid="18825.95"
    )
    row[10] = "1 100 000"
    rows = [[*row[:3], *row[4:]], [*GOOD[:3], *GOOD[4:9], "", "", *GOOD[11:]]]
    rows[1][0] = "S29001"
    left = taken(tmp_path, quoted(rows, headings))
    assert left.summary["format"] == "eura2014"
    found = left.projects["A79001"]
    assert (found["name"], found["implementer"]) == ("Laite", "EKA OY")
    assert left.values("A79001")["eu_state.realised.all"] == 18825.95
    assert left.values("A79001")["eu_state.planned.all"] == 1_100_000
    assert left.problem("money_as_text")["row"] == 2
    assert left.problem("unknown_implementer")["row"] == 3
    assert left.problem("figure_missing")["column"] == "J"
    assert "eu_state.planned.all" not in left.values("S29001")
    assert left.projects["S29001"]["flags"] == ["unknown_implementer"]


NEWEST = [
    *("Hankekoodi ", "Ryhmähanketunnus", "Rahasto", "Tl", "Et", "Hankkeen nimi"),
    *("Toteuttajan nimi", "Toteuttajan Y-tunnus", "Rahoittava viranomainen", "Toiminnan tila"),
    *("Aloituspvm", "Päättymispvm", "Suunniteltu EU- ja valtion rahoitus"),
    *("Suunniteltu julkinen rahoitus", "Suunniteltu rahoitus yhteensä"),
    *("Toteutunut EU- ja valtion rahoitus", "Toteutunut julkinen rahoitus"),
    *("Toteutunut rahoitus yhteensä", "Toteutunut EU-rahoituksen määrä", "Sijainti"),
]


def newest(code: str = "S39001") -> list[Any]:
    """A row of the newest export."""
    return [
        *(code, "", "ESR+", "4", "4.1", "Esimerkin hanke", "Saarijärven kaupunki", "0176975-6"),
        *("Keski-Suomen ELY-keskus", "Toiminnassa", "1.1.2023", "31.12.2025"),
        *(100, 120, 150, 40.5, 45, 50, 30, "Keski-Suomi"),
    ]


def test_the_newest_export_has_footers_and_a_heading_that_ends_in_a_space(tmp_path: Path) -> None:
    sums = ["Yhteensä", *[""] * 11, 200, 240, 300, 81, 90, 100, 60]
    rows = [NEWEST, newest(), newest("S39002"), sums, ["Tiedot haettu 22.11.2026"]]
    left = taken(tmp_path, workbook(rows), day="")
    assert left.summary["format"] == "eura2021"
    assert left.json("mapping")["list_date_from"] == "file"
    assert left.summary["list_date"] == "2026-11-22"
    assert (left.summary["stored"], left.summary["footers"]) == (2, 2)
    assert "rows 4, 5" in left.problem("footer")["message"]
    found = left.values("S39001")
    assert (found["total.planned.all"], found["eu.realised.all"]) == (150, 30)
    assert found["eu_state.realised.all"] == 40.5
    assert left.projects["S39001"]["municipality"] == "FI-KU729"
    assert left.projects["S39001"]["location"] == "Keski-Suomi"


def test_a_project_file_of_the_union_tells_plans_in_euros_only(tmp_path: Path) -> None:
    headings = [
        *("\ufeffOperation_Unique_Identifier", "Operation_Local_Identifier"),
        *("Operation_Name_Programme_Language", "Operation_Start_Date", "Operation_End_Date"),
        *("Total_Eligible_Expenditure_amount", "Total_Eligible_Expenditure_Currency"),
        *("Project_EU_Budget", "Fund_Code", "Programme_Name"),
    ]
    rows = [
        ["Q1", "A70301", "Hanke", "2015-03-01", "2017-02-28", "1000", "EUR", "500", "ERDF", "P"],
        ["Q2", "X2", "Projekt", "2015-03-01", "2017-02-28", "900", "SEK", "400", "ESF", "P"],
    ]
    left = taken(tmp_path, quoted(rows, headings))
    assert left.summary["format"] == "kohesio"
    assert left.values("A70301") == {"total.planned.all": 1000, "eu.planned.all": 500}
    assert left.projects["A70301"]["fund"] == "EAKR"
    # Nobody says at which rate these would be euros.
    assert left.values("X2") == {}
    assert left.projects["X2"]["flags"] == ["currency"]


@is_here
@pytest.mark.slow
def test_the_whole_list_of_2007_has_the_sums_that_its_funder_tells(tmp_path: Path) -> None:
    left = taken(tmp_path / "lost", (LISTS / "fi_eura2007_projektilista_utf8.csv").read_bytes())
    totals = left.summary["totals"]
    sums = {fund: [one["projects"], *(one[name] for name in MONEY)] for fund, one in totals.items()}
    assert sums == {
        "ESR": [2775, 1225112342, 1171133889, 1436158155, 1363014027],
        "EAKR": [17165, 1760839262, 1687148599, 2250399078, 2120726102],
    }
    assert (left.summary["refused"], left.summary["repeated"]) == (0, 0)
    money = [
        left.values("S11010")[f"{name.replace('_p', '.p').replace('_r', '.r')}.all"]
        for name in MONEY
    ]
    assert money == [194225, 168275, 228500, 202550]
    published = taken(tmp_path / "published", PUBLISHED.read_bytes())
    whole = {one["code"]: one for one in contents(left, "projects")}
    both = {one["code"]: one for one in contents(published, "projects")}
    assert len(both) == 3000
    assert all(both[code] == whole[code] for code in both)
    figures = {(one["code"], one["measure"], one["side"]): one for one in left.rows("figures")}
    assert all(
        one == figures[one["code"], one["measure"], one["side"]]
        for one in published.rows("figures")
    )


@is_here
def test_the_whole_list_of_2014_keeps_every_row(tmp_path: Path) -> None:
    left = taken(tmp_path, (LISTS / "fi_eura2014_projektilista_utf8.csv").read_bytes())
    assert (left.summary["format"], left.summary["stored"]) == ("eura2014", 2881)
    by_code = left.summary["by_code"]
    assert (by_code["figure_missing"], by_code["unknown_implementer"]) == (3, 1)
    assert left.problem("start_unreadable")["row"] == 148
    assert "PROXOCON OY" in {one["implementer"] for one in left.rows("projects")}
