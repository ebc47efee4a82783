"""Sections of industry as groups of firms: each with the version of the classification it is of.

From J on, a letter is another section in TOL 2008 than in TOL 2025. A round may hold firms that
were classified by either, and two rounds are compared: so a section that holds the same divisions
in both is one group, called as in the newest version, and any other stands for itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from seutukuva.definitions.industries import Section


def grouped(responses: pd.DataFrame, industries: Mapping[str, Mapping[str, Section]]) -> pd.Series:
    """The group of each response: "2025:C"; missing where the section is.

    Args:
        responses: with `section`, a letter, and `industry_version`.
        industries: version → letter → section; a letter of an unknown version stays one.
    """
    names = _names(industries)
    versions = responses["industry_version"].fillna("").astype(str)
    letters = responses["section"]
    found = [
        names.get((version, letter), letter)
        for version, letter in zip(versions, letters, strict=True)
    ]
    return pd.Series(found, responses.index, dtype=object)


def _names(industries: Mapping[str, Mapping[str, Section]]) -> dict[tuple[str, str], str]:
    """Version and letter → group; of sections with the same divisions, that of the newest."""
    newest: dict[tuple[int, int], str] = {}
    for version in sorted(industries):
        for letter, section in industries[version].items():
            newest[section.first, section.last] = f"{version}:{letter}"
    return {
        (version, letter): newest[section.first, section.last]
        for version, sections in industries.items()
        for letter, section in sections.items()
    }
