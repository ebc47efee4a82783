"""Composites: defined, refused when wrong, and of indicators that judge."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions.composites import HIGHEST_WEIGHT
from seutukuva.errors import DefinitionError

FOUND = definitions.load()


@pytest.mark.parametrize("one", FOUND.composites.values(), ids=lambda one: one.id)
def test_parts_are_of_several_themes_and_of_one_side_that_is_better(
    one: definitions.Composite,
) -> None:
    parts = [FOUND.indicators[name] for name in one.indicators]
    assert len({part.theme for part in parts}) >= 3
    assert all(part.polarity in ("up", "down") for part in parts)
    assert all(1 <= weight <= HIGHEST_WEIGHT for _name, weight in one.weights)
    assert one.peer_group in FOUND.peer_groups


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"population"', '"population_on_the_moon"', "population_on_the_moon"),
        ('"population"', '"net_migration"', "two parts"),
        ('"population"', '"share_over_64"', "polarity none"),
        ('"seutukaupungit"', '"cities"', "cities"),
        ("weight = 1", "weight = 6", "weight"),
        ("order =", 'colour = "red"\norder =', "colour"),
    ],
)
def test_a_wrong_file_is_refused_by_name_and_key(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder, programmes = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), folder)
    shutil.copytree(settings.programmes_folder(), programmes)
    file = folder / "composites" / "vitality.toml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match=told) as refused:
        definitions.read(folder, programmes)
    assert "vitality.toml" in str(refused.value)
