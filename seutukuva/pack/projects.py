"""The projects: what was planned in them, what has come of it, and how that is judged."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import definitions, made, store, texts
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope, place
from seutukuva.projects import rag, register, summaries, sums
from seutukuva.projects.measuring import is_number
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined
from seutukuva.texts import _
from seutukuva.ui.plans import drawn, lines
from seutukuva.ui.plans.lines import Line
from seutukuva.ui.plans.words import in_percent, percent
from seutukuva.ui.portfolio.names import amount, day
from seutukuva.ui.projects.names import SHAPES

_WITHHELD = "[c]"


def sections(scope: Scope) -> tuple[Section, ...]:
    """One section: all projects together, of a municipality those that concern it."""
    heading = _("Projects: planned and realised")
    found = pictures(scope)
    if not found:
        why = _("No project is known that concerns {area}.").format(area=place(scope.area_id))
        return (Section("projects", heading, missing=why),)
    combined = sums.combined(found, definitions.load())
    own = lines.of_combined(combined, found)
    if not own:
        why = _("Projects are known, but nobody has told any figures of them by {day}.")
        return (Section("projects", heading, missing=why.format(day=day(scope.day))),)
    small = _small(own, scope)
    return (
        Section(
            "projects",
            heading,
            title=_finding(combined, found),
            # A share of what was planned would give away what is not told.
            sentences=_sentences(combined, found, [o for o in own if o.measure.id not in small]),
            # A chart has the figures too: it is left out where one of them may not be told.
            chart=None if small else drawn.sum_specification(combined, found, heading),
            listing=_listing(own, scope),
            sources=tuple(filter(None, drawn.sources(found).split("; "))),
            notes=_notes(scope, is_told=not small),
            priority=8,
        ),
    )


def pictures(scope: Scope) -> list[Picture]:
    """The projects as they stand on the day; of a municipality those that name it or no area."""
    # The same for every municipality of the programme.
    found = made.once(
        lambda: register.pictures(None, scope.day), "pack projects", store.current_head(), scope.day
    )
    if scope.is_whole:
        return found
    return [one for one in found if not one.project.areas or scope.area_id in one.project.areas]


def _small(own: Sequence[Line], scope: Scope) -> set[str]:
    """Measures of persons with so few that the public is not told how many."""
    if not scope.is_public:
        return set()
    few = definitions.load().projects.small_group
    return {
        one.measure.id
        for one in own
        for value in (one.planned, one.realised)
        if one.measure.is_persons and value is not None and 0 < value < few
    }


def _finding(combined: Combined, found: Sequence[Picture]) -> str:
    gone = summaries.elapsed(found)
    used = combined.absorption
    if is_number(used) and is_number(gone):
        words = _("{used} of EU and state money is used when {gone} of the time has gone")
        return words.format(used=percent(used, 0), gone=percent(gone, 0))
    words = _("{n} of {of} projects have reported something.").rstrip(".")
    return words.format(n=texts.number(combined.reported), of=texts.number(combined.projects))


def _sentences(
    combined: Combined, found: Sequence[Picture], own: Sequence[Line]
) -> tuple[str, ...]:
    reported = _("{n} of {of} projects have reported something.").format(
        n=texts.number(combined.reported), of=texts.number(combined.projects)
    )
    gone = summaries.elapsed(found)
    time = _("{share} of their time has gone.").format(share=percent(gone))
    told = [f"{reported} {time}" if is_number(gone) else reported]
    for letter, words in (
        (rag.RED, _("Far below what was expected: {measures}.")),
        (rag.AMBER, _("Below what was expected: {measures}.")),
    ):
        names = [_named(one) for one in own if one.status.letter == letter]
        if names:
            told.append(words.format(measures=", ".join(names)))
    return tuple(told)


def _named(one: Line) -> str:
    name = one.name[:1].lower() + one.name[1:] if one.name[1:2].islower() else one.name
    share = percent(one.status.ratio) if is_number(one.status.ratio) else ""
    return f"{name} ({share})" if share else name


def _listing(own: Sequence[Line], scope: Scope) -> Listing:
    small = _small(own, scope)
    shown: list[tuple[str, ...]] = []
    values: list[tuple[float | str | None, ...]] = []
    for one in own:
        unit = one.measure.unit
        head = (one.name,)
        judged = f"{SHAPES[one.status.letter]} {rag.words(one.status)}"
        if one.measure.id in small:
            shown.append((*head, *(_WITHHELD for _at in range(4)), "–"))
            values.append((*head, *(None for _at in range(4)), "–"))
            continue
        expected = None if one.expected is None else round(one.expected, 1)
        figures = (one.planned, one.realised, expected)
        told = tuple(amount(value, unit) for value in figures)
        shown.append((*head, *told, percent(one.achievement), judged))
        values.append((*head, *figures, in_percent(one.achievement), judged))
    columns = (
        *(_("Measure"), _("Planned"), _("Realised"), _("Expected by then")),
        *(_("Share of the plan"), _("Judgement")),
    )
    return Listing(
        _("Planned and realised by measure, what was expected, and how it is judged."),
        columns,
        tuple(shown),
        tuple(values),
        (False, True, True, True, True, False),
        (2.4, 1.4, 1.4, 1.4, 1.5, 2.8),
    )


def _notes(scope: Scope, *, is_told: bool) -> tuple[str, ...]:
    told = [_("Planned and realised by {day}").format(day=day(scope.day)) + "."]
    if not scope.is_whole:
        told.append(
            _("Projects that name this municipality, and those that name none: whole projects.")
        )
    if not is_told:
        told.append(_("Figures of very few persons are not told to the public."))
    return tuple(told)
