"""How well the marks of earlier rounds foresaw: against later marks, and against the figures.

Counts and no shares: of so few judgements a share would say more than they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from seutukuva import definitions, texts
from seutukuva.outlook import hindsight, judging
from seutukuva.outlook.hindsight import Outcome, Tally
from seutukuva.pack import against_figures
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope
from seutukuva.texts import _
from seutukuva.ui.portfolio.names import owner as organisation


def sections(scope: Scope) -> tuple[Section, ...]:
    """Both judgements in a small table, then each by theme; what judges nothing is left out.

    Of the scope's area, of the whole programme all.

    Raises:
        RecordsError: the log cannot be read.
    """
    every = judging.by_marks(scope.day)
    outcomes = [one for one in every if scope.is_whole or one.mark.area == scope.area_id]
    whole, figures = hindsight.tally(outcomes), against_figures.tally(scope)
    own = _against_marks(outcomes, whole)
    if not figures.n:
        return (own,)
    other = against_figures.section(scope)
    if not whole.n:
        return (own, other)
    # One slide for both; by theme they are in the document and the workbook.
    return (
        _both(whole, figures),
        replace(own, is_slide=False),
        # What both tell in sentences is said once.
        replace(other, is_slide=False, sentences=()),
    )


def _both(marks: Tally, figures: Tally) -> Section:
    words = _("Direction foreseen right: {marks} of {n} marks, {figures} of {m} figures")
    return Section(
        "foresight",
        _("How well earlier marks foresaw"),
        title=words.format(
            marks=texts.number(marks.right_way),
            n=texts.number(marks.n),
            figures=texts.number(figures.hit),
            m=texts.number(figures.n),
        ),
        sentences=(f"{_foresight(marks)}.", *against_figures.sentences(figures)),
        listing=against_figures.directions(
            _("Direction of marks a year ahead, held against what came a year later"),
            _("Held against"),
            {
                _("Marks of a year later"): (marks, marks.right_way),
                _("Figures of a year later"): (figures, figures.hit),
            },
        ),
        notes=(
            _(
                "Better, as before and weaker are directions, however strong. One mark is held "
                "against several figures of its theme."
            ),
        ),
        chapter=_("Outlook marks"),
        priority=7,
    )


def _against_marks(outcomes: Sequence[Outcome], whole: Tally) -> Section:
    chapter = _("Outlook marks")
    if not whole.n:
        subject = _("How well earlier marks foresaw")
        why = _("No mark is a year old and has a later one to be held against.")
        return Section("hindsight", subject, missing=why, chapter=chapter)
    speak = texts.language()
    rules = definitions.load().outlook
    themes = rules.themes
    by_theme = hindsight.tallies(outcomes, list(themes), lambda one: one.theme)
    by_group = hindsight.tallies(outcomes, rules.author_groups, lambda one: one.group)
    rows = [
        *((themes[k].title[speak] if k in themes else k, one) for k, one in by_theme.items()),
        *((organisation(k), one) for k, one in by_group.items()),
    ]
    return Section(
        "hindsight",
        _("Earlier marks against later ones"),
        title=_foresight(whole),
        listing=Listing(
            _("Marks a year ahead against the marks of a year later"),
            (
                _("Theme or group"),
                _("Came true"),
                _("Too hopeful"),
                _("Too gloomy"),
                _("Not judged"),
            ),
            tuple((name, *_printed(one)) for name, one in rows),
            tuple((name, *map(float, _counts(one))) for name, one in rows),
            (False, True, True, True, True),
            (3, 1, 1.2, 1.2, 1.2),
        ),
        notes=(
            _(
                "A mark a year ahead came true where the mark for now, given a year later by "
                "the same group or else by the median of all, is the same."
            ),
        ),
        chapter=chapter,
        priority=7,
    )


def _foresight(whole: Tally) -> str:
    words = _("Marks a year ahead: {hit} came true, {over} too hopeful, {under} too gloomy, of {n}")
    return words.format(
        n=texts.number(whole.n),
        hit=texts.number(whole.hit),
        over=texts.number(whole.over),
        under=texts.number(whole.under),
    )


def _counts(one: Tally) -> tuple[int, int, int, int]:
    return one.hit, one.over, one.under, one.unjudged


def _printed(one: Tally) -> tuple[str, ...]:
    return tuple(texts.number(n) for n in _counts(one))
