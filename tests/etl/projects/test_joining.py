"""Rows whose texts were divided at their commas."""

from __future__ import annotations

import pytest

from etl.projects.joining import joined, preferred, shape_of
from tests.etl.projects.making import GOOD, changed

TYPES = [
    *("code", "text", "name", "text", "text", "text", "state"),
    *("day", "day", "implementer", *("number",) * 4),
]
WHOLE = [
    changed(f"S1900{n}", name=f"Hanke {n}", authority=authority, part=part)
    for n, (authority, part) in enumerate(
        [("Opetushallitus", "Itä-Suomi"), ("Opetushallitus", "Etelä-Suomi")] * 4
    )
]
SHAPE = shape_of(TYPES, WHOLE)


def divided(**cells: str) -> list[str]:
    """A row as its reader divides it."""
    return ",".join(changed("S19099", **{"authority": "Opetushallitus", **cells})).split(",")


@pytest.mark.parametrize(
    "cells",
    [
        {"name": "Taito, tahto, tieto", "part": "Itä-Suomi"},
        {"implementer": "Savon koulutus,Varkaus", "part": "Etelä-Suomi"},
        {"name": "Yksi,kaksi", "implementer": "A, B,C", "part": "Itä-Suomi"},
        {"name": "Hanke 1,2,3", "part": "Itä-Suomi", "end": ""},
    ],
    ids=["name", "implementer", "both", "numbers"],
)
def test_texts_are_put_together_by_what_stands_around_them(cells: dict[str, str]) -> None:
    row = changed("S19099", **{"authority": "Opetushallitus", **cells})
    assert preferred(divided(**cells), SHAPE) == row


def test_what_can_be_put_together_in_two_ways_is_not() -> None:
    open_ended = shape_of(["code", "text", "text", "number"], [])
    assert joined(["S1", "a", "b", "c", "5"], open_ended) is None
    assert joined(["S1", "a", "b", "5"], shape_of(["code", "text", "number"], [])) == [
        *("S1", "a,b", "5"),
    ]


def test_a_value_that_no_other_row_has_stands_in_one_cell() -> None:
    cells = {"name": "Taito,tahto", "authority": "Uusi virasto"}
    assert preferred(divided(**cells), SHAPE) == changed("S19099", **cells)
    # Its comma could as well be the name's, and the priority would be none.
    assert preferred(divided(name="Taito", authority="Uusi,virasto"), SHAPE) is None


def test_a_row_without_its_days_is_left_alone() -> None:
    assert preferred([*GOOD[:7], "a", "b", "c", *GOOD[9:]], SHAPE) is None
    assert joined(["x"] * 200, SHAPE) is None
