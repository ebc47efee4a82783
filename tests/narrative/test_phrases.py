"""How indicators and areas stand in sentences: the files are whole, and wrong ones are refused."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions import LANGUAGES, Area, Indicator
from seutukuva.errors import DefinitionError

FOUND = definitions.load()
INDICATORS = list(FOUND.indicators.values())
TODAY = [area for area in FOUND.areas.values() if not area.valid_to]
# Where the name on the page and the name in a sentence differ for a reason.
OTHER_NAMES = {"FI-SSS", "FI-KU599", "FI-SK211", "FI-SK212", "FI-SK213"}


def _id(one: Indicator | Area) -> str:
    return one.id


@pytest.mark.parametrize("indicator", INDICATORS, ids=_id)
def test_subjects_can_open_or_continue_a_sentence(indicator: Indicator) -> None:
    for language in LANGUAGES:
        subject = indicator.phrase.subject[language]
        assert subject == " ".join(subject.split()), subject
        assert subject[0].islower(), subject
        assert not re.search(r"[,;:]$|\.$", subject), subject
    assert indicator.phrase.subject["en"].split()[0] not in ("a", "an")


@pytest.mark.parametrize("indicator", INDICATORS, ids=_id)
def test_the_verb_suits_the_figure(indicator: Indicator) -> None:
    verb = indicator.phrase.verb
    if indicator.display == "signed":
        assert verb == "figure", "a balance neither grows nor rises: its sign is told"
    if verb == "count":
        assert indicator.decimals == 0 and indicator.unit["en"] != "%"
    if indicator.aggregation.method == "ratio":
        assert verb == "share"


@pytest.mark.parametrize("indicator", INDICATORS, ids=_id)
def test_gender_and_number_follow_the_first_word(indicator: Indicator) -> None:
    phrase = indicator.phrase
    for language, neuter in (("sv", "antalet"), ("nb", "antallet")):
        first = phrase.subject[language].split()[0]
        if first == neuter:
            assert language in phrase.neuter and language not in phrase.plural
        if first in ("andelen", "den", "befolkningen"):
            assert language not in phrase.neuter and language not in phrase.plural
    if phrase.subject["en"].startswith(("the number", "the share")):
        assert "en" not in phrase.plural
    if phrase.subject["fi"].endswith(("määrä", "osuus", "osuus väestöstä", "aste")):
        assert "fi" not in phrase.plural


def test_every_area_of_today_has_its_forms() -> None:
    assert set(FOUND.area_forms) == {area.id for area in TODAY}


@pytest.mark.slow
@pytest.mark.parametrize("area", TODAY, ids=_id)
def test_finnish_forms_are_a_place_and_an_owner(area: Area) -> None:
    form = FOUND.area_forms[area.id]
    assert form.inside["fi"].endswith(("ssa", "ssä", "lla", "llä"))
    assert form.of.endswith("n")
    front = form.inside["fi"].endswith("ä")
    last_word = form.inside["fi"].split()[-1].split("-")[-1].lower()
    if front:
        assert not re.search(r"[aou]", last_word.removesuffix("llä").removesuffix("ssä")[-3:])
    # Stems of the two cases agree but for number: Uuraisilla, Uuraisten.
    assert form.inside["fi"][:2].lower() == form.of[:2].lower()


@pytest.mark.slow
@pytest.mark.parametrize("area", TODAY, ids=_id)
def test_other_languages_use_a_preposition_and_their_own_name(area: Area) -> None:
    form = FOUND.area_forms[area.id]
    assert form.inside["sv"].startswith(("i ", "på "))
    assert form.inside["en"].startswith("in ")
    assert form.inside["nb"].startswith(("i ", "på "))
    if area.id not in OTHER_NAMES:
        for language in ("sv", "en", "nb"):
            assert area.name[language] in form.inside[language]


@pytest.mark.parametrize(
    ("area_id", "inside", "of"),
    [
        ("FI-KU729", "Saarijärvellä", "Saarijärven"),
        ("FI-KU931", "Viitasaarella", "Viitasaaren"),
        ("FI-KU601", "Pihtiputaalla", "Pihtiputaan"),
        ("FI-KU226", "Karstulassa", "Karstulan"),
        ("FI-KU892", "Uuraisilla", "Uuraisten"),
        ("FI-KU435", "Luhangassa", "Luhangan"),
        ("FI-KU152", "Isossakyrössä", "Isonkyrön"),
        ("FI-KU936", "Virroilla", "Virtain"),
        ("FI-KU236", "Kaustisella", "Kaustisen"),
        ("FI-KU410", "Laukaassa", "Laukaan"),
        ("FI-KU976", "Ylitorniolla", "Ylitornion"),
        ("FI-KU851", "Torniossa", "Tornion"),
        ("FI-MK01", "Uudellamaalla", "Uudenmaan"),
        ("FI-MK19", "Lapissa", "Lapin"),
        (
            "FI-SK138",
            "Saarijärven–Viitasaaren seutukunnassa",
            "Saarijärven–Viitasaaren seutukunnan",
        ),
    ],
)
def test_usage_decides_between_in_and_on(area_id: str, inside: str, of: str) -> None:
    form = FOUND.area_forms[area_id]
    assert (form.inside["fi"], form.of) == (inside, of)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the definitions to break."""
    one, two = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), one)
    shutil.copytree(settings.programmes_folder(), two)
    return one, two


@pytest.mark.parametrize(
    ("old", "new", "key", "todo"),
    [
        (r"\[phrase\]\n(.|\n)*", "", "phrase", "missing"),
        (r', nb = "folketallet"', "", "phrase.subject.nb", "missing"),
        (r', nb = "folketallet"', ', nb = "folketallet", de = "x"', "phrase.subject.de", "unknown"),
        (r'^verb = "count"', 'verb = "flies"', "phrase.verb", "count, share, figure, projection"),
        (r'^neuter = \["nb"\]', 'neuter = ["fi"]', "phrase.neuter", "allowed: sv, nb"),
        (r'^neuter = \["nb"\]', 'plural = ["de"]', "phrase.plural", "allowed: fi, sv, en, nb"),
    ],
)
def test_a_wrong_phrase_is_refused_by_file_and_key(
    folders: tuple[Path, Path], old: str, new: str, key: str, todo: str
) -> None:
    file = folders[0] / "indicators" / "population.toml"
    text = file.read_text(encoding="utf-8")
    broken = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert broken != text
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        definitions.read(*folders)
    assert "population.toml" in str(caught.value)
    assert key in str(caught.value)
    assert todo in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda row: [], "this area has no forms.*FI-KU729"),
        (lambda row: [row, row], "FI-KU729 stands twice"),
        (lambda row: [row | {"area_id": "FI-KU999"}], "FI-KU999 is not in areas.csv"),
        (lambda row: [row | {"fi_in": "Saarijärvi"}], "'Saarijärvi' is not a place"),
        (lambda row: [row | {"sv_in": ""}], "sv_in is empty"),
        (lambda row: [row | {"nb_in": " i Saarijärvi"}], "nb_in is empty or has spaces"),
    ],
)
def test_wrong_area_forms_are_refused(folders: tuple[Path, Path], change, message: str) -> None:
    file = folders[0] / "area_forms.csv"
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    changed = []
    for row in rows:
        changed += change(row) if row["area_id"] == "FI-KU729" else [row]
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(changed)
    with pytest.raises(DefinitionError, match=message) as caught:
        definitions.read(*folders)
    assert "area_forms.csv" in str(caught.value)
