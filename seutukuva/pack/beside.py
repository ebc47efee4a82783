"""The headline figures of an area beside those around it, in forms that can be compared."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import definitions, formats, selectors, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses, Headline
from seutukuva.narrative import Figure
from seutukuva.pack import origins
from seutukuva.pack.model import Listing, Section
from seutukuva.pack.scope import Scope
from seutukuva.texts import _

# The forms in which figures of areas of different size are held beside each other.
_CHANGE, _RATE, _LEVEL = "change", "rate", "level"
_Row = tuple[str, tuple[str, ...], tuple[float | None, ...]]


def section(scope: Scope, told: Sequence[Figure], known: Courses) -> Section:
    """The headline figures of the area and those around it in one form each.

    Args:
        told: figures of the area; ``known``: the series of all areas.
    """
    speak = texts.language()
    rows = [_beside(scope, one, known) for one in told]
    found = [(one, row) for one, row in zip(told, rows, strict=True) if row]
    names = selectors.names_apart(definitions.load(), scope.areas, speak)
    shown, values = [], []
    for one, row in found:
        form, printed, raw = row
        label = f"{one.indicator.label(speak)}, {formats.period(one.period, speak, 'short')}"
        shown.append((label, form, *printed))
        values.append((label, form, *raw))
    return Section(
        "beside",
        _("Beside the areas around"),
        title=_standing(scope, [(one, row[2]) for one, row in found]),
        listing=Listing(
            _("Headline figures in comparable form"),
            (_("Indicator"), _("Form"), *(names[one] for one in scope.areas)),
            tuple(shown),
            tuple(values),
            (False, False, *(True for _one in scope.areas)),
            (3.4, 1.6, *(1.3 for _one in scope.areas)),
            most_on_slide=14,
        ),
        sources=origins.lines(scope, [one.indicator for one in told]),
        notes=(
            _(
                "Counts are held beside each other by their change or per 1,000 inhabitants, "
                "shares as such, each at the same period."
            ),
        ),
        missing="" if found else _("No figures of the areas around are held."),
        chapter=_("Headline figures"),
        priority=4 if scope.is_whole else 8,
        area_ids=scope.areas,
        indicators=tuple(one.indicator.id for one in told),
    )


def _beside(scope: Scope, one: Figure, known: Courses) -> _Row | None:
    """A figure of all areas in one form; None where nobody else has it."""
    every = [
        known.at(area, one.indicator.id, one.period, one.earlier_period) for area in scope.areas
    ]
    form = _form(one.indicator, every)
    raw = tuple(_in_form(each, form, one.indicator) for each in every)
    if all(value is None for value in raw[1:]):
        return None
    return _form_words(form), tuple(_printed(value, form, one.indicator) for value in raw), raw


def _form(indicator: Indicator, every: Sequence[Headline]) -> str:
    if indicator.aggregation.method != "sum":
        return _LEVEL
    has_change = any(one.earlier_value is not None for one in every)
    return _CHANGE if has_change and indicator.display != "signed" else _RATE


def _in_form(one: Headline, form: str, indicator: Indicator) -> float | None:
    if one.value is None:
        return None
    if form == _CHANGE:
        change = formats.relative_change(one.earlier_value, one.value)
        return None if change is None else float(formats.rounded(change, 1))
    if form == _RATE:
        if not one.population:
            return None
        return float(formats.rounded(one.value / one.population * wording.PER_INHABITANTS, 1))
    return float(one.value)


def _printed(value: float | None, form: str, indicator: Indicator) -> str:
    speak = texts.language()
    if value is None:
        return formats.status_mark("missing")
    if form == _CHANGE:
        return formats.percent(value, 1, speak, signed=True)
    if form == _RATE:
        return formats.number(value, 1, speak, signed=indicator.display == "signed")
    return wording.value(indicator, value, "final", speak)


def _form_words(form: str) -> str:
    forms = {_CHANGE: _("change"), _RATE: _("per 1,000 inhabitants"), _LEVEL: _("as such")}
    return forms[form]


def _standing(scope: Scope, rows: Sequence[tuple[Figure, tuple[float | None, ...]]]) -> str:
    """In how many figures the area is worse and better off than the region around it."""
    found = definitions.load()
    around = scope.of_interest
    if not around or not rows:
        return ""
    at = scope.areas.index(around[0])
    worse = better = same = 0
    for one, raw in rows:
        wanted = {"up": 1, "down": -1}.get(one.indicator.polarity, 0)
        own, other = raw[0], raw[at]
        if not wanted or own is None or other is None:
            continue
        ahead = (own - other) * wanted
        better, same, worse = better + (ahead > 0), same + (ahead == 0), worse + (ahead < 0)
    if not worse and not better:
        return ""
    words = _("Beside {area}, better in {better} and worse in {worse} of {n} headline figures")
    return words.format(
        area=found.areas[around[0]].name[texts.language()],
        n=texts.number(better + same + worse),
        better=texts.number(better),
        worse=texts.number(worse),
    )
