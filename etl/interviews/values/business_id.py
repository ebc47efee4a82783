"""Business IDs as people and spreadsheets write them, checked by python-stdnum.

Finland's Y-tunnus is seven digits, a hyphen and a check digit (weights 7, 9, 10, 5, 8, 4, 2, modulo
11). Norwegian and Swedish organisation numbers are checked where the programme lies there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from stdnum.fi import alv
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

# Kinds of cells, as the sheet's file has them.
DATES = (3, 4)

OF_DATE, OF_FORM, OF_CHECK_DIGIT = "business_id_date", "business_id_form", "business_id_digit"
# A six-digit number of the first years; seven digits of which the first zero may have been lost.
PADDED, ZERO_LOST = "business_id_padded", "business_id_zero"
# The library's checksum is a sum of weighted digits; its weights are what it makes of a single 1.
_WEIGHTS = np.array([alv.checksum(f"{10**place:08d}") for place in range(7, -1, -1)])
_SEPARATORS = re.compile(r"[\s\u00a0\u2007\u202f._/-]+")
# Hyphens and dashes that word processors put in the place of "-".
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
_PLAIN = re.compile(r"[0-9]{7}-?[0-9]", re.ASCII)
_OLD = re.compile(r"[0-9]{6}-[0-9]", re.ASCII)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([ T].*)?", re.ASCII)


class BusinessId(NamedTuple):
    """``id`` in its own form, e.g. 2077474-0, or empty; ``remark``: what is wrong or was mended."""

    id: str
    remark: str = ""


def read(text: str, kind: int = 1, country: str = "FI") -> BusinessId:
    """A cell's business ID.

    Args:
        text: the cell; not empty.
        kind: of the cell; a date is no business ID, whatever its digits say.
        country: whose numbers are expected: FI, NO or SE.
    """
    if country != "FI":
        return _abroad(text, country)
    if _PLAIN.fullmatch(text):
        return _checked(text[:7] + text[-1])
    if kind in DATES or _ISO_DAY.fullmatch(text):
        return BusinessId("", OF_DATE)
    bare = text.translate(_DASHES).strip().upper()
    bare = re.sub(r"^FI(?=[\s\d-])", "", bare).strip(" \u00a0-")
    is_old = _OLD.fullmatch(_SEPARATORS.sub("-", bare)) is not None
    digits = _SEPARATORS.sub("", bare)
    if not (digits.isascii() and digits.isdigit()):
        return BusinessId("", OF_FORM)
    if len(digits) == 8:
        return _checked(digits)
    if len(digits) == 7:
        return _padded(digits, is_old)
    return BusinessId("", OF_FORM)


def read_all(texts: pa.Array, country: str = "FI") -> list[BusinessId]:
    """As ``read``, for many distinct texts at once."""
    if country != "FI":
        return [read(text, country=country) for text in texts.to_pylist()]
    plain = pc.match_substring_regex(texts, r"^[0-9]{7}-?[0-9]$")
    digits = pc.replace_substring(texts.filter(plain), "-", "")
    # A row of eight digits each, as the bytes of the texts stand one after another.
    signs = "".join(digits.to_pylist()).encode()
    table = np.frombuffer(signs, np.uint8).reshape(-1, 8).astype(np.int64) - ord("0")
    fits = table @ _WEIGHTS % 11 == 0
    shown = pc.binary_join_element_wise(
        pc.utf8_slice_codeunits(digits, 0, 7), pc.utf8_slice_codeunits(digits, 7, 8), "-"
    )
    quick = iter(zip(shown.to_pylist(), fits.tolist(), strict=True))
    found = []
    for text, is_plain in zip(texts.to_pylist(), plain.to_pylist(), strict=True):
        if is_plain:
            one, does_fit = next(quick)
            found.append(BusinessId(one) if does_fit else BusinessId("", OF_CHECK_DIGIT))
        else:
            found.append(read(text))
    return found


def _checked(digits: str, remark: str = "") -> BusinessId:
    if alv.checksum(digits) != 0:
        return BusinessId("", OF_CHECK_DIGIT)
    return BusinessId(f"{digits[:7]}-{digits[7]}", remark)


def _padded(digits: str, is_old: bool) -> BusinessId:
    """Numbers of the first years had six digits; a spreadsheet drops the zero before them."""
    if is_old:
        return _checked("0" + digits, PADDED)
    # Seven digits in a row may also be a number whose check digit is missing: one in eleven of
    # those fits by chance, so somebody has to look.
    found = _checked("0" + digits, ZERO_LOST)
    return found if found.id else BusinessId("", OF_FORM)


def _abroad(text: str, country: str) -> BusinessId:
    library = {"NO": norwegian, "SE": swedish}.get(country)
    if library is None:
        return BusinessId(text.strip())
    plain = text.translate(_DASHES)
    if library.is_valid(plain):
        return BusinessId(library.format(plain))
    digits = _SEPARATORS.sub("", plain)
    return BusinessId("", OF_CHECK_DIGIT if digits.isdigit() else OF_FORM)
