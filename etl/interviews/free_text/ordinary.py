"""Texts of nothing but ordinary words: only these may be quoted.

A name that no column of the file gives is not known to anybody but a dictionary. So every word of
a text has to be one that the dictionary knows and that is nobody's and nothing's name; a word that
it does not know may be one. Rather a text too few is quoted than one with a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.free_text import dictionaries
from etl.interviews.free_text.dictionaries import COMMON, NAME, own_names
from etl.interviews.free_text.words import languages, own_words, stop_words

_SENTENCE = re.compile(r"[.!?…:;\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_KEPT = 1 << 16


def are_ordinary(texts: pa.Array, language: str = "fi") -> np.ndarray:
    """Of each text, whether it is made of ordinary words; None and "" are not.

    Args:
        language: fi, sv, en or nb; of the texts that do not show theirs.
    """
    column = pc.utf8_normalize(texts.cast(pa.string()), form="NFC").dictionary_encode()
    spoken = languages(column.dictionary, language)
    pairs = zip(column.dictionary.to_pylist(), spoken, strict=True)
    told = pa.array([is_ordinary(text, one) for text, one in pairs], pa.bool_())
    found: np.ndarray = told.take(column.indices).fill_null(False).to_numpy(zero_copy_only=False)
    return found


def is_ordinary(text: str, language: str) -> bool:
    """Whether every word of a text is an ordinary one of its language."""
    words = [word for sentence in _SENTENCE.split(text) for word in _WORD.findall(sentence)]
    return bool(words) and all(_is_plain(word, language) for word in words)


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
