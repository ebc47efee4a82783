"""Weighted balances hold what they promise where a heavy group is small, or are not told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from seutukuva.interviews.balances import Balance, Stratum, balance
from seutukuva.interviews.protection import Cell
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import ALL, CLASS, EXACT, Group
from seutukuva.interviews.weighing import PERSONNEL, STOCK, Weighing

ROUNDING = Rounding(b"x")
SCORES = np.array([-1.0, 0.0, 1.0])
TOWNS = [Group("municipality", name) for name in "abcd"]
SIZES = [Group("size_class", name) for name in ("1", "3", "7", "15", "35", "150")]
# Firms there are; what they expect differs by town.
FIRMS = {"a": 1000.0, "b": 600.0, "c": 300.0, "d": 100.0}
EXPECT = np.array([[0.1, 0.2, 0.7], [0.3, 0.4, 0.3], [0.6, 0.3, 0.1], [0.7, 0.2, 0.1]])
# Persons of a typical firm; how frequent the classes are, and larger firms expect worse.
PERSONS = {size.id: float(size.id) for size in SIZES}
FREQUENT = (0.44, 0.26, 0.15, 0.08, 0.05, 0.02)
BY_SIZE = np.array([[0.25 + 0.07 * n, 0.3, 0.45 - 0.07 * n] for n in range(6)])


def stratum(cell: Cell, weight: float) -> Stratum:
    return Stratum(dict(zip(SCORES.tolist(), cell.counts, strict=True)), cell.base, weight)


def cell(group: Group, *counts: int, base: int | None = None) -> Cell:
    told = sum(counts) if base is None else base
    return Cell(group, EXACT if told >= 10 else CLASS, told, counts)


def sampled(
    groups: list[Group], at: np.ndarray, expect: np.ndarray, random: np.random.Generator
) -> dict[Group, Cell]:
    """What is told of firms of some groups, who answer as their group expects."""
    answers = (random.random(len(at))[:, None] > expect.cumsum(axis=1)[at]).sum(axis=1)
    true = np.zeros((len(groups), 3), dtype=int)
    np.add.at(true, (at, answers), 1)
    rows = [(ALL, true.sum(axis=0)), *zip(groups, true, strict=True)]
    return {group: _rounded(group, row, random) for group, row in rows if row.sum()}


def _rounded(group: Group, true: np.ndarray, random: np.random.Generator) -> Cell:
    firms = int(true.sum())
    counts = ROUNDING.told(true, random.random(), random.random(3)).tolist()
    (base,) = ROUNDING.told([firms], random.random(), random.random(1)).tolist()
    return Cell(group, EXACT if firms >= 10 else CLASS, base, tuple(counts))


def weighted(weighing: Weighing, cells: Mapping[Group, Cell]) -> Balance | None:
    strata = weighing.strata(cells, stratum)
    return balance(strata, rounding=ROUNDING) if strata else None


def held(found: list[Balance | None], truth: float) -> float:
    """The share of told intervals that hold the truth."""
    return float(np.mean([one.low <= truth <= one.high for one in found if one]))


@pytest.mark.parametrize(
    ("sizes", "told"),
    [((15, 15, 15, 15), 1.0), ((12, 30, 60, 30), 1.0), ((40, 20, 8, 6), 0.8), ((3, 20, 20, 20), 0)],
)
def test_weights_of_the_stock_hold_or_are_not_told(sizes: tuple[int, ...], told: float) -> None:
    random = np.random.default_rng(sum(sizes))
    at = np.repeat(np.arange(4), sizes)
    weighing = Weighing(STOCK, "municipality", FIRMS)
    found = [weighted(weighing, sampled(TOWNS, at, EXPECT, random)) for _round in range(400)]
    truth = float(np.average(EXPECT @ SCORES, weights=[*FIRMS.values()])) * 100
    is_told = np.mean([one is not None for one in found])
    assert is_told >= told if told else is_told < 0.05
    assert not told or held(found, truth) > 0.92


@pytest.mark.parametrize("firms", [60, 110, 200])
def test_weights_by_persons_hold_where_size_matters(firms: int) -> None:
    random = np.random.default_rng(firms)
    found = []
    for _round in range(500):
        cells = sampled(SIZES, random.choice(6, firms, p=FREQUENT), BY_SIZE, random)
        interviewed = {group: one.base for group, one in cells.items()}
        weighing = Weighing(PERSONNEL, "size_class", PERSONS, interviewed)
        found.append(weighted(weighing, cells))
    persons = np.multiply(FREQUENT, [*PERSONS.values()])
    truth = float(np.average(BY_SIZE @ SCORES, weights=persons)) * 100
    assert len([one for one in found if one]) > 100
    assert held(found, truth) > 0.9


# -- the rest


def test_a_rest_is_used_where_it_has_firms_enough_and_left_out_where_it_is_light() -> None:
    whole = cell(ALL, 30, 30, 30)
    town = {TOWNS[0]: cell(TOWNS[0], 30, 27, 21)}
    of = {"a": 900.0, "b": 100.0}
    weighing = Weighing(STOCK, "municipality", of)
    own, rest = weighing.strata({ALL: whole, **town}, stratum)
    assert (own.weight * own.firms, rest.weight * rest.firms) == pytest.approx((900, 100))
    assert rest.counts == {-1: 0, 0: 3, 1: 9}
    assert rest.roundings == 2
    few = {ALL: whole, TOWNS[0]: cell(TOWNS[0], 30, 27, 24)}
    assert weighing.strata(few, stratum) == [], "nine firms for a tenth of the weight"
    light = replace(weighing, weight_of={"a": 950.0, "b": 50.0})
    assert [one.firms for one in light.strata(few, stratum)] == [81]
    assert len(light.strata({ALL: whole, **town}, stratum)) == 2, "enough firms are never left out"


def test_a_rest_of_no_firms_does_not_lose_its_weight_in_silence() -> None:
    cells = {ALL: cell(ALL, 30, 30, 30), TOWNS[1]: cell(TOWNS[1], 30, 30, 30)}
    heavy = Weighing(STOCK, "municipality", {"a": 1000.0, "b": 600.0})
    assert heavy.strata(cells, stratum) == []
    assert Weighing(STOCK, "municipality", {"b": 600.0}).strata(cells, stratum)


def test_no_weighted_figure_without_a_told_group_or_its_weight() -> None:
    cells = {ALL: cell(ALL, 30, 30, 30), TOWNS[0]: cell(TOWNS[0], 3, 3, 3)}
    assert Weighing(STOCK, "municipality", FIRMS).strata(cells, stratum) == []
    told = {**cells, TOWNS[1]: cell(TOWNS[1], 30, 30, 18)}
    assert Weighing(STOCK, "municipality", {"a": 500.0}).strata(told, stratum) == []


def test_hidden_sizes_weigh_by_how_many_of_them_were_interviewed() -> None:
    cells = {ALL: cell(ALL, 30, 30, 30), SIZES[0]: cell(SIZES[0], 24, 24, 24)}
    interviewed = {SIZES[1]: 9, SIZES[2]: 6, SIZES[5]: 0}
    weighing = Weighing(PERSONNEL, "size_class", PERSONS, interviewed)
    own, rest = weighing.strata(cells, stratum)
    assert own.weight == 1
    # Of classes rounded to none a fifth of a firm is expected.
    firms = np.array([9, 6, 0.2, 0.2, 0.2])
    persons = np.array([3, 7, 15, 35, 150])
    assert rest.weight == pytest.approx(np.average(persons, weights=firms))
    assert rest.unlike == pytest.approx(
        np.average(persons**2, weights=firms) / np.average(persons, weights=firms) ** 2
    )
    unlike, alike = (balance([own, one]).n_eff for one in (rest, replace(rest, unlike=1.0)))
    assert unlike < alike


def test_what_is_left_over_has_the_rounding_errors_of_all() -> None:
    one = Stratum({1.0: 30, 0.0: 30, -1.0: 30}, 90)
    once = balance([one], rounding=ROUNDING)
    four_times = balance([replace(one, roundings=4)], rounding=ROUNDING)
    assert four_times.noise == pytest.approx(2 * once.noise)
    assert four_times.chance == pytest.approx(once.chance)
