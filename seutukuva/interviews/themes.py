"""Themes of free text: which words belong to them, and who has said any of these.

The programme's own list (``interviews.toml``) and what the group has made of it since. A word of
a theme is a dictionary form; it matches a word of an answer, or a part of a compound in it:
"pula" matches "osaajapula". ``*`` stands for any letters. Nothing here reads a dictionary: the
words of answers were brought into their dictionary form when their file was accepted.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from os.path import commonprefix
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from seutukuva import access, definitions, records, settings, store
from seutukuva.definitions import LANGUAGES
from seutukuva.definitions.interviewing import TextTheme
from seutukuva.errors import InvalidRecord
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.theme_lists import Change, History
from seutukuva.texts import _

KIND = "theme_words"
# Letters besides ``*``: fewer would match what nobody meant.
SHORTEST_BESIDE_STAR, SHORTEST = 3, 2
LONGEST, MOST = 60, 300
# What a proposal shares with the word it is proposed for, at the least.
_ALIKE = 4
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
OWN = "own_"
Listed = dict[str, TextTheme]
MENTION_COLUMNS = ["batch", "response", "question", "theme"]


def listed(as_of: int | None = None) -> dict[str, TextTheme]:
    """The themes as of a row of the log: those of the programme, then the group's own.

    Raises:
        RecordsError: the log cannot be read.
        AccessRefused: not here.
    """
    access.require_kind(KIND)
    if as_of is not None:
        return changed(definitions.load().interviewing.themes, _rows(as_of))
    head, programme = store.current_head(), settings.programme_id()
    return dict(
        _listed(str(settings.data_folder()), head, programme, definitions.load().fingerprint)
    )


# A page asks for them once a theme.
@lru_cache(maxsize=4)
def _listed(folder: str, head: records.Head, programme: str, fingerprint: str) -> Listed:
    return changed(definitions.load().interviewing.themes, _rows(None))


def history(as_of: int | None = None) -> History:
    """The programme's themes, and every list of words that the group made until a row of the log.

    Raises:
        RecordsError, AccessRefused: as `listed`.
    """
    access.require_kind(KIND)
    own = definitions.load().interviewing.themes
    programme = settings.programme_id()
    rows = store.run("records/theme_words_history", programme=programme, as_of=as_of)
    changes = []
    for row in rows.dropna(subset="theme").to_dict("records"):
        theme = str(row["theme"])
        made = {} if row["is_withdrawn"] else changed(own, [row])
        changes.append(Change(int(row["seq"]), theme, made.get(theme, own.get(theme))))
    return History(own, changes)


def records_of() -> dict[str, str]:
    """The standing record of each theme that the group has changed or begun."""
    return {str(row["theme"]): str(row["id"]) for row in _rows(None)}


def _rows(as_of: int | None) -> list[dict[Any, Any]]:
    rows = store.run("records/theme_words", programme=settings.programme_id(), as_of=as_of)
    return rows.to_dict("records")


def changed(
    own: Mapping[str, TextTheme], rows: Iterable[Mapping[Any, Any]]
) -> dict[str, TextTheme]:
    """The programme's themes with what the group has made of them.

    Args:
        rows: of ``queries/records/theme_words.sql``.
    """
    found = dict(own)
    for row in rows:
        theme, words = str(row["theme"]), words_of(str(row["words"]))
        before = own.get(theme)
        titles = dict.fromkeys(LANGUAGES, str(row["title"]))
        found[theme] = TextTheme(
            id=theme,
            title=before.title if before else MappingProxyType(titles),
            words=tuple(words),
            development_areas=before.development_areas if before else (),
        )
    return found


def record_id(theme: str) -> str:
    """The record of a theme: the same on every computer, another in another programme."""
    return hashlib.sha256(f"{KIND}\n{settings.programme_id()}\n{theme}".encode()).hexdigest()


def words_of(text: str) -> list[str]:
    """The words of a list, one a line or with commas between them; each once, as first written."""
    plain = unicodedata.normalize("NFC", text).lower()
    words = (" ".join(word.split()) for word in re.split(r"[\n,;]", plain))
    return list(dict.fromkeys(word for word in words if word))


def problems(words: Sequence[str]) -> list[str]:
    """Sentences on words that can match nothing, or far too much."""
    if len(words) > MOST:
        return [_("A theme has at most {n} words.").format(n=MOST)]
    return [told for word in words if (told := _problem(word))]


def _problem(word: str) -> str:
    if " " in word:
        return _("“{word}”: write single words. Words that stand apart are not matched.").format(
            word=word[:LONGEST]
        )
    letters = word.replace("*", "")
    if len(word) > LONGEST or not _WORD.fullmatch(letters):
        return _("“{word}” is not a word.").format(word=word[:LONGEST])
    if "*" in word and len(letters) < SHORTEST_BESIDE_STAR:
        return _("“{word}”: write at least {n} letters beside *.").format(
            word=word, n=SHORTEST_BESIDE_STAR
        )
    if len(letters) < SHORTEST:
        return _("“{word}” is not a word.").format(word=word)
    return ""


def completed(body: Mapping[str, Any], themes: Mapping[str, TextTheme]) -> dict[str, Any]:
    """What was typed of a theme, as it is stored: clean words, and the id of a new theme.

    Args:
        body: title, words, theme (empty: a new one).
        themes: those there are.

    Raises:
        InvalidRecord: holds a sentence for each word that can match nothing.
    """
    words = words_of(str(body.get("words") or ""))
    told = [("words", one) for one in problems(words)]
    theme = body.get("theme") or ""
    title = " ".join(str(body.get("title") or "").split())
    if not theme and title:
        theme = _fresh_id(title)
        names = {name.casefold() for one in themes.values() for name in one.title.values()}
        if theme in themes or title.casefold() in names:
            told.append(("title", _("There is a theme of this name: change its words instead.")))
    if told:
        raise InvalidRecord(KIND, told)
    return {"title": title, "words": "\n".join(words), "theme": theme or None}


def _fresh_id(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return OWN + (re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "theme")[:60]


def matching(words: Iterable[str], wanted: Collection[str]) -> set[str]:
    """Which of the words one of the wanted words matches; ``*`` stands for any letters."""
    known = set(words)
    exact = known.intersection(wanted)
    pattern = _pattern(frozenset(word for word in wanted if "*" in word))
    return exact | {word for word in known if pattern.fullmatch(word)} if pattern else exact


@lru_cache(maxsize=256)
def _pattern(wanted: frozenset[str]) -> re.Pattern[str] | None:
    if not wanted:
        return None
    # A star after a star would be read in time that grows with the square of a word.
    parts = (re.split(r"\*+", word) for word in sorted(wanted))
    return re.compile("|".join(".*".join(map(re.escape, one)) for one in parts))


def mentions(words: pd.DataFrame, themes: Mapping[str, TextTheme]) -> pd.DataFrame:
    """Which responses speak of which theme, in which question.

    Args:
        words: batch, response, question, word; a firm has one response in it.

    Returns:
        batch, response, question, theme; each once, in this order.
    """
    codes, known = pd.factorize(words["word"])
    parts = []
    for theme in themes.values():
        told = matching(known, theme.words)
        hits = np.fromiter((word in told for word in known), bool, len(known))[codes]
        parts.append(words.loc[hits, MENTION_COLUMNS[:3]].assign(theme=theme.id))
    found = pd.concat(parts) if parts else words.iloc[:0].assign(theme="")
    distinct = found[MENTION_COLUMNS].drop_duplicates()
    return distinct.sort_values(MENTION_COLUMNS, ignore_index=True)


def told_by_word(words: pd.DataFrame, wanted: Iterable[str], rounding: Rounding) -> dict[str, int]:
    """How many firms have said each wanted word, or one that it matches, rounded at random.

    Words that the same firms say are as many: patterns of one word cannot be averaged.

    Args:
        words: word, firm_key.
    """
    distinct = words[["word", "firm_key"]].drop_duplicates()
    known = distinct["word"].unique()
    told = {}
    for one in wanted:
        firms = distinct.loc[distinct["word"].isin(matching(known, [one])), "firm_key"].unique()
        who = int(rounding.marks(firms).sum(dtype=np.uint64))
        near, further = rounding.draws(2, "word", who)
        told[one] = int(rounding.told([len(firms)], near, np.array([further]))[0])
    return told


def proposals(
    wanted: Iterable[str], words: pd.DataFrame, least: int, most: int = 3
) -> dict[str, list[str]]:
    """Words of the answers that begin as a wanted one does: it may have been no dictionary form.

    Args:
        wanted: words that few or none of the answers hold.
        words: word, firm_key.
        least: firms that must have said a word for it to be proposed: a rarer one might tell of
            a firm.
        most: proposals a word, the likest first.
    """
    firms = words[["word", "firm_key"]].drop_duplicates()["word"].value_counts()
    common = {str(word): int(n) for word, n in firms[firms >= least].items()}
    return {
        word: sorted(near, key=lambda one: (-len(commonprefix([word, one])), -common[one], one))[
            :most
        ]
        for word in wanted
        if "*" not in word
        and (near := [one for one in common if one != word and _is_alike(word, one)])
    }


def _is_alike(word: str, other: str) -> bool:
    shared = len(commonprefix([word, other]))
    return shared >= _ALIKE and 2 * shared > max(len(word), len(other))


def shared_words(themes: Mapping[str, TextTheme], theme: str) -> dict[str, list[str]]:
    """Words of a theme that stand in another as well, with the ids of the others."""
    others = {
        word: [
            one.id
            for one in themes.values()
            if one.id != theme and (word in one.words or matching([word], one.words))
        ]
        for word in (themes[theme].words if theme in themes else ())
    }
    return {word: ids for word, ids in others.items() if ids}
