"""What can be said of a population by single years of age: median age and age groups.

Pure: rows are mappings with ``age`` (a whole number; the last one holds everyone of that age and
over), ``sex`` ("men", "women" or "total") and ``value`` (None where there is no figure).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva import formats
from seutukuva.definitions.model import BOTH_SEXES

Row = Mapping[str, Any]
YOUNG, OLD, OLDEST = 15, 65, 75


@dataclass(frozen=True, slots=True)
class AgeStructure:
    """A population in a few numbers; shares are per cent of everyone.

    Attributes:
        median_age: in years; None when half of the people are in the open last age.
        working: aged 15–64. ``old``: 65 and over, the 75 and over of ``oldest`` among them.
    """

    total: float
    median_age: float | None
    young: float
    working: float
    old: float
    oldest: float


def both_sexes(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows without sex: where it is split, each age is the sum of men and women.

    An age of which one sex has no figure has none either.
    """
    rows = list(rows)
    split = any(row["sex"] != BOTH_SEXES for row in rows)
    sums: dict[int, float | None] = {}
    for row in rows:
        if split and row["sex"] == BOTH_SEXES:
            continue
        age, value = int(row["age"]), row["value"]
        before = sums.get(age, 0.0)
        known = before is not None and not formats.is_missing(value)
        sums[age] = (before or 0.0) + float(value) if known else None
    return [{"age": age, "sex": BOTH_SEXES, "value": sums[age]} for age in sorted(sums)]


def structure(rows: Iterable[Row]) -> AgeStructure | None:
    """Median age and shares of age groups.

    None when an age is absent or has no figure, or nobody lives there: a share of a part of the
    people would look like one of all.
    """
    people = {row["age"]: row["value"] for row in both_sexes(rows)}
    known = {age: value for age, value in people.items() if value is not None}
    total = sum(known.values())
    if total <= 0 or len(known) < len(people) or sorted(people) != list(range(len(people))):
        return None

    def share(low: int, high: int) -> float:
        return 100 * sum(value for age, value in known.items() if low <= age < high) / total

    beyond = len(people)
    return AgeStructure(
        total=total,
        median_age=_median(known, total),
        young=share(0, YOUNG),
        working=share(YOUNG, OLD),
        old=share(OLD, beyond),
        oldest=share(OLDEST, beyond),
    )


def _median(people: Mapping[int, float], total: float) -> float | None:
    """The age that halves the people, by even spread within the year of age that holds it.

    Whoever is 40 has lived from 40 to 41 years, so the median lies between those two.
    """
    younger = 0.0
    for age in sorted(people):
        if people[age] > 0 and younger + people[age] >= total / 2:
            if age == max(people):
                return None
            return age + (total / 2 - younger) / people[age]
        younger += people[age]
    return None
