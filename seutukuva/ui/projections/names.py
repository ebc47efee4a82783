"""What projections, their methods and the reasons for having none are called."""

from __future__ import annotations

import math
from urllib.parse import urlencode

from seutukuva import definitions, forecasting, formats, selectors, texts
from seutukuva.definitions import Indicator
from seutukuva.projections import pools
from seutukuva.projections.own import Own, Point
from seutukuva.texts import N_, _, ngettext
from seutukuva.wording import unit

NOTHING = "–"
# A span of less than a fifth of the figure.
_NARROW = 0.2
METHODS = {
    forecasting.NAIVE: N_("the newest figure stays"),
    forecasting.DAMPED: N_("damped trend: the change of late goes on and fades"),
    forecasting.THETA: N_("Theta: half of the change over the long run goes on"),
    forecasting.COMBINATION: N_("the mean of the damped trend and Theta"),
}
SHORT_REASONS = {
    forecasting.FEW_FIGURES: N_("too few figures"),
    forecasting.BROKEN: N_("a break or a gap in the series"),
    forecasting.CONSTANT: N_("the figure has not changed"),
    forecasting.STALE: N_("the newest figure is old"),
    forecasting.NO_BETTER: N_("no better than that nothing changes"),
    forecasting.ZEROS: N_("mostly zeros"),
    forecasting.UNEVEN: N_("a leap in the figures hides where they lead"),
    pools.ABOLISHED: N_("the area was merged into another"),
}
# Why there is none, and what would change it.
REASONS = {
    forecasting.FEW_FIGURES: N_(
        "There are too few figures in a row to project from: {figures}, and {fewest} are needed. "
        "It will be possible when more have been published, or when older ones are fetched."
    ),
    forecasting.BROKEN: N_(
        "After a break or a gap in the series too few comparable figures are left: {figures}, and "
        "{fewest} are needed. It will be possible when the new series is long enough."
    ),
    forecasting.CONSTANT: N_(
        "The figure has stayed the same throughout: there is no change that could go on. It will "
        "be possible when the figure begins to change."
    ),
    forecasting.STALE: N_(
        "The newest figure is of {origin}, more than {years} years before the newest of all data: "
        "a projection from there would tell of the past. It will be possible when newer figures "
        "are fetched."
    ),
    forecasting.UNEVEN: N_(
        "A figure lies so far from the others that a projection would begin far away from the "
        "newest one. So none is shown. Look at whether that figure is right, or what happened then."
    ),
    forecasting.NO_BETTER: N_(
        "Tested on its own past, no projection came nearer than the assumption that nothing "
        "changes. So none is shown: the newest figure is the best guess that these data carry. A "
        "longer or steadier series may change that; the test is made anew with each new version."
    ),
    forecasting.ZEROS: N_(
        "Most of the figures are zero: what is so rare cannot be projected from its past. A larger "
        "area, such as the sub-region, may have enough of it."
    ),
    pools.ABOLISHED: N_(
        "The municipality has been merged into another, so that it has no figures ahead. Look at "
        "the municipality that it belongs to now."
    ),
}
_UNTESTED = N_(
    "There are enough figures to project from, {figures}, but too few to test a projection on "
    "their past: nobody would know how far to trust it. It will be possible when more have been "
    "published, or when older ones are fetched."
)
POOLS = {
    "under_2000": N_("municipalities of under 2,000 inhabitants"),
    "2000_5000": N_("municipalities of 2,000–5,000 inhabitants"),
    "5000_10000": N_("municipalities of 5,000–10,000 inhabitants"),
    "10000_20000": N_("municipalities of 10,000–20,000 inhabitants"),
    "20000_50000": N_("municipalities of 20,000–50,000 inhabitants"),
    "over_50000": N_("municipalities of over 50,000 inhabitants"),
    pools.LARGER_AREAS: N_("sub-regions, regions and countries"),
    pools.UNKNOWN_SIZE: N_("areas of unknown size"),
}


def place(area_id: str) -> str:
    """The name of an area."""
    return selectors.area_name(definitions.load(), area_id, texts.language())


def period(text: str) -> str:
    """A period in words."""
    return formats.period(text, texts.language())


def places(indicator: Indicator, low: float, high: float) -> int:
    """How many decimals a projected figure carries; below nought where tens or more are rounded.

    Two digits of half its span: what is known to within four thousand is no 24,118.
    """
    half = (high - low) / 2
    if half <= 0:
        return indicator.decimals
    return min(indicator.decimals, 1 - math.floor(math.log10(half)))


def figure(indicator: Indicator, value: float | None, decimals: int | None = None) -> str:
    """A figure with % or €; what else it counts the title says.

    Args:
        decimals: by default those of the indicator.
    """
    speak = texts.language()
    return formats.value_with_unit(
        value,
        indicator.decimals if decimals is None else decimals,
        unit(indicator, speak),
        speak,
        signed=indicator.display == "signed",
    )


def change(indicator: Indicator, before: float, last: Point) -> str:
    """What is projected to change, as exact as it can be told; of counts also in per cent."""
    speak = texts.language()
    decimals = places(indicator, last.low80, last.high80)
    own_unit = unit(indicator, speak)
    shown = formats.percentage_points(speak) if own_unit == "%" else own_unit
    text = formats.value_with_unit(last.value - before, decimals, shown, speak, signed=True)
    relative = formats.relative_change(before, last.value) if indicator.is_count else None
    if relative is None:
        return text
    # A tenth of a per cent only where the span is not wider than some per cent.
    tenths = int(last.high80 - last.low80 < _NARROW * before)
    return f"{text} ({formats.percent(relative, tenths, speak, signed=True)})"


def span(indicator: Indicator, low: float, high: float) -> str:
    """A span of figures."""
    is_signed = indicator.display == "signed"
    speak = texts.language()
    return formats.span(low, high, indicator.decimals, speak, signed=is_signed)


def percent(share: float | None, decimals: int = 0) -> str:
    """A share of one, in per cent."""
    return NOTHING if share is None else formats.percent(100 * share, decimals, texts.language())


def error(value: float) -> str:
    """An error in per cent, with its sign."""
    return formats.percent(value, 1, texts.language(), signed=True)


def ahead(count: int, period_kind: str) -> str:
    """How far ahead: "3 years"."""
    if period_kind == "month":
        return ngettext("{n} month", "{n} months", count).format(n=texts.number(count))
    return ngettext("{n} year", "{n} years", count).format(n=texts.number(count))


def why_none(indicator: Indicator, one: Own) -> str:
    """Why there is no own projection, and what would change it."""
    fewest = forecasting.FEWEST.get(formats.periods_a_year(indicator.period_kind), 0)
    is_untested = one.reason == forecasting.FEW_FIGURES and one.figures >= fewest
    return _(_UNTESTED if is_untested else REASONS[one.reason]).format(
        figures=texts.number(one.figures),
        fewest=texts.number(fewest),
        origin=period(one.origin) if one.origin else NOTHING,
        years=texts.number(forecasting.STALE_YEARS),
    )


def address(indicator_id: str, area_id: str) -> str:
    """Where the page of projections shows an indicator of an area."""
    query = {"indicator": indicator_id, "area": area_id, "lang": texts.language()}
    return f"projections?{urlencode(query)}"
