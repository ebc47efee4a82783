"""Hindsight: which marks a year ahead came true, by theme and by group of authors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.outlook import cells, hindsight
from seutukuva.outlook.figures import without_edition
from seutukuva.outlook.hindsight import FigureOutcome, Outcome, Tally
from seutukuva.outlook.register import INDICATOR, Mark
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.outlook import evidence, names, short
from seutukuva.ui.takeaway import take_away_table

Outcomes = Sequence[Outcome | FigureOutcome]
_MOST_LISTED = 40


def looking_back(
    by_marks: Sequence[Outcome], by_figures: Sequence[FigureOutcome], every: Sequence[Mark]
) -> None:
    """Both judgements, then each mark."""
    st.header(_("Hindsight: did the marks come true?"), anchor=False)
    whole = hindsight.tally(by_marks)
    st.markdown(short.direction_sentence(whole) or short.hindsight_sentence(whole))
    if not by_marks:
        return
    st.caption(
        _(
            "A mark given for 12 months ahead speaks of the same time as the mark “now, against a "
            "year ago” that is given a year later. Where the same group gave none, the median of "
            "all groups stands for it."
        )
    )
    st.subheader(_("Against the mark of a year later"), anchor=False)
    _tables(by_marks, every, "marks")
    st.subheader(_("Against the figures"), anchor=False)
    st.caption(
        _(
            "Each figure of a theme is one comparison: it became better, weaker, or changed so "
            "little in the year that it counts as before. Figures know no “much”, so only the "
            "direction is judged. What a round knew of a yearly figure is a year or two old: its "
            "change is that of the year after, so it lags behind what the mark speaks of."
        )
    )
    st.caption(_("In a small municipality a figure can change more than that by chance alone."))
    _tables(by_figures, every, "figures")
    _known_then(by_figures)
    with st.expander(_("Every mark that was judged"), icon=":material/list:"):
        _each_mark(by_marks)
        _each_figure(by_figures)


def _tables(outcomes: Outcomes, every: Sequence[Mark], name: str) -> None:
    rules = definitions.load().outlook
    groups = cells.groups_of(every, rules.author_groups)
    by_theme = hindsight.tallies(outcomes, list(rules.themes), lambda one: one.theme)
    by_group = hindsight.tallies(outcomes, groups, lambda one: one.group)
    whole = {_("All"): hindsight.tally(outcomes)}
    rows: list[tuple[str, Tally]] = [(names.theme(one), own) for one, own in by_theme.items()]
    rows += [(names.group(one), own) for one, own in by_group.items()]
    rows += list(whole.items())
    told = {
        "marks": _("Marks a year ahead against those of a year later, by theme and by group"),
        "figures": _("Marks a year ahead against the figures, by theme and by group"),
    }[name]
    sheets.show([_sheet(rows, told)])
    take_away_table(
        key=f"outlook_hindsight_{name}",
        title=told,
        values=pd.DataFrame(_taken(rows)),
        alternative=told,
    )


def _heads() -> list[str]:
    return [
        _("Theme or group"),
        _("Judged"),
        *(f"{names.VERDICT_SIGNS[one]} {_(names.VERDICTS[one])}" for one in hindsight.VERDICTS),
        _("Not judged, and why"),
    ]


def _sheet(rows: Sequence[tuple[str, Tally]], told: str) -> sheets.Sheet:
    heads = _heads()
    lines = tuple(
        sheets.Line(
            sheets.text(name),
            tuple(
                sheets.text(words, css=css, label=head)
                for head, (words, css) in zip(heads[1:], _columns(own), strict=True)
            ),
        )
        for name, own in rows
    )
    return sheets.Sheet(told, tuple(map(sheets.text, heads)), lines, css="sk-needs sk-hindsight")


def _columns(own: Tally) -> list[tuple[str, str]]:
    numbers = [(texts.number(own.n), "")]
    numbers += [(counted(own, one), "") for one in hindsight.VERDICTS]
    return [*numbers, (why(own.reasons), "")]


def counted(own: Tally, verdict: str) -> str:
    """How many, with the share where enough are judged."""
    n, share = texts.number(getattr(own, verdict)), own.share(verdict)
    return n if share is None else f"{n} ({formats.percent(share, 0, texts.language())})"


def why(reasons: Mapping[str, int]) -> str:
    """How many are not judged, by reason; a dash for none."""
    told = (f"{texts.number(n)}: {_(names.REASONS[one])}" for one, n in reasons.items())
    return "; ".join(told) or "–"


def _taken(rows: Sequence[tuple[str, Tally]]) -> dict[str, list[Any]]:
    first, judged, hit, over, under, unjudged = _heads()
    return {
        first: [name for name, _own in rows],
        judged: [own.n for _name, own in rows],
        hit: [own.hit for _name, own in rows],
        over: [own.over for _name, own in rows],
        under: [own.under for _name, own in rows],
        unjudged: [why(own.reasons) for _name, own in rows],
    }


def _known_then(by_figures: Sequence[FigureOutcome]) -> None:
    """Whose figures these are: editions', or, where a round has none, those known now."""
    judged = [one.mark for one in by_figures if one.reason != hindsight.NOT_DUE]
    if lacking := without_edition(judged):
        words = _(
            "Figures are those known at the time where the round has an edition. These rounds have "
            "none, so figures known now stand for them: {rounds}."
        )
        st.caption(words.format(rounds=", ".join(names.round_name(one) for one in lacking)))
    elif judged:
        st.caption(_("Figures are those known at the time: each round’s edition holds them."))
    if revised := sum(one.is_revised for one in by_figures):
        words = _("Judged otherwise with figures revised since: {n}.")
        st.caption(words.format(n=texts.number(revised)))


def _each_mark(by_marks: Sequence[Outcome]) -> None:
    rows = [one for one in by_marks if one.verdict]
    heads = (
        *(_("Round"), _("Area and theme"), _("Group"), _("Given")),
        *(_("A year later"), _("Judgement")),
    )
    told = _("Each mark a year ahead beside the mark of a year later")
    _listing("outlook_judged", told, heads, [_mark_row(one) for one in rows])


def _mark_row(one: Outcome) -> tuple[str, ...]:
    low, high = one.later or (0, 0)
    later = " / ".join(names.told(each) for each in dict.fromkeys((low, high)))
    by = "" if one.is_own else _(" (median of all groups)")
    return (*_about(one.mark), f"{later}{by}", _verdict(one.verdict))


def _each_figure(by_figures: Sequence[FigureOutcome]) -> None:
    rows = [one for one in by_figures if one.verdict]
    heads = (
        *(_("Round"), _("Area and theme"), _("Group"), _("Given")),
        *(_("Figure then and a year later"), _("Judgement")),
    )
    told = _("Each mark a year ahead beside the figures of its theme")
    _listing("outlook_held", told, heads, [_figure_row(one) for one in rows])


def _figure_row(one: FigureOutcome) -> tuple[str, ...]:
    own = f"{INDICATOR}{one.figure.indicator}"
    ends = (
        f"{evidence.value(own, each.value)} ({names.period(each.period)})"
        for each in (one.before, one.after)
        if each
    )
    figure = f"{names.evidence(own)}: {' → '.join(ends)}"
    return (*_about(one.mark), figure, _verdict(one.verdict))


def _about(mark: Mark) -> tuple[str, ...]:
    return (
        names.round_name(mark.round),
        f"{names.area(mark.area)}, {names.short_theme(mark.theme)}",
        names.short_group(mark.group),
        names.told(mark.score),
    )


def _verdict(verdict: str) -> str:
    return f"{names.VERDICT_SIGNS[verdict]} {_(names.VERDICTS[verdict])}"


def _listing(key: str, told: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    """The latest of a long list; the files hold all of it."""
    if not rows:
        return
    lines = tuple(
        sheets.Line(
            sheets.text(row[0]),
            tuple(
                sheets.text(words, label=head)
                for head, words in zip(heads[1:], row[1:], strict=True)
            ),
        )
        for row in rows[:_MOST_LISTED]
    )
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, heads)), lines, css="sk-needs")])
    if len(rows) > _MOST_LISTED:
        words = _("The latest {shown} of {n} are shown; the files hold all of them.")
        n = texts.number(len(rows))
        st.caption(words.format(shown=texts.number(_MOST_LISTED), n=n))
    take_away_table(
        key=key, title=told, values=pd.DataFrame(rows, columns=list(heads)), alternative=told
    )
