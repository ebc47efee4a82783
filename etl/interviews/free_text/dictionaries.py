"""What the dictionaries say of a word: its dictionary form and, of a compound, its parts."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from seutukuva.definitions.words import listed

log = logging.getLogger(__name__)

# Read whole by simplemma it takes ten times the memory and answers ten times as fast: worth it
# only where it has to read every word.
MANY = 5_000
PERSONS = ("etunimi", "sukunimi")
NAMES = (*PERSONS, "paikannimi", "nimi")
# A morpheme of Voikko's: how it stands, and what it comes from; "(+ja)" is an ending.
_MORPHEME = re.compile(r"\+([^+()]*)((?:\([^()]*\))*)")
_NOUN_OF_VERB = "MINEN-infinitive"
# Of its transducer's output: the dictionary form of a morpheme, and any other sign.
_ORIGIN, _TAG = re.compile(r"\[X[pj]\].*?\[X\]"), re.compile(r"\[[^\]]*\]")
_SHORTEST_PART, _MOST_PARTS = 3, 5
# What a word may be.
COMMON, NAME, SUPERLATIVE = "common", "name", "superlative"
# Voikko's class of abbreviations, which are mostly names of firms.
_ABBREVIATION = "lyhenne"


class Reading(NamedTuple):
    """A word that was found; ``is_part`` if only within a compound."""

    word: str
    is_part: bool


def read(
    forms: Iterable[str], language: str, own: Mapping[str, str], whole: Collection[str]
) -> dict[str, tuple[Reading, ...]]:
    """The dictionary form of each form, then its parts; nothing for a name of a person.

    Args:
        forms: distinct words as they stand.
        language: fi, sv, en or nb.
        own: forms with their dictionary forms, which go before any dictionary.
        whole: words that are not split further.
    """
    found: dict[str, tuple[Reading, ...]] = {}
    unknown: list[str] = []
    has_voikko = language == "fi" and voikko() is not None
    for form in forms:
        known = own.get(form.lower())
        one = analysed(known or form, whole, known or "") if has_voikko else None
        if not known and one and own.get(one[0].word, one[0].word) != one[0].word:
            # "hitsareita" is of "hitsari", which the list takes for "hitsaaja".
            known = own[one[0].word]
            one = analysed(known, whole, known)
        if known and not one:
            one = (Reading(known, False),)
        if one is None:
            unknown.append(form)
        else:
            found[form] = one
    found.update(_looked_up(unknown, language, has_voikko))
    return found


def analysed(form: str, whole: Collection[str], known: str = "") -> tuple[Reading, ...] | None:
    """What Voikko says of a Finnish word; None if it does not know it, or is not installed.

    A word that can only be somebody's name is known, and says nothing.

    Args:
        known: its dictionary form, where that has been said already.
    """
    analyses = _analyses(form)
    if known:
        analyses = [one for one in analyses if one.get("BASEFORM", "").lower() == known]
    if not analyses:
        return None
    common = [one for one in analyses if one.get("CLASS") not in NAMES]
    if not common and all(one.get("CLASS") in PERSONS for one in analyses):
        return ()
    best = min(common or analyses, key=lambda one: _unlikely(one, form.lower()))
    lemma = best.get("BASEFORM", form).lower()
    inner = [] if lemma in whole else _parts(best.get("WORDBASES", ""), lemma, whole)
    if best.get("MOOD") == _NOUN_OF_VERB:
        inner, lemma = [lemma, *inner], _noun_of_verb(best, lemma)
    return (Reading(lemma, False), *(Reading(one, True) for one in inner if one != lemma))


def base_forms(form: str) -> frozenset[str]:
    """Every dictionary form that Voikko finds for a word, in small letters."""
    return frozenset(one["BASEFORM"].lower() for one in _analyses(form) if "BASEFORM" in one)


def kinds(form: str, language: str) -> set[str]:
    """What a word may be: ``COMMON``, ``NAME``, ``SUPERLATIVE``; empty for an unknown one.

    Args:
        form: as it stands: "nokia" is soot, "Nokia" is a town too.
    """
    if language == "fi" and voikko() is not None:
        return {_kind(one) for one in _analyses(form)}
    try:
        lemma = _lookup().get_lemma(form, language)
    except MemoryError:
        # Not known, then.
        return set()
    if lemma is None:
        return set()
    is_name = lemma != lemma.lower() or lemma in own_names("name")
    return {NAME if is_name else COMMON}


@cache
def own_names(kind: str) -> frozenset[str]:
    """Names that dictionaries take for words, in small letters.

    Args:
        kind: name (of persons), name_or_word (of persons, and words too), firm.
    """
    rows = (row for row in listed("names") if row["kind"] == kind)
    return frozenset(name for row in rows for name in row["names"].split())


def _kind(analysis: Mapping[str, str]) -> str:
    if analysis.get("CLASS") in (*NAMES, _ABBREVIATION):
        return NAME
    return SUPERLATIVE if analysis.get("COMPARISON") == "superlative" else COMMON


@cache
def voikko() -> Any:
    """Voikko with its Finnish dictionary; None where either is not installed."""
    try:
        import libvoikko

        return libvoikko.Voikko("fi")
    except (ImportError, OSError) as error:
        log.info("Voikko is not installed: %s", error)
    except Exception as error:
        # Its own error, when the library is there and the dictionary is not.
        log.info("Voikko has no Finnish dictionary: %s", error)
    return None


def _analyses(form: str) -> list[dict[str, str]]:
    reader = voikko()
    if reader is None:
        return []
    found: list[dict[str, str]] = reader.analyze(form)
    if not found and form != form.lower():
        found = reader.analyze(form.lower()) or reader.analyze(form.capitalize())
    return found


def _unlikely(analysis: dict[str, str], form: str) -> tuple[bool, int, bool]:
    """The less, the likelier: what answers speak of has a noun; "osto + voima", not "voi + ma"."""
    is_noun = analysis.get("CLASS") == "nimisana" or analysis.get("MOOD") == _NOUN_OF_VERB
    parts = len(_morphemes(analysis.get("WORDBASES", "")))
    return not is_noun, parts, analysis.get("BASEFORM", "").lower() != form


def _noun_of_verb(analysis: dict[str, str], lemma: str) -> str:
    """ "osaaminen" of "osaamista", which Voikko takes for a form of "osata"."""
    stem, ending, _rest = analysis.get("FSTOUTPUT", "").partition("[Tn4]")
    letters = _TAG.sub("", _ORIGIN.sub("", stem))
    return f"{letters}minen" if ending and letters else lemma


def _morphemes(bases: str) -> list[tuple[str, str]]:
    """How each morpheme stands, and what it comes from: "" for a letter between two."""
    return [
        (stands, origin[1:].partition(")")[0].replace("=", ""))
        for stands, origin in _MORPHEME.findall(bases)
    ]


def _atoms(bases: str, lemma: str) -> list[tuple[str, str]]:
    """The parts of a compound: how each stands within it, and its dictionary form."""
    atoms: list[tuple[str, str]] = []
    for stands, origin in _morphemes(bases):
        if stands == "-":
            continue
        if origin and not origin.startswith("+"):
            atoms.append((stands, origin))
        elif atoms:
            # An ending makes another word of it: "kuljetta" + "ja".
            before, _base = atoms[-1]
            ending = origin[1:]
            base = stands if stands.endswith(ending) else ending
            atoms[-1] = (before + stands, before + base)
    if atoms:
        ahead = "".join(stands for stands, _base in atoms[:-1])
        rest = lemma.replace("-", "")[len(ahead) :]
        atoms[-1] = (atoms[-1][0], rest or atoms[-1][1])
    return [(stands.lower(), base.lower()) for stands, base in atoms]


def _joined(atoms: list[tuple[str, str]]) -> tuple[str, str]:
    ahead = "".join(stands for stands, _base in atoms[:-1])
    return ahead + atoms[-1][0], ahead + atoms[-1][1]


def _parts(bases: str, lemma: str, whole: Collection[str]) -> list[str]:
    """The parts of a compound and what they make together, the word itself left out."""
    atoms = _merged(_atoms(bases, lemma), whole)
    if not 2 <= len(atoms) <= _MOST_PARTS:
        return []
    spans = [
        atoms[begin:end]
        for begin in range(len(atoms))
        for end in range(begin + 1, len(atoms) + 1)
        if end - begin < len(atoms)
    ]
    found = (_joined(span)[1] for span in spans)
    return list(dict.fromkeys(one for one in found if len(one) >= _SHORTEST_PART))


def _merged(atoms: list[tuple[str, str]], whole: Collection[str]) -> list[tuple[str, str]]:
    """Parts that make one of the whole words together count as one, the longest first."""
    merged: list[tuple[str, str]] = []
    at = 0
    while at < len(atoms):
        for end in range(len(atoms), at, -1):
            one = _joined(atoms[at:end])
            if end == at + 1 or one[1] in whole:
                merged.append(one)
                at = end
                break
    return merged


def _looked_up(forms: list[str], language: str, is_second: bool) -> dict[str, tuple[Reading, ...]]:
    """What simplemma says. Where it comes second, a word in capitals is a name: it stays."""
    asked = [form for form in forms if not (is_second and form[0].isupper())]
    found: dict[str, tuple[Reading, ...]] = {
        form: (Reading(form.lower(), False),) for form in forms
    }
    if not asked:
        return found
    lemmatize = _simplemma(len(asked) >= MANY).lemmatize
    try:
        for form in asked:
            found[form] = (Reading(lemmatize(form.lower(), lang=language).lower(), False),)
    except MemoryError:
        # A few words that stay as they stand are no reason to refuse a file.
        log.warning("no memory for the dictionary of %s: its words stay as they stand", language)
    return found


@cache
def _simplemma(many: bool) -> Any:
    # A second to import and read: only where a word needs it.
    from simplemma import Lemmatizer
    from simplemma.strategies import DefaultStrategy

    return Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=not many))


@cache
def _lookup() -> Any:
    # What simplemma has in its lists; nothing that it would guess.
    from simplemma.strategies import DictionaryLookupStrategy
    from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

    return DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)
