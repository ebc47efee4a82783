"""Lists of words: sound, each read once, and of the folder that is looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions.words import listed
from seutukuva.errors import DefinitionError

NEEDED = ("heading_words", "names", "personal_headings", "stop_words", "telling_words")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the lists, at which the program looks."""
    shutil.copytree(settings.definitions_folder() / "words", tmp_path / "words")
    monkeypatch.setattr(settings, "definitions_folder", lambda: tmp_path)
    return tmp_path / "words"


@pytest.mark.parametrize("name", NEEDED)
def test_a_list_has_rows_without_an_empty_text(name: str) -> None:
    rows = listed(name)
    assert len(rows) > 5 and all(all(row.values()) for row in rows)
    assert listed(name) is rows
    with pytest.raises(TypeError):
        rows[0]["language"] = "fi"  # type: ignore[index]


def test_every_file_of_words_is_a_list_that_is_read() -> None:
    files = {file.stem for file in (settings.definitions_folder() / "words").iterdir()}
    assert set(NEEDED) < files <= {*NEEDED, *definitions.LANGUAGES}


def test_another_folder_has_lists_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = listed("names")
    (tmp_path / "words").mkdir()
    text = 'kind,names\nfirm,"saha paja"\n'
    (tmp_path / "words" / "names.csv").write_text(text, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(settings, "definitions_folder", lambda: tmp_path)
        assert [dict(row) for row in listed("names")] == [{"kind": "firm", "names": "saha paja"}]
    assert listed("names") is own


def test_only_a_language_may_lack_its_list(folder: Path) -> None:
    (folder / "fi.csv").unlink()
    assert listed("fi") == ()
    (folder / "telling_words.csv").unlink()
    with pytest.raises(DefinitionError, match=r"missing.*telling_words\.csv"):
        listed("telling_words")


@pytest.mark.parametrize(
    ("text", "why"),
    [("kind,name\nfirm,saha\n", "columns are"), ("kind,names\nfirm,saha,paja\n", "quote commas")],
)
def test_a_list_of_another_shape_is_refused(folder: Path, text: str, why: str) -> None:
    (folder / "names.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=why):
        listed("names")
