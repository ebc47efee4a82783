"""Made projects and figures, and S11010 as its page tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from seutukuva import definitions
from seutukuva.projects.model import (
    DECIDED,
    PLANNED,
    REALISED,
    REPORTED,
    STARTER,
    VERIFIED,
    Figure,
    Project,
)
from seutukuva.projects.picture import Picture, picture_of

BEGINS, ENDS = date(2009, 5, 1), date(2012, 4, 30)
AFTER = date(2012, 12, 31)
COUNTED = ("participants", "jobs", "firms", "degrees")
MEASURES = (*COUNTED, "eu_state", "public")

# Planned, women among them, realised, women among them: what the project's own page says.
S11010: Mapping[str, tuple[float, float | None, float, float | None]] = {
    "participants": (103, 28, 86, 28),
    "jobs": (20, 10, 0, 0),
    "firms": (1, 0, 0, 0),
    "degrees": (0, 0, 0, 0),
    "eu_state": (194225, None, 168275, None),
    "public": (228500, None, 202550, None),
}


def project(code: str = "S11010", **more: Any) -> Project:
    told = {"name": f"Project {code}", "start": BEGINS, "end": ENDS} | more
    return Project(code=code, key=code.casefold(), **told)


def figure(
    measure: str, side: str, value: float, as_of: date | None = None, part: str = "all", **more: Any
) -> Figure:
    day = as_of or (BEGINS if side == PLANNED else ENDS)
    stage = {PLANNED: DECIDED, REALISED: REPORTED}.get(side, "promised")
    told = {"code": "s11010", "stage": stage, "origin": STARTER} | more
    return Figure(measure=measure, side=side, part=part, value=value, as_of=day, **told)


def told(
    figures: Mapping[str, tuple[float, float | None, float, float | None]], **more: Any
) -> list[Figure]:
    """Planned figures of the first day and verified ones of the last."""
    found = []
    for measure, values in figures.items():
        for place, (side, part) in enumerate(
            ((PLANNED, "all"), (PLANNED, "women"), (REALISED, "all"), (REALISED, "women"))
        ):
            value = values[place]
            if value is not None:
                stage = {"stage": VERIFIED} if side == REALISED else {}
                found.append(figure(measure, side, value, part=part, **stage | more))
    return found


def pictured(
    figures: Iterable[Figure], on: date = AFTER, code: str = "S11010", **more: Any
) -> Picture:
    return picture_of(project(code, **more), figures, on, definitions.load())


# -- any projects

_counts = st.integers(0, 40)
_parts = st.one_of(st.none(), st.integers(0, 40))


@st.composite
def _values(draw: st.DrawFn, measure: str) -> tuple[float, float | None, float, float | None]:
    planned, realised = draw(_counts), draw(_counts)
    if measure not in COUNTED:
        return planned * 1000, None, realised * 1000, None
    women = [draw(_parts), draw(_parts)]
    return planned, women[0], realised, women[1]


@st.composite
def pictures(draw: st.DrawFn, most: int = 5) -> list[Picture]:
    """Projects of several areas, some of whose measures nobody tells, each once."""
    found = []
    for place in range(draw(st.integers(1, most))):
        measures = draw(st.sets(st.sampled_from(MEASURES)))
        figures = told({name: draw(_values(name)) for name in sorted(measures)})
        missing = draw(st.sets(st.sampled_from((PLANNED, REALISED)), max_size=1))
        found.append(
            pictured(
                [one for one in figures if one.side not in missing],
                code=f"P{place}",
                development_area=draw(st.sampled_from(["A1", "A2", ""])),
                owner=draw(st.sampled_from(["Witas", "SSYP"])),
            )
        )
    return found
