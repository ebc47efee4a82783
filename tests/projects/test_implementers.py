"""Implementers' names: one form of each organisation, and no person's."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from seutukuva import definitions
from seutukuva.definitions.implementers import NameForm, implementers, name_key
from seutukuva.errors import DefinitionError
from seutukuva.projects.implementers import NOBODY, all_harmonised, harmonised
from tests.conftest import SHARED

pytestmark = pytest.mark.slow

LIST = SHARED / "data" / "projects" / "fi_eura2007_projektilista_utf8.csv"


@pytest.mark.parametrize(
    "told",
    ["Kehittämisyhtiö Witas Oy", "KEHITTÄMISYHTIÖ WITAS OY", " Witas  oy ", "Oy Witas Ab"],
)
def test_forms_of_one_organisation_are_one(told: str) -> None:
    own = harmonised(told)
    assert (own.name, own.organisation) == ("Kehittämisyhtiö Witas Oy", "WITAS")
    assert own.key == harmonised("Kehittämisyhtiö Witas Oy").key and own.municipality == ""


def test_two_companies_of_one_organisation_keep_their_names() -> None:
    today, before = harmonised("SSYP KEHITYS OY"), harmonised("Saarijärven seudun Yrityspalvelu Oy")
    assert today.organisation == before.organisation == "SSYP"
    assert today.key != before.key and before.name == "Saarijärven Seudun Yrityspalvelu Oy"


@pytest.mark.parametrize(
    ("told", "name", "municipality"),
    [
        ("VIITASAAREN KAUPUNKI", "Viitasaaren kaupunki", "FI-KU931"),
        ("Pihtiputaan kunta", "Pihtiputaan kunta", "FI-KU601"),
        ("Pihtiputaan lukio", "Pihtiputaan lukio", "FI-KU601"),
        ("Turun kaupungin kasvatus- ja opetustoimi", None, "FI-KU853"),
        ("Nuorisokeskus Piispala/Kannonkosken kunta", "Nuorisokeskus Piispala", "FI-KU216"),
        ("Entisen kunta", None, ""),
        ("Viitasaaren Betoni Oy", None, ""),
    ],
)
def test_a_municipality_is_known_by_its_name(
    told: str, name: str | None, municipality: str
) -> None:
    own = harmonised(told)
    assert (own.name, own.municipality) == (name or told, municipality)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("PROXOCON OYPROXOCON OY", "PROXOCON OY"),
        ("KONEPAJA OYKOUVOLAN TEHDAS", "KONEPAJA OY"),
        ("LAITE OYC/O JOKU MUU", "LAITE OY"),
        ("  Kahden  välin   Oy ", "Kahden välin Oy"),
        ("Kivisen yliopisto Professori Kalle Kivinen", "Kivisen yliopisto"),
        ("Kiven kaupunki perusturvajohtaja Kalle Kivinen", "Kiven kaupunki"),
        ("KONEPAJA KIVI OM. KALLE KIVINEN", "KONEPAJA KIVI"),
        ("OSUUSKUNTAKIVI/KALLE KIVINEN", "OSUUSKUNTAKIVI"),
        ("Kiven yliopisto/Kielten laitos", "Kiven yliopisto/Kielten laitos"),
        ("Pohj.-Suom. Kivet ry", "Pohj.-Suom. Kivet ry"),
        ("ETELÄ-SUOM. KIVET RY", "ETELÄ-SUOM. KIVET RY"),
        ("OYSTERS", "OYSTERS"),
        ("PUUPUU", "PUUPUU"),
    ],
)
def test_what_is_glued_to_a_name_is_taken_off(told: str, name: str) -> None:
    assert harmonised(told).name == name


@pytest.mark.parametrize(
    "told",
    [
        "T:MI KIVINEN", "Hieronta T:mi Kivinen", "Toiminimi Kivinen", "KONEHUOLTO KIVINENT:MI",
        "Tmi Kivinen", "F:MA KIVINEN", "Matti Kivinen", "KIVINEN MATTI", "Matti-Pekka Kivinen",
        "Autokorjaamo Matti Kivinen", "LOMAMÖKITKYÖSTI KIVINEN", "MATTI KIVINENMATTI KIVINEN",
    ],
)  # fmt: skip
def test_a_persons_name_is_not_kept(told: str) -> None:
    own = harmonised(told)
    assert own.is_person and not own.name and not own.key


@pytest.mark.parametrize(
    "told",
    [
        "Matti Kivinen Ky", "Matti Kivinen Oy", "Anna Tapion säätiö", "Eero Erkon koulu",
        "Kiinteistö Oy Keskus (aputoiminimi)", "Arcada", "Metsähallitus", "Oskari",
        "Finlands svenska förening r.f.", "VTT Jyväskylä",
    ],
)  # fmt: skip
def test_an_organisation_that_has_a_persons_name_is_one(told: str) -> None:
    own = harmonised(told)
    assert not own.is_person and own.name == told


def test_nothing_told_is_nobody() -> None:
    assert harmonised("") == harmonised("  ") == NOBODY


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Oy Kivinen Ab", "KIVINEN OY", True),
        ("Kivinen osakeyhtiö", "Kivinen, Oy", True),
        ("Kylä r.y.", "Kylä ry", True),
        ("Kivinen Ky", "Kivinen Oy", False),
        ("Ylä Oy", "Yla Oy", False),
        ("Oy Ab", "Oy", False),
    ],
)
def test_what_makes_two_names_one(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


@pytest.mark.skipif(not LIST.exists(), reason="the public list is not here")
def test_the_public_lists_names_come_together_and_no_sole_trader_stays() -> None:
    with LIST.open(encoding="utf-8", newline="") as handle:
        told = {row["Toteuttajan nimi"] for row in csv.DictReader(handle)}
    own = all_harmonised(told)
    assert len({one.key for one in own.values()}) < 0.8 * len(told)
    kept = [one.name.casefold() for one in own.values()]
    assert not [name for name in kept if "t:mi" in name or name.startswith(("tmi ", "toiminimi "))]


FORMS = "form,name,municipality\n"
OWN = "form,name,organisation,municipality\n"


def read(folder: Path, everybody: str, programme: str = "") -> dict[str, NameForm]:
    (folder / "implementers.csv").write_text(FORMS + everybody, encoding="utf-8")
    own = folder / "programme"
    own.mkdir()
    if programme:
        (own / "implementers.csv").write_text(OWN + programme, encoding="utf-8")
    defs = definitions.load()
    return implementers(folder, own, defs.programme.organisations, defs.areas)


def test_what_a_programme_says_goes_before_what_is_said_to_everybody(tmp_path: Path) -> None:
    found = read(tmp_path, "Vanha Oy,Uusi Oy,\n", "VANHA OY,Oma Oy,KS,FI-KU226\n")
    assert found["vanha"] == NameForm("Oma Oy", "KS", "FI-KU226") == found["oma"]
    assert found["uusi"] == NameForm("Uusi Oy")


@pytest.mark.parametrize(
    ("everybody", "programme", "said"),
    [
        ("Vanha Oy,,\n", "", "empty"),
        ("..,Uusi Oy,\n", "", "empty"),
        ("Vanha Oy,Uusi Oy,\nVANHA OY,Muu Oy,\n", "", "stands twice"),
        ("Vanha Oy,Uusi Oy,FI-KU000\n", "", "FI-KU000"),
        ("", "Vanha Oy,Uusi Oy,NOBODY,\n", "NOBODY"),
    ],
)
def test_a_wrong_list_of_forms_is_refused_by_line(
    tmp_path: Path, everybody: str, programme: str, said: str
) -> None:
    with pytest.raises(DefinitionError, match=said):
        read(tmp_path, everybody, programme)
