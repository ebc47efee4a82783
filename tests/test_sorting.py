"""Lists and tables of names stand in the order of the reader's language."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from seutukuva import definitions, formats, selectors, texts
from tests.pages import open_page

FOUND = definitions.load()


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_areas_to_choose_from_are_sorted_by_kind_and_name(language: str) -> None:
    options = selectors.area_options(FOUND, language)
    programme = FOUND.programme
    own = [*programme.compare, *programme.areas]
    assert options[: len(own)] == own
    areas = [FOUND.areas[one] for one in options[len(own) :]]
    assert len(areas) > 300
    for before, after in pairwise(areas):
        if before.kind == after.kind:
            first, second = before.name[language], after.name[language]
            assert formats.sort_key(first, language) <= formats.sort_key(second, language)


def test_the_order_is_that_of_the_language() -> None:
    def place(area_id: str, language: str) -> int:
        return selectors.area_options(FOUND, language).index(area_id)

    # Turku is Åbo in Swedish and in Norwegian: last, and not between Tornio and Tuusula.
    for language in ("sv", "nb"):
        assert place("FI-KU853", language) > place("FI-KU858", language) + 10
    assert place("FI-KU853", "fi") < place("FI-KU858", "fi")


@pytest.mark.parametrize("language", ["fi", "nb"])
def test_sources_are_sorted_by_title(starter: Path, language: str) -> None:
    at = open_page("about/sources", lang=language)
    column = at.table[0].value[texts.translator(language)("Source")]
    titles = [re.sub(r"\[(.*)\]\(.*\)", r"\1", text) for text in column]
    assert len(titles) > 10
    assert titles == sorted(titles, key=lambda title: formats.sort_key(title, language))
