"""Telephone numbers in texts, as Finns, Swedes and Norwegians write them.

A number is taken for a telephone's when it begins with a country's code (+358 40 …, 0046 …), with
the zero that numbers within a country begin with (040-123 4567, (014) 459 8000), is grouped as
Norwegian ones are (912 34 567), or follows a word such as "puh." or "tlf". A year, a sum, a
day, opening hours, a class of industry (62.010) or a business id (2077474-0) is none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_SPACES = " \u00a0\u2007\u2009\u202f"
_DASHES = r"\-\u2010\u2011\u2012\u2013\u2014"
# Between two groups of one number: spaces, one dash, an end or begin of brackets.
_SAME = re.compile(rf"[{_SPACES}]{{0,2}}(?:[{_DASHES}][{_SPACES}]?|[()][{_SPACES}]?){{0,2}}")
_RUN = re.compile(r"[0-9]+")
_WORD = re.compile(
    r"(?:puh|puhelin\w{0,8}|gsm|tel|tlf|tfn|tln|mob|mobil|mobile|telefon|phone|call|ring|soita)"
    rf"[.:{_SPACES}]{{0,3}}$",
    re.IGNORECASE,
)
_PLUS = re.compile(rf"\+[{_SPACES}(]{{0,2}}$")
_BUSINESS_ID = re.compile(rf"[0-9]{{7}}[{_DASHES}][0-9](?![0-9])")
_DAY = re.compile(r"(?:0[1-9]|[12][0-9]|3[01])[ ./-](?:0[1-9]|1[0-2])[ ./-](?:19|20)[0-9]{2}")
_MONTHS = re.compile(
    rf"(?:0[1-9]|1[0-2])[ ./-](?:19|20)[0-9]{{2}}[{_SPACES}{_DASHES}]{{1,3}}"
    r"(?:0[1-9]|1[0-2])[ ./-](?:19|20)[0-9]{2}"
)
_CODES = ("358", "46", "47", "45", "372", "371", "370", "354", "298", "299", "44", "49", "48", "7")
# Digits with the country's code; within a country with its zero; after a word.
_LEAST_ABROAD, _MOST_ABROAD = 8, 15
_LEAST_AT_HOME, _MOST_AT_HOME, _ENOUGH_AT_HOME = 7, 11, 9
_LEAST_NAMED = 6
# More than the digits of any number.
_MOST_GROUPS = 20
_BUSINESS_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1)


class _Group(NamedTuple):
    begin: int
    end: int
    digits: str


def numbers(text: str) -> list[tuple[int, int]]:
    """Where telephone numbers begin and end."""
    groups = [_Group(*match.span(), match[0]) for match in _RUN.finditer(text)]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(groups):
        taken = _taken(text, groups, at)
        if taken:
            found.append((_begin(text, groups[at].begin), groups[at + taken - 1].end))
        at += taken or 1
    return found


def _taken(text: str, groups: list[_Group], at: int) -> int:
    """How many groups from this one on are one telephone number; 0 for none."""
    first = groups[at]
    before = text[max(0, first.begin - 24) : first.begin]
    # The last sign before decides first: most numbers stand after a space and are looked at once.
    last = before.rstrip(f"{_SPACES}(.:")[-1:]
    if last == "+" and _PLUS.search(before):
        return _abroad(text, groups, at)
    if _is_fraction(before) or _is_other(text, first):
        return 0
    if first.digits.startswith("00") and first.digits[2:3] not in ("", "0"):
        # A post code begins so too, and is shorter than a number.
        return _abroad(text, groups, at) if _is_long_abroad(text, groups, at) else 0
    if first.digits[0] == "0" and first.digits[1:2] not in ("", "0"):
        return _at_home(text, groups, at)
    if last.isalpha() and _WORD.search(before):
        return _named(text, groups, at)
    return _norwegian(text, groups, at)


def _begin(text: str, begin: int) -> int:
    """With the sign of a country's code, or the bracket of an area's."""
    while begin and text[begin - 1] in "+(":
        begin -= 1
    return begin


def _is_fraction(before: str) -> bool:
    """Whether the digits stand after a decimal sign: "62.010", "1,050"."""
    return len(before) > 1 and before[-1] in ".," and before[-2] in "0123456789"


def _is_other(text: str, first: _Group) -> bool:
    """Whether a day, two months or a business id begins here."""
    if _DAY.match(text, first.begin) or _MONTHS.match(text, first.begin):
        return True
    if _BUSINESS_ID.match(text, first.begin):
        return True
    return len(first.digits) == 8 and _is_business_id(first.digits)


def _is_business_id(digits: str) -> bool:
    weighed = zip(digits, _BUSINESS_WEIGHTS, strict=True)
    return sum(int(digit) * weight for digit, weight in weighed) % 11 == 0


def _run_on(text: str, groups: list[_Group], at: int, most: int, signs: str = "") -> list[int]:
    """Digits so far after each group that may belong to the number, up to ``most``."""
    total = len(groups[at].digits)
    lengths = [total]
    for one, following in pairwise(groups[at : at + _MOST_GROUPS]):
        between = text[one.end : following.begin]
        total += len(following.digits)
        belongs = bool(_SAME.fullmatch(between)) or (between != "" and between in signs)
        if not belongs or total > most:
            break
        lengths.append(total)
    return lengths


def _is_long_abroad(text: str, groups: list[_Group], at: int) -> bool:
    return _run_on(text, groups, at, _MOST_ABROAD + 3, "./")[-1] >= _LEAST_ABROAD + 2


def _abroad(text: str, groups: list[_Group], at: int) -> int:
    """A number with a country's code; a sum with a plus before it is none: "+1 200 000"."""
    lengths = _run_on(text, groups, at, _MOST_ABROAD + 1, "./")
    total = lengths[-1]
    digits = groups[at].digits
    if digits.startswith("0"):
        return len(lengths) if total >= _LEAST_AT_HOME else 0
    is_known = digits.startswith(_CODES)
    told = groups[at : at + len(lengths)]
    by_thousands = len(digits) <= 3 and all(len(one.digits) == 3 for one in told[1:])
    if total < _LEAST_ABROAD or (by_thousands and total <= 9 and not digits.startswith("3")):
        return 0
    if len(told) == 1 and total < (_LEAST_ABROAD if is_known else 9):
        return 0
    return len(lengths)


def _at_home(text: str, groups: list[_Group], at: int) -> int:
    """A number that begins with the zero of its country."""
    first = groups[at]
    if len(first.digits) > _MOST_AT_HOME + 1:
        return 0
    # "040.123 4567" and "040/1234567", but not "01.110" or "08.00-16.00".
    signs = "./" if len(first.digits) > 2 else ""
    lengths = _run_on(text, groups, at, _MOST_AT_HOME, signs)
    taken = len(lengths)
    # What follows a whole number by one digit is counted, not dialled: "040 1234567 2 kpl".
    while taken > 1 and lengths[taken - 2] >= _ENOUGH_AT_HOME:
        if lengths[taken - 1] - lengths[taken - 2] > 1:
            break
        taken -= 1
    return taken if lengths[taken - 1] >= _LEAST_AT_HOME else 0


def _named(text: str, groups: list[_Group], at: int) -> int:
    lengths = _run_on(text, groups, at, _MOST_AT_HOME, "./")
    return len(lengths) if lengths[-1] >= _LEAST_NAMED else 0


def _norwegian(text: str, groups: list[_Group], at: int) -> int:
    """Mobile telephones are grouped 3-2-3 there, and nothing else is."""
    if len(groups[at].digits) != 3 or groups[at].digits[0] not in "49":
        return 0
    lengths = _run_on(text, groups, at, 8)
    told = [len(one.digits) for one in groups[at : at + len(lengths)]]
    return 3 if told == [3, 2, 3] else 0
