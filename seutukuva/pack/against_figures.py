"""Earlier marks a year ahead held against the figures of a year later, counted by theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from seutukuva import definitions, texts
from seutukuva.definitions.outlook import OutlookRules
from seutukuva.outlook import figures, hindsight, judging
from seutukuva.outlook.hindsight import FigureOutcome, Tally
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope
from seutukuva.texts import _, ngettext

# What a later statistic will still tell; of every other reason nothing will ever be known.
_NOT_YET = (hindsight.NOT_DUE, hindsight.NOT_PUBLISHED)


def tally(scope: Scope) -> Tally:
    """How many figures judge marks of an area how, of the whole programme all; none for the public.

    Raises:
        RecordsError: the log cannot be read.
    """
    return hindsight.tally(_wanted(scope))


def section(scope: Scope) -> Section:
    """By theme how often the direction was right; for those of whose marks any is judged."""
    wanted = _wanted(scope)
    rules, whole = definitions.load().outlook, hindsight.tally(wanted)
    by_theme = hindsight.tallies(wanted, list(rules.themes), lambda one: one.theme)
    return Section(
        "against_figures",
        _("Earlier marks against the figures"),
        title=_finding(whole),
        sentences=sentences(whole),
        listing=_listing(by_theme, rules),
        notes=tuple(_notes(scope, wanted)),
        chapter=_("Outlook marks"),
        priority=6,
    )


def _wanted(scope: Scope) -> list[FigureOutcome]:
    if scope.is_public:
        return []
    every = judging.judged(scope.day).by_figures
    return [one for one in every if scope.is_whole or one.mark.area == scope.area_id]


def _finding(whole: Tally) -> str:
    words = _(
        "Earlier marks against figures: direction right in {hit}, wrong in {wrong}, not yet known "
        "in {open}"
    )
    return words.format(
        hit=texts.number(whole.hit),
        wrong=texts.number(_wrong(whole)),
        open=texts.number(not_yet(whole)),
    )


def sentences(whole: Tally) -> tuple[str, ...]:
    """Which way the wrong ones were wrong, and how many can never be judged."""
    return tuple(_sentences(whole))


def _sentences(whole: Tally) -> Iterator[str]:
    if _wrong(whole):
        words = _("Against the figures: {over} too hopeful, {under} too gloomy.")
        yield words.format(over=texts.number(whole.over), under=texts.number(whole.under))
    if never := whole.unjudged - not_yet(whole):
        words = ngettext(
            "{n} comparison cannot be made: there was no recent figure, or it is counted anew.",
            "{n} comparisons cannot be made: there was no recent figure, or it is counted anew.",
            never,
        )
        yield words.format(n=texts.number(never))


def _listing(by_theme: Mapping[str, Tally], rules: OutlookRules) -> Listing:
    speak = texts.language()
    return directions(
        _("Marks a year ahead against each figure of their theme a year later"),
        _("Theme"),
        {rules.themes[name].title[speak]: (one, one.hit) for name, one in by_theme.items()},
    )


def directions(caption: str, first: str, told: Mapping[str, tuple[Tally, int]]) -> Listing:
    """How often the direction was right, wrong and not yet known, a row a name.

    Args:
        first: what the names are.
        told: of each name its tally, and of how many the direction was right.
    """
    counted = {n: (right, one.n - right, not_yet(one)) for n, (one, right) in told.items()}
    return Listing(
        caption,
        (first, _("Right direction"), _("Wrong direction"), _("Not yet known")),
        tuple((name, *map(texts.number, row)) for name, row in counted.items()),
        tuple((name, *map(float, row)) for name, row in counted.items()),
        (False, True, True, True),
        (3, 1.2, 1.2, 1.2),
    )


def _notes(scope: Scope, outcomes: Sequence[FigureOutcome]) -> Iterator[str]:
    yield _(
        "Each figure of a mark’s theme is one comparison: it became better, weaker, or changed so "
        "little in the year that it counts as before. Only the direction is judged."
    )
    if scope.is_municipal:
        yield _("In a small municipality a figure can change more than that by chance alone.")
    judged = [one.mark for one in outcomes if one.verdict]
    if figures.without_edition(judged):
        yield _(
            "Rounds without an edition are judged by the figures of this pack’s data version, "
            "others by those known at the time."
        )
    else:
        yield _("Figures are those known at the time: each round’s edition holds them.")
    if revised := sum(one.is_revised for one in outcomes):
        words = _("Judged otherwise with figures revised since: {n}.")
        yield words.format(n=texts.number(revised))


def not_yet(one: Tally) -> int:
    """How many a later mark or statistic will still judge."""
    return sum(one.reasons.get(reason, 0) for reason in _NOT_YET)


def _wrong(one: Tally) -> int:
    return one.over + one.under
