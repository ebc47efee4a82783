"""The register of what is kept: everything that can hold something stands in it, once."""

from __future__ import annotations

import re
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions.privacy import FIRMS, NOTHING, OWNER, PERSONS, TEXTS
from seutukuva.errors import DefinitionError
from tests.conftest import REPOSITORY

FOUND = definitions.load()
HOLDINGS = FOUND.privacy
# They hold what people choose among, and what the program calculates.
CHOSEN = ("choice", "date", "number", "boolean", "data")
WRITTEN_BY_PROGRAM = {"contact_view", "erasure", "installation_key", "interview_purge"}


def _all(part: str) -> list[str]:
    return [name for one in HOLDINGS.values() for name in getattr(one, part)]


def test_every_kind_of_record_stands_in_the_register_once() -> None:
    assert sorted(_all("kinds")) == sorted(FOUND.kinds)


def test_every_table_of_the_database_stands_in_the_register() -> None:
    # Found where tables are made, so that a new one cannot be missed.
    modules = [
        ".".join(file.relative_to(REPOSITORY).with_suffix("").parts)
        for file in (REPOSITORY / "seutukuva").rglob("*.py")
        if re.search(r"^metadata = MetaData\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(modules) >= 3
    tables = {name for one in modules for name in import_module(one).metadata.tables}
    assert {"rec_log", "contact", "person"} <= tables
    assert set(_all("tables")) == tables


def test_every_folder_of_the_data_stands_in_the_register() -> None:
    base = settings.data_folder()
    folders = {
        str(getattr(settings, name)().relative_to(base))
        for name in ("raw_folder", "build_folder", "batches_folder", "inbox_folder")
    }
    assert folders | {"records/drafts"} == set(_all("folders"))


def test_kinds_with_texts_hold_more_than_nothing() -> None:
    for holding in HOLDINGS.values():
        for name in holding.kinds:
            texts = [one for one in FOUND.kinds[name].fields if one.type not in CHOSEN]
            if texts and name not in WRITTEN_BY_PROGRAM:
                assert holding.holds in (PERSONS, FIRMS, TEXTS), name


def test_who_sees_it_is_who_sees_its_records() -> None:
    for holding in HOLDINGS.values():
        subjects = {FOUND.roles.subject_of_kind.get(name, "") for name in holding.kinds}
        if holding.kinds and holding.holds != NOTHING:
            assert subjects == {holding.subject}, holding.id


def test_what_holds_persons_or_firms_is_never_for_everybody_and_ends() -> None:
    for one in HOLDINGS.values():
        assert bool(one.keep_months) == bool(one.since) != bool(one.until), one.id
        if one.holds in (PERSONS, FIRMS):
            assert one.subject, one.id
    timed = {one.id for one in HOLDINGS.values() if one.keep_months}
    assert {"contacts", "interviews", "needs", "summaries", "notes", "people", "audit"} <= timed
    assert HOLDINGS["contacts"].keep_months == FOUND.interviewing.contact_months
    assert HOLDINGS["operation"].subject == OWNER


def _copied(tmp_path: Path) -> tuple[Path, Path]:
    folder, programmes = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), folder)
    shutil.copytree(settings.programmes_folder(), programmes)
    return folder, programmes


def test_a_programme_keeps_things_for_its_own_time(tmp_path: Path) -> None:
    folder, programmes = _copied(tmp_path)
    own = programmes / FOUND.programme.id / "privacy.toml"
    own.write_text("[keep]\nneeds = 12\n", encoding="utf-8")
    found = definitions.read(folder, programmes, FOUND.programme.id).privacy
    assert (found["needs"].keep_months, found["summaries"].keep_months) == (12, 36)
    for wrong, said in (("work = 12", "kept for a time"), ("needs = 0", "between"), ("x", "")):
        own.write_text(f"[keep]\n{wrong}\n", encoding="utf-8")
        with pytest.raises(DefinitionError, match=said or None):
            definitions.read(folder, programmes, FOUND.programme.id)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('kinds = ["need"]', 'kinds = ["nede"]', "no kind of record"),
        ('kinds = ["need"]', 'kinds = ["need", "grant"]', "stands in"),
        ('id = "needs"', 'id = "contacts"', "stands twice"),
        ('holds = "firms"', 'holds = "all"', "not allowed"),
        ("keep_months = 36", "keep_months = 36\nend = 1", "unknown key"),
        ("keep_months = 36", "", "until"),
    ],
)
def test_a_wrong_register_is_refused_by_file_and_key(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    folder, programmes = _copied(tmp_path)
    file = folder / "privacy.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match=said) as caught:
        definitions.read(folder, programmes, FOUND.programme.id)
    assert "privacy.toml" in str(caught.value)
