"""Numbers as people type them: ``4 695,70``, ``7500+``, ``2000-3400``, ``n. 5``, ``12 hlö``.

A range is read as the middle of its bounds, and says so; words such as "viisi" are not read.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# What a reading says beside its number; also codes of notes on cells.
RANGE, AT_LEAST, AT_MOST, APPROXIMATE = "range", "at_least", "at_most", "approximate"
REMARK, AMBIGUOUS, PERCENT = "remark", "ambiguous_mark", "percent"

# A longer text is a story that happens to hold a number.
LONGEST = 200
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_NUMBER = r"[+-]?\d[\d.,'’ ]*(?<=\d)(?:[eE][+-]?\d{1,3}(?!\d))?"
_BEFORE = {
    APPROXIMATE: r"n\.?|noin|ca\.?|c\.|cirka|circa|about|approx\.?|around|omkring|~|≈",
    AT_LEAST: r"yli|vähintään|väh\.?|min\.?|over|more than|at least|minst|över|mer än|>=?|≥",
    AT_MOST: r"alle|enintään|korkeintaan|max\.?|under|less than|at most|högst|<=?|≤",
}
_PREFIX = "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE.items())
_CURRENCY = r"(?:€|eur(?:oa?|os?)?\b|kr\b|sek\b|nok\b|\$|£)"
_TIMES = (
    r"(?P<times{n}>(?:k|t€|te|tuhatta|tusen|thousand|milj\.?|milli?on\w*|mio\.?|M(?=\s?€))"
    r"(?![^\W\d_]))"
)
_SHAPE = re.compile(
    rf"\s*(?:(?:{_PREFIX})\s*)*{_CURRENCY}?\s*(?P<first>{_NUMBER})\s*{_TIMES.format(n=1)}?"
    rf"\s*{_CURRENCY}?"
    rf"(?:\s*(?:-|–|\.\.\.?|…|\btai\b|\bto\b|\btill\b|\btil\b|\bor\b|\beller\b)\s*"
    rf"(?P<last>{_NUMBER})\s*{_TIMES.format(n=2)}?\s*{_CURRENCY}?)?"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PLUS = re.compile(
    r"^\s*(?:\+(?=\s*(?:$|\())|(?:tai|or|eller)\s+(?:enemmän|yli|more|mer|fler)\w*)", re.I
)
_PRICE = re.compile(r"^\s*[,:.]?-\s*")
_PERCENT = re.compile(r"^\s*(?:%|pros(?:enttia|\.)?|percent|procent|prosent)", re.I)
_ASIDE = re.compile(r"\([^()]*\)")
_THOUSANDS = re.compile(r"\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*")
_DATE = re.compile(r"\s*(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{2,4})\b")
_MULTIPLES = {"k": 1e3, "t": 1e3, "m": 1e6}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read as a number; ``number`` is none where it cannot be.

    ``low``, ``high``: bounds of a range, or of an open one. ``notes``: codes of what was decided.
    """

    number: float | None
    low: float | None = None
    high: float | None = None
    notes: tuple[str, ...] = ()


UNREADABLE = Reading(None)


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal mark of a column, "," or ".", by those of its values that leave no doubt.

    Returns:
        "" where no value tells, or they contradict each other.
    """
    votes = {",": 0, ".": 0}
    for text in texts:
        for token in re.findall(r"\d[\d.,'’ ]*\d", _plain(text)):
            mark = _sure_mark(token)
            if mark:
                votes[mark] += 1
    if votes[","] == votes["."]:
        return ""
    return max(votes, key=lambda mark: votes[mark])


def read(text: str, decimal: str = "") -> Reading:
    """One text as a number.

    Args:
        decimal: the column's mark, for "4.500" and "4,500", which could be either; "": unknown,
            and a comma is taken as the mark, as in the Nordic countries.
    """
    plain = _plain(text[: LONGEST + 1])
    if len(plain) > LONGEST:
        return UNREADABLE
    shape = _SHAPE.fullmatch(plain)
    if not shape or _DATE.match(plain):
        return UNREADABLE
    numbers = [_value(shape[name], decimal) for name in ("first", "last") if shape[name]]
    if any(value is None for value, _doubt in numbers):
        return UNREADABLE
    notes = [name for name in _BEFORE if shape[name]]
    notes += [AMBIGUOUS] if any(doubt for _value, doubt in numbers) else []
    values = [value for value, _doubt in numbers if value is not None]
    values = _multiplied(values, shape["times1"], shape["times2"])
    rest = _after(shape["rest"], notes)
    if rest is None or not all(map(math.isfinite, values)):
        return UNREADABLE
    return _noted(values, notes)


def _noted(values: list[float], notes: list[str]) -> Reading:
    if len(values) == 2:
        low, high = values
        if low > high:
            return UNREADABLE
        return Reading((low + high) / 2, low, high, (*notes, RANGE))
    found = Reading(values[0], notes=tuple(dict.fromkeys(notes)))
    if AT_LEAST in notes:
        return replace(found, low=values[0])
    return replace(found, high=values[0]) if AT_MOST in notes else found


def _plain(text: str) -> str:
    if not text.isascii():
        # Spaces of every width become spaces, digits of every script become digits.
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return " ".join(text.split())


def _after(rest: str, notes: list[str]) -> str | None:
    """What follows the number, its decisions added to ``notes``; None: another number follows."""
    if _PLUS.match(rest):
        notes.append(AT_LEAST)
        rest = _PLUS.sub("", rest)
    rest = _PRICE.sub("", rest)
    if _PERCENT.match(rest):
        notes.append(PERCENT)
        rest = _PERCENT.sub("", rest)
    # In brackets stands a second thought; outside them a second number leaves the first in doubt.
    if re.search(r"\d", _ASIDE.sub("", rest)):
        return None
    if rest.strip(" .,;"):
        notes.append(REMARK)
    return rest


def _multiplied(values: list[float], first: str | None, last: str | None) -> list[float]:
    """Thousands and millions; "60-70k" means that both are thousands."""
    by = [_MULTIPLES.get((times or " ")[0].lower(), 1.0) for times in (first, last)]
    if len(values) == 2 and by[0] == 1.0:
        by[0] = by[1]
    return [value * factor for value, factor in zip(values, by, strict=False)]


def _sure_mark(token: str) -> str:
    """The mark that can only be a decimal one; "" where there is none, or doubt."""
    marks = [sign for sign in token if sign in ".,"]
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else ""
    if len(marks) > 1:
        return ""
    head, tail = token.split(marks[0])
    bare = re.sub(r"[ '’]", "", head)
    if len(tail) != 3 or bare == "0" or len(bare) > 3 or bare != head:
        return marks[0]
    return ""


def _value(token: str, decimal: str) -> tuple[float | None, bool]:
    """A number as it is written; and whether its mark could as well be the other one."""
    body, exponent = re.fullmatch(r"(.*?)([eE][+-]?\d+)?", token, re.DOTALL).groups("")  # type: ignore[union-attr]
    sign, body = (body[0], body[1:]) if body[0] in "+-" else ("", body)
    mark, doubt = _sure_mark(body), False
    if not mark and len([one for one in body if one in ".,"]) == 1:
        doubt = not decimal
        only = "," if "," in body else "."
        mark = only if only == (decimal or ",") else ""
    whole, _mark, part = body.partition(mark) if mark else (body, "", "")
    whole = _ungrouped(whole)
    if not whole or (mark and not part.isdigit()):
        return None, doubt
    value = float(f"{sign}{whole}.{part or 0}{exponent}")
    return value, doubt


def _ungrouped(whole: str) -> str:
    """Digits without the signs between thousands; "" where they stand at odd places."""
    if whole.isdigit():
        return whole
    pattern = re.sub(r"[.,]", " ", whole) if len({*whole} & set(".,")) == 1 else whole
    return re.sub(r"\D", "", whole) if _THOUSANDS.fullmatch(pattern) else ""


# What needs no thought: by far most of the cells.
_SPACES = r"[\s\x{00a0}\x{2009}\x{202f}]"
_WHOLE = rf"^\s*[+-]?(?:\d+|\d{{1,3}}(?:{_SPACES}\d{{3}})+)"
_SIMPLE = {",": rf"{_WHOLE}(,\d+)?\s*$", ".": rf"{_WHOLE}(\.\d+)?\s*$"}


def read_all(texts: pa.Array, decimal: str) -> tuple[np.ndarray, dict[int, Reading]]:
    """Every distinct text of a column as a number.

    Args:
        texts: distinct texts.
        decimal: as in ``read``.

    Returns:
        Numbers (nan: unreadable), and what was read with notes or not at all, by its index.
    """
    mark = decimal or ","
    simple = pc.match_substring_regex(texts, _SIMPLE[mark])
    if not decimal:
        # A comma and three digits need a thought when the column's mark is only assumed.
        doubtful = pc.match_substring_regex(texts, r"^\s*[+-]?\d{1,3},\d{3}\s*$")
        simple = pc.and_(simple, pc.invert(doubtful))
    plain = pc.if_else(simple, texts, pa.scalar(None, pa.string()))
    plain = pc.replace_substring_regex(plain, f"{_SPACES}+", "")
    plain = pc.replace_substring(pc.utf8_ltrim(plain, characters="+"), ",", ".")
    values = np.array(pc.cast(plain, pa.float64()).to_numpy(zero_copy_only=False), copy=True)
    values[~np.isfinite(values)] = np.nan
    readings: dict[int, Reading] = {}
    for at in np.flatnonzero(~np.asarray(simple.to_numpy(zero_copy_only=False), dtype=bool)):
        found = read(texts[int(at)].as_py(), decimal)
        values[at] = np.nan if found.number is None else found.number
        if found.number is None or found.notes:
            readings[int(at)] = found
    return values, readings


def bounds(text: str) -> tuple[float | None, float | None] | None:
    """The bounds that a class of numbers names: "5–9", "250+", "alle 5"; None: no class.

    "alle 5" and "under 5" end below 5 and so at 4, where whole things are counted.
    """
    found = read(text)
    if found.number is None:
        return None
    if RANGE in found.notes:
        return found.low, found.high
    if AT_LEAST in found.notes:
        return (found.low + _strictly(text, (">", "yli", "over", "more than", "över")), None)  # type: ignore[operator]
    if AT_MOST in found.notes:
        return (None, found.high - _strictly(text, ("<", "alle", "under", "less than")))  # type: ignore[operator]
    return None


def _strictly(text: str, words: Sequence[str]) -> int:
    plain = _plain(text).lower()
    return int(plain.startswith(tuple(words)) and not plain.startswith((">=", "<=", "≥", "≤")))
