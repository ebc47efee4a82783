"""The outlook marks of the round, their reasons, and how well earlier ones foresaw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from seutukuva import definitions, texts
from seutukuva.definitions.outlook import HORIZONS, YEAR, OutlookRules
from seutukuva.interviews import rounds
from seutukuva.outlook import cells, register
from seutukuva.outlook.cells import Cell, Key
from seutukuva.outlook.register import Mark
from seutukuva.pack import foresight
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope, place
from seutukuva.texts import _
from seutukuva.ui.outlook import names
from seutukuva.ui.portfolio.names import owner as organisation

_FEW_AREAS = 4


def sections(scope: Scope) -> tuple[Section, ...]:
    """The matrix, the reasons, and the hindsight."""
    rules = definitions.load().outlook
    if not rules.is_used:
        return ()
    subject = _("Outlook marks")
    marks = register.marks()
    round_id = _round(scope, marks)
    areas = _areas(scope, rules)
    found = cells.cells(marks, round_id)
    own = {key: cell for key, cell in found.items() if key[0] in areas}
    if not own:
        why = _("No outlook marks have been given for {area} in this round.")
        where = place(scope.area_id)
        return (
            Section("outlook", subject, missing=why.format(area=where)),
            *foresight.sections(scope),
        )
    return (
        _matrix(scope, own, areas, round_id, rules),
        _reasons(own, areas, rules),
        *foresight.sections(scope),
    )


def _round(scope: Scope, marks: Sequence[Mark]) -> str:
    return scope.stamp.round or next(iter(cells.rounds_of(marks)), "")


def _areas(scope: Scope, rules: OutlookRules) -> tuple[str, ...]:
    if scope.is_whole:
        return rules.areas
    around = tuple(one for one in rules.areas if one in scope.areas)
    return tuple(dict.fromkeys((scope.area_id, *around)))


def _matrix(
    scope: Scope,
    own: Mapping[Key, Cell],
    areas: Sequence[str],
    round_id: str,
    rules: OutlookRules,
) -> Section:
    speak = texts.language()
    marked = [area for area in areas if any(key[0] == area for key in own)]
    # A theme's three horizons in one cell: nine narrow columns no slide has room for.
    rows = tuple(
        (place(area), *(_course(own, area, theme) for theme in rules.themes)) for area in marked
    )
    return Section(
        "outlook",
        _("Outlook marks"),
        title=_finding(own, marked if scope.is_whole else [scope.area_id], round_id, rules),
        sentences=tuple(
            words for theme in rules.themes for words in _told(scope, own, marked, theme, rules)
        ),
        listing=Listing(
            _("Marks of {round} by area and theme: now → 6 months → 12 months").format(
                round=rounds.name(round_id, speak)
            ),
            (_("Area"), *(one.short[speak] for one in rules.themes.values())),
            rows,
            widths=(2.0, *(1.6 for _one in rules.themes)),
            most_on_slide=12,
        ),
        notes=(
            _(
                "++ much better, + better, 0 as before, − weaker, −− much weaker; plus is always "
                "good. Now: against a year ago. A mark tells a direction and no level, and is not "
                "comparable between areas; of several groups their median stands."
            ),
        ),
        priority=9,
        area_ids=tuple(marked),
    )


def _course(own: Mapping[Key, Cell], area: str, theme: str) -> str:
    """ "− → 0 → +": now, in half a year, in a year."""
    signs = [names.of_cell(own.get((area, theme, horizon))) for horizon in HORIZONS]
    return " → ".join(signs)


def _finding(
    own: Mapping[Key, Cell], told_of: Sequence[str], round_id: str, rules: OutlookRules
) -> str:
    every = [cells.counts(own, told_of, theme, YEAR) for theme in rules.themes]
    n = sum(one.n for one in every)
    if not n:
        words = _("Outlook of {round}: no marks a year ahead")
        return words.format(round=rounds.name(round_id, texts.language()))
    words = _("A year ahead: better in {better} and weaker in {worse} of {n} marks")
    return words.format(
        better=texts.number(sum(one.better for one in every)),
        n=texts.number(n),
        worse=texts.number(sum(one.worse for one in every)),
    )


def _told(
    scope: Scope, own: Mapping[Key, Cell], marked: Sequence[str], theme: str, rules: OutlookRules
) -> Iterator[str]:
    """Of many areas how many say what; of one its marks a year ahead with their reasons."""
    if scope.is_whole:
        yield _theme_told(own, marked, theme, rules)
        return
    cell = own.get((scope.area_id, theme, YEAR))
    pattern = _("{theme}, a year ahead {mark}: {reason}")
    for mark in cell.marks if cell else ():
        yield pattern.format(
            theme=rules.themes[theme].short[texts.language()],
            mark=names.sign(mark.score),
            reason=mark.reason,
        )


def _theme_told(
    own: Mapping[Key, Cell], marked: Sequence[str], theme: str, rules: OutlookRules
) -> str:
    counted = cells.counts(own, marked, theme, YEAR)
    words = _("{theme}, a year ahead: areas better {better}, as before {same}, weaker {worse}.")
    told = words.format(
        theme=rules.themes[theme].title[texts.language()],
        better=texts.number(counted.better),
        same=texts.number(counted.same),
        worse=texts.number(counted.worse),
    )
    if counted.between:
        told += " " + _("Between two classes: {n}.").format(n=texts.number(counted.between))
    if counted.unmarked:
        told += " " + _("Not marked: {n}.").format(n=texts.number(counted.unmarked))
    return told


def _reasons(own: Mapping[Key, Cell], areas: Sequence[str], rules: OutlookRules) -> Section:
    speak = texts.language()
    # Of many areas the year ahead only: whole pages of reasons nobody reads in a meeting.
    horizons = (YEAR,) if len(areas) > _FEW_AREAS else HORIZONS
    order = [(a, t, h) for a in areas for t in rules.themes for h in horizons]
    rows = tuple(
        (
            place(mark.area),
            rules.themes[mark.theme].short[speak],
            _(names.HORIZON_SHORT[mark.horizon]),
            names.sign(mark.score),
            organisation(mark.group),
            mark.reason,
        )
        for key in order
        if key in own
        for mark in own[key].marks
    )
    columns = (*(_("Area"), _("Theme"), _("Horizon"), _("Mark")), _("Group"), _("Reason"))
    return Section(
        "reasons",
        _("Reasons of the marks"),
        listing=Listing(
            _("Why each mark was given, as it was written"),
            columns,
            rows,
            widths=(1.7, 1.7, 0.9, 0.8, 1.1, 5),
        ),
        chapter=_("Outlook marks"),
        is_slide=False,
        missing="" if rows else _("No reasons were written."),
    )
