"""What differs between two editions, or an edition and now: in short, then part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, selectors, texts
from seutukuva.definitions import Indicator
from seutukuva.editions import comparing, figure_lines, names, opening, record_lines, told
from seutukuva.editions.comparing import Comparison
from seutukuva.editions.figure_lines import Line
from seutukuva.editions.register import Edition
from seutukuva.showing import Shown
from seutukuva.texts import N_, _
from seutukuva.ui import sheets
from seutukuva.ui.editions import names as own
from seutukuva.ui.takeaway import table_taken, take_away

NOW = "now"
EVERYWHERE = "all"
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a comparison: its heading, what its lines are about, and how they are made."""

    title: str
    subject: str
    lines: Callable[[Comparison], list[Line]]


PARTS: Mapping[str, Part] = {
    "new": Part(
        N_("New figures"),
        N_("Indicator"),
        lambda found: figure_lines.new(found.figures, found.area_id),
    ),
    "revised": Part(
        N_("Revised figures"),
        N_("Indicator"),
        lambda found: figure_lines.revised(found.figures),
    ),
    "others": Part(
        N_("What else is different in the statistics"),
        N_("Indicator"),
        lambda found: figure_lines.others(found.figures, found.area_id),
    ),
    "marks": Part(
        N_("Outlook marks"), N_("Theme and horizon"), lambda found: record_lines.marks(found.marks)
    ),
    "projects": Part(
        N_("Projects"), N_("Project"), lambda found: record_lines.projects(found.projects)
    ),
    "ideas": Part(
        N_("Project ideas"), N_("Project idea"), lambda found: record_lines.ideas(found.ideas)
    ),
    "conclusions": Part(
        N_("Conclusions"),
        N_("Conclusion"),
        lambda found: record_lines.conclusions(found.conclusions),
    ),
    "actions": Part(N_("Actions"), N_("Action"), lambda found: record_lines.actions(found.actions)),
    "signals": Part(
        N_("Early signals"),
        N_("Early signal"),
        lambda found: record_lines.signals(found.signals or ()),
    ),
}


def chosen(every: Sequence[Edition]) -> tuple[str, str, str]:
    """The two states and the area that are compared: ``?then=2026-04&against=now``."""
    titles = {one.name: names.edition(one.name) for one in every}
    both = {**titles, NOW: _("the state of now")}
    newest_first = own.in_order(every)
    ordered = [one.name for one in newest_first]
    # A draft was frozen a moment ago: what it has that the edition before had not is asked.
    settled = [one.name for one in newest_first if one.is_locked]
    usual = (settled or ordered[1:2] or ordered)[0]
    options = [NOW, *ordered]
    left, middle, right = st.columns(3)
    with left:
        then = selectors.choose_one(
            own.THEN, _("Compare the state"), options, usual, both.__getitem__
        )
    with middle:
        against = selectors.choose_one(
            own.AGAINST, _("With the state"), options, NOW, both.__getitem__
        )
    with right:
        area_id = _area(every)
    return then, against, area_id


def _area(every: Sequence[Edition]) -> str:
    """One of the programme's areas, also of those that an edition knew, or all of them."""
    programme = definitions.load().programme
    then = (area for one in every for area in one.areas)
    ids = dict.fromkeys((programme.subregion, *programme.areas, *then))
    titles = {one: names.area(one) for one in ids}
    titles[EVERYWHERE] = _("every area of the statistics")
    area_id = selectors.choose_one(
        "compared_area", _("Area"), list(titles), next(iter(titles)), titles.__getitem__
    )
    return comparing.ALL_AREAS if area_id == EVERYWHERE else area_id


def comparison(every: Sequence[Edition], then: str, against: str, area_id: str) -> Comparison:
    """What differs, the earlier state first whichever was chosen first.

    Raises:
        MissingVersion: the statistics of one are not there any more.
        QueryError, RecordsError: as of ``comparing.compare``.
    """
    known = {one.name: one for one in every}
    states = [_state(known.get(name)) for name in (then, against)]
    states.sort(key=lambda one: (one.day, one.version.id, one.head.seq))
    return comparing.compare(states[0], states[1], area_id)


def _state(one: Edition | None) -> Shown:
    return comparing.now() if one is None else opening.shown(one)


def in_short(found: Comparison) -> None:
    """Which two states are compared, and how much of what has changed."""
    st.caption(states(found))
    groups = told.groups(found)
    if not groups:
        st.info(_("Nothing differs between the two."), icon=":material/check:")
        return
    st.markdown("\n".join(f"- **{_(title)}:** {', '.join(every)}." for title, every in groups))


def states(found: Comparison) -> str:
    """The two states with their days, in a sentence."""
    sides = [
        _("{edition} ({day})").format(edition=names.state(one), day=names.day(one.day))
        for one in (found.before, found.after)
    ]
    return _("Before: {before}. After: {after}.").format(before=sides[0], after=sides[1])


def parts(found: Comparison) -> None:
    """Every part that differs as a table; one file holds all of them."""
    made = {name: part.lines(found) for name, part in PARTS.items()}
    for name, lines in made.items():
        if lines:
            _part(found, name, lines)
    if any(made.values()):
        st.subheader(_("All of it in one file"), anchor=False)
        whole = [(_(PARTS[name].title), line) for name, lines in made.items() for line in lines]
        take_away(
            lambda: table_taken(
                title=_("What differs between two editions"),
                values=pd.DataFrame(_taken(whole)),
                notes=_notes(found),
                indicators=_indicators(line for _title, line in whole),
                alternative=states(found),
                file_name="edition-comparison",
            ),
            key="edition_comparison",
        )


def _part(found: Comparison, name: str, lines: Sequence[Line]) -> None:
    part = PARTS[name]
    title = _(part.title)
    st.subheader(title, anchor=False)
    columns = (_(part.subject), *_columns(lines))
    heads = (
        sheets.text(columns[0]),
        *(sheets.text(one, css=_css(name)) for one in columns[1:]),
    )
    rows = tuple(_line(one, name, columns[1:]) for one in lines[:MOST_SHOWN])
    css = "sk-needs sk-written sk-differs"
    sheets.show([sheets.Sheet(title, heads, rows, css=css)])
    if len(lines) > MOST_SHOWN:
        words = _("The first {n} of {all}; the file to take away has them all.")
        st.caption(words.format(n=texts.number(MOST_SHOWN), all=texts.number(len(lines))))
    take_away(
        lambda: table_taken(
            title=title,
            values=pd.DataFrame(_taken([(title, one) for one in lines])),
            notes=_notes(found, name),
            indicators=_indicators(lines),
            alternative=states(found),
            file_name=f"edition-comparison-{name}",
        ),
        key=f"edition_comparison_{name}",
    )


def _columns(lines: Sequence[Line]) -> tuple[str, ...]:
    """The headings of what is told: of what has no before and after, only what became of it."""
    has_sides = any(one.before or one.after for one in lines)
    return (_("Earlier"), _("Later"), _("Change")) if has_sides else (_("Change"),)


def _css(name: str) -> str:
    return "sk-number" if name in ("new", "revised") else ""


def _line(one: Line, name: str, columns: Sequence[str]) -> sheets.Line:
    known = definitions.load()
    if one.indicator_id in known.indicators and one.area_id in known.areas:
        head = sheets.link_to_indicator(one.indicator_id, one.area_id, one.subject, one.note)
    else:
        head = sheets.text(one.subject, one.note)
    told_of = (one.before, one.after, one.change)[-len(columns) :]
    cells = tuple(
        sheets.text(words or names.NOTHING, css=_css(name), label=label)
        for words, label in zip(told_of, columns, strict=True)
    )
    return sheets.Line(head, cells)


def _taken(lines: Sequence[tuple[str, Line]]) -> dict[str, list[Any]]:
    return {
        _("Part"): [title for title, _line in lines],
        _("What"): [one.subject for _title, one in lines],
        _("Concerns"): [one.note for _title, one in lines],
        _("Earlier"): [_value(one, 0) for _title, one in lines],
        _("Later"): [_value(one, 1) for _title, one in lines],
        _("Change"): [one.change for _title, one in lines],
    }


def _value(one: Line, side: int) -> float | str:
    number = one.values[side]
    return number if number is not None else (one.before, one.after)[side]


def _notes(found: Comparison, name: str = "") -> tuple[str, ...]:
    told_last = [states(found)]
    if found.signals and name in ("", "signals"):
        told_last.append(_("Confidential: rests on what firms and advisers have told."))
    return tuple(told_last)


def _indicators(lines: Any) -> list[Indicator]:
    known = definitions.load().indicators
    ids = dict.fromkeys(one.indicator_id for one in lines)
    return [known[one] for one in ids if one in known]
