"""What a reader takes along from a glance: how much time has gone, what is behind, what is not."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Thresholds
from seutukuva.projects import rag, summaries
from seutukuva.projects.measuring import is_number
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.plans.choosing import Choice
from seutukuva.ui.plans.lines import Line
from seutukuva.ui.plans.words import percent, why
from seutukuva.ui.portfolio.names import day, lasts
from seutukuva.ui.projects.names import SHAPES

_GROUPS = (
    (rag.RED, "", N_("**Far below what was expected:** {measures}.")),
    (rag.AMBER, "", N_("**Below what was expected:** {measures}.")),
    (rag.GREEN, rag.OVER, N_("**More spent than was granted:** {measures}.")),
    (rag.GREEN, rag.EARLY, N_("**Spent ahead of time:** {measures}.")),
    (rag.GREEN, "", N_("**As expected:** {measures}.")),
    (rag.GREEN, rag.MORE, N_("**More than expected by then:** {measures}.")),
    (rag.GREY, "", N_("**Not judged:** {measures}; the table says why.")),
)


def of_project(picture: Picture, own: Sequence[Line]) -> None:
    """One project in a few lines."""
    st.markdown(f"{_time(picture)}\n\n{_grouped(own)}")


def of_several(combined: Combined, pictures: Sequence[Picture], own: Sequence[Line]) -> None:
    """Several projects in a few lines."""
    n = combined.projects
    counted = ngettext("**{n} project** on {day}.", "**{n} projects** on {day}.", n).format(
        n=texts.number(n), day=day(combined.on)
    )
    reported = _("{n} of {of} projects have reported something.").format(
        n=texts.number(combined.reported), of=texts.number(n)
    )
    gone = summaries.elapsed(pictures)
    time = _("{share} of their time has gone.").format(share=percent(gone))
    words = " ".join((counted, *([time] if is_number(gone) else []), reported))
    st.markdown(f"{words}\n\n{_grouped(own)}")


def _time(picture: Picture) -> str:
    project = picture.project
    if not is_number(picture.elapsed):
        return why(picture.elapsed)
    words = _("**{share} of the time has gone** by {day}: {dates}.").format(
        share=percent(picture.elapsed),
        day=day(picture.on),
        dates=lasts(project.start, project.end),
    )
    if project.first_end and project.end and project.first_end != project.end:
        later = _("At first it was to end on {day}.").format(day=day(project.first_end))
        words = f"{words} {later}"
    return words


def _grouped(own: Sequence[Line]) -> str:
    """Which measures stand how, the worst first, as a list."""
    told = []
    for letter, excess, words in _GROUPS:
        group = letter, excess
        names = [_named(one) for one in own if (one.status.letter, one.status.excess) == group]
        if names:
            told.append(f"{SHAPES[letter]} {_(words).format(measures=', '.join(names))}")
    return "  \n".join(told)


def _named(one: Line) -> str:
    name = one.name[:1].lower() + one.name[1:] if one.name[1:2].islower() else one.name
    if not is_number(one.status.ratio):
        return name
    share = percent(one.status.ratio)
    return f"{name} ({share}; {one.basis})" if one.basis else f"{name} ({share})"


def limits(choice: Choice) -> None:
    """By which limits figures are judged, since when, and where they come from."""
    for words in limits_told(choice):
        st.caption(words)


def limits_told(choice: Choice) -> list[str]:
    """The same as sentences, for files."""
    rules = definitions.load().projects.on(choice.on)
    if rules is None:
        return [_("No limits were in force on that day.")]
    note = rules.note.get(texts.language(), "")
    return [_shares(rules), _times(rules), *([note] if note else [])]


def _shares(rules: Thresholds) -> str:
    return _(
        "{green_shape} Green from {green} of what was expected by the day of the figure, "
        "{amber_shape} amber from {amber}, {red_shape} red below. Limits in force since {day}, the "
        "same for every project."
    ).format(
        green=_whole(rules.green),
        amber=_whole(rules.amber),
        day=day(rules.valid_from),
        green_shape=SHAPES[rag.GREEN],
        amber_shape=SHAPES[rag.AMBER],
        red_shape=SHAPES[rag.RED],
    )


def _times(rules: Thresholds) -> str:
    return _(
        "Not judged before {least} of the time has gone, nor by a report older than {months} "
        "months; no pace before {pace} and no linear forecast before {forecast} of the time."
    ).format(
        least=_whole(rules.least_elapsed),
        months=texts.number(rules.stale_months),
        pace=_whole(rules.pace_from),
        forecast=_whole(rules.forecast_from),
    )


def _whole(share: float) -> str:
    return formats.percent(100 * share, 0, texts.language())
