"""A project from the text of its public page, through the import, to the figures on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import cli
from etl.projects import steps
from seutukuva import intake
from tests.conftest import SHARED
from tests.pages import everything_said, opened, sheets

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

# The figures of S11010 as its page tells them, under a code that nobody has.
PAGE = """Projektikoodi: S19010
Projektin nimi: Esimerkin kumppanuushanke
Suunnitelman mukainen toteutusaika: Alkaa 1.5.2009 ja päättyy 30.4.2012
Toiminnan tila: Toiminta päättynyt
Toteuttajaorganisaation nimi: Lahden Alueen Kehittämisyhtiö Oy
3.4 Aloittaneiden henkilöiden määrä
Suunniteltu: 103, joista naisia 28
Toteutunut seurantatietojen mukaan: 86, joista naisia 28
4.1 Uusien työpaikkojen määrä
Suunniteltu: 20, joista naisten työpaikkoja 10
Toteutunut seurantatietojen mukaan: 0, joista naisten työpaikkoja 0
4.2 Uusien yritysten määrä
Suunniteltu: 1, joista naisten perustamia 0
Toteutunut seurantatietojen mukaan: 0, joista naisten perustamia 0
4.3 Suoritettujen tutkintojen määrä
Suunniteltu: 0, joista naisia 0
Toteutunut seurantatietojen mukaan: 0, joista naisia 0
7. Projektin julkinen rahoitus, euroa
Myönnetty EU- ja valtion rahoitus: 194 225
Toteutunut EU- ja valtion rahoitus: 168\u00a0275
Suunniteltu julkinen rahoitus yhteensä: 228\u2009500
Toteutunut julkinen rahoitus yhteensä: 202\u202f550
"""
SEEDS = SHARED / "seeds"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps in this process: whole ways through processes take seconds each."""

    def done(upload_id: str, names: tuple[str, ...]) -> None:
        for name in names:
            getattr(steps, name)(intake.folder(upload_id), lambda *_told: None)

    monkeypatch.setattr(intake, "steps", done)
    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")


def imported(file: Path) -> None:
    assert cli.main(["import", "projects", str(file), "--date", "2012-12-31", "--yes"]) == 0


def missing(code: str) -> list[str]:
    """What the page of the project does not show of what it must."""
    table = sheets(opened("projects/project", project=code))
    wanted = ["83.5%", "32.6%", "planned 27.2%", "86.6%", "88.6%", "194,225", "202,550"]
    wanted.append("not defined<small>0 of 0</small>")  # degrees
    found = [one for one in wanted if one not in table]
    for day, gone in (("2010-04-30", "33.3%"), ("2010-10-31", "50.1%"), ("2011-10-31", "83.4%")):
        at = opened("projects/project", project=code, on=day)
        found += [f"{gone} on {day}"] if gone not in [one.value for one in at.metric] else []
    return found


def test_the_page_of_a_project_becomes_its_figures(entering: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    imported(file)
    assert missing("S19010") == []
    said = everything_said(opened("projects/project", project="S19010"))
    for told in ("0 of 20", "11,425", "2,355", "Below what was expected"):
        assert told in said + sheets(opened("projects/project", project="S19010"))


@pytest.mark.slow
@pytest.mark.skipif(not SEEDS.exists(), reason="the page is not here")
def test_so_does_the_real_page(entering: Path) -> None:
    imported(next(SEEDS.glob("004*")))
    assert missing("S11010") == []
