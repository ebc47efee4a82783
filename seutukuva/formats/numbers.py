"""Numbers, changes and statuses as text."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, SupportsFloat

from seutukuva.formats import languages
from seutukuva.formats.languages import MARKS, MINUS, NBSP, VALUELESS


def is_missing(value: object) -> bool:
    """True for None, NaN, pandas' NA and NaT: everything that stands for "no value"."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and math.isnan(value)


def finite(value: Any) -> float | None:
    """`value` as a number; None for what is missing, not a number or endless."""
    if type(value) is float:  # nearly all are, and a page asks for tens of thousands
        return value if math.isfinite(value) else None
    if value is None or is_missing(value):
        return None
    figure = float(value)
    return figure if math.isfinite(figure) else None


def rounded(value: SupportsFloat, decimals: int = 0) -> Decimal:
    """`value` rounded as a statistician does it on paper: half away from zero, never −0."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"{value!r} is not a finite number")
    # Scaling and not quantize(): the context's 28 digits are too few for the largest floats.
    result = exact.scaleb(decimals).to_integral_value(ROUND_HALF_UP).scaleb(-decimals)
    return abs(result) if result == 0 else result


def number(
    value: SupportsFloat | None, decimals: int = 0, language: str = "fi", *, signed: bool = False
) -> str:
    """`value` as text: 1 234,5 in Finnish, 1,234.5 in English, with a true minus (U+2212).

    With `signed` a positive number gets its plus; what rounds to zero never has a sign. None and
    NaN give the mark of a missing value.
    """
    style = languages.of(language)
    if value is None or is_missing(value):
        return MARKS["missing"]
    figure = rounded(value, decimals)
    digits = f"{abs(figure):,.{max(decimals, 0)}f}"
    whole, _, fraction = digits.partition(".")
    text = whole.replace(",", style.thousands) + (style.decimal + fraction if fraction else "")
    if figure < 0:
        return MINUS + text
    return "+" + text if signed and figure > 0 else text


def with_unit(text: str, unit: str, language: str = "fi") -> str:
    """`text` and its unit, which never part at a line end; English writes % without a gap."""
    style = languages.of(language)
    if not unit:
        return text
    gap = style.percent_gap if unit == "%" else NBSP
    return f"{text}{gap}{unit}"


def value_with_unit(
    value: SupportsFloat | None,
    decimals: int = 0,
    unit: str = "",
    language: str = "fi",
    *,
    signed: bool = False,
) -> str:
    """The number and its unit; a missing value is its mark alone."""
    text = number(value, decimals, language, signed=signed)
    return text if is_missing(value) else with_unit(text, unit, language)


def percent(
    value: SupportsFloat | None, decimals: int = 1, language: str = "fi", *, signed: bool = False
) -> str:
    """`value` is already in per cent: 12.3 -> "12,3 %"."""
    return value_with_unit(value, decimals, "%", language, signed=signed)


def percentage_points(language: str = "fi") -> str:
    """The unit of a difference between two percentages."""
    return languages.of(language).points


def change(
    before: SupportsFloat | None,
    after: SupportsFloat | None,
    decimals: int = 0,
    unit: str = "",
    language: str = "fi",
) -> str:
    """after − before, always with its sign; between percentages the unit is percentage points.

    The difference is taken between the rounded figures, so that it agrees with the two numbers
    the reader sees. A missing end gives the mark of a missing value.
    """
    if before is None or after is None or is_missing(before) or is_missing(after):
        return MARKS["missing"]
    difference = rounded(after, decimals) - rounded(before, decimals)
    own_unit = percentage_points(language) if unit == "%" else unit
    return value_with_unit(difference, decimals, own_unit, language, signed=True)


def relative_change(before: SupportsFloat | None, after: SupportsFloat | None) -> float | None:
    """Change in per cent of `before`; None where that is undefined (missing, zero, negative)."""
    if before is None or after is None or is_missing(before) or is_missing(after):
        return None
    start = float(before)
    return None if start <= 0 else (float(after) - start) / start * 100


def span(
    low: SupportsFloat, high: SupportsFloat, decimals: int, language: str, *, signed: bool = False
) -> str:
    """A range of values: 12–15; one number where both ends read the same."""
    first = number(low, decimals, language, signed=signed)
    last = number(high, decimals, language, signed=signed)
    if first == last:
        return first
    # A dash beside a minus or plus reads as another sign.
    return f"{first}{NBSP}…{NBSP}{last}" if MINUS in first + last or signed else first + "–" + last


def status_mark(status: str) -> str:
    """The sign printed beside a value (*, e, b) or in its place (.., ., ..., :)."""
    return MARKS[status]


def status_word(status: str, language: str = "fi") -> str:
    """What the status means, in words."""
    return languages.of(language).statuses[status]


def observation(
    value: SupportsFloat | None,
    status: str = "final",
    decimals: int = 0,
    unit: str = "",
    language: str = "fi",
    *,
    signed: bool = False,
) -> str:
    """A value as it stands in a table: "8 921*", or the mark that says why there is none."""
    if is_missing(value):
        return MARKS[status if status in VALUELESS else "missing"]
    return value_with_unit(value, decimals, unit, language, signed=signed) + MARKS[status]
