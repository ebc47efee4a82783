"""Numbers as people type them: 1 234,5 in Finnish, 1,234.5 in English, whatever the page speaks."""

from __future__ import annotations

import re
from decimal import Decimal

from seutukuva.formats import languages

_MINUSES = str.maketrans(dict.fromkeys("‐‑‒–−", "-"))
# In thousands, which one sign parts throughout; the decimal mark is the other one.
_SPELLINGS = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<whole>\d+|\d{1,3}(?: \d{3})+|\d{1,3}(?:['’]\d{3})+)(?:[.,](?P<part>\d+))?",
        r"(?P<whole>\d{1,3}(?:,\d{3})+)\.(?P<part>\d+)",
        r"(?P<whole>\d{1,3}(?:\.\d{3})+),(?P<part>\d+)",
        r"(?P<whole>\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,}))(?P<part>)",
    )
)
_TWO_WAYS = re.compile(r"(-?[1-9]\d{0,2})[.,](\d{3})", re.ASCII)
_LONGEST = 60


class TwoWays(ValueError):
    """A number whose only mark may part thousands or decimals: 1.000 or 1,000.

    Attributes:
        large: what it is with the mark between thousands.
        small: what it is with a decimal mark.
    """

    def __init__(self, large: float, small: float) -> None:
        self.large, self.small = large, small
        super().__init__(f"{large} or {small}")


def read(text: str) -> float | int:
    """What was typed as a number; a whole one as such.

    Spaces of any kind, apostrophes, commas or points may part thousands, a comma or a point is
    the decimal mark; a sign of euros or per cent may follow.

    Raises:
        TwoWays: it can be read as two numbers.
        ValueError: it is no number.
    """
    if len(text) > _LONGEST:
        raise ValueError("so long a text is not a number")
    plain = " ".join(text.split()).translate(_MINUSES)
    bare = plain.removesuffix("€").removesuffix("%").strip()
    if found := _TWO_WAYS.fullmatch(bare):
        whole, part = found.groups()
        raise TwoWays(int(whole + part), _number(whole, part))
    sign = "-" if bare.startswith("-") else ""
    digits = bare.removeprefix("-" if sign else "+").lstrip()
    for spelling in _SPELLINGS:
        if found := spelling.fullmatch(digits):
            return _number(sign + re.sub(r"\D", "", found["whole"]), found["part"] or "0")
    raise ValueError(f"{text!r} is not a number")


def _number(whole: str, part: str) -> float | int:
    value = float(f"{whole}.{part}")
    return int(value) if value.is_integer() else value


def typed(value: float, language: str = "fi") -> str:
    """A number as it stands in a field to be changed: ``read`` takes it for the same number."""
    digits = format(Decimal(repr(value)), "f").removesuffix(".0")
    if _TWO_WAYS.fullmatch(digits):
        # With a fourth decimal it can be no thousands.
        digits += "0"
    return digits.replace(".", languages.of(language).decimal)
