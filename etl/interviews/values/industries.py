"""What a firm says of its industry: a code of two to five digits, a letter, or a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from seutukuva.definitions.industries import Section

UNKNOWN, NO_VERSION, DATE = "industry_unknown", "industry_version_missing", "industry_date"
BY_NAME = "industry_by_name"
_PREFIX = re.compile(r"(?:TOL|SNI|NACE|SN)[\s:]+(?:2008|2025)?[\s:]*")
_CODE = re.compile(r"[A-X]?[\s.:]*([0-9][0-9. ]*)(?:\b[^0-9].*)?", re.S)
_LETTER = re.compile(r"([A-X])(?:[\s.:)–-]+(.*))?", re.S)
_VERSION = re.compile(r"(?:^|\D)(2008|2007|2025)(?:\D|$)")
# TOL 2008 is NACE Rev. 2, which Norway and Sweden call after 2007.
_SAME = {"2007": "2008"}


class Industry(NamedTuple):
    """``code``: digits without dots, a letter, or the text as it stands; ``section``: its letter in
    ``version``, or empty; ``remark``: what is wrong or was assumed."""

    code: str
    version: str
    section: str
    remark: str = ""


def version_of(text: str) -> str:
    """``2008`` or ``2025`` of "TOL 2025", "2008", "NACE Rev. 2.1"; empty where none is named."""
    found = _VERSION.search(text)
    if found:
        return _SAME.get(found[1], found[1])
    bare = re.sub(r"\s+", "", text.casefold())
    if "rev.2.1" in bare or "rev2.1" in bare:
        return "2025"
    return "2008" if "rev.2" in bare or "rev2" in bare else ""


class Industries:
    """Reads industries against the sections of every version.

    Args:
        sections: version → letter → section, as the definitions have them.
    """

    def __init__(self, sections: Mapping[str, Mapping[str, Section]]) -> None:
        self._sections = sections
        self._divisions = {
            (version, division): one.letter
            for version, letters in sections.items()
            for one in letters.values()
            for division in range(one.first, one.last + 1)
        }

    def read(self, text: str, version: str, default: str, is_date: bool = False) -> Industry:
        """A cell's industry.

        Args:
            text: the cell; not empty.
            version: what the row says, or empty.
            default: the version in use when the firm was interviewed.
            is_date: the spreadsheet has made a date of the code.
        """
        text = text.strip()
        if is_date:
            return Industry(text, version, "", DATE)
        stated = version or (version_of(text) if _PREFIX.match(text.upper()) else "")
        upper = _PREFIX.sub("", text.upper(), count=1)
        code = _CODE.fullmatch(upper)
        if code and _looks_like_code(code[1], upper):
            return self._of_digits(re.sub(r"\D", "", code[1]), stated, default, text)
        letter = _LETTER.fullmatch(upper)
        if letter and (letter[2] is None or self._named(letter[2])):
            return self._of_letter(letter[1], stated, default, text, letter[2] or "")
        return self._of_name(text, stated, default)

    def _of_digits(self, digits: str, version: str, default: str, text: str) -> Industry:
        chosen = version or default
        # A single digit is a division whose zero a spreadsheet has dropped.
        division = int(digits[:2])
        code = digits.zfill(2)
        section = self._divisions.get((chosen, division), "")
        if section and division:
            return Industry(code, chosen, section)
        if not version:
            # Division 45 exists in one version only, and so says which it is.
            for other in self._sections:
                section = self._divisions.get((other, division), "")
                if section and division:
                    return Industry(code, other, section)
        return Industry(text, chosen, "", UNKNOWN)

    def _of_letter(self, letter: str, version: str, default: str, text: str, name: str) -> Industry:
        stated = version or self._version_of_pair(letter, name)
        meanings = {
            (self._sections[one][letter].first, self._sections[one][letter].last)
            if letter in self._sections[one]
            else None
            for one in self._sections
        }
        # G lost division 45 and kept its meaning; from J on a letter is another section.
        is_lasting = len(meanings) == 1 or letter == "G"
        chosen = stated or default
        if letter not in self._sections.get(chosen, {}):
            return Industry(text, chosen, "", UNKNOWN)
        if not stated and not is_lasting:
            return Industry(text, "", "", NO_VERSION)
        return Industry(letter, chosen, letter)

    def _version_of_pair(self, letter: str, name: str) -> str:
        """A letter with its name says which version it is of, unless both versions say the same."""
        versions = {version for version, found in self._named(name) if found == letter}
        return versions.pop() if len(versions) == 1 else ""

    def _of_name(self, text: str, version: str, default: str) -> Industry:
        found = self._named(text)
        chosen = version or default
        for one in (chosen, *(() if version else self._sections)):
            letters = {letter for named, letter in found if named == one}
            if len(letters) == 1:
                letter = letters.pop()
                return Industry(letter, one, letter, BY_NAME)
        return Industry(text, version, "", UNKNOWN)

    def _named(self, name: str) -> set[tuple[str, str]]:
        return self._names.get(_bare(name), set())

    @cached_property
    def _names(self) -> dict[str, set[tuple[str, str]]]:
        """Every title, and its part before the first comma or semicolon, → (version, letter)."""
        found: dict[str, set[tuple[str, str]]] = {}
        for version, letters in self._sections.items():
            for one in letters.values():
                for title in one.title.values():
                    for name in (title, title.partition(";")[0]):
                        found.setdefault(_bare(name), set()).add((version, one.letter))
        return found


def _looks_like_code(digits: str, text: str) -> bool:
    """Two to five digits, or one with nothing after it: "3 autoa" is no division."""
    n = len(re.sub(r"\D", "", digits))
    return 2 <= n <= 5 or (n == 1 and text.endswith(digits))


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())
