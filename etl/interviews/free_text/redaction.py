"""Free text without what reaches a person, before anybody but its uploader sees it.

E-mail addresses, telephone, identity and account numbers by their signs
(``seutukuva.interviews.redacted``); persons by the names that the same file gives of its contacts
and interviewers, in any of their forms. Each becomes a mark such as "[email]".

What this does not find: persons that no column names, and names that are spelled otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.free_text import names as naming
from etl.interviews.free_text.names import Names
from seutukuva.interviews import redacted

# What a sign needs to be there at all: most texts have neither, and are not read further.
_SIGNS = r"@|\(a|\[a|\(ä|\[ä|\(miu|[.]\S+\s(?:at|ät)\s|linkedin|[0-9](?:[^0-9]{0,4}[0-9]){5}"
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]"
_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_LETTERS = r"[^\p{L}\p{M}]+"
_MARK = re.compile("|".join(re.escape(mark) for mark in redacted.MARKS.values()))
# "Matti Virtanen" and "Anna-Liisa" are one person; "M. Virtanen" and "Matti V." are somebody.
_BETWEEN = re.compile(r"[ \u00a0]?[-\u2010\u2011]?[ \u00a0]?")
_INITIALS_BEFORE = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ \u00a0]?){1,3}$")
_INITIAL_AFTER = re.compile(r"[ \u00a0][A-ZÅÄÖÆØÉ]\.(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Redacted:
    """Texts as they may be stored, in their order, and how many marks of each kind they hold."""

    texts: pa.Array
    counts: Mapping[str, int]


def counted(
    texts: Sequence[str | None] | pa.Array | pa.ChunkedArray, names: Collection[str]
) -> Redacted:
    """The texts with marks in the place of what reaches a person; None stays None.

    Each distinct text is read once; the time grows with the letters of all of them.

    Args:
        names: of persons, as the file gives them: "Matti Virtanen", "Virtanen, Matti".
    """
    column = texts if isinstance(texts, pa.ChunkedArray | pa.Array) else pa.array(texts, "string")
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    encoded = column.cast(pa.string()).dictionary_encode()
    distinct = pc.utf8_normalize(encoded.dictionary, form="NFC")
    distinct = pc.replace_substring_regex(distinct, _UNSEEN, "")
    clean = distinct.to_pylist()
    for at in _places(pc.match_substring_regex(distinct, _SIGNS, ignore_case=True)):
        clean[at] = redacted.marked(clean[at])
    _without_names(clean, _names(frozenset(names)))
    # What is unseen alone is no reason to tell of a redaction: only marks are counted.
    counts = _counts(encoded, clean)
    return Redacted(pa.array(clean, pa.string()).take(encoded.indices), counts)


@lru_cache(maxsize=4)
def _names(names: frozenset[str]) -> Names:
    # A file is read column by column, with the same names each time.
    return Names(names)


def _places(mask: pa.Array) -> list[int]:
    found: list[int] = pc.indices_nonzero(mask).to_pylist()
    return found


def _counts(encoded: pa.DictionaryArray, clean: list[str]) -> dict[str, int]:
    kinds = {mark: kind for kind, mark in redacted.MARKS.items()}
    marked = [at for at, text in enumerate(clean) if "[" in text]
    times = dict.fromkeys(marked, 0)
    for value in pc.value_counts(encoded.indices.drop_null()).to_pylist() if marked else []:
        if value["values"] in times:
            times[value["values"]] = value["counts"]
    counts: Counter[str] = Counter()
    for at in marked:
        for mark in _MARK.findall(clean[at]):
            counts[kinds[mark]] += times[at]
    return dict(counts)


def _without_names(texts: list[str], names: Names) -> None:
    """Take the names out of texts, in their place in the list."""
    if not names or not texts:
        return
    plain = pc.replace_substring_regex(pa.array(texts, "string"), _NOT_LETTERS, " ")
    split = pc.utf8_split_whitespace(plain)
    tokens = split.flatten().dictionary_encode()
    told = [names.said_by(token) is not None for token in tokens.dictionary.to_pylist()]
    hits = pa.array(told, pa.bool_()).take(tokens.indices)
    for at in pc.unique(pc.list_parent_indices(split).filter(hits)).to_pylist():
        texts[at] = without_names(texts[at], names)


def without_names(text: str, names: Names) -> str:
    """A text with the mark of a name in the place of every name."""
    spans = _widened(text, _spans(text, names))
    parts, at = [], 0
    for begin, end in spans:
        parts += [text[at:begin], redacted.MARKS["name"]]
        at = end
    return "".join([*parts, text[at:]])


def _spans(text: str, names: Names) -> list[tuple[int, int]]:
    """Where names stand: by themselves, or two of one person beside each other."""
    marks = [match.span() for match in _MARK.finditer(text)]
    found: list[tuple[int, int]] = []
    before: tuple[tuple[int, int], naming.Said] | None = None
    for match in _LETTERS.finditer(text):
        span = match.span()
        said = None if any(begin <= span[0] < end for begin, end in marks) else _said(match, names)
        if said is None:
            before = None
            continue
        beside = before and _BETWEEN.fullmatch(text, before[0][1], span[0])
        is_pair = bool(before and beside and naming.is_one_person(before[1], said))
        if before and is_pair and before[0] not in found:
            found.append(before[0])
        if said.is_alone or is_pair:
            found.append(span)
        before = (span, said)
    return found


def _said(match: re.Match[str], names: Names) -> naming.Said | None:
    return names.said_by(match[0])


def _widened(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """With the initials beside them; names beside each other are one person."""
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and _BETWEEN.fullmatch(text, joined[-1][1], begin):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    found = []
    for begin, end in joined:
        initials = _INITIALS_BEFORE.search(text, max(0, begin - 12), begin)
        after = _INITIAL_AFTER.match(text, end)
        found.append((initials.start() if initials else begin, after.end() if after else end))
    return found
