"""Parts of a whole: defined, refused when wrong, shown with figures that agree with the files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.errors import DefinitionError
from tests.pages import open_page

FOUND = definitions.load()
PARTS = 'class="sk-sheet sk-parts"'


@pytest.mark.parametrize("one", FOUND.compositions.values(), ids=lambda one: one.id)
def test_parts_are_all_shares_or_all_counts_of_one_kind_of_period(
    one: definitions.Composition,
) -> None:
    parts = [FOUND.indicators[name] for name in one.indicators]
    assert len({part.unit["en"] == "%" for part in parts}) == 1
    assert len({part.period_kind for part in parts}) == 1
    assert len(parts) == len(set(one.indicators)) >= 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("theme =", "them =", "theme"),
        ('"jobs_primary_share"', '"jobs_on_the_moon"', "jobs_on_the_moon"),
        ("order =", 'colour = "red"\norder =', "colour"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_key(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder, programmes = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), folder)
    shutil.copytree(settings.programmes_folder(), programmes)
    file = folder / "compositions" / "industries.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        definitions.read(folder, programmes)
    assert "industries.toml" in str(caught.value) and told in str(caught.value)


def _bodies(theme: str, area: str) -> str:
    at = open_page("situation/area", area=area, theme=theme, lang="en")
    assert not at.exception and not at.error
    return " ".join(block.proto.body for block in at.get("html"))


def test_commuting_is_of_the_area_alone_and_its_parts_make_the_jobs(starter: Path) -> None:
    body = _bodies("transport", "FI-KU729").split(PARTS)[-1]
    # 2,278 live and work here, 653 come here: together the 2,931 jobs.
    for figure in ("2,278", "653", "2,931"):
        assert figure in body
    assert "Central Finland" not in body


def test_shares_stand_beside_those_of_the_region(starter: Path) -> None:
    body = _bodies("regional_economy", "FI-KU729")
    assert PARTS in body and "Central Finland" in body


def test_an_area_without_the_parts_has_no_such_table(starter: Path) -> None:
    assert PARTS not in _bodies("transport", "NO-KU4005")
