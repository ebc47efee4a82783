"""Quotations: shown whole where nothing in them tells who wrote them, and else not at all."""

from __future__ import annotations

import pandas as pd
import pytest

from seutukuva import definitions
from seutukuva.interviews.counting import Round
from seutukuva.interviews.preparing import prepared
from seutukuva.interviews.quotations import identifies, stems
from seutukuva.interviews.results import results
from tests.interviews import firms

NAMES = ["Saaren Saha Oy", "Virtanen Oy", "Kuljetusliike Mäkinen Tmi", "Hälsa Ab", "Ilo Oy"]
PLACES = ["Saarijärvi", "Karstula", "Viitasaari"]
PLAIN = [
    "osaajista on pula, ja rekrytointi vie kuukausia",
    "Sähkön hinta vaihtelee liikaa. Investointi odottaa.",
    "Luvat kestävät; neuvontaa kaivataan enemmän!",
    "- rahoitus on tiukalla",
    "työvoimaa on vaikea löytää",
    "kysyntä heikkenee kesällä",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_tells_of_nobody_is_shown(text: str) -> None:
    assert not identifies(text, stems(NAMES + PLACES))


@pytest.mark.parametrize(
    "text",
    [
        "saaren sahalla on pula osaajista",
        "virtasen porukka kasvaa",
        "kuljetusliikkeellä on vaikeaa",
        "mäkisellä menee hyvin",
        "täällä Saarijärvellä on hiljaista",
        "karstulalaiset ostavat muualta",
        "yhteistyö Nokian kanssa kasvaa",
        "teemme osia ABB:lle",
        "olemme ainoa hammaslääkäri seudulla",
        "vi är den enda leverantören",
        "työllistämme 43 henkeä",
        "soita matti.m@firma.fi",
        "kiitos [nimi] avusta",
        "myös hälsan tilanne",
        "ilolla menee hyvin",
        "alueen suurin työnantaja",
        "suurimpia työnantajia kunnassa",
        "muita ei seudulla ole",
        "kaksisataa työntekijää",
        "vi är störst i kommunen",
    ],
)
def test_what_may_tell_of_somebody_is_not_shown(text: str) -> None:
    assert identifies(text, stems(NAMES + PLACES))


def _written(texts: list[str], allowed: bool = True):
    form = definitions.load().questionnaires["company_interview"]
    frame = firms.responses(20).assign(quotation=allowed)
    rows = pd.DataFrame({"batch": "a" * 32, "response": range(len(texts)), "text": texts})
    rows = rows.assign(question="challenge", option=None, number=float("nan"), state="answered")
    given = Round("2026-10", [frame], rows)
    return results(prepared(given, [form], definitions.load().interviewing, b"x"), places=PLACES)


def test_quotations_are_of_five_firms_at_least() -> None:
    assert sorted(one.text for one in _written(PLAIN).quotations) == sorted(PLAIN)
    assert _written(PLAIN[:4] + ["Karstulassa on hiljaista"] * 5).quotations == ()
    assert _written(PLAIN, allowed=False).quotations == ()


def test_a_legal_form_is_no_name_however_it_is_spelt() -> None:
    assert stems(["Osakeyhtiö Saha", "Öppet Bolag", "Avoin yhtiö"]) == {"saha"}
    assert not identifies("osakeyhtiön perustaminen on kallista", stems(["Osakeyhtiö Saha"]))
    assert identifies("kysy åsa", stems(["Salong Åsa"])), "not ASA"
