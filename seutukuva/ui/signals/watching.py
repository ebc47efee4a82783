"""What monthly figures show first: series outside their usual changes, each with a small chart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import (
    charts,
    definitions,
    events,
    formats,
    made,
    picture,
    selectors,
    store,
    texts,
    verdicts,
    wording,
)
from seutukuva.definitions import Indicator
from seutukuva.signals import watch as watches
from seutukuva.signals.register import Signal
from seutukuva.signals.watch import BACK, NOW, Watch, Watched
from seutukuva.texts import _, ngettext
from seutukuva.ui import closer, sheets
from seutukuva.ui.signals import names
from seutukuva.ui.takeaway import take_away_table

_NO_SERIES = "none"
# Months in a small chart: those that the limits are told of.
_DRAWN = 36
# Differences of decimal figures miss them by the last digit of a float.
_LAST_DIGIT = 1e-9
_SMALL = 0.1


def watch() -> Watch:
    """What the monthly series of the programme's areas show; made once a version."""

    def make() -> Watch:
        found = definitions.load()
        monthly = [one for one in picture.available() if one.period_kind == "month"]
        areas = [found.programme.subregion, *found.programme.areas]
        return watches.watch(monthly, areas, picture.courses(monthly, areas).series)

    return made.once(make, "watch")


def watching(seen: Watch, signals: Sequence[Signal] | None) -> None:
    """In a sentence, the table of findings, and what chance would bring.

    Args:
        signals: of the register; which finding one has begun with is told. None where they may
            not be seen.
    """
    st.markdown(
        _(
            "Every month of each monthly series is held against the same month a year before. "
            "A change larger than the usual ones of that series is a finding: it deserves an "
            "explanation, and says neither why it came nor whether it will last. A short jump is "
            "seen once more a year later, the other way."
        )
    )
    _in_short(seen)
    if seen.findings:
        _findings(seen.findings, signals)
    if seen.watched:
        st.caption(_by_chance(seen))


def _in_short(seen: Watch) -> None:
    n = len(seen.watched)
    if not n:
        st.info(
            _(
                "No monthly series can be watched just now. Limits need {needed} months in a row "
                "up to the newest figure, and are never drawn over a gap. Below stands what each "
                "series lacks."
            ).format(needed=texts.number(_most_needed(seen))),
            icon=":material/hourglass_empty:",
        )
        return
    words = ngettext(
        "{n} monthly series is watched: an indicator in an area.",
        "{n} monthly series are watched, each an indicator in an area.",
        n,
    ).format(n=texts.number(n))
    up_to = _("The newest figures are of {month}.").format(month=names.month(seen.newest))
    words = f"{words} {up_to}"
    if not seen.findings:
        calm = _("All vary as they usually do, and have done so for twelve months.")
        st.success(f"{words} {calm}", icon=":material/check_circle:")
        return
    told = _("Outside their usual changes now: {now}; in the last twelve months and back: {back}.")
    told = told.format(now=texts.number(seen.told(NOW)), back=texts.number(seen.told(BACK)))
    st.info(f"{words} {told}{_echoes(seen)}", icon=":material/notifications_active:")


def _echoes(seen: Watch) -> str:
    """How many findings only end an earlier jump; nothing where none does."""
    if not seen.echoes:
        return ""
    words = ngettext(
        "{n} more was outside only because a jump of a year before ended.",
        "{n} more were outside only because a jump of a year before ended.",
        seen.echoes,
    )
    return " " + words.format(n=texts.number(seen.echoes))


def _most_needed(seen: Watch) -> int:
    return max((one.needed for one in seen.series), default=0)


def _by_chance(seen: Watch) -> str:
    return _(
        "Limits: XmR control limits of the changes, as on the page of each indicator. "
        "Without anything new, about {now} of the newest figures would be outside, and about "
        "{year} of all figures of twelve months: by chance, and where small numbers come in "
        "bursts, as often as that series was outside before. Series with a common cause go "
        "together: what the sub-region shows its municipalities show, and all jobseekers hold the "
        "young ones."
    ).format(now=_about(seen.by_chance), year=_about(seen.by_chance_in_a_year))


def _about(n: float) -> str:
    """So few that they would round to none keep their digits."""
    return texts.number(n, 1 if n >= _SMALL else 3)


def _findings(findings: Sequence[Watched], signals: Sequence[Signal] | None) -> None:
    columns = [
        *(_("Series"), _("Change from a year before"), _("Usual changes"), _("Since")),
        _("Newest months"),
    ]
    if signals is not None:
        columns.append(_("In the register"))
    begun = {one.watched: one for one in signals or () if one.is_open and all(one.watched)}
    told = _("Monthly series outside their usual changes, those of now first, then the largest.")
    lines = tuple(_line(one, columns, begun) for one in findings)
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, columns)), lines, css="sk-needs")])
    known = definitions.load().indicators
    take_away_table(
        key="signal_findings",
        title=_("Findings of monthly figures"),
        values=pd.DataFrame(_taken(findings)),
        alternative=told,
        indicators=[known[one] for one in dict.fromkeys(row.indicator_id for row in findings)],
        area_ids=list(dict.fromkeys(row.area_id for row in findings)),
        notes=[
            _("Usual change: the largest that is usual, upwards or downwards."),
            _("State: outside now, or back within the usual changes."),
        ],
    )


def _line(
    one: Watched, columns: Sequence[str], begun: Mapping[tuple[str, str], Signal]
) -> sheets.Line:
    cells = (
        sheets.text(changed(one), _figures(one), css="sk-figure"),
        sheets.text(usual(one), crossed(one)),
        sheets.text(since(one), _notes(one)),
        sheets.Cell(_picture(one)),
        sheets.Cell(_registered(one, begun.get((one.indicator_id, one.area_id)))),
    )
    return sheets.Line(
        sheets.link_to_indicator(
            one.indicator_id, one.area_id, title(one.indicator_id), place(one.area_id)
        ),
        # The last one only where the register may be seen.
        tuple(replace(cell, label=label) for cell, label in zip(cells, columns[1:], strict=False)),
    )


def _registered(one: Watched, signal: Signal | None) -> str:
    """The signal that the finding has become, or the way to begin one; HTML."""
    if signal:
        return names.link(signal)
    link = names.link_to(_("begin a signal"), begin=f"watch:{series_id(one)}")
    return f'<span class="sk-pressed">{link}</span>'


def _indicator(indicator_id: str) -> Indicator:
    return definitions.load().indicators[indicator_id]


def title(indicator_id: str) -> str:
    """What an indicator is called."""
    return _indicator(indicator_id).label(texts.language())


def place(area_id: str) -> str:
    """What an area is called."""
    return selectors.area_name(definitions.load(), area_id, texts.language())


def _unit(indicator: Indicator) -> str:
    return wording.unit(indicator, texts.language())


def changed(one: Watched) -> str:
    """The change of the month told of, with its unit."""
    indicator = _indicator(one.indicator_id)
    return formats.change(
        one.before, one.value, indicator.decimals, _unit(indicator), texts.language()
    )


def usual(one: Watched) -> str:
    """How far usual changes lie: "−150 … +150"."""
    speak, decimals = texts.language(), _indicator(one.indicator_id).decimals
    largest = _largest_usual(one)
    return formats.span(-largest, largest, decimals, speak, signed=True)


def _largest_usual(one: Watched) -> float:
    """The limit rounded down to the figures' last digit: what lies beyond it is outside."""
    scale = 10.0 ** _indicator(one.indicator_id).decimals
    return math.floor(one.reach * scale + _LAST_DIGIT) / scale


def _figures(one: Watched) -> str:
    indicator, speak = _indicator(one.indicator_id), texts.language()
    value, before = (
        wording.value(indicator, figure, "final", speak) for figure in (one.value, one.before)
    )
    words = _("{month}: {value}, a year before {before}")
    return words.format(month=names.month(one.period), value=value, before=before)


def since(one: Watched) -> str:
    """Since when it is outside, or when it was."""
    if one.state == NOW:
        months = ngettext("{n} month", "{n} months", one.months).format(n=texts.number(one.months))
        return f"{names.month(one.since)} ({months})"
    if one.since == one.until:
        return _("{month}, back within the usual").format(month=names.month(one.since))
    words = _("{first} to {last}, back within the usual")
    return words.format(first=names.month(one.since), last=names.month(one.until))


def judged(one: Watched) -> str:
    """Whether the change is for the better or worse, where that can be said."""
    found = verdicts.judgement(one.direction, _indicator(one.indicator_id).polarity)
    return {"better": _("for the better"), "worse": _("for the worse")}.get(found, "")


def crossed(one: Watched) -> str:
    """How often the series was outside before, where it was: a jump of such a one says less."""
    if not one.crossed or not one.limits:
        return ""
    words = ngettext(
        "outside in {n} of {months} months before",
        "outside in {n} of {months} months before",
        one.crossed,
    )
    return words.format(n=texts.number(one.crossed), months=texts.number(one.limits.n))


def _notes(one: Watched) -> str:
    """What a finding is for the area, and whether it only ends an earlier one or has stayed."""
    if one.is_echo:
        return _("the jump of a year before has ended")
    stayed = _("its new level has stayed") if one.has_settled else ""
    return "; ".join(part for part in (judged(one), stayed) if part)


def _picture(one: Watched) -> str:
    if one.limits is None:
        return ""
    points = one.limits.points[-_DRAWN:]
    first, last = names.month(points[0].period), names.month(points[-1].period)
    label = _("Changes from a year before, {first} to {last}, within the limits {limits}.").format(
        first=first, last=last, limits=usual(one)
    )
    return sheets.picture(
        charts.control_svg(
            [point.value for point in points],
            [point.signal is not None for point in points],
            (one.limits.lower, one.limits.upper),
            label="",
        ),
        label,
    )


def _taken(findings: Sequence[Watched]) -> dict[str, list[Any]]:
    states = {NOW: _("outside now"), BACK: _("back within the usual")}

    def rounded(one: Watched, value: float) -> float:
        return float(formats.rounded(value, _indicator(one.indicator_id).decimals))

    return {
        _("Indicator"): [title(one.indicator_id) for one in findings],
        _("Area"): [place(one.area_id) for one in findings],
        _("Month"): [names.month(one.period) for one in findings],
        _("Figure"): [one.value for one in findings],
        _("A year before"): [one.before for one in findings],
        _("Change"): [rounded(one, one.change) for one in findings],
        _("Usual change"): [_largest_usual(one) for one in findings],
        _("First month outside"): [names.month(one.since) for one in findings],
        _("Last month outside"): [names.month(one.until) for one in findings],
        _("State"): [states[one.state] for one in findings],
        _("Months outside before"): [one.crossed for one in findings],
        _("Judgement"): [_notes(one) for one in findings],
    }


def chosen(seen: Watch) -> Watched | None:
    """The series looked at closely: ``?watch=unemployed_jobseekers:FI-KU729``; findings first."""
    known = {series_id(one): one for one in seen.watched}
    if not known:
        return None

    def name(own_id: str) -> str:
        if own_id == _NO_SERIES:
            return _("none")
        return f"{title(known[own_id].indicator_id)} · {place(known[own_id].area_id)}"

    own = selectors.choose_one(
        "watch", _("Series with its control chart"), [_NO_SERIES, *known], _NO_SERIES, name
    )
    return known.get(own)


def series_id(one: Watched) -> str:
    """How the address names a series."""
    return f"{one.indicator_id}:{one.area_id}"


def closely(one: Watched) -> None:
    """The control chart of a series, as the page of its indicator has it."""
    indicator = _indicator(one.indicator_id)
    course = picture.courses([indicator], [one.area_id]).series(one.area_id, indicator.id)
    marks = events.marks([one.area_id], indicator.id, texts.language())
    history = store.run("shared/area_history", area_ids=[one.area_id])
    st.subheader(f"{title(one.indicator_id)}, {place(one.area_id)}", anchor=False)
    closer.usual_variation(indicator, one.area_id, course, history, marks)
