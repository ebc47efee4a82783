"""The page of a project: saved, copied, several in one text; and no person in what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.projects import pages
from seutukuva import definitions
from seutukuva.errors import UploadRefused
from tests.conftest import SHARED
from tests.etl.projects.making import GOOD, HEADINGS, changed, quoted, taken

pytestmark = pytest.mark.slow

PAGE = """Euroopan sosiaalirahaston (ESR) rahoittaman projektin kuvaus
1. Projekti
Projektikoodi: S19010
Projektin nimi: Esimerkin kumppanuushanke
Osio: Etelä-Suomen suuralueosio
Suunnitelman mukainen toteutusaika: Alkaa 1.5.2009 ja päättyy 30.4.2012
Toiminnan tila: Toiminta päättynyt
2. Projektin toteuttaja
Toteuttajaorganisaation nimi: Lahden Alueen Kehittämisyhtiö Oy
Y-tunnus: 1074350-2
Vastuuhenkilön nimi: Tauno Tuuli
Asema: yrityspalvelujohtaja
Sähköposti: tauno.tuuli@example.org
Puhelinnumero: 040 123 4567
3.1 Maantieteellinen kohdealue
Kunnat: Hartola, Heinola, Sysmä
3.4 Aloittaneiden henkilöiden määrä
Suunniteltu: 1 103, joista naisia 28
Toteutunut seurantatietojen mukaan: 86, joista naisia 1\u202f028
4.1 Uusien työpaikkojen määrä
Suunniteltu: 20, joista naisten työpaikkoja 10
Toteutunut seurantatietojen mukaan: 0, joista naisten työpaikkoja 0
7. Projektin julkinen rahoitus, euroa
Myönnetty EU- ja valtion rahoitus: 194 225
Toteutunut EU- ja valtion rahoitus: 168\u00a0275
Suunniteltu julkinen rahoitus yhteensä: 228\u2009500 euroa
Toteutunut julkinen rahoitus yhteensä: 202\u202f550
9. Loppuraportin tiivistelmä
Suunniteltu: 7 tilaisuutta, yhteyshenkilö Tauno Tuuli.
"""
FIGURES = {
    **{"participants.planned.all": 1103, "participants.planned.women": 28},
    "participants.realised.all": 86,
    **{"jobs.planned.all": 20, "jobs.planned.women": 10},
    **{"jobs.realised.all": 0, "jobs.realised.women": 0},
    **{"eu_state.planned.all": 194225, "eu_state.realised.all": 168275},
    **{"public.planned.all": 228500, "public.realised.all": 202550},
}


def html(text: str = PAGE) -> str:
    """The page as a browser saves it: a table of labels and values under titles."""
    rows = []
    for line in text.splitlines():
        label, colon, value = line.partition(": ")
        cells = f"<td><b>{label}:</b></td><td>{value}</td>" if colon else f"<td>{line}</td>"
        rows.append(f"<tr>{cells}</tr>")
    script = "<script>Projektikoodi: S19999</script>"
    return f"<!DOCTYPE html><html><head>{script}</head><body><table>{''.join(rows)}</table></body>"


@pytest.mark.parametrize(
    "content",
    [PAGE.encode(), PAGE.encode("utf-16"), html().encode()],
    ids=["text", "text of two bytes", "page"],
)
def test_a_page_gives_its_figures_and_nobodys_name(content: bytes, tmp_path: Path) -> None:
    left = taken(tmp_path, content)
    assert left.values("S19010") == FIGURES
    # More women than persons cannot be: that part is told of and left out.
    assert left.problem("part_above_whole")["row"] == 2
    project = left.projects["S19010"]
    assert (str(project["start"]), str(project["end"])) == ("2009-05-01", "2012-04-30")
    assert project["municipalities"] == ["FI-KU081", "FI-KU111", "FI-KU781"]
    assert (project["fund"], project["state"]) == ("ESR", "ended")
    assert project["business_id"] == "1074350-2"
    roles = [one["text"] for one in left.rows("raw") if one["heading"] == "Asema"]
    assert roles == ["yrityspalvelujohtaja"]
    for file in tmp_path.iterdir():
        if file.name != "file":
            assert b"Tuuli" not in file.read_bytes(), file.name
            assert b"123 4567" not in file.read_bytes(), file.name


def test_several_pages_in_one_text_are_several_projects(tmp_path: Path) -> None:
    left = taken(tmp_path, (PAGE + PAGE.replace("S19010", "S19011")).encode())
    assert set(left.projects) == {"S19010", "S19011"}
    assert left.summary["format"] == "eura2007_page"


def test_values_may_stand_below_their_labels(tmp_path: Path) -> None:
    text = PAGE.replace("Projektin nimi: ", "Projektin nimi:\n").replace(
        "rahoitus: 194 225", "rahoitus:\n194 225"
    )
    left = taken(tmp_path, text.encode())
    assert left.projects["S19010"]["name"] == "Esimerkin kumppanuushanke"
    assert left.values("S19010")["eu_state.planned.all"] == 194225


@pytest.mark.parametrize("next_line", ["Vastuuhenkilön nimi: Tauno Tuuli", "Nimi:\nTauno Tuuli"])
@pytest.mark.parametrize(
    ("label", "field"),
    [("Toteuttajaorganisaation nimi", "implementer"), ("Vastuuviranomainen", "authority")],
)
def test_a_label_without_a_value_takes_no_other_line(
    label: str, field: str, next_line: str, tmp_path: Path
) -> None:
    lines = [one for one in PAGE.splitlines() if not one.startswith(label)]
    at = lines.index("Toiminnan tila: Toiminta päättynyt") + 1
    text = "\n".join([*lines[:at], f"{label}:", "", next_line, *lines[at:]])
    left = taken(tmp_path, text.encode())
    assert left.projects["S19010"][field] is None
    for part in ("projects", "raw"):
        assert "Tuuli" not in str(left.rows(part)), part


ROLES = [
    ("yrityspalvelujohtaja", "yrityspalvelujohtaja"),
    ("Kehitysjohtaja, toimitusjohtaja", "Kehitysjohtaja, toimitusjohtaja"),
    ("johtaja Tauno Tuuli", ""),
    ("johtaja, matti tuuli", ""),
    ("johtaja, p. 050 123 4567", ""),
    ("johtaja tauno.tuuli@example.org", ""),
    ("", ""),
]


@pytest.mark.parametrize(("told", "kept"), ROLES)
def test_of_the_person_in_charge_the_position_alone_is_kept(
    told: str, kept: str, tmp_path: Path
) -> None:
    page = PAGE.replace("Asema: yrityspalvelujohtaja", f"Asema: {told}")
    for name, content in {"text": page, "page": html(page)}.items():
        left = taken(tmp_path / name, content.encode())
        roles = [one["text"] for one in left.rows("raw") if one["heading"] == "Asema"]
        assert roles == ([kept] if kept else []), name
        rows = [[*GOOD, told or "–"], [*changed("S19002"), "sihteeri"]]
        listed = taken(
            tmp_path / f"{name} listed",
            quoted(rows, [*HEADINGS, "Asema"]),
            corrections={"headings": {"Asema": {"field": "contact_role"}}},
        )
        found = [one["text"] for one in listed.rows("raw") if one["heading"] == "Asema"]
        assert [one for one in found if one not in ("–", "sihteeri")] == ([kept] if kept else [])


def test_a_page_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UploadRefused, match="web page"):
        taken(tmp_path, b"<html><body><p>Projektikoodi</p></body></html>")


def test_no_list_is_taken_for_a_page() -> None:
    forms = [one for one in definitions.load().project_lists.values() if one.is_page]
    assert pages.of_file(b"Projektikoodi;Projektin nimi\nS19010;Hanke\n", forms) == []
    assert pages.of_file(b"PK\x03\x04Projektikoodi: S1", forms) == []


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="the page is not here")
def test_the_real_page_gives_its_figures(tmp_path: Path) -> None:
    file = next((SHARED / "seeds").glob("004*"))
    left = taken(tmp_path, file.read_bytes())
    found = left.values("S11010")
    told = [found[f"{name}.all"] for name in ("participants.planned", "participants.realised")]
    told += [found[f"{name}.women"] for name in ("participants.planned", "participants.realised")]
    assert told == [103, 86, 28, 28]
    assert [found[f"{one}.planned.all"] for one in ("jobs", "firms", "degrees")] == [20, 1, 0]
    assert [found[f"{one}.realised.all"] for one in ("jobs", "firms", "degrees")] == [0, 0, 0]
    money = [found[f"{one}.all"] for one in ("eu_state.planned", "eu_state.realised")]
    money += [found[f"{one}.all"] for one in ("public.planned", "public.realised")]
    assert money == [194225, 168275, 228500, 202550]
    assert left.summary["errors"] == left.summary["warnings"] == 0
