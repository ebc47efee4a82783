"""Why a figure of projects is not defined, in a sentence, and how figures are written."""

from __future__ import annotations

from seutukuva import formats, texts
from seutukuva.projects.measuring import Number, Undefined, is_number
from seutukuva.texts import N_, _
from seutukuva.ui.portfolio.names import NOTHING

_WHY = {
    Undefined.NOTHING: N_("Not defined: none was planned and none has come."),
    Undefined.UNPLANNED: N_("Not defined: it has come though none was planned."),
    Undefined.NOT_PLANNED: N_("Not defined: no plan is known."),
    Undefined.NOT_REPORTED: N_("Not defined: nothing has been reported."),
    Undefined.TOO_EARLY: N_("Too little of the time has gone to tell."),
    Undefined.AT_END: N_("Expected at the project’s end only."),
    Undefined.NO_DATES: N_("The project’s dates are not known."),
    Undefined.NONE_REALISED: N_("Not defined: none has come that the money could be divided by."),
    Undefined.NO_RULES: N_("No limits were in force on that day."),
    Undefined.WITHHELD: N_("Women and men are not shown: too few of one of them."),
    Undefined.OTHER_DAYS: N_("Not defined: money and results are not told up to the same day."),
}
# What a share of women or of money lacks is something else than what the measure itself lacks.
_WHY_WOMEN = {
    Undefined.NOT_REPORTED: N_("Women and men are not told apart."),
    Undefined.NOTHING: N_("Not defined: nobody has come whose sex is told."),
}
_WHY_MONEY = {
    Undefined.NOT_PLANNED: N_("Not defined: the funding granted is not known."),
    Undefined.NOT_REPORTED: N_("Not defined: the funding used is not known."),
    Undefined.NOTHING: N_("Not defined: no funding was granted and none was used."),
    Undefined.UNPLANNED: N_("Not defined: funding was used though none was granted."),
}
_WHY_PRIVATE = {
    Undefined.NOT_REPORTED: N_("Not defined: the plan does not tell all funding."),
    Undefined.NOTHING: N_("Not defined: no public funding was planned."),
}


def why(number: Number) -> str:
    """Why a figure is not defined, in one sentence; "" where it is."""
    return _(_WHY[number]) if isinstance(number, Undefined) else ""


def why_women(number: Number) -> str:
    """Why women's share is not defined; "" where it is."""
    return _((_WHY | _WHY_WOMEN)[number]) if isinstance(number, Undefined) else ""


def why_money(number: Number) -> str:
    """Why the share of the money used is not defined; "" where it is."""
    return _((_WHY | _WHY_MONEY)[number]) if isinstance(number, Undefined) else ""


def why_private(number: Number) -> str:
    """Why private money to one public euro is not defined, which plans tell; "" where it is."""
    return _((_WHY | _WHY_PRIVATE)[number]) if isinstance(number, Undefined) else ""


def percent(number: Number, decimals: int = 1) -> str:
    """A share in per cent; a dash where it is not defined, which ``why`` explains."""
    if not is_number(number):
        return NOTHING
    return formats.percent(100 * number, decimals, texts.language())


def points(number: Number) -> str:
    """A difference of two shares, with its sign; a dash where it is not defined."""
    if not is_number(number):
        return NOTHING
    unit = formats.percentage_points(texts.language())
    return formats.with_unit(texts.number(100 * number, 1, signed=True), unit, texts.language())


def in_percent(number: Number) -> float | None:
    """A share as a file holds it, in per cent; none where it is not defined."""
    return 100 * number if is_number(number) else None
