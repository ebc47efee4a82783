"""Hindsight: which marks a year ahead came true, by theme and by group of authors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, made, texts
from seutukuva.export import TakeAway
from seutukuva.outlook import cells, hindsight
from seutukuva.outlook.figures import without_edition
from seutukuva.outlook.hindsight import FigureOutcome, Outcome, Tally
from seutukuva.outlook.judging import Judged
from seutukuva.outlook.register import INDICATOR, Mark
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.outlook import evidence, names, short
from seutukuva.ui.takeaway import table_taken, take_away, take_away_table

Outcomes = Sequence[Outcome | FigureOutcome]
Lines = Sequence[tuple[str, Tally]]
Row = tuple[str, ...]
Own = TypeVar("Own", Outcome, FigureOutcome)
_MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of all judgements, in one language.

    Attributes:
        in_short: how often the direction was right.
        marks, figures: a line a theme and group.
        known_then: whose figures these are, and how many were revised.
        each_mark, each_figure: those that were judged.
    """

    in_short: str
    marks: Lines
    figures: Lines
    known_then: tuple[str, ...]
    each_mark: _Listed
    each_figure: _Listed


@dataclass(frozen=True, slots=True)
class _Listed:
    """A long list: the rows that are shown, how many there are, and what makes all of them."""

    shown: tuple[Row, ...]
    n: int
    every: Callable[[], list[Row]]

    @classmethod
    def of(cls, outcomes: Sequence[Own], row: Callable[[Own], Row]) -> _Listed:
        own = [one for one in outcomes if one.verdict]
        shown = tuple(row(one) for one in own[:_MOST_LISTED])
        return cls(shown, len(own), lambda: [row(one) for one in own])


def looking_back(judged: Judged, every: Sequence[Mark]) -> None:
    """Both judgements, then each mark."""
    st.header(_("Hindsight: did the marks come true?"), anchor=False)
    told = made.of_log(lambda: _told(judged, every), "hindsight told", judged, texts.language())
    st.markdown(told.in_short)
    if not judged.by_marks:
        return
    st.caption(
        _(
            "A mark given for 12 months ahead speaks of the same time as the mark “now, against a "
            "year ago” that is given a year later. Where the same group gave none, the median of "
            "all groups stands for it."
        )
    )
    st.subheader(_("Against the mark of a year later"), anchor=False)
    _table(told.marks, "marks")
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
    _table(told.figures, "figures")
    for words in told.known_then:
        st.caption(words)
    with st.expander(_("Every mark that was judged"), icon=":material/list:"):
        _each_mark(told.each_mark)
        _each_figure(told.each_figure)


def _told(judged: Judged, every: Sequence[Mark]) -> _Told:
    whole = hindsight.tally(judged.by_marks)
    return _Told(
        short.direction_sentence(whole) or short.hindsight_sentence(whole),
        _lines(judged.by_marks, every),
        _lines(judged.by_figures, every),
        tuple(_known_then(judged.by_figures)),
        _Listed.of(judged.by_marks, _mark_row),
        _Listed.of(judged.by_figures, _figure_row),
    )


def _lines(outcomes: Outcomes, every: Sequence[Mark]) -> Lines:
    rules = definitions.load().outlook
    groups = cells.groups_of(every, rules.author_groups)
    by_theme = hindsight.tallies(outcomes, list(rules.themes), lambda one: one.theme)
    by_group = hindsight.tallies(outcomes, groups, lambda one: one.group)
    return [
        *((names.theme(one), own) for one, own in by_theme.items()),
        *((names.group(one), own) for one, own in by_group.items()),
        (_("All"), hindsight.tally(outcomes)),
    ]


def _table(rows: Lines, name: str) -> None:
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


def _sheet(rows: Lines, told: str) -> sheets.Sheet:
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


def _taken(rows: Lines) -> dict[str, list[Any]]:
    first, judged, hit, over, under, unjudged = _heads()
    return {
        first: [name for name, _own in rows],
        judged: [own.n for _name, own in rows],
        hit: [own.hit for _name, own in rows],
        over: [own.over for _name, own in rows],
        under: [own.under for _name, own in rows],
        unjudged: [why(own.reasons) for _name, own in rows],
    }


def _known_then(by_figures: Sequence[FigureOutcome]) -> Iterator[str]:
    """Whose figures these are: editions', or, where a round has none, those known now."""
    judged = [one.mark for one in by_figures if one.reason != hindsight.NOT_DUE]
    if lacking := without_edition(judged):
        words = _(
            "Figures are those known at the time where the round has an edition. These rounds have "
            "none, so figures known now stand for them: {rounds}."
        )
        yield words.format(rounds=", ".join(names.round_name(one) for one in lacking))
    elif judged:
        yield _("Figures are those known at the time: each round’s edition holds them.")
    if revised := sum(one.is_revised for one in by_figures):
        words = _("Judged otherwise with figures revised since: {n}.")
        yield words.format(n=texts.number(revised))


def _each_mark(found: _Listed) -> None:
    heads = (
        *(_("Round"), _("Area and theme"), _("Group"), _("Given")),
        *(_("A year later"), _("Judgement")),
    )
    told = _("Each mark a year ahead beside the mark of a year later")
    _listing("outlook_judged", told, heads, found)


def _mark_row(one: Outcome) -> Row:
    low, high = one.later or (0, 0)
    later = " / ".join(names.told(each) for each in dict.fromkeys((low, high)))
    by = "" if one.is_own else _(" (median of all groups)")
    return (*_about(one.mark), f"{later}{by}", _verdict(one.verdict))


def _each_figure(found: _Listed) -> None:
    heads = (
        *(_("Round"), _("Area and theme"), _("Group"), _("Given")),
        *(_("Figure then and a year later"), _("Judgement")),
    )
    told = _("Each mark a year ahead beside the figures of its theme")
    _listing("outlook_held", told, heads, found)


def _figure_row(one: FigureOutcome) -> Row:
    own = f"{INDICATOR}{one.figure.indicator}"
    ends = (
        f"{evidence.value(own, each.value)} ({names.period(each.period)})"
        for each in (one.before, one.after)
        if each
    )
    figure = f"{names.evidence(own)}: {' → '.join(ends)}"
    return (*_about(one.mark), figure, _verdict(one.verdict))


def _about(mark: Mark) -> Row:
    return (
        names.round_name(mark.round),
        f"{names.area(mark.area)}, {names.short_theme(mark.theme)}",
        names.short_group(mark.group),
        names.told(mark.score),
    )


def _verdict(verdict: str) -> str:
    return f"{names.VERDICT_SIGNS[verdict]} {_(names.VERDICTS[verdict])}"


def _listing(key: str, told: str, heads: Sequence[str], found: _Listed) -> None:
    """The latest of a long list; the files hold all of it."""
    if not found.n:
        return
    lines = tuple(
        sheets.Line(
            sheets.text(row[0]),
            tuple(
                sheets.text(words, label=head)
                for head, words in zip(heads[1:], row[1:], strict=True)
            ),
        )
        for row in found.shown
    )
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, heads)), lines, css="sk-needs")])
    if found.n > len(found.shown):
        words = _("The latest {shown} of {n} are shown; the files hold all of them.")
        n = texts.number(found.n)
        st.caption(words.format(shown=texts.number(len(found.shown)), n=n))

    def taken() -> TakeAway:
        values = pd.DataFrame(found.every(), columns=list(heads))
        return table_taken(title=told, values=values, alternative=told, file_name=key)

    take_away(taken, key=key)
