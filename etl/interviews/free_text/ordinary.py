"""Texts of nothing but ordinary words: only these may be quoted.

A name that no column of the file gives is not known to anybody but a dictionary. So every word of
a text has to be one that the dictionary knows and that is nobody's and nothing's name; a word that
it does not know may be one. Rather a text too few is quoted than one with a name.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.free_text import dictionaries
from etl.interviews.free_text.dictionaries import COMMON, NAME, own_names
from etl.interviews.free_text.words import LANGUAGES, languages_of, own_words, stop_words

# A sign that is like a letter, such as that of square metres, makes a word that nobody knows.
_BETWEEN = r"[^\p{L}\p{M}\p{No}\p{Nl}]+"
_MOST_KEPT = 1 << 16


def are_ordinary(texts: pa.Array, language: str = "fi") -> np.ndarray:
    """Of each text, whether it is made of ordinary words; None and "" are not.

    Args:
        language: fi, sv, en or nb; of the texts that do not show theirs.
    """
    column = pc.utf8_normalize(texts.cast(pa.string()), form="NFC").dictionary_encode()
    split = pc.utf8_split_whitespace(pc.replace_substring_regex(column.dictionary, _BETWEEN, " "))
    words = split.flatten().dictionary_encode()
    owners = pc.list_parent_indices(split).to_numpy()
    forms = words.dictionary.to_pylist()
    codes = words.indices.to_numpy()
    spoken = languages_of(forms, codes, owners, len(column.dictionary), language)
    # Each word is looked up once in each language in which it is said.
    pairs, places = np.unique(codes * len(LANGUAGES) + spoken[owners], return_inverse=True)
    plain = np.array(
        [_is_plain(forms[code], LANGUAGES[place]) for code, place in _parted(pairs)], dtype=bool
    )
    # What stands between the words and the end of a text is split off as a word as well.
    is_word = codes != (forms.index("") if "" in forms else -1)
    told = np.zeros(len(column.dictionary), dtype=bool)
    told[owners[is_word]] = True
    told[owners[is_word & ~plain[places]]] = False
    found: np.ndarray = (
        pa.array(told).take(column.indices).fill_null(False).to_numpy(zero_copy_only=False)
    )
    return found


def _parted(pairs: np.ndarray) -> list[tuple[int, int]]:
    return [divmod(pair, len(LANGUAGES)) for pair in pairs.tolist()]


@lru_cache(_MOST_KEPT)
def _is_plain(word: str, language: str) -> bool:
    small = word.lower()
    said = dictionaries.kinds(small, language)
    if small in own_names("name") or small in own_names("firm"):
        return False
    if word != small:
        # It begins a sentence, or is a name there.
        said |= dictionaries.kinds(word, language)
        if NAME in said or small in own_names("name_or_word"):
            return False
    return said == {COMMON} or small in stop_words(language) or small in own_words(language)
