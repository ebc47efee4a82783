"""Conclusions and their answers in words, the same on the page and in the document.

What people have written stays as they wrote it, in whatever language; nothing here is markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seutukuva import dates, definitions, formats, selectors, texts
from seutukuva.definitions import QUESTION, Indicator
from seutukuva.impact import answers
from seutukuva.impact.answers import Answer, Effort, Matrix, Measure
from seutukuva.impact.statements import CHALLENGE, FORECAST, GOAL, Statement
from seutukuva.texts import N_, _, ngettext

BOXES = {
    CHALLENGE: N_("Challenges"),
    FORECAST: N_("Forecasts"),
    GOAL: N_("Goals"),
}
ASKED = {
    CHALLENGE: N_("What are the challenges of the area?"),
    FORECAST: N_("What is to be expected?"),
    GOAL: N_("What is aimed at?"),
}
STATES = {
    answers.ANSWERED: N_("answered"),
    answers.NO_AREA: N_("no area of effort"),
    answers.NO_MEASURE: N_("no measure"),
    answers.NOTHING: N_("neither an area of effort nor a measure"),
    answers.ALL_ENDED: N_("all its projects have ended"),
    answers.OTHER_AREA: N_("its measures belong to other areas of effort"),
}
AS_WRITTEN = N_("What people have written stands as they wrote it, in their own language.")
NOTHING = "–"
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Rows:
    """A table in words: its caption, columns and rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def area_of_effort(code: str) -> str:
    """ "A3 Innovations and networks"."""
    speak = texts.language()
    known = {one.code: one.title[speak] for one in definitions.load().programme.development_areas}
    return f"{code} {known[code]}" if code in known else code


def measure(one: Measure) -> str:
    """A project with its name and development area, or a text as it was written."""
    if not one.code:
        return one.name
    if one.is_unknown:
        return _("{code} (not in the register)").format(code=one.code)
    named = f"{one.code} {one.name}"
    belongs = one.development_area or _("no development area")
    if one.is_over:
        return _("{project} ({area}, ended)").format(project=named, area=belongs)
    return f"{named} ({belongs})"


def facts(statement: Statement, measures: Sequence[Measure]) -> tuple[tuple[str, str], ...]:
    """What is known of a conclusion besides its text: name and value, in their order."""
    speak = texts.language()
    decided = dates.words(statement.decided_on, speak) if statement.decided_on else ""
    told = (
        (_("Answered by"), "; ".join(map(area_of_effort, statement.development_areas))),
        (_("Measures"), "; ".join(map(measure, measures))),
        (_("Rests on"), rests_on(statement.indicator)),
        (_("Decided on"), decided),
        (_("Updated"), formats.date(statement.updated, speak)),
    )
    return tuple((name, value) for name, value in told if value)


def indicator(statement: Statement) -> Indicator | None:
    """The indicator that a conclusion rests on; none where it is a question, or unknown."""
    return definitions.load().indicators.get(statement.indicator)


def rests_on(kpi: str) -> str:
    """The name of an indicator, or of a question of the interviews; "" for none."""
    found, speak = definitions.load(), texts.language()
    if kpi in found.indicators:
        return found.indicators[kpi].label(speak)
    for form in found.questionnaires.values():
        for one in form.questions.values():
            if kpi == f"{QUESTION}{one.id}":
                return _("Interviews · {question}").format(question=one.title[speak])
    return kpi


def challenge_rows(matrix: Matrix) -> Rows:
    """Challenge → areas of effort → measures, and whether that is an answer."""
    return Rows(
        _("What answers each challenge"),
        (_("Challenge"), _("Areas of effort"), _("Measures"), _("State")),
        tuple(
            (
                one.challenge.text,
                "\n".join(map(area_of_effort, one.areas)) or NOTHING,
                "\n".join(map(measure, one.measures)) or NOTHING,
                state(one),
            )
            for one in matrix.answers
        ),
    )


def short(text: str) -> str:
    """A conclusion in a line, where it stands in full elsewhere: cut, which its last sign says."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"


def state(one: Answer) -> str:
    """Whether a challenge is answered, and what is missing."""
    return _(STATES[one.state])


def effort_rows(matrix: Matrix) -> Rows:
    """Area of effort → challenges → its own measures among theirs."""
    return Rows(
        _("What each area of effort answers"),
        (_("Area of effort"), _("Challenges"), _("Its own measures")),
        tuple(
            (
                area_of_effort(one.area),
                "\n".join(short(each.challenge.text) for each in one.answers) or NOTHING,
                "\n".join(map(measure, one.measures)) or NOTHING,
            )
            for one in matrix.efforts
        ),
    )


def open_points(matrix: Matrix) -> tuple[str, ...]:
    """What the plan has not answered yet, each in a sentence."""
    if not matrix.answers:
        return ()
    found = [
        _("Challenge “{text}”: {state}.").format(text=short(one.challenge.text), state=state(one))
        for one in matrix.unanswered
    ]
    found += [_idle(one) for one in matrix.idle]
    return tuple(found)


def _idle(one: Effort) -> str:
    return _("{area} answers no challenge.").format(area=area_of_effort(one.area))


def in_short(matrix: Matrix) -> str:
    """How many challenges are answered."""
    n = len(matrix.answers)
    if not n:
        return _("No challenge has been entered for this area yet.")
    open_ones = len(matrix.unanswered)
    if not open_ones:
        words = ngettext(
            "The {n} challenge is answered by an area of effort and a measure.",
            "All {n} challenges are answered by an area of effort and a measure.",
            n,
        )
        return words.format(n=texts.number(n))
    words = ngettext(
        "{open} of {n} challenge is not answered yet.",
        "{open} of {n} challenges are not answered yet.",
        n,
    )
    return words.format(open=texts.number(open_ones), n=texts.number(n))


def of_others(counts: Mapping[str, int]) -> str:
    """Which other areas have conclusions, and how many; "" for none."""
    if not counts:
        return ""
    found, speak = definitions.load(), texts.language()
    named = [
        f"{selectors.area_name(found, one, speak)} ({texts.number(n)})"
        for one, n in counts.items()
        # What an old row names may since have left the definitions.
        if one in found.areas
    ]
    return _("Conclusions about other areas: {areas}.").format(areas=", ".join(named))


def by_box(statements: Sequence[Statement]) -> Mapping[str, tuple[Statement, ...]]:
    """The conclusions of each box, in the order of the boxes."""
    return {box: tuple(one for one in statements if one.box == box) for box in BOXES}
