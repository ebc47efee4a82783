"""A split is told only where no two days, looked at one after the other, tell a few of a sex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, combinations_with_replacement

import pytest

from seutukuva.projects.model import FORECAST, REALISED, Figure
from seutukuva.projects.splitting import UNKNOWN, WITHHELD, hidden, told
from tests.projects import made

SMALL = 3
DAYS = [date(2010, month, 28) for month in (3, 6, 9, 12)]


@pytest.mark.parametrize(
    ("course", "women"),
    [
        ([(86, 28)], [28]),
        ([(12, 5), (13, 6)], [5, None]),
        ([(12, 5), (13, 5)], [5, None]),
        ([(12, 5), (15, 8)], [5, 8]),
        ([(12, 5), (18, 8)], [5, 8]),
        ([(12, 5), (12, 5)], [5, 5]),
        # Nobody before: neither a woman nor a man who came next can be told from the other.
        ([(10, 0), (11, 1)], [0, None]),
        ([(10, 0), (11, 0)], [0, None]),
        # What was told last counts, not what was withheld since.
        ([(12, 5), (13, 6), (18, 8)], [5, None, 8]),
        ([(12, 5), (13, 6), (12, 5)], [5, None, 5]),
        # The one more of the day between would be a woman, or a man, for certain.
        ([(12, 5), (13, 6), (16, 9)], [5, None, None]),
        ([(12, 5), (17, 9), (18, 8)], [5, None, None]),
        ([(1, None), (10, 10)], [None, None]),
        ([(12, 5), (12, None), (15, 8)], [5, None, 8]),
        # A figure that falls tells as much as one that grows.
        ([(12, 5), (11, 5)], [5, None]),
        ([(20, 9), (14, 6)], [9, 6]),
        ([(20, 9), (12, 2)], [9, None]),
    ],
)
def test_a_newer_split_is_told_where_nobody_or_enough_have_come(
    course: list[tuple[float, float | None]], women: list[float | None]
) -> None:
    found = told(course, SMALL)
    assert [one.women for one in found] == women
    assert all(
        one in (UNKNOWN, WITHHELD) or one.men == whole - (one.women or 0.0)
        for one, (whole, _women) in zip(found, course, strict=True)
    )


def courses(wholes: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every way in which women can have come among those who came, day by day."""
    found: list[tuple[int, ...]] = [()]
    for before, whole in zip((0, *wholes), wholes, strict=False):
        found = [
            (*one, (one[-1] if one else 0) + came)
            for one in found
            for came in range(whole - before + 1)
        ]
    yield from found


def revealed(wholes: tuple[int, ...], alike: list[tuple[int, ...]]) -> list[set[int]]:
    """What may have come of each sex between each two days, by courses that look the same."""
    found = []
    for first, last in combinations(range(len(wholes) + 1), 2):
        came = (0, *wholes)[last] - (0, *wholes)[first]
        women = {(0, *one)[last] - (0, *one)[first] for one in alike}
        found += [women, {came - one for one in women}]
    return found


def test_no_pair_of_days_tells_that_one_or_two_of_a_sex_came() -> None:
    seen = 0
    for wholes in combinations_with_replacement(range(11), 3):
        looks: dict[tuple[float | None, ...], list[tuple[int, ...]]] = defaultdict(list)
        for women in courses(wholes):
            shown = told(zip(wholes, women, strict=True), SMALL)
            looks[tuple(one.women for one in shown)].append(women)
        seen += len(looks)
        for alike in looks.values():
            for may_be in revealed(wholes, alike):
                assert len(may_be) > 1 or may_be.isdisjoint(range(1, SMALL)), (wholes, alike)
    assert seen > 1000


def women_of(*told_: tuple[int, float, float], side: str = REALISED) -> list[Figure]:
    """Jobs and women in them by the place of their day, each from a source of its own."""
    return [
        made.figure("jobs", side, value, DAYS[at], part, source=f"{side} {place}", seq=place)
        for place, (at, whole, women) in enumerate(told_)
        for part, value in (("all", whole), ("women", women))
    ]


def found(figures: list[Figure]) -> list[tuple[str, float]]:
    return sorted((one.side, one.value) for one in hidden(figures, SMALL))


def test_the_figures_of_women_that_are_told_nowhere() -> None:
    own = women_of((0, 12, 5), (1, 13, 6), (2, 18, 8))
    assert found(own) == found(own[::-1]) == [(REALISED, 6)]
    # What comes later changes nothing that was told of an earlier day.
    assert found(own[:4]) == [(REALISED, 6)] and found(own[:2]) == []
    # Another source of the same day, and of the same women: told, as it tells nothing new.
    assert found(women_of((0, 12, 5), (0, 12, 5))) == []
    assert found(women_of((0, 12, 5), (0, 13, 6))) == [(REALISED, 6)]
    planned = [made.figure("jobs", "planned", 2, part="women")]
    assert found([*own, *planned]) == [(REALISED, 6)], "a plan names nobody"


def test_women_told_without_a_whole_belong_to_the_one_in_force() -> None:
    alone = made.figure("jobs", REALISED, 6, DAYS[2], "women", source="other")
    whole = made.figure("jobs", REALISED, 13, DAYS[1], source="whole")
    assert found([alone]) == []
    assert found([*women_of((0, 12, 5)), whole, alone]) == [(REALISED, 6)]


def test_what_the_owner_expects_tells_no_more_than_what_has_come() -> None:
    came = women_of((0, 12, 5))
    for whole, women, is_told in ((13, 6, False), (18, 8, True), (12, 5, True), (15, 2, False)):
        expected = women_of((1, whole, women), side=FORECAST)
        assert found([*came, *expected]) == ([] if is_told else [(FORECAST, women)])
    # A final report that expects what has come: three firms, one of them a woman's.
    final = [*women_of((1, 3, 1)), *women_of((1, 3, 1), side=FORECAST)]
    assert found(final) == [(FORECAST, 1), (REALISED, 1)]
    # What was expected is no day of its own: what comes later is not measured by it.
    later = [*came, *women_of((1, 17, 8), side=FORECAST), *women_of((2, 18, 8))]
    assert (REALISED, 8) not in found(later)


@pytest.mark.parametrize(
    ("on", "women"), [(DAYS[0], 5), (DAYS[1], None), (DAYS[2], 8), (DAYS[3], 8)]
)
def test_a_picture_of_any_day_tells_what_may_be_told(on: date, women: float | None) -> None:
    own = made.pictured(women_of((0, 12, 5), (1, 13, 6), (2, 18, 8)), on=on)
    row = own.row("jobs")
    assert row is not None and row.women_realised == women
    assert row.is_withheld is (women is None) and row.realised is not None


def test_the_one_real_project_is_told_as_its_page_tells_it() -> None:
    figures = made.told(made.S11010)
    assert hidden(figures, SMALL) == frozenset()
    row = made.pictured(figures).row("participants")
    assert row is not None and (row.women_realised, row.men_realised) == (28, 58)
