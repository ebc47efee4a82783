"""A person's or a sole trader's name is known as one, and an organisation's as none."""

from __future__ import annotations

import csv
import re

import pytest

from seutukuva.projects.implementers import all_harmonised
from seutukuva.projects.persons import is_called, is_person
from tests.conftest import SHARED

LISTS = [SHARED / "data" / "projects" / f"fi_eura{one}_projektilista_utf8.csv"
         for one in ("2007", "2014")]  # fmt: skip
# A first name, or an initial, and what is usually a surname.
FORM = re.compile(r"\b(oy|ky|ay)\b|yhtiö", re.IGNORECASE)
FULL = re.compile(
    r"(^| )([A-ZÅÄÖ]\.|Matti|Kirsi|Pekka|Anna|Vesa|Ilona) ?[A-ZÅÄÖ][a-zåäö]+(nen|lä|la)$"
)


@pytest.mark.parametrize(
    "name",
    [
        "Tilitoimisto Kirsi Kivinen", "Tilitoimisto Kivinen", "INSINÖÖRITOIMISTO 3D KIVI",
        "Autokorjaamo Vesa Kiviläinen", "Anna Kettu", "Fysioterapeutti Anna-Maija Kettu",
        "Autohuolto K. Kivi", "K. Kivi", "K.KIVI", "K Kivinen", "V-P Kivi", "T JA E KIVI",
        "LASILIIKE M & J KIVI", "Kiinteistöhuolto Kiviniemi", "Verhoomo Kokkonen", "LVI-Kivinen",
        "Kivinen", "KIVISEN KONEPAJA", "Hius-Keskus Kirsi Kivi", "KIVIKESKUS KIVINEN",
        "RAUTA KIVINENKALLE", "Bekir Kaya", "Thida Somchai Wong", "KIVA TEDDY", "Taksi Kivi",
        "PALVELU KETTU", "Koulutettu hieroja Kirsi Kivi", "LIIKUNTAPALVELUT Kirsi Kivi",
        "Kuljetus Nordberg", "Kivi Petrov",
    ],
)  # fmt: skip
def test_what_may_be_a_persons_name_is_one(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Kivinen Oy", "Kirsi Kivinen Ky", "Kirsi ja Matti Kivinen avoin yhtiö",
        "Niilo Kiven säätiö", "Matti Kiven koulu", "Kivelän TE-toimisto",
        "Pirkanmaan työ- ja elinkeinotoimisto",
        "Keski-Suomen Yrittäjät", "Koillismaan Osuuskauppa", "Keravan vankila", "Åbo Akademi",
        "Lapin yliopisto Arktinen keskus", "Fysikaalinen Hoitokeskus Tammi", "Saamelaiskäräjät",
        "Geologian tutkimuskeskus", "Tekninen Palvelukeskus", "Rajaseudun kylpylä", "Arcada",
        "Autohuoltopiste Ristijärvi palvelu", "Nuorisokeskus Piispala", "Cafe Agda", "blank",
        "Kaupungin ympäristöpalvelut", "VTT Jyväskylä", "",
    ],
)  # fmt: skip
def test_an_organisation_or_a_mere_brand_is_none(name: str) -> None:
    assert not is_person(name)


def test_two_words_with_a_first_name_are_somebody_for_certain() -> None:
    assert is_called("KALLE KIVINEN") and is_called(" Kivi Kalle")
    assert not is_called("Kielten laitos") and not is_called("Kalle") and not is_called("")


@pytest.mark.slow
@pytest.mark.skipif(not all(one.exists() for one in LISTS), reason="the public lists are not here")
def test_no_name_of_a_person_stays_of_the_public_lists_and_few_organisations_go() -> None:
    shares = []
    for path in LISTS:
        with path.open(encoding="utf-8", newline="") as handle:
            told = {row["Toteuttajan nimi"] for row in csv.DictReader(handle)}
        own = all_harmonised(told)
        shares.append(sum(one.is_person for one in own.values()) / len(own))
        kept = {one.name for one in own.values() if not FORM.search(one.name)}
        assert [one for one in kept if FULL.search(one)] == []
    # Of the first half were sole traders; the second one has hardly any.
    assert shares[0] == pytest.approx(0.2, abs=0.02) and shares[1] < 0.01
