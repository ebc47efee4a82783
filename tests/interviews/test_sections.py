"""Sections of industry: a letter is of one version of the classification."""

from __future__ import annotations

import pandas as pd

from seutukuva import definitions, texts
from seutukuva.interviews import sections
from seutukuva.ui.interviews import names


def groups(*rows: tuple[str | None, str | None]) -> list[str | None]:
    responses = pd.DataFrame(rows, columns=["industry_version", "section"])
    found = sections.grouped(responses, definitions.load().industries)
    return [None if pd.isna(one) else one for one in found]


def test_a_section_that_is_the_same_in_both_versions_is_one_group() -> None:
    # Financial activities are K in TOL 2008 and L in TOL 2025, both divisions 64 to 66.
    assert groups(("2008", "K"), ("2025", "L")) == ["2025:L", "2025:L"]
    assert groups(("2008", "C"), ("2025", "C")) == ["2025:C", "2025:C"]


def test_the_same_letter_of_other_divisions_is_another_group() -> None:
    assert groups(("2008", "K"), ("2025", "K")) == ["2025:L", "2025:K"]
    assert groups(("2008", "J"), ("2025", "J")) == ["2008:J", "2025:J"]


def test_a_letter_without_a_version_stays_one_and_none_stays_none() -> None:
    assert groups((None, "C"), ("2025", None)) == ["C", None]


def test_a_section_is_called_by_its_name_and_an_old_one_by_its_year_too() -> None:
    texts.use("en")
    assert names.section("2025:C") == "C Manufacturing"
    assert names.section("2008:J").endswith("(2008)")
    assert names.section("C") == "C"
