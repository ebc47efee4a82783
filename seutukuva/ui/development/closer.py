"""One KPI looked at closely: its course with every target and the projection, in words too."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import charts, selectors, texts
from seutukuva.charts import ChartSpecification, Led, Told, Way
from seutukuva.development.areas import HIDDEN, Aim, Standing
from seutukuva.texts import _
from seutukuva.ui import figures
from seutukuva.ui.development import names, reaching
from seutukuva.ui.development.reading import interviews_said
from seutukuva.ui.development.view import View


def chosen(view: View) -> str:
    """The KPI that is looked at closely: ``?kpi=jobs``; "" where the area has none."""
    own = {one.course.kpi.id: one for one in view.own}
    if not own:
        return ""
    # The first that there is something to see of.
    first = next((name for name, one in own.items() if one.course.valued), next(iter(own)))
    return selectors.choose_one(
        "kpi", _("KPI"), list(own), first, lambda one: names.title(own[one].course.kpi)
    )


def closer(view: View, kpi: str) -> None:
    """A KPI's chart, what the verdict rests on, and which way it goes."""
    one = next(one for one in view.own if one.course.kpi.id == kpi)
    sentences = [*_verdicts(one), names.trend_sentence(one.course)]
    if told := [text for text in sentences if text]:
        st.markdown(" ".join(told))
    until = view.choice.on if view.choice.is_earlier else None
    for text in filter(None, reaching.sentences(one, view.choice.place, until)):
        st.markdown(text)
    indicator = one.course.kpi.indicator
    figures.draw_own(
        specification(one, view.choice.place, sentences),
        f"target_{view.choice.area.code if view.choice.area else ''}_{kpi}",
        "target",
        kpi.replace(":", "-"),
        place=names.place(view.choice.place),
        indicators=[indicator] if indicator else [],
        areas=[view.choice.place] if indicator else [],
    )


def specification(one: Standing, place: str, sentences: Sequence[str]) -> ChartSpecification:
    """The chart of a KPI with its targets."""
    course, main = one.course, one.main
    ways = [_way(aim) for aim in one.aims]
    # One projection, to the furthest target that it reaches.
    reached = [aim.projection for aim in one.aims if not aim.projection.reason]
    path = max(reached, key=lambda each: each.at).path if reached else ()
    indicator = course.kpi.indicator
    source = interviews_said(course) if course.kpi.is_balance and course.points else ""
    return charts.target_course(
        [
            Told(p.period, p.value, p.status, names.base(p))
            for p in one.recent
            if p.value is not None
        ],
        ways,
        [Led(*step) for step in path],
        indicator=course.kpi,
        language=texts.language(),
        place=names.place(place),
        source=figures.source_of(indicator, [place]) if indicator and course.points else source,
        notes=[
            note for note in (_why_none(course.valued != () and main is not None, main),) if note
        ],
        verdict=" ".join(sentences),
        _=_,
    )


def _why_none(has_both: bool, main: Aim | None) -> str:
    """Why there is no projection."""
    if not has_both or main is None or not main.projection.reason:
        return ""
    words = _(text) if (text := names.WHY_NO_PROJECTION[main.projection.reason]) else ""
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _way(aim: Aim) -> Way:
    one = aim.decision
    return Way(one.baseline_period, one.baseline, one.target_period, one.target)


def _verdicts(one: Standing) -> list[str]:
    """A sentence a target."""
    if not one.aims:
        if one.state == HIDDEN:
            return [_("Whether there is a target is not shown here.")]
        return [_("No target has been decided on.")]
    told = []
    for aim in one.aims:
        words = _("Target {value} by {year}: **{verdict}**.")
        reason = names.why(aim.verdict, is_invented=one.course.is_demonstration)
        state = _(names.STATES[aim.verdict.state]).lower()
        told.append(
            words.format(
                value=names.figure(one.course.kpi, aim.decision.target),
                year=names.period(aim.decision.target_period),
                verdict=state + (f" ({reason})" if reason else ""),
            )
        )
    return told
