"""What marks, horizons, themes and groups are called."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import definitions, formats, selectors, texts
from seutukuva.definitions.outlook import HALF_YEAR, NOW, YEAR
from seutukuva.interviews import rounds
from seutukuva.outlook import hindsight
from seutukuva.outlook.cells import Cell
from seutukuva.outlook.register import BALANCE, INDICATOR
from seutukuva.texts import N_, _

# True minus signs, as everywhere.
SIGNS = {2: "++", 1: "+", 0: "0", -1: "−", -2: "−−"}
NONE = "·"
WORDS = {
    2: N_("much better"),
    1: N_("better"),
    0: N_("as before"),
    -1: N_("weaker"),
    -2: N_("much weaker"),
}
HORIZON_TITLES = {
    NOW: N_("Now, against a year ago"),
    HALF_YEAR: N_("In 6 months"),
    YEAR: N_("In 12 months"),
}
HORIZON_SHORT = {NOW: N_("now"), HALF_YEAR: N_("6 mo"), YEAR: N_("12 mo")}
VERDICTS = {
    hindsight.HIT: N_("came true"),
    hindsight.OVER: N_("too hopeful"),
    hindsight.UNDER: N_("too gloomy"),
}
VERDICT_SIGNS = {hindsight.HIT: "✓", hindsight.OVER: "▲", hindsight.UNDER: "▼"}
REASONS = {
    hindsight.NOT_DUE: N_("a year has not passed yet"),
    hindsight.NO_MARK: N_("no mark for now was given a year later"),
    hindsight.SPLIT: N_("the groups disagreed a year later"),
    hindsight.NO_FIGURE: N_("the round had no figure of the last two years"),
    hindsight.NOT_PUBLISHED: N_("the figure of a year later is not published yet"),
    hindsight.BROKEN: N_("the way of counting changed in between"),
    hindsight.FROM_NOTHING: N_("no change in per cent can be counted from zero"),
}


def sign(score: int | None) -> str:
    """A mark's sign; a middle dot for none."""
    return NONE if score is None else SIGNS[score]


def words(score: int) -> str:
    """A mark in words: "much better"."""
    return _(WORDS[score])


def marked(score: int) -> str:
    """A mark with its words: "++ much better"."""
    return f"{SIGNS[score]} {words(score)}"


def told(score: int) -> str:
    """A mark in a list and in files, where a text that begins with + is taken for a formula."""
    return f"{words(score)} ({SIGNS[score]})"


def of_cell(cell: Cell | None) -> str:
    """What the groups of a cell say: a sign, or the two that they stand between."""
    if cell is None:
        return NONE
    low, high = cell.median
    return SIGNS[low] if low == high else f"{SIGNS[low]} / {SIGNS[high]}"


def cell_words(cell: Cell | None) -> str:
    """What the groups of a cell say, in words."""
    if cell is None:
        return _("no mark")
    low, high = cell.median
    if low == high:
        return words(low)
    return _("between {low} and {high}").format(low=words(low), high=words(high))


def theme(theme_id: str) -> str:
    """A theme's whole title."""
    known = definitions.load().outlook.themes
    return known[theme_id].title[texts.language()] if theme_id in known else theme_id


def short_theme(theme_id: str) -> str:
    """A theme where there is little room."""
    known = definitions.load().outlook.themes
    return known[theme_id].short[texts.language()] if theme_id in known else theme_id


def horizon(own_id: str) -> str:
    """A horizon: "In 12 months"."""
    return _(HORIZON_TITLES[own_id])


def short_horizon(own_id: str) -> str:
    """A horizon where there is little room: "12 mo"."""
    return _(HORIZON_SHORT[own_id])


def both(theme_id: str, horizon_id: str) -> str:
    """A theme and a horizon: "Business · In 12 months"."""
    return f"{short_theme(theme_id)} · {horizon(horizon_id)}"


def group(organisation: str) -> str:
    """A group's whole name."""
    known = definitions.load().programme.organisations
    return known[organisation].name[texts.language()] if organisation in known else organisation


def short_group(organisation: str) -> str:
    """A group where there is little room."""
    known = definitions.load().programme.organisations
    return known[organisation].short if organisation in known else organisation


def area(area_id: str) -> str:
    """An area, sub-regions told apart from towns."""
    found = definitions.load()
    known = area_id in found.areas
    return selectors.area_name(found, area_id, texts.language()) if known else area_id


def areas(area_ids: Sequence[str]) -> dict[str, str]:
    """Names of areas shown together."""
    found = definitions.load()
    known = [one for one in area_ids if one in found.areas]
    apart = selectors.names_apart(found, known, texts.language())
    return {one: apart.get(one, one) for one in area_ids}


def round_name(round_id: str) -> str:
    """A round for people: "October 2026"."""
    return rounds.name(round_id, texts.language())


def evidence(own_id: str) -> str:
    """What a mark rests on: an indicator's short title, or a balance of interviews."""
    found, speak = definitions.load(), texts.language()
    if own_id.startswith(INDICATOR):
        name = own_id.removeprefix(INDICATOR)
        return found.indicators[name].short_title[speak] if name in found.indicators else name
    name = own_id.removeprefix(BALANCE)
    for form in found.questionnaires.values():
        if name in form.questions:
            asked = form.questions[name]
            short = asked.label if any(asked.label.values()) else asked.title
            return _("{question} (balance)").format(question=short[speak])
    return name


def period(own: str) -> str:
    """A period, short."""
    return formats.period(own, texts.language(), "short") if own else "–"
