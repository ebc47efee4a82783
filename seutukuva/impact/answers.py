"""Does the plan answer the analysis? Challenge → area of effort → measures, and what is left open.

Pure. A challenge is answered when a development area has taken it on and within that area a measure
is named that has not ended; a project answers within its own development area, whatever else the
challenge is linked to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seutukuva.impact.statements import CHALLENGE, Statement
from seutukuva.projects.model import Project, folded

ANSWERED = "answered"
NO_AREA, NO_MEASURE, NOTHING, ALL_ENDED = "no_area", "no_measure", "nothing", "all_ended"
OTHER_AREA = "other_area"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: a project, or a text of whoever entered it.

    Attributes:
        code: of a project as it was entered; "" of a text.
        name: the project's name, or the text; "" where the register does not know the project.
        development_area: of the project; "" where nobody has said, and of a text.
        is_over: the project has ended or was interrupted.
    """

    code: str
    name: str
    development_area: str = ""
    is_over: bool = False

    @property
    def is_unknown(self) -> bool:
        """A project that the register does not hold (any more)."""
        return bool(self.code) and not self.name


@dataclass(frozen=True, slots=True)
class Answer:
    """A challenge with what answers it, and whether that is enough: ``state``."""

    challenge: Statement
    areas: tuple[str, ...]
    measures: tuple[Measure, ...]
    state: str

    def within(self, area: str) -> tuple[Measure, ...]:
        """The measures that belong to a development area.

        What says nothing of its own belongs to the only area that the challenge is linked to.
        """
        alike = (area, "") if self.areas == (area,) else (area,)
        return tuple(one for one in self.measures if one.development_area in alike)


@dataclass(frozen=True, slots=True)
class Effort:
    """A development area: the challenges it answers, and their measures that belong to it."""

    area: str
    answers: tuple[Answer, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Each measure once."""
        mine = [one for answer in self.answers for one in answer.within(self.area)]
        return tuple(dict.fromkeys(mine))


@dataclass(frozen=True, slots=True)
class Matrix:
    """All challenges of an area, and all development areas of the programme."""

    answers: tuple[Answer, ...]
    efforts: tuple[Effort, ...]

    @property
    def unanswered(self) -> tuple[Answer, ...]:
        """Challenges that lack an area of effort, a measure, or both."""
        return tuple(one for one in self.answers if one.state != ANSWERED)

    @property
    def idle(self) -> tuple[Effort, ...]:
        """Development areas that answer no challenge."""
        return tuple(one for one in self.efforts if not one.answers)


def matrix(
    statements: Iterable[Statement], projects: Mapping[str, Project], areas: Sequence[str]
) -> Matrix:
    """The answers to the challenges among some statements.

    Args:
        projects: those of the register that the statements name, by key.
        areas: codes of the programme's development areas, in its order.
    """
    challenges = [one for one in statements if one.box == CHALLENGE]
    answers = tuple(_answer(one, projects, areas) for one in challenges)
    efforts = tuple(
        Effort(area, tuple(one for one in answers if area in one.areas)) for area in areas
    )
    return Matrix(answers, efforts)


def measures(statement: Statement, projects: Mapping[str, Project]) -> tuple[Measure, ...]:
    """The measures of a statement: projects first, then texts."""
    of_projects = [_of_project(code, projects.get(folded(code))) for code in statement.projects]
    return (*of_projects, *(Measure("", text) for text in statement.measures))


def _of_project(code: str, project: Project | None) -> Measure:
    if project is None:
        return Measure(code, "")
    is_over = project.state in ("ended", "interrupted")
    return Measure(project.code, project.name, project.development_area, is_over)


def _answer(challenge: Statement, projects: Mapping[str, Project], areas: Sequence[str]) -> Answer:
    linked = tuple(one for one in areas if one in challenge.development_areas)
    found = measures(challenge, projects)
    return Answer(challenge, linked, found, _state(linked, found))


def _state(areas: Sequence[str], found: Sequence[Measure]) -> str:
    # A code that nobody knows is no measure.
    known = [one for one in found if not one.is_unknown]
    if not known:
        return NO_MEASURE if areas else NOTHING
    going_on = [one for one in known if not one.is_over]
    if not going_on:
        return ALL_ENDED
    if not areas:
        return NO_AREA
    # The chain holds only where a measure belongs to an area that has taken the challenge on.
    within = any(one.development_area in ("", *areas) for one in going_on)
    return ANSWERED if within else OTHER_AREA
