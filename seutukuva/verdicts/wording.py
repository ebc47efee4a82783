"""Verdicts in words: short states, one sentence, the method for who wants to know, and reasons.

Calm on purpose. A test of five or fifteen figures says whether a series went one way more clearly
than it usually varies; it does not say why, nor what comes next, and figures of whole populations
have no sampling error to be "significant" against.
"""

from __future__ import annotations

from collections.abc import Callable

from seutukuva import formats, texts
from seutukuva.definitions import Indicator
from seutukuva.texts import N_, _
from seutukuva.verdicts.comparison import Comparison
from seutukuva.verdicts.control import Limits
from seutukuva.verdicts.small import Variation
from seutukuva.verdicts.spreads import FEWEST, Marks, Place
from seutukuva.verdicts.trends import Trend

STATES = {
    "rising": N_("rising"),
    "falling": N_("falling"),
    "steady": N_("no clear direction"),
    "not_calculated": N_("cannot be calculated"),
}
JUDGED_STATES = {
    ("rising", "better"): N_("rising, for the better"),
    ("rising", "worse"): N_("rising, for the worse"),
    ("falling", "better"): N_("falling, for the better"),
    ("falling", "worse"): N_("falling, for the worse"),
}
# One sentence a method and state. Register totals have no sampling error, so what is said is that
# they moved beyond their usual variation.
SENTENCES = {
    ("proportion", "rising"): N_("Rose in {periods}, more than chance variation explains."),
    ("proportion", "falling"): N_("Fell in {periods}, more than chance variation explains."),
    ("proportion", "steady"): N_("No direction in {periods} beyond chance variation."),
    ("mann_kendall", "rising"): N_("Rose in {periods}, beyond usual year-to-year variation."),
    ("mann_kendall", "falling"): N_("Fell in {periods}, beyond usual year-to-year variation."),
    ("mann_kendall", "steady"): N_(
        "No direction in {periods} beyond usual year-to-year variation."
    ),
    ("control_limits", "rising"): N_(
        "Above the year before in {last}, beyond the usual variation of {periods}."
    ),
    ("control_limits", "falling"): N_(
        "Below the year before in {last}, beyond the usual variation of {periods}."
    ),
    ("control_limits", "steady"): N_(
        "No change from the year before in {last} beyond the usual variation of {periods}."
    ),
}
STEADY_SENTENCES = {
    "all_equal": N_("The same figure throughout {periods}."),
    "single_year": N_("The change in {periods} hangs on a single year: no clear direction."),
}
UNCHANGED_FROM_YEAR_BEFORE = N_("The same as a year before throughout {periods}.")
DIRECTIONS_WANTED = {
    "better": N_("The direction is the wanted one."),
    "worse": N_("The direction is not the wanted one."),
}
NOT_CALCULATED = N_("The trend cannot be calculated: {reason}.")
# Each goes on after a colon and ends before a full stop.
REASONS = {
    "no_figures": N_("there are no figures"),
    "projection": N_("the figures are a projection"),
    "too_few_points": N_("too few figures in a row, {n}, and the test needs {needed}"),
    "gap": N_("periods without a figure leave {n} in a row, and the test needs {needed}"),
    "break": N_("a break in the series leaves {n} comparable figures, and the test needs {needed}"),
    "no_denominator": N_("how many people the share is of is not known for every year"),
    "zero_denominator": N_("there was a year with nobody whom the share could be of"),
    "count_equals_denominator": N_(
        "there was a year with a full hundred per cent, which the test cannot take"
    ),
    "zero_count": N_("there was a year without a single case, which the test cannot take"),
    "negative_share": N_("a figure below zero is a balance and not a share"),
    "no_interval": N_("chance variation is not known for this kind of figure"),
    "no_benchmark": N_("there is no figure to compare with"),
    "no_own_figure": N_("the area has no figure"),
    "few_areas": N_("too few areas have a figure, {n}, and quartiles need {needed}"),
    "half_missing": N_("fewer than half of the areas have a figure, {n} of {of}"),
}
METHODS = {
    "proportion": N_(
        "Method: chi-square test for trend in the shares of {n} years, {statistic}; a trend is "
        "above {threshold}, which chance alone reaches twice in a thousand series, and keeps its "
        "direction when any one year is left out. Change per year {slope}."
    ),
    "intervals": N_(
        "Method: straight line through the rates of {n} years, each weighted by its 95% "
        "interval, chi-square {statistic}; a trend is above {threshold}, which chance alone "
        "reaches twice in a thousand series, and keeps its direction when any one year is left "
        "out. Change per year {slope}."
    ),
    "mann_kendall": N_(
        "Method: Mann–Kendall test of {n} years, tau {tau}, p {p}; a trend has a p "
        "below {threshold}. Median change per year {slope} (Sen)."
    ),
    "control_limits": N_(
        "Method: control limits (XmR) around no change from the same period a year before. The "
        "newest change is {statistic} and the limits are ±{threshold}: three standard deviations "
        "of the {n} changes before the newest year, wider where figures follow each other, and at "
        "least 2.66 mean moving ranges. Chance alone goes beyond them in about three series of a "
        "thousand."
    ),
}
LOOKS_BACK = N_("The test looks back: it says neither why nor what comes next.")
COMPARISONS = {
    "higher": N_("Higher than {benchmark}, by more than chance variation (95% interval {range})."),
    "lower": N_("Lower than {benchmark}, by more than chance variation (95% interval {range})."),
    "similar": N_("Does not differ from {benchmark} beyond chance (95% interval {range})."),
}
NOT_COMPARED = N_("Not compared with {benchmark}: {reason}.")
QUARTERS = {
    1: N_("in the lowest quarter of the areas"),
    2: N_("in the second lowest quarter of the areas"),
    3: N_("in the second highest quarter of the areas"),
    4: N_("in the highest quarter of the areas"),
    None: N_("all areas have the same figure"),
}
VARIATIONS = {
    "few_cases": N_("Varies strongly: fewer than 20 cases stand behind the newest figure."),
    "few_others": N_(
        "Varies strongly: fewer than 20 are not among the cases behind the newest figure."
    ),
    "jumpy": N_("Varies strongly: a figure is usually {jump} off the mean of the years around it."),
}
Format = Callable[[float], str]


def state_words(trend: Trend) -> str:
    """The state in a few words, with what is wanted where the definition says it."""
    return _(JUDGED_STATES.get((trend.state, trend.judgement), STATES[trend.state]))


def reason_words(
    reason: str, n: int = 0, needed: int = 0, of: int = 0, language: str | None = None
) -> str:
    """Why something cannot be calculated, to go on after a colon."""
    speak = language or texts.language()
    return _(REASONS[reason]).format(
        n=formats.number(n, 0, speak),
        needed=formats.number(needed, 0, speak),
        of=formats.number(of, 0, speak),
    )


def trend_words(trend: Trend, indicator: Indicator, language: str | None = None) -> str:
    """The verdict in one sentence; a second one says whether the direction is the wanted one.

    Numbers and periods are written in `language`, left out that of the run.
    """
    speak = language or texts.language()
    if not trend.is_calculated:
        reason = reason_words(trend.reason, trend.n, trend.needed, 0, speak)
        return _(NOT_CALCULATED).format(reason=reason)
    sentence = _(_sentence(trend)).format(
        periods=_periods(trend, speak), last=formats.period(trend.last_period, speak)
    )
    wanted = DIRECTIONS_WANTED.get(trend.judgement)
    if wanted and indicator.polarity != "none":
        sentence += " " + _(wanted)
    return sentence


def band_words(limits: Limits, language: str | None = None) -> str:
    """What the band of a chart of changes from the year before is."""
    speak = language or texts.language()
    return _(
        "Shaded band: usual changes from the year before, as the {n} changes of {periods} tell "
        "them. It is wider where figures follow each other; chance alone takes about three figures "
        "of a thousand outside."
    ).format(n=formats.number(limits.n, 0, speak), periods=_between(limits.usual, speak))


def _sentence(trend: Trend) -> str:
    if trend.reason == "all_equal" and trend.method == "control_limits":
        return UNCHANGED_FROM_YEAR_BEFORE
    if trend.reason in STEADY_SENTENCES:
        return STEADY_SENTENCES[trend.reason]
    # Rates are told as shares are: both tests are of chance variation.
    method = "proportion" if trend.method == "intervals" else trend.method
    return SENTENCES[method, trend.state]


def _periods(trend: Trend, language: str) -> str:
    """What was tested; of months the time from which it is known what is usual."""
    return _between(trend.usual or (trend.first_period, trend.last_period), language)


def _between(ends: tuple[str, str], language: str) -> str:
    first, last = (formats.period(period, language) for period in ends)
    if first == last:
        return first
    # Between words a dash stands apart, between bare years it does not.
    return f"{first}–{last}" if first.isdigit() else f"{first} – {last}"


def method_words(trend: Trend, indicator: Indicator, language: str | None = None) -> str:
    """The method with its numbers, for a tooltip; "" where nothing was calculated."""
    speak = language or texts.language()
    pattern = METHODS.get(trend.method)
    if pattern is None or not trend.is_calculated:
        return ""
    decimals = indicator.decimals + 1

    def figure(value: float | None, signed: bool = True) -> str:
        return formats.number(value, decimals, speak, signed=signed)

    is_control = trend.method == "control_limits"
    text = _(pattern).format(
        n=formats.number(trend.n, 0, speak),
        statistic=figure(trend.statistic)
        if is_control
        else formats.number(trend.statistic, 1, speak),
        threshold=figure(trend.threshold, False) if is_control else _threshold(trend, speak),
        slope=figure(trend.slope),
        tau=formats.number(trend.tau, 2, speak, signed=True),
        p=_probability(trend.p_value, speak),
    )
    return f"{text} {_(LOOKS_BACK)}"


def _threshold(trend: Trend, language: str) -> str:
    return formats.number(trend.threshold, 3 if trend.method == "mann_kendall" else 2, language)


def _probability(value: float | None, language: str) -> str:
    if value is not None and value < 0.001:
        return f"<{formats.NBSP}{formats.number(0.001, 3, language)}"
    return formats.number(value, 3, language)


def compared_words(
    comparison: Comparison, benchmark: str, format: Format, language: str | None = None
) -> str:
    """The comparison in one sentence.

    Args:
        benchmark: name of what is compared with.
        format: writes a figure.
    """
    if comparison.low is None or comparison.high is None:
        reason = reason_words(comparison.reason, language=language)
        return _(NOT_COMPARED).format(benchmark=benchmark, reason=reason)
    between = f"{format(comparison.low)} – {format(comparison.high)}"
    return _(COMPARISONS[comparison.state]).format(benchmark=benchmark, range=between)


def place_words(place: Place) -> str:
    """In which quarter of the areas the figure is."""
    return _(QUARTERS[place.quartile])


def marks_words(marks: Marks, language: str | None = None) -> str:
    """Why there is no spine; "" where there is one."""
    if not marks.reason:
        return ""
    # The commonest reason, and a table has few words' room for it.
    if marks.reason == "half_missing":
        speak = language or texts.language()
        n, of = formats.number(marks.n, 0, speak), formats.number(marks.of, 0, speak)
        return _("Too few areas to compare with: {n} of {of}").format(n=n, of=of)
    reason = reason_words(marks.reason, marks.n, FEWEST, marks.of, language)
    return _("Place among the areas cannot be shown: {reason}.").format(reason=reason)


def variation_words(variation: Variation, format: Format) -> str:
    """That a figure varies strongly and why; "" where it does not."""
    if not variation.is_strong:
        return ""
    jump = "" if variation.typical_jump is None else format(variation.typical_jump)
    return _(VARIATIONS[variation.reason]).format(jump=jump)
