"""Location quotients: of which industries an area has more than others, and by how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seutukuva.economy.undefined import Number, Undefined, are_amounts

# With fewer jobs than this one firm that comes or goes turns the quotient over.
FEW_JOBS = 30


@dataclass(frozen=True, slots=True)
class Quotient:
    """A location quotient with the jobs that stand behind it."""

    value: Number
    jobs: float

    @property
    def is_small(self) -> bool:
        """True where few jobs stand behind it."""
        return self.jobs < FEW_JOBS


def location_quotient(
    part: float | None, whole: float | None, there: float | None, whole_there: float | None
) -> Number:
    """An industry's share of an area's jobs by its share elsewhere; 1 is as common as there.

    After P. S. Florence, 1929, "The statistical method in economics and political science".

    Args:
        part: jobs of the industry in the area, of ``whole`` jobs.
        there: jobs of the industry elsewhere, of ``whole_there`` jobs.
    """
    figures = (part, whole, there, whole_there)
    if not are_amounts(figures):
        return Undefined.MISSING
    own, all_own, other, all_other = (float(one or 0.0) for one in figures)
    if all_own <= 0 or all_other <= 0:
        return Undefined.NOTHING
    if other <= 0:
        return Undefined.NOT_THERE if own > 0 else Undefined.NOTHING
    return (own / all_own) / (other / all_other)


def quotients(own: Mapping[str, float], there: Mapping[str, float]) -> dict[str, Quotient]:
    """The location quotient of each industry of the area.

    Args:
        own: jobs by industry. ``there``: the same of whom it is compared with.
    """
    whole, whole_there = sum(own.values()), sum(there.values())
    return {
        name: Quotient(location_quotient(jobs, whole, there.get(name), whole_there), jobs)
        for name, jobs in own.items()
    }
