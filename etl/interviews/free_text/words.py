"""Dictionary forms of the words of free text, with the parts of compounds.

Only ever in the process that reads an upload: a dictionary takes seconds and memory. Finnish
words are read by Voikko where the library and its dictionary are installed; words that it does
not know, and words of other languages, by simplemma. ``data/definitions/words/`` goes first:
spoken forms, words that a dictionary splits or reads wrongly, and the words that say nothing.

A text is taken for the language whose small words it holds most of, and for the language asked
for where it holds none: an answer of two words has the language of the interview.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.free_text import dictionaries
from etl.interviews.free_text.dictionaries import Reading
from seutukuva.definitions.words import listed
from seutukuva.interviews import redacted

LANGUAGES = ("fi", "sv", "en", "nb")
SCHEMA = pa.schema([("text_index", pa.int32()), ("word", pa.string()), ("is_part", pa.bool_())])
SHORTEST, LONGEST = 2, 60
# Marks of what was taken out, signs that are not seen, and whatever is not of a word.
_MARKS = "|".join(f"\\[{mark[1:-1]}\\]" for mark in redacted.MARKS.values())
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]"
_BETWEEN = "[^\\p{L}\\p{M}\\p{N}\\-\u2010\u2011'\u2019:]+"
_EDGES = "-\u2010\u2011'\u2019:"


def lemmas(
    texts: Sequence[str | None] | pa.Array | pa.ChunkedArray, language: str = "fi"
) -> pa.Table:
    """The words of texts in their dictionary forms.

    Args:
        texts: redacted already; None and "" have no words.
        language: fi, sv, en or nb; of the texts that do not show theirs.

    Returns:
        text_index (place of the text, from 0), word (in small letters), is_part (found only
        within a compound). Each word once a text, in the order of texts and words; words that
        say nothing ("and", "on") are left out.
    """
    column = _strings(texts).dictionary_encode()
    tokens, owners = _tokens(column.dictionary)
    found = tokens.dictionary_encode()
    codes = found.indices.to_numpy(zero_copy_only=False)
    forms = found.dictionary.to_pylist()
    spoken = languages_of(forms, codes, owners, len(column.dictionary), language)
    pairs, inverse = _numbered(codes * len(LANGUAGES) + spoken[owners])
    words, starts, lengths, parts = _read(forms, pairs)
    each = _spread(starts[inverse], lengths[inverse])
    texts_of = np.repeat(owners, lengths[inverse])
    rows = _distinct(texts_of, each, parts, words)
    return _of_texts(column, *rows)


def of_answers(
    responses: Sequence[int] | pa.Array,
    questions: Sequence[str] | pa.Array,
    texts: Sequence[str | None] | pa.Array | pa.ChunkedArray,
    language: str = "fi",
) -> pa.Table:
    """``lemmas`` of the answers in free text: response, question, word, is_part.

    Args:
        responses: of each text, its response.
        questions: of each text, its question.
    """
    found = lemmas(texts, language)
    at = found["text_index"]
    return pa.table(
        {
            "response": pa.array(responses, pa.int32()).take(at),
            "question": pa.array(questions, pa.string()).take(at),
            "word": found["word"],
            "is_part": found["is_part"],
        }
    )


def _strings(texts: Sequence[str | None] | pa.Array | pa.ChunkedArray) -> pa.Array:
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if not isinstance(texts, pa.Array):
        texts = pa.array(texts, pa.string())
    return texts.cast(pa.string())


def _tokens(texts: pa.Array) -> tuple[pa.Array, np.ndarray]:
    """The words as they stand and, of each, the place of its text."""
    plain = pc.utf8_normalize(texts, form="NFC")
    plain = pc.replace_substring_regex(plain, _MARKS, " ")
    plain = pc.replace_substring_regex(plain, _UNSEEN, "")
    plain = pc.replace_substring_regex(plain, _BETWEEN, " ")
    split = pc.utf8_split_whitespace(plain)
    tokens = pc.utf8_trim(split.flatten(), _EDGES)
    owners = pc.list_parent_indices(split)
    long = pc.utf8_length(tokens)
    told = pc.and_(pc.greater_equal(long, SHORTEST), pc.less_equal(long, LONGEST))
    told = pc.and_(told, pc.match_substring_regex(tokens, r"\p{L}"))
    return tokens.filter(told), owners.filter(told).to_numpy(zero_copy_only=False)


@cache
def own_words(language: str) -> dict[str, str]:
    """Forms with their dictionary forms: what the project knows better than a dictionary."""
    return {row["form"]: row["lemma"] for row in listed(language)}


@cache
def whole_words(language: str) -> frozenset[str]:
    """Words that are one part however they are made: ``työvoima`` is not about ``voima``."""
    return frozenset(row["lemma"] for row in listed(language) if row["is_whole"] == "yes")


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words that say nothing by themselves, as they stand and in dictionary form."""
    rows = (row for row in listed("stop_words") if row["language"] == language)
    return frozenset(word for row in rows for word in row["words"].split())


def languages_of(
    forms: list[str], codes: np.ndarray, owners: np.ndarray, texts: int, language: str
) -> np.ndarray:
    """The language of each text: that of whose small words it holds most.

    Args:
        forms: words as they stand.
        codes: of each word of the texts, its place among the forms.
        owners: of each word of the texts, its text.
        texts: how many.
        language: where a text does not show it.

    Returns:
        Places in ``LANGUAGES``.
    """
    small = [form.lower() for form in forms]
    counts = np.zeros((len(LANGUAGES), texts))
    for place, one in enumerate(LANGUAGES):
        told = np.fromiter((form in stop_words(one) for form in small), bool, len(small))
        counts[place] = np.bincount(owners[told[codes]], minlength=texts)
    # Equal counts: the language asked for, then the order of the list.
    counts[LANGUAGES.index(language)] += 0.5
    return counts.argmax(axis=0) if texts else np.zeros(0, int)


def _read(
    forms: list[str], pairs: np.ndarray
) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """What each form says in its language.

    Returns:
        The distinct words; of each pair, where its words begin in the last list and how many
        they are; that list: twice the place of the word, and one more for a part.
    """
    readings: list[tuple[Reading, ...]] = [()] * len(pairs)
    for place, language in enumerate(LANGUAGES):
        own = np.flatnonzero(pairs % len(LANGUAGES) == place)
        told = [forms[pair // len(LANGUAGES)] for pair in pairs[own]]
        for at, one in zip(own, _readings(told, language), strict=True):
            readings[at] = one
    words = sorted({reading.word for reading in chain.from_iterable(readings)})
    places = {word: place for place, word in enumerate(words)}
    lengths = np.fromiter(map(len, readings), np.int64, len(readings))
    flat = (2 * places[one.word] + one.is_part for one in chain.from_iterable(readings))
    return words, np.cumsum(lengths) - lengths, lengths, np.fromiter(flat, np.int64, lengths.sum())


def _readings(forms: list[str], language: str) -> list[tuple[Reading, ...]]:
    stops = stop_words(language)
    asked = list(dict.fromkeys(form for form in forms if form.lower() not in stops))
    read = dictionaries.read(asked, language, own_words(language), whole_words(language))
    return [
        tuple(
            one for one in read.get(form, ()) if one.word not in stops and len(one.word) >= SHORTEST
        )
        for form in forms
    ]


def _numbered(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct keys in order, and of each key its place among them; keys are small."""
    there = np.zeros(keys.max(initial=-1) + 1, bool)
    there[keys] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[keys]


def _spread(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """The numbers ``start … start + length - 1`` of each, one after another."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths - starts, lengths)


def _distinct(
    texts: np.ndarray, each: np.ndarray, parts: np.ndarray, words: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    # A word that stands by itself as well is no mere part: the smaller of the two keys.
    keys = np.sort(texts.astype(np.int64) * (2 * len(words)) + parts[each])
    word_keys = keys // 2
    first = np.ones(len(keys), bool)
    first[1:] = word_keys[1:] != word_keys[:-1]
    kept = keys[first]
    return kept // max(2 * len(words), 1), kept // 2 % max(len(words), 1), kept % 2 == 1, words


def _of_texts(
    column: pa.DictionaryArray,
    texts: np.ndarray,
    places: np.ndarray,
    is_part: np.ndarray,
    words: list[str],
) -> pa.Table:
    """From distinct texts to every text that says the same."""
    own = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    counts = np.bincount(texts, minlength=len(column.dictionary))
    begins = np.append(np.cumsum(counts) - counts, 0)
    # The last begins nowhere and holds nothing: a text that is None.
    lengths = np.append(counts, 0)[own]
    rows = _spread(begins[own], lengths)
    word = pa.DictionaryArray.from_arrays(places[rows].astype(np.int32), pa.array(words, "string"))
    return pa.table(
        [
            pa.array(np.repeat(np.arange(len(own), dtype=np.int32), lengths)),
            word.cast(pa.string()),
            pa.array(is_part[rows]),
        ],
        schema=SCHEMA,
    )
