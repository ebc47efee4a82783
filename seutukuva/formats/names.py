"""Groups of ages as text, and names in order."""

from __future__ import annotations

import unicodedata

from seutukuva.formats import languages


def age_group(age_base: str, language: str = "fi") -> str:
    """ "18-64" -> "18–64-vuotiaat", "15+" -> "15 vuotta täyttäneet", "" -> ""."""
    words = languages.of(language)
    if not age_base:
        return ""
    if age_base.endswith("+"):
        return words.aged_over.format(low=age_base[:-1])
    low, _, high = age_base.partition("-")
    return words.aged_between.format(low=low, high=high)


_AFTER_Z = {
    "fi": ("å", "ä", "ö"),
    "sv": ("å", "ä", "ö"),
    "nb": ("æ", "ø", "å"),
    "en": (),
}
_SAME_LETTER = {
    "fi": {"æ": "ä", "ø": "ö"},
    "sv": {"æ": "ä", "ø": "ö"},
    "nb": {"ä": "æ", "ö": "ø"},
    "en": {"æ": "ae", "ø": "o", "ß": "ss"},
}
_NO_LETTERS = str.maketrans(dict.fromkeys("-–—'’.,()/", " "))


def sort_key(text: str, language: str = "fi") -> tuple[str, str]:
    """Key for sorting names: å ä ö after z in Finnish and Swedish, æ ø å in Norwegian.

    Case and other accents do not matter unless everything else is equal.
    """
    languages.of(language)
    last, same = _AFTER_Z[language], _SAME_LETTER[language]
    plain = unicodedata.normalize("NFC", text.casefold()).translate(_NO_LETTERS)
    letters = []
    for letter in plain:
        letter = same.get(letter, letter)
        if letter in last:
            letters.append(chr(ord("{") + last.index(letter)))
        else:
            letters.append(_without_accent(letter))
    return " ".join("".join(letters).split()), text


def _without_accent(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("ŋ", "n"))
    return "".join(sign for sign in base if not unicodedata.combining(sign))


def column_letters(number: int) -> str:
    """A column as spreadsheets name it: A of 1, AA of 27; empty of 0."""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
