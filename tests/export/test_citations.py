"""What a citation says, and what it leaves to the picture."""

from __future__ import annotations

from dataclasses import replace

from seutukuva.export import citations
from tests.export.reading import SMALL


def test_a_citation_does_not_tell_how_the_picture_is_drawn() -> None:
    drawn = replace(SMALL, subtitle="persons, 2023–2025. The axis does not start at zero.")
    assert citations.citation(drawn) == citations.citation(SMALL)
    assert "persons, 2023–2025." in citations.citation(SMALL)


def test_an_abbreviation_ends_no_sentence() -> None:
    short = replace(SMALL, subtitle="per 1,000 inh. of the same age, 2025")
    assert "per 1,000 inh. of the same age, 2025." in citations.citation(short)
