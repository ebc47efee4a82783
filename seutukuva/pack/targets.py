"""The KPIs of the development areas against the targets that their owners have decided on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from seutukuva import access, definitions, made, store, texts
from seutukuva.definitions import QUESTION
from seutukuva.development import areas, kpis, verdicts
from seutukuva.development.areas import Standing
from seutukuva.pack import origins
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope, place
from seutukuva.texts import _
from seutukuva.ui.development import names
from seutukuva.ui.projects.names import SHAPES

_WELL = (verdicts.REACHED, verdicts.ON_COURSE)
_LATE = (verdicts.SOMEWHAT_BEHIND, verdicts.BEHIND, verdicts.WRONG_WAY)


def sections(scope: Scope) -> tuple[Section, ...]:
    """One section: every KPI with a target, the worst first in words, in its area's order."""
    found = standings(scope)
    every = [one for own in found.values() for one in own]
    aimed = [one for one in every if one.main]
    heading = _("Development areas against their targets")
    if not every:
        why = _("No KPI of the development areas is known here.")
        return (Section("targets", heading, missing=why),)
    known = [one.course.kpi.indicator for one in every if one.course.kpi.indicator]
    return (
        Section(
            "targets",
            heading,
            title=_verdict(aimed, len(_ids(every))),
            sentences=_sentences(found),
            listing=_aimed(scope, found) if aimed else _unaimed(scope, found),
            sources=origins.lines(scope, known),
            notes=_notes(every),
            priority=8 if aimed else 3,
            area_ids=(scope.area_id,),
            indicators=tuple(dict.fromkeys(one.id for one in known)),
        ),
    )


def standings(scope: Scope) -> dict[str, tuple[Standing, ...]]:
    """The KPIs by code of their development area; without balances where firms are not told of."""
    found = definitions.load()
    shown = found.programme.development_areas
    wanted = [
        name
        for name in dict.fromkeys(each for area in shown for each in area.kpis)
        if scope.may_tell_firms or not name.startswith(QUESTION)
    ]
    courses = kpis.courses(wanted, scope.area_id)
    # The same for every area, but for whoever may not see those on what firms told.
    sees_all = access.may_see("interviews")
    decisions = made.once(kpis.decisions, "pack targets", store.current_head(), sees_all)
    limits = found.projects.on(scope.day)
    return {
        one.code: areas.standings(one, scope.area_id, courses, decisions, scope.day, limits)
        for one in shown
    }


def _verdict(aimed: list[Standing], n: int) -> str:
    if not aimed:
        words = _("No target has been decided on for any of the {n} KPIs")
        return words.format(n=texts.number(n))
    states = Counter(one.counted for one in aimed)
    words = _("KPIs with a target: {well} reached or on course, {late} behind, of {n}")
    return words.format(
        n=texts.number(len(aimed)),
        well=texts.number(sum(states[one] for one in _WELL)),
        late=texts.number(sum(states[one] for one in _LATE)),
    )


def _sentences(found: dict[str, tuple[Standing, ...]]) -> tuple[str, ...]:
    """A sentence for each development area with any target."""
    told = []
    for code, own in found.items():
        states = Counter(one.counted for one in own if one.main)
        if not states:
            continue
        counted = ", ".join(
            f"{_(names.STATES[state]).lower()} {texts.number(n)}"
            for state in (*verdicts.STATES, areas.INVENTED)
            if (n := states[state])
        )
        told.append(f"{names.areas()[code]}: {counted}.")
    return tuple(told)


def _aimed(scope: Scope, found: dict[str, tuple[Standing, ...]]) -> Listing:
    shown, values = [], []
    for code, own in found.items():
        for one in own:
            for aim in one.aims:
                kpi, newest = one.course.kpi, one.course.newest
                decision = aim.decision
                why = names.why(aim.verdict, is_invented=one.course.is_demonstration)
                state = _state(aim.verdict.state)
                told = f"{state} ({why})" if why else state
                target = (
                    f"{names.bare(kpi, decision.target)} ({names.period(decision.target_period)})"
                )
                start = (
                    f"{names.bare(kpi, decision.baseline)} "
                    f"({names.baseline_note(one.course, decision)})"
                )
                period = names.period(newest.period) if newest else "–"
                head = (code, names.title(kpi))
                shown.append((*head, start, _bare(one), period, target, told))
                value = newest.value if newest else None
                values.append((*head, start, value, period, target, told))
    columns = (
        *(_("Area"), _("KPI"), _("Baseline"), _("Newest"), _("Period"), _("Target")),
        _("Judgement"),
    )
    return Listing(
        _("KPIs against their targets: {area}").format(area=place(scope.area_id)),
        columns,
        tuple(shown),
        tuple(values),
        (False, False, False, True, False, False, False),
        (0.7, 2.6, 1.5, 1.1, 1.2, 1.5, 2.8),
    )


def _state(own_id: str) -> str:
    """A state with its shape, as of projects: their letters are those of English colours."""
    shape = SHAPES.get(names.LETTERS.get(own_id, ""), "")
    return f"{shape} {_(names.STATES[own_id])}".strip()


def _unaimed(scope: Scope, found: dict[str, tuple[Standing, ...]]) -> Listing:
    shown, values = [], []
    for code, own in found.items():
        for one in own:
            newest = one.course.newest
            if newest is None:
                continue
            period = names.period(newest.period)
            head = (code, names.title(one.course.kpi))
            way = names.trend(one.course) or "–"
            shown.append((*head, _bare(one), period, way))
            values.append((*head, newest.value, period, way))
    columns = (_("Area"), _("KPI"), _("Newest"), _("Period"), _("Direction"))
    return Listing(
        _("KPIs without targets: {area}").format(area=place(scope.area_id)),
        columns,
        tuple(shown),
        tuple(values),
        (False, False, True, False, False),
        (0.6, 3.2, 1.6, 1.3, 2.4),
    )


def _bare(one: Standing) -> str:
    """The newest figure without its unit, for whole words would break the table."""
    newest = one.course.newest
    if newest is None or newest.value is None:
        return names.newest(one.course)
    return names.bare(one.course.kpi, newest.value)


def _ids(every: Iterable[Standing]) -> set[str]:
    """Which KPIs they are of: one may be of several development areas."""
    return {one.course.kpi.id for one in every}


def _notes(every: list[Standing]) -> tuple[str, ...]:
    told = [
        _(
            "What is expected is the straight way from the baseline to the target; the same limits "
            "hold for every KPI and project."
        )
    ]
    without = len(_ids(every) - _ids(one for one in every if one.main))
    if without and without < len(_ids(every)):
        told.append(_("KPIs without a target: {n}.").format(n=texts.number(without)))
    silent = len(_ids(one for one in every if one.course.newest is None))
    if silent:
        told.append(_("KPIs without any figure here: {n}.").format(n=texts.number(silent)))
    if any(one.counted == areas.INVENTED for one in every):
        told.append(_("Verdicts that rest on invented interviews are counted apart."))
    return tuple(told)
