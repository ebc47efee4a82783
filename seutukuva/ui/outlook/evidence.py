"""The figures that a theme's marks rest on: as they stand now, and as they stood."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, formats, texts, wording
from seutukuva.definitions.outlook import PERCENT, OutlookTheme
from seutukuva.development import kpis
from seutukuva.interviews.wording import class_words
from seutukuva.outlook import figures
from seutukuva.outlook.figures import Known
from seutukuva.outlook.register import INDICATOR, Stood
from seutukuva.texts import N_, _
from seutukuva.ui import sheets
from seutukuva.ui.outlook import names

WAYS = {1: N_("better"), 0: N_("as before"), -1: N_("weaker")}
WAY_SIGNS = {1: "+", 0: "0", -1: "−"}
REASONS = {
    kpis.CONFIDENTIAL: N_("confidential, not shown here"),
    kpis.NO_INTERVIEWS: N_("no interviews yet"),
    kpis.NO_FIGURES: N_("no figure"),
    kpis.UNREADABLE: N_("the interviews cannot be read"),
}


def table(theme: OutlookTheme, area: str) -> list[Known]:
    """The theme's figures and balances beside what is written; gives them back."""
    found = figures.known(theme, area)
    told = _("Figures of the theme “{theme}” in {area}").format(
        theme=names.theme(theme.id), area=names.area(area)
    )
    heads = (_("Figure"), _("Newest"), _("Before"), _("Change"), _("Points to"))
    lines = tuple(
        sheets.Line(
            sheets.text(names.evidence(one.evidence), names.period(one.period)),
            tuple(
                sheets.text(words, label=head)
                for head, words in zip(heads[1:], _columns(one), strict=True)
            ),
        )
        for one in found
        if not one.reason
    )
    if lines:
        sheets.show([sheets.Sheet(told, tuple(map(sheets.text, heads)), lines, css="sk-needs")])
        st.caption(
            _(
                "Before and change: of figures against a year before, of balances the round "
                "before. Balances have their 95% interval beside them, and point somewhere when "
                "they changed beyond chance."
            )
        )
    _without(found)
    if any(one.is_demonstration for one in found):
        st.caption(_("The balances are invented, of the demonstration’s interviews."))
    return found


def _without(found: Sequence[Known]) -> None:
    """What has no figure here, by why."""
    by_reason: dict[str, list[str]] = {}
    for one in found:
        if one.reason:
            words = _(REASONS.get(one.reason, REASONS[kpis.NO_FIGURES]))
            by_reason.setdefault(words, []).append(names.evidence(one.evidence))
    if by_reason:
        parts = (f"{', '.join(every)} ({words})" for words, every in by_reason.items())
        st.caption(_("Without a figure: {what}.").format(what="; ".join(parts)))


def _columns(one: Known) -> tuple[str, str, str, str]:
    way = "–" if one.way is None else f"{WAY_SIGNS[one.way]} {_(WAYS[one.way])}"
    return (
        f"{value(one.evidence, one.value, one.klass)}{interval(one)}",
        before(one),
        change(one),
        way,
    )


def interval(one: Known) -> str:
    """The 95 % interval of a balance, which a sub-region’s few firms make wide; "" for others."""
    if one.low is None or one.high is None:
        return ""
    ends = f"{texts.number(one.low, 0, signed=True)}…{texts.number(one.high, 0, signed=True)}"
    return f" ({ends})"


def value(evidence: str, own: float | None, klass: str = "") -> str:
    """A figure with its unit; a balance with its sign, or as a class."""
    if own is None:
        return class_words(klass) if klass else "–"
    if not evidence.startswith(INDICATOR):
        return texts.number(own, 0, signed=True)
    known = definitions.load().indicators.get(evidence.removeprefix(INDICATOR))
    if known is None:
        return texts.number(own, 1)
    return wording.value(known, own, "final", texts.language())


def before(one: Known) -> str:
    """The earlier figure; a dash where none can be compared with."""
    return value(one.evidence, one.before) if one.before is not None else "–"


def change(one: Known) -> str:
    """The change on the year, of a balance on the round before."""
    if one.change is None:
        return "–"
    speak = texts.language()
    if one.rule is None:
        return texts.number(one.change, 0, signed=True)
    if one.rule.unit == PERCENT:
        return formats.percent(one.change, 1, speak, signed=True)
    indicator = definitions.load().indicators[one.rule.indicator]
    unit = wording.unit(indicator, speak)
    unit = formats.percentage_points(speak) if unit == "%" else unit
    return f"{texts.number(one.change, 1, signed=True)}\u00a0{unit}"


def stood(every: Sequence[str], kept: Sequence[Stood]) -> str:
    """What a mark rests on, with the figures as they were known when it was saved."""
    figures_of = {one.evidence: one for one in kept}
    return "; ".join(_stood(one, figures_of.get(one)) for one in every)


def _stood(evidence: str, one: Stood | None) -> str:
    name = names.evidence(evidence)
    if one is None or not one.period:
        return name
    if one.value is None:
        return f"{name} ({names.period(one.period)})"
    own = f"{name} {value(evidence, one.value)} ({names.period(one.period)}"
    if one.before is None:
        return f"{own})"
    told = _("a year before {value}").format(value=value(evidence, one.before))
    return f"{own}; {told})"
