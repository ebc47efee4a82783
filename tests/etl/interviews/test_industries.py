"""Industries: codes, letters and names, each with the version of the classification."""

from __future__ import annotations

from datetime import date

import pytest

from etl.interviews.values.industries import (
    BY_NAME,
    DATE,
    NO_VERSION,
    UNKNOWN,
    Industries,
    version_of,
)
from seutukuva import definitions
from seutukuva.definitions.industries import COLUMNS, industries, versions
from seutukuva.errors import DefinitionError


@pytest.fixture(scope="module")
def reader() -> Industries:
    return Industries(definitions.load().industries)


@pytest.mark.parametrize(
    ("text", "code", "in_2008", "in_2025"),
    [
        ("62.010", "62010", "J", "K"),
        ("62010", "62010", "J", "K"),
        ("62", "62", "J", "K"),
        ("C 25.11", "2511", "C", "C"),
        ("41200 Asuinrakennusten rakentaminen", "41200", "F", "F"),
        ("TOL 41200", "41200", "F", "F"),
        ("84110", "84110", "O", "P"),
        ("85", "85", "P", "Q"),
        ("86210", "86210", "Q", "R"),
        ("1", "01", "A", "A"),
        ("68", "68", "L", "M"),
        ("99", "99", "U", "V"),
        ("58", "58", "J", "J"),
    ],
)
def test_a_code_belongs_to_a_section_of_its_version(
    reader: Industries, text: str, code: str, in_2008: str, in_2025: str
) -> None:
    assert reader.read(text, "2008", "2025") == (code, "2008", in_2008, "")
    assert reader.read(text, "", "2025") == (code, "2025", in_2025, "")


def test_a_letter_that_changed_its_meaning_needs_a_version(reader: Industries) -> None:
    for letter in "JKLMNOPQRSTUV":
        assert reader.read(letter, "", "2025") == (letter, "", "", NO_VERSION), letter
    assert reader.read("Q", "2008", "2025") == ("Q", "2008", "Q", "")
    assert reader.read("Q", "2025", "2008") == ("Q", "2025", "Q", "")
    assert reader.read("V", "2008", "2025").remark == UNKNOWN


def test_a_letter_that_kept_its_meaning_needs_none(reader: Industries) -> None:
    for letter in "ABCDEFGHI":
        assert reader.read(letter.lower(), "", "2025") == (letter, "2025", letter, "")


def test_a_letter_with_its_name_says_its_version(reader: Industries) -> None:
    assert reader.read("Q Koulutus", "", "2008") == ("Q", "2025", "Q", "")
    assert reader.read("P – Koulutus", "", "2025") == ("P", "2008", "P", "")


def test_names_of_sections(reader: Industries) -> None:
    assert reader.read("rakentaminen", "", "2025") == ("F", "2025", "F", BY_NAME)
    assert reader.read("Koulutus", "", "2025").section == "Q"
    assert reader.read("Utbildning", "2008", "2025").section == "P"
    assert reader.read("Tukku- ja vähittäiskauppa", "2008", "2025").section == "G"


def test_division_45_is_of_the_older_version(reader: Industries) -> None:
    assert reader.read("45200", "", "2025") == ("45200", "2008", "G", "")
    assert reader.read("45200", "2025", "2025").remark == UNKNOWN


@pytest.mark.parametrize("text", ["04", "44", "999999", "3 autoa", "00", "konepaja", "Y", "12a"])
def test_what_is_unknown_is_kept_as_text(reader: Industries, text: str) -> None:
    found = reader.read(text, "2025", "2025")
    assert (found.code, found.section, found.remark) == (text, "", UNKNOWN)


def test_a_date_is_no_code(reader: Industries) -> None:
    assert reader.read("2026-01-11", "", "2025", is_date=True).remark == DATE


def test_versions_by_their_names() -> None:
    for text in ("2008", "TOL 2008", "tol2008", "NACE Rev. 2", "SN2007"):
        assert version_of(text) == "2008", text
    for text in ("2025", "TOL 2025", "NACE Rev. 2.1"):
        assert version_of(text) == "2025", text
    assert version_of("vanha") == ""


def test_every_section_has_a_title_in_every_language() -> None:
    found = definitions.load().industries
    assert [len(found[version]) for version in ("2008", "2025")] == [22, 23]
    for letters in found.values():
        for one in letters.values():
            assert all(one.title.values()) and set(one.title) == {"fi", "sv", "en", "nb"}


def test_a_division_in_two_sections_is_an_error(tmp_path) -> None:
    file = tmp_path / "industries.csv"
    lines = ["2025,2026-01-01,A,01,03,a,a,a,a", "2025,2026-01-01,B,03,05,b,b,b,b"]
    file.write_text("\n".join([",".join(COLUMNS), *lines]), encoding="utf-8")
    with pytest.raises(DefinitionError, match="two sections"):
        industries(file)


@pytest.mark.parametrize(
    ("second", "said"),
    [("2025,2026-02-01,B,05,09,b,b,b,b", "two days"), ("2025,1.1.2026,B,05,09,b,b,b,b", "no day")],
)
def test_a_version_begins_on_one_day(second, said, tmp_path) -> None:
    file = tmp_path / "industries.csv"
    lines = [",".join(COLUMNS), "2025,2026-01-01,A,01,03,a,a,a,a", second]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DefinitionError, match=said):
        industries(file)


def test_versions_stand_in_the_order_of_their_days() -> None:
    known = versions(definitions.load().industries)
    assert known == [(date(2008, 1, 1), "2008"), (date(2026, 1, 1), "2025")]
