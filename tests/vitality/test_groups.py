"""The areas side by side: of one kind and country, with the reader's own among them."""

from __future__ import annotations

from seutukuva import definitions
from seutukuva.vitality.groups import group

FOUND = definitions.load()
TOWNS = FOUND.peer_groups["seutukaupungit"].areas


def test_an_area_of_the_group_is_the_own_one() -> None:
    found = group(FOUND, "FI-KU729", TOWNS)
    assert found.area_ids == TOWNS and found.own == ("FI-KU729",) and not found.is_added
    assert (found.kind, found.country) == ("municipality", "FI")


def test_another_municipality_is_set_beside() -> None:
    found = group(FOUND, "FI-KU601", TOWNS)
    assert found.is_added and found.own == ("FI-KU601",)
    assert set(found.area_ids) == {*TOWNS, "FI-KU601"}


def test_a_larger_area_has_its_towns() -> None:
    found = group(FOUND, "FI-SK138", TOWNS)
    assert set(found.own) == {"FI-KU729", "FI-KU931"} and found.area_ids == TOWNS
    assert {"FI-KU729", "FI-KU931", "FI-KU992"} < set(group(FOUND, "FI-MK13", TOWNS).own)
    assert group(FOUND, "FI-SSS", TOWNS).own == ()


def test_another_country_is_not_among_them() -> None:
    abroad = next(one for one, area in FOUND.areas.items() if area.country == "NO")
    assert group(FOUND, abroad, TOWNS).own == () and not group(FOUND, abroad, TOWNS).is_added


def test_those_of_another_kind_than_most_are_left_out_and_abolished_ones_too() -> None:
    abolished = next(one for one, area in FOUND.areas.items() if area.valid_to)
    found = group(FOUND, "FI-KU729", ["FI-MK13", *TOWNS, abolished, TOWNS[0]])
    assert found.left_out == ("FI-MK13",) and found.area_ids == TOWNS
    assert group(FOUND, "FI-KU729", []).area_ids == ()
