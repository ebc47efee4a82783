"""Identity numbers of persons and numbers of bank accounts in texts.

Finland: 131052-308T, 131052A308T (signs of the century: + - U V W X Y A B C D E F). Sweden:
811228-9874, 19811228-9874. Norway: 01129955131. Joined without a sign they are like any long
number: taken when their check digits agree.
"""

from __future__ import annotations

import re

# Of ASCII alone: to others, "İ" and "ı" are an I as well.
_SMALL_TOO = re.IGNORECASE | re.ASCII
_GAP = r"[ \u00a0\u2009\u202f]?"
_DASH = r"[-+\u2010-\u2015\u2212]"
_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_FINNISH = rf"{_DAY}{_MONTH}\d\d{_GAP}(?:{_DASH}|[A-FU-Y]){_GAP}\d{{3}}[0-9A-FHJ-NPR-Y]"
# Also a foreigner's number, where the day has 60 more.
_SWEDISH_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_SWEDISH = rf"(?:1[89]|20)?\d\d{_MONTH}{_SWEDISH_DAY}{_GAP}{_DASH}{_GAP}\d{{4}}"
_DASHED = re.compile(rf"(?<![0-9])(?:{_FINNISH}|{_SWEDISH})(?![0-9])", _SMALL_TOO)
_JOINED = re.compile(
    r"(?<![0-9])[0-9]{6}[ \u00a0]?[0-9]{3}(?:[0-9]{1,3}|[A-Y])?(?![0-9])", _SMALL_TOO
)
_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_FINNISH_JOINED = re.compile(rf"{_DAY}{_MONTH}\d\d\d{{3}}[0-9A-FHJ-NPR-Y]", re.ASCII)
_SWEDISH_JOINED = re.compile(rf"(?:1[89]|20)?(\d\d{_MONTH}{_SWEDISH_DAY}\d{{4}})", re.ASCII)
# The day of a foreigner's Norwegian number has 40 more.
_NORWEGIAN = re.compile(rf"(?:{_DAY}|4[1-9]|[56]\d|7[01]){_MONTH}\d{{7}}", re.ASCII)

# How long the numbers of a country's accounts are.
_LENGTHS = {
    **{"FI": 18, "AX": 18, "SE": 24, "NO": 15, "DK": 18, "IS": 26, "EE": 20, "LV": 21, "LT": 20},
    **{"DE": 22, "NL": 18, "BE": 16, "FR": 27, "PL": 28, "GB": 22, "IE": 22, "ES": 24, "IT": 27},
}
_ACCOUNT = re.compile(rf"(?:{'|'.join(_LENGTHS)})[0-9]{{2}}(?=[ \u00a0-]?[0-9A-Z])", _SMALL_TOO)


def numbers(text: str) -> list[tuple[int, int]]:
    """Where identity numbers begin and end."""
    found = [match.span() for match in _DASHED.finditer(text)]
    found += [match.span() for match in _JOINED.finditer(text) if _agrees(match[0])]
    return found


def accounts(text: str) -> list[tuple[int, int]]:
    """Where numbers of bank accounts (IBAN) begin and end."""
    found = []
    for match in _ACCOUNT.finditer(text):
        country = match[0][:2].upper()
        end = _end_of(text, match.start(), _LENGTHS[country])
        if end and (country == "FI" or _is_account(text[match.start() : end])):
            found.append((match.start(), end))
    return found


def _end_of(text: str, begin: int, length: int) -> int:
    """Where so many letters and digits end, gaps of one sign between them; 0 if they do not."""
    at, gap = begin, 0
    while at < len(text) and length:
        if text[at].isascii() and text[at].isalnum():
            length, gap = length - 1, 0
        elif text[at] in " \u00a0-" and not gap:
            gap = 1
        else:
            return 0
        at += 1
    return 0 if length else at


def _is_account(text: str) -> bool:
    """ISO 7064, MOD 97-10."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _agrees(text: str) -> bool:
    number = text.replace(" ", "").replace("\u00a0", "").upper()
    if len(number) == 10 and number.isdigit() and number[0] == "0":
        # So begins a telephone number, and is taken for one.
        return False
    return _is_finnish(number) or _is_swedish(number) or _is_norwegian(number)


def _is_finnish(number: str) -> bool:
    if not _FINNISH_JOINED.fullmatch(number):
        return False
    return _SIGNS[int(number[:9]) % 31] == number[9]


def _is_swedish(number: str) -> bool:
    match = _SWEDISH_JOINED.fullmatch(number)
    if not match:
        return False
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(match[1]))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_norwegian(number: str) -> bool:
    # Nothing else has eleven digits in one piece: taken also when the check digits are mistyped.
    return _NORWEGIAN.fullmatch(number) is not None
