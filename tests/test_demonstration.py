"""What interviews are invented of is data of a programme; a wrong file is named with its key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions.demonstration import Demonstration, Invented, demonstration
from seutukuva.errors import DefinitionError, UploadRefused
from seutukuva.interviews import demonstration as invented

SMALL = """
language = "nb"
firm = "Eksempel {number} AS"
firms = 20
size = [{ personnel = 2, weight = 3 }, { personnel = 9 }]
round = [{ id = "2026-04", answering = 0.5 }, { id = "2026-10", answering = 1 }]
division = [{ code = "01", weight = 2 }, { code = "41", mood = -0.5 }]

[[question]]
id = "recruitment_number"
after = "recruitment_plan"
meanings = ["yes"]

[[question]]
id = "greetings"
sentences = ["Takk for hjelpen."]
"""


def _read(folder: Path, text: str) -> Demonstration:
    (folder / "demonstration.toml").write_text(text, encoding="utf-8")
    return demonstration(folder)


def test_a_programme_says_what_its_firms_are(tmp_path: Path) -> None:
    found = _read(tmp_path, SMALL)
    assert found.name_of(7) == "Eksempel 7 AS"
    assert dict(found.rounds) == {"2026-04": 0.5, "2026-10": 1.0}
    assert found.sizes == ((2, 3), (9, 1))
    assert found.divisions == ("01", "01", "41")
    assert found.moods["41"] == -0.5
    assert found.of("recruitment_number") == Invented("recruitment_plan", ("yes",))
    assert found.of("greetings").sentences == ("Takk for hjelpen.",)
    assert found.of("situation") == Invented()


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ('language = "nb"', 'language = "de"', "language"),
        ("Eksempel {number} AS", "Eksempel AS", "firm"),
        ("firms = 20", "firms = 0", "firms"),
        ('id = "2026-10"', 'id = "2026-13"', r"round\[2\].id"),
        ('id = "2026-10"', 'id = "2026-04"', r"round\[2\].id"),
        ("answering = 0.5", "answering = 5", r"round\[1\].answering"),
        ('code = "41"', 'code = "4"', r"division\[2\].code"),
        ('code = "41"', 'code = "01"', r"division\[2\].code"),
        ('meanings = ["yes"]', 'meanings = ["kyllä"]', r"question\[1\].meanings"),
        ('meanings = ["yes"]', "", r"question\[1\].meanings"),
        ('id = "greetings"', 'id = "recruitment_number"', r"question\[2\].id"),
        ("sentences", "words", r"question\[2\].words"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(
    right: str, wrong: str, key: str, tmp_path: Path
) -> None:
    assert right in SMALL
    with pytest.raises(DefinitionError, match=rf"demonstration\.toml: {key}"):
        _read(tmp_path, SMALL.replace(right, wrong))


@pytest.mark.parametrize("named", ["greetings", "recruitment_plan"])
def test_questions_that_no_form_asks_are_named(named: str, tmp_path: Path) -> None:
    programmes = tmp_path / "programmes"
    shutil.copytree(settings.programmes_folder(), programmes)
    own = programmes / definitions.load().programme.id
    _read(own, SMALL.replace(f'"{named}"', '"none_such"'))
    with pytest.raises(DefinitionError, match="'none_such' is not defined"):
        definitions.read(settings.definitions_folder(), programmes)


def test_without_a_file_nothing_is_invented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programmes = tmp_path / "programmes"
    shutil.copytree(settings.programmes_folder(), programmes)
    (programmes / definitions.load().programme.id / "demonstration.toml").unlink()
    monkeypatch.setattr(settings, "programmes_folder", lambda: programmes)
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    assert invented.rounds() == ()
    with pytest.raises(UploadRefused, match=r"demonstration\.toml"):
        invented.load("en")
