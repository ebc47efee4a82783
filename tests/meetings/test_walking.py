"""The pages of a walk: pasted, ordered, and passed by when they are gone."""

from __future__ import annotations

import pytest

from seutukuva import texts
from seutukuva.meetings import walking


def test_an_address_that_is_pasted_keeps_its_choices_and_drops_what_is_the_walks_own() -> None:
    pasted = "http://localhost:8501/indicator?indicator=jobs&area=FI-KU729&lang=fi&present=1&step=3"
    assert walking.read(pasted) == "situation/indicator?indicator=jobs&area=FI-KU729"
    assert walking.read("overview") == "situation/overview"


@pytest.mark.parametrize("text", ["", "https://example.org/", "http://localhost/nowhere?x=1"])
def test_what_leads_nowhere_is_refused(text: str) -> None:
    texts.use("en")
    with pytest.raises(walking.NoPage, match="no page"):
        walking.read(text)


def test_an_address_without_an_end_is_refused() -> None:
    texts.use("en")
    with pytest.raises(walking.NoPage, match="too long"):
        walking.read("overview?area=" + "x" * walking.LONGEST)


def test_a_page_that_is_no_longer_there_is_passed_by() -> None:
    stored = ["situation/overview", "situation/gone", "situation/indicator?indicator=jobs"]
    found = walking.steps(stored)
    assert [one.page.name for one in found] == ["overview", "indicator"]
    assert found[1].choices == {"indicator": "jobs"}
    assert found[1].file == "pages/situation/indicator.py"


def test_a_page_is_moved_one_place_and_stays_at_the_end() -> None:
    pages = ["a", "b", "c"]
    assert walking.moved(pages, 0, 1) == ["b", "a", "c"]
    assert walking.moved(pages, 2, -1) == ["a", "c", "b"]
    assert walking.moved(pages, 2, 1) == pages == walking.moved(pages, 0, -1)
