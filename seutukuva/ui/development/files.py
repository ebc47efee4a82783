"""A development area's KPIs as a file: a row a target, numbers beside the words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from seutukuva import texts
from seutukuva.definitions import DevelopmentArea
from seutukuva.development.areas import Aim, Standing
from seutukuva.development.kpis import Course
from seutukuva.export import TakeAway
from seutukuva.texts import _
from seutukuva.ui import takeaway
from seutukuva.ui.development import names
from seutukuva.ui.development.view import View


def take_away(area: DevelopmentArea, view: View) -> None:
    """The KPIs of a development area to take away."""
    takeaway.take_away(lambda: taken(area, view), key=f"development_area_{area.code}")


def taken(area: DevelopmentArea, view: View) -> TakeAway:
    """What is taken: every KPI with every target in force."""
    lines = [_line(one, aim) for one in view.own for aim in (one.aims or (None,))]
    indicators = [
        one.course.kpi.indicator
        for one in view.own
        if one.course.kpi.indicator and one.course.points
    ]
    return takeaway.table_taken(
        title=names.areas()[area.code],
        subtitle=_("Owner: {owner}").format(owner=names.organisation(area.owner)),
        values=pd.DataFrame(lines, dtype=object),
        place=names.place(view.choice.place),
        notes=[names.earlier(view.choice.on)] if view.choice.is_earlier else (),
        indicators=indicators,
        area_ids=[view.choice.place],
        alternative=_("KPIs with newest figure, baseline, target, verdict and projection."),
        file_name=f"development-area-{area.code}",
    )


def _line(one: Standing, aim: Aim | None) -> dict[str, Any]:
    course, speak = one.course, texts.language()
    point = course.newest
    kind = _("headline") if one.is_headline else _("leading")
    state = aim.verdict.state if aim else one.state
    return {
        _("KPI"): names.title(course.kpi),
        _("Kind"): kind,
        _("Unit"): course.kpi.unit[speak],
        _("Period"): names.period(point.period) if point else "",
        _("Newest figure"): point.value
        if point and point.value is not None
        else names.newest(course),
        **_decision(course, aim),
        _("Verdict"): _(names.STATES[state]),
        _("What it rests on"): names.why(aim.verdict, is_invented=course.is_demonstration)
        if aim
        else "",
        **_projection(aim),
        _("Trend"): names.trend(course),
    }


def _decision(course: Course, aim: Aim | None) -> dict[str, Any]:
    one = aim.decision if aim else None
    return {
        _("Baseline"): one.baseline if one else None,
        _("Baseline’s period"): names.period(one.baseline_period) if one else "",
        _("Figure of the baseline’s period"): course.at(one.baseline_period) if one else None,
        _("Target"): one.target if one else None,
        _("Target’s period"): names.period(one.target_period) if one else "",
        _("Expected"): aim.verdict.expected if aim else None,
        _("Expected by"): names.period(aim.verdict.period) if aim and aim.verdict.period else "",
    }


def _projection(aim: Aim | None) -> dict[str, Any]:
    one = aim.projection if aim and not aim.projection.reason else None
    return {
        _("Projection"): one.value if one else None,
        _("Projection, low"): one.low if one else None,
        _("Projection, high"): one.high if one else None,
    }
