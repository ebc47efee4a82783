"""What stages, verdicts, decisions and figures of ideas are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from html import escape
from urllib.parse import urlencode

import streamlit as st

from seutukuva import dates, definitions, formats, texts
from seutukuva.definitions import Kind
from seutukuva.definitions.criteria import OPERATIONAL, STRATEGIC
from seutukuva.interviews import rounds
from seutukuva.pipeline import appraisal, departing
from seutukuva.pipeline.appraisal import Appraisal, Placed, Result
from seutukuva.pipeline.model import DECISION, IDEA, Idea
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.fields import own_list
from seutukuva.ui.portfolio.names import count as count
from seutukuva.ui.portfolio.names import money as money

NOTHING = "–"
SOURCE = "projects/pipeline"
OPENED = "idea"
# A sign and a word: neither stands alone.
_VERDICTS = {
    appraisal.PASSES: ("✓", N_("reaches the thresholds")),
    appraisal.NEEDS_CONDITIONS: ("○", N_("reaches the thresholds, with conditions")),
    appraisal.BELOW_THRESHOLD: ("▽", N_("below the threshold")),
    appraisal.BELOW_MINIMUM: ("✕", N_("a required minimum is missed")),
    appraisal.NOT_ELIGIBLE: ("⊘", N_("a mandatory criterion is not met")),
    appraisal.INCOMPLETE: ("…", N_("scores are missing")),
}
_DEPARTURES = {
    departing.UNAPPRAISED: N_("it has no appraisal."),
    departing.NOT_PASSED: N_("it does not reach the minima and thresholds."),
    departing.NO_CONDITIONS: N_("an operational minimum is missed, and no conditions are set."),
    departing.PASSED_OVER: N_("an idea with a better rank was turned down or postponed."),
    departing.TURNED_DOWN: N_("it reaches the thresholds."),
}
BLOCKS = {STRATEGIC: N_("Strategic"), OPERATIONAL: N_("Operational")}


def kind(own_id: str = IDEA) -> Kind:
    """What is kept of an idea, a decision, a score or a round."""
    return definitions.load().kinds[own_id]


def heading(field_id: str, own_id: str = IDEA) -> str:
    """What a field is called."""
    field = next(one for one in kind(own_id).fields if one.id == field_id)
    return field.title[texts.language()]


def choices(field_id: str, own_id: str = IDEA) -> dict[str, str]:
    """The choices of a field and their words."""
    field = next(one for one in kind(own_id).fields if one.id == field_id)
    return {one: title[texts.language()] for one, title in field.choices.items()}


def origin(own_id: str) -> str:
    """Where an idea came from; "–" for none."""
    return choices("origin").get(own_id, own_id) or NOTHING


def outcome(own_id: str) -> str:
    """What was decided; "–" for nothing."""
    return choices("outcome", DECISION).get(own_id, own_id) or NOTHING


def stages() -> dict[str, str]:
    """Every stage of the programme by id, in order."""
    speak = texts.language()
    return {one.id: one.title[speak] for one in definitions.load().pipeline.stages.values()}


def stage(own_id: str) -> str:
    """A stage in words; what the programme no longer has is its id."""
    return stages().get(own_id, own_id) or NOTHING


def of(field_type: str, own_id: str) -> str:
    """Name of an organisation, a development area or a place in the programme; "–" for none."""
    return own_list(field_type, definitions.load()).get(own_id, own_id) or NOTHING


def short(organisation: str) -> str:
    """How an organisation is called in a narrow place; "–" for none."""
    known = definitions.load().programme.organisations
    return known[organisation].short if organisation in known else organisation or NOTHING


def day(own: dt.date | str) -> str:
    """A day in words; "–" for none. What is no day stays as it is."""
    if isinstance(own, dt.date):
        return formats.date(own.isoformat(), texts.language())
    if dates.read_or_empty(own) != own:
        return own
    return dates.words(own, texts.language()) if own else NOTHING


def round_name(own_id: str) -> str:
    """A round in words, whatever stands in its place."""
    return rounds.name(own_id, texts.language()) if rounds.is_round(own_id) else own_id


def points(value: Fraction | float | None) -> str:
    """Points with the decimals they need, at most two; "–" for none."""
    if value is None:
        return NOTHING
    found = Fraction(value) if isinstance(value, Fraction) else appraisal.exact(value)
    decimals = next((n for n in (0, 1) if (found * 10**n).denominator == 1), 2)
    return texts.number(float(value), decimals)


def days(n: int) -> str:
    """A number of days."""
    return ngettext("{n} day", "{n} days", n).format(n=texts.number(n))


def verdict(own_id: str) -> str:
    """A verdict with its sign and its words."""
    sign, words = _VERDICTS[own_id]
    return f"{sign} {_(words)}"


def rank(placed: Placed, of_how_many: int) -> str:
    """A rank in words: shared ones say so, and what has none says that."""
    if placed.rank is None:
        return _("no rank")
    told = _("{rank} of {n}").format(rank=texts.number(placed.rank), n=texts.number(of_how_many))
    if not placed.shared:
        return told
    words = ngettext("shared with {n} other", "shared with {n} others", placed.shared)
    return f"{told}, {words.format(n=texts.number(placed.shared))}"


def departures(codes: Sequence[str]) -> list[str]:
    """In what a decision departs, each in a sentence's end."""
    return [_(_DEPARTURES[one]) for one in codes]


def title(result: Result) -> str:
    """A criterion's name."""
    return result.criterion.title[texts.language()]


def step(result: Result, value: int) -> str:
    """Points of a scale with their words: "2 sufficient"."""
    for one in result.criterion.scale:
        if one.value == value:
            return f"{texts.number(value)} {one.title[texts.language()]}"
    return texts.number(value)


def spread(result: Result) -> str:
    """From the lowest to the highest score, and whether that is far; "–" of fewer than two."""
    if len(result.marks) < 2 or result.lowest is None or result.highest is None:
        return NOTHING
    if result.lowest == result.highest:
        return _("all alike")
    told = f"{texts.number(result.lowest)}–{texts.number(result.highest)}"
    return f"↔ {told}, {_('far apart')}" if result.is_split else told


def why(one: Appraisal) -> str:
    """What a verdict rests on, in words; "" where nothing is missed or missing."""
    parts = []
    failed = (*one.below(mandatory=True), *one.below(), *one.below(conditions=True))
    if failed:
        parts.append(_("below the minimum: {names}").format(names=_listed(failed)))
    if one.missing:
        parts.append(_("scores missing: {names}").format(names=_listed(one.missing)))
    elif one.is_under(one.strategic, one.criteria.strategic_threshold):
        words = _("strategic points {points}, needed {least}")
        least = points(one.criteria.strategic_threshold)
        parts.append(words.format(points=points(one.strategic), least=least))
    return "; ".join(parts)


def _listed(results: Sequence[Result]) -> str:
    return ", ".join(title(one) for one in results)


def link(idea: Idea, note: str = "") -> str:
    """An idea's title, which opens it, with a smaller note; HTML."""
    small = f"<small>{escape(note)}</small>" if note else ""
    return link_to(idea.title or idea.id, **{OPENED: idea.id}) + small


def link_to(words: str, **choice: str) -> str:
    """Words that lead to this page with a choice; HTML. The rest of the view stays as it is."""
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    query |= {key: [value] for key, value in choice.items()} | {"lang": [texts.language()]}
    address = escape("pipeline?" + urlencode(query, doseq=True))
    return f'<a href="{address}" target="_self">{escape(words)}</a>'
