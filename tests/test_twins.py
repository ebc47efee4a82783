"""Twin areas: distances that can be counted by hand, and calm answers where there are none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.twins import REASONS, twins

NAN = float("nan")
# Standard deviation 1 about the mean 0, so that figures are their own z.
SIZES = {"own": -1.0, "a": 1.0, "b": -1.0, "c": 1.0}
AGES = {"own": 1.0, "a": 1.0, "b": -1.0, "c": -1.0}


def test_distances_are_weighted_and_in_standard_deviations() -> None:
    found = twins("own", {"size": SIZES, "age": AGES}, {"size": 1, "age": 3})
    # a: 2 apart in size only; b: in age only; c: in both.
    assert found.nearest == (
        ("a", pytest.approx(math.sqrt(4 / 4))),
        ("b", pytest.approx(math.sqrt(3 * 4 / 4))),
        ("c", pytest.approx(2)),
    )
    assert found.used == ("size", "age")
    turned = twins("own", {"size": SIZES, "age": AGES}, {"size": 3, "age": 1})
    assert [area for area, _distance in turned.nearest] == ["b", "a", "c"]


def test_only_so_many_are_taken() -> None:
    found = twins("own", {"size": SIZES, "age": AGES}, {"size": 1, "age": 3}, n=1)
    assert [area for area, _distance in found.nearest] == ["a"]
    # The one twin has as much age, and two standard deviations more of size.
    assert found.apart == {"size": pytest.approx(2), "age": pytest.approx(0)}
    assert twins("own", {"size": SIZES}, {"size": 1}, n=0).nearest == ()


def test_areas_as_near_come_in_order_of_their_ids() -> None:
    found = twins("own", {"size": {"own": 0.0, "z": 1.0, "b": -1.0, "m": 1.0}}, {"size": 1})
    assert [area for area, _distance in found.nearest] == ["b", "m", "z"]


def test_an_area_without_a_figure_is_left_out_and_named() -> None:
    ages = {**AGES, "a": NAN}
    found = twins("own", {"size": SIZES, "age": ages}, {"size": 1, "age": 1})
    assert [area for area, _distance in found.nearest] == ["b", "c"]
    assert found.left_out == {"a": ("age",)}


@pytest.mark.parametrize(
    ("figures", "weight", "reason"),
    [
        ({"a": 1.0, "b": 2.0, "c": 3.0}, 1, "no_own_figure"),
        ({"own": 1.0, "a": 2.0}, 1, "few_areas"),
        ({"own": 5.0, "a": 5.0, "b": 5.0, "c": 5.0}, 1, "all_equal"),
        ({"own": 0.0, "a": 1e-300, "b": 0.0, "c": 0.0}, 1, "all_equal"),
        (AGES, 0, "no_weight"),
        (AGES, -2, "no_weight"),
        (AGES, NAN, "no_weight"),
        ({}, 1, "no_own_figure"),
    ],
)
def test_what_cannot_count_is_named_with_its_reason(
    figures: dict[str, float], weight: float, reason: str
) -> None:
    found = twins("own", {"size": SIZES, "age": figures}, {"size": 1, "age": weight})
    assert (found.used, found.unused) == (("size",), {"age": reason})
    assert reason in REASONS
    assert len(found.nearest) == 3


def test_areas_without_any_figure_count_when_half_is_asked() -> None:
    figures = {"own": 1.0, "a": 2.0, "b": 3.0, "c": 5.0}
    assert twins("own", {"land": figures}, {"land": 1}, of=7).used == ("land",)
    few = twins("own", {"land": figures}, {"land": 1}, of=8)
    assert (few.used, few.unused, few.nearest) == ((), {"land": "few_areas"}, ())
    assert (few.of, few.compared) == (7, 0)
    # More figures than areas counted: the figures are right.
    assert twins("own", {"land": figures}, {"land": 1}, of=1).of == 3


def test_how_many_could_be_twins_is_told() -> None:
    found = twins("own", {"size": SIZES, "age": {**AGES, "a": NAN}}, {"size": 1, "age": 1}, of=5)
    assert (found.of, found.compared) == (4, 2)
    alone = twins("own", {"size": {"own": 1.0}}, {"size": 1}, of=1)
    assert (alone.of, alone.compared, alone.nearest) == (0, 0, ())


def test_without_anything_to_go_by_there_are_no_twins() -> None:
    for values in ({}, {"size": {"own": 1.0}}, {"size": {"a": 1.0, "b": 2.0}}):
        found = twins("own", values, {"size": 1})
        assert (found.nearest, found.used, found.apart) == ((), (), {})
    assert twins("own", {"size": SIZES}, {}).nearest == ()


FIGURES = st.dictionaries(
    st.sampled_from(["own", *"abcdefgh"]),
    st.one_of(st.floats(-1e6, 1e6), st.just(NAN), st.none()),
    max_size=9,
)


@given(FIGURES, FIGURES, st.floats(-1, 5), st.floats(0.1, 5))
def test_every_distance_is_a_number_and_they_grow(
    one: dict[str, float], other: dict[str, float], weight: float, weight_other: float
) -> None:
    found = twins("own", {"one": one, "other": other}, {"one": weight, "other": weight_other})
    distances = [distance for _area, distance in found.nearest]
    assert distances == sorted(distances)
    assert all(math.isfinite(distance) and distance >= 0 for distance in distances)
    assert "own" not in dict(found.nearest)
    assert not {area for area, _distance in found.nearest} & set(found.left_out)


@given(
    st.lists(st.integers(-1000, 1000), min_size=4, max_size=9),
    st.integers(2, 50),
    st.integers(-500, 500),
)
def test_the_unit_does_not_matter(values: list[int], times: int, plus: int) -> None:
    names = ["own", *"abcdefgh"][: len(values)]
    there = twins("own", {"x": dict(zip(names, map(float, values), strict=True))}, {"x": 1})
    moved = {name: float(times * value + plus) for name, value in zip(names, values, strict=True)}
    back = twins("own", {"x": moved}, {"x": 7})
    assert dict(back.nearest) == pytest.approx(dict(there.nearest))
