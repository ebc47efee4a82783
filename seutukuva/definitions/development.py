"""Development areas of a programme as data: owner, sub-themes, and what their KPIs are."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from seutukuva.definitions.model import LANGUAGES, Text
from seutukuva.definitions.reading import Keys

# Before the id of an interview question, among KPIs.
QUESTION = "question:"


@dataclass(frozen=True, slots=True)
class DevelopmentArea:
    """A development area with its one owner, sub-themes and KPIs.

    A KPI is an indicator's id, or ``question:<id>`` for the balance of an interview question.
    ``headline``: what is to change in the end; ``leading``: what moves before it.
    """

    code: str
    id: str
    title: Text
    owner: str
    sub_themes: tuple[Text, ...]
    headline: tuple[str, ...]
    leading: tuple[str, ...]

    @property
    def kpis(self) -> tuple[str, ...]:
        """All KPIs, the headline ones first."""
        return (*self.headline, *self.leading)


def development_area(keys: Keys) -> DevelopmentArea:
    """A ``[[development_area]]`` of a programme."""
    sub_themes = []
    for entry in keys.tables("sub_themes"):
        sub_themes.append(
            MappingProxyType({language: entry.string(language) for language in LANGUAGES})
        )
        entry.finish()
    found = DevelopmentArea(
        code=keys.string("code"),
        id=keys.string("id"),
        title=keys.text("title"),
        owner=keys.string("owner"),
        sub_themes=tuple(sub_themes),
        headline=keys.strings("headline"),
        leading=keys.strings("leading", ()),
    )
    for one in found.leading:
        if one in found.headline:
            raise keys.error("leading", f"{one!r} is a headline KPI already")
    keys.finish()
    return found
