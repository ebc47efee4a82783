"""Is the name of an implementer a person's or a sole trader's? Those names are nobody's to keep.

Where it cannot be known the name counts as a person's: an organisation that is left out can be
told in the definitions of implementers, but a person's name that was stored cannot be taken back.
"""

from __future__ import annotations

import re
from functools import lru_cache

from seutukuva import definitions
from seutukuva.definitions.words import listed

# "T:mi" also where it is glued to the name before it; "aputoiminimi" is another thing.
_TRADER = re.compile(r"\bt\.?mi\b|t:\s?mi\b|\btoiminimi\b|\bf:ma\b", re.IGNORECASE)
# A name with one of these is an organisation's, whatever else it holds.
_ORGANISATION = re.compile(
    r"\b(oy|oyj|ab|abp|ky|kb|ay|hb|osk|ry|rf|r\.y|r\.? f|r\.f|ltd|llc|kk|sr|koy|0y|ely|elyn|ely:n|"
    r"amk|vtt|mtt|thl|spr)\b|(?<!lii)kunta|kunnat\b|kaupun|kuntayhtymä|yhdisty|"
    r"seura\b|seuran\b|säätiö|liitto|virasto|ministeriö|instituut|institute|hallitus|hallinto|"
    r"kamari|akatemia|akademi|yhtiö|konserni|kommun|osuusk|yrittäjät|vankila|puolustusvoima|"
    r"käräjät|tuomiokapituli|kalastusalue|yksikkö|aputoiminimi|yliopi|universit|korkeakoul|"
    r"elinkeino|te-toimisto|työvoima|affärsverk|ympäristöpalvelu|\w{4}toimi\b|delägarlag|"
    r"skifteslag|valtion |stad\b|staden|förening|förbund|högskola|stiftelse|"
    r"samfällighet|teckenspråkiga",
    re.IGNORECASE,
)
# With one of these it is an organisation's, but for a person who is named beside it.
_PLACE = re.compile(
    r"keskus|laitos|koulu(?!tettu|tus)|opisto|lukio|piiri|museo|osasto|yhtymä|toimisto|"
    r"centr|klubb",
    re.IGNORECASE,
)
# An office without a form of company is of whoever it is named after; so are taxis.
_OFFICE = re.compile(r"toimisto\b|\btaksi\b|\btaxi\b|\bvelj", re.IGNORECASE)
# Trades that people ply under their own name.
_SERVICE = re.compile(
    r"palvelu|huolto|korjaamo|urakoint|asennus|hoito|hoitola|terapi|kampaamo|parturi|kaluste|"
    r"verhoomo|ompelimo|markkinointi|kuljetus|rakennus|pintakäsittely",
    re.IGNORECASE,
)
# Words of a trade, and of what firms are called: no part of a person's name.
_TRADE = re.compile(
    r"palvelu|huolto|hoito|hoitola|kauppa|puoti|liike\b|paja\b|asennus|urakoint|rakennus|korjaa|"
    r"fysio|terapi|hieron|hius|kaune|kampaamo|parturi|kahvi|cafe|café|ravintola|pizz|kebab|grilli|"
    r"studio|design|consult|konsult|media|group|finland|lapland|arctic|photo|kuva|tattoo|shop|"
    r"service|sport|team|auto|kone|metalli|sähkö|lasi|kivi\b|puu\b|metsä|talli|koti|siivous|pesula|"
    r"tili|suunnittelu|sisustus|piste\b|center|house|home|beauty|hair|fashion|records|training|"
    r"marketing|markkinointi|tekniikka|technic|technolog|tarvike|kirppis|kaluste|remontti|"
    r"saneera|kuljetus|taksi|taxi|apteekki|leipomo|konditoria|kehitys|promotion|solution|system|"
    r"product|company|software|catering|safari|husky|huskies|kennel|musiikki|music|opera|forum|"
    r"hotel|activit|adventure|action|academy|export|import|express|"
    r"partner|electron|motors|racing|care\b|wellness|spa\b",
    re.IGNORECASE,
)
# Also its genitive: "Meikäläisen konepaja".
_NEN = re.compile(r"..(?:nen|laine|läine|[aeiouyäö]sen)$")
_SURNAME = re.compile(
    r"(?:...la|...lä|.mäki|niemi|järvi|koski|saari|lahti|.ranta|.aho|salo|harju|"
    r"luoma|.oja|kangas|korpi|nurmi|virta|lehto|joki|salmi|.pää|talo|.suo|kallio|vaara|lampi|"
    r"ström|qvist|dahl|fors|..ius|.[aäuo]ppa|.[äy]ppä|kvist|"
    r"berg|mann?|son|lund|gren|blom|stedt|feldt|roos|holm|"
    r"enko|.eva|.ova|.jev|.nov|.rov|.kov)$"
)
# Adjectives and words of a trade that end as surnames do.
_NO_SURNAME = re.compile(
    r"(?:hoitola|ravintola|kahvila|pesula|vankila|kylpylä|asuntola|majala|neuvola|parantola|"
    r"sairaala|villa|gaala|skaala|seula|"
    r"sininen|punainen|iloinen|kultainen|hopeinen|suomalainen|lappilainen|tekninen|teknillinen|"
    r"(?:pohjoi|suomalai|yhtei|itäi|eteläi)sen|koillisen|"
    r"läntisen|pielisen|aalinen|illinen|kansainvälinen|yhteinen|itäinen|läntinen|eteläinen|pohjoinen|"
    r"season|person|fashion|action|reason|horison)$"
)
_GLUED_SURNAME = re.compile(r"[A-ZÅÄÖ]{3}NEN[A-ZÅÄÖ]{3}")
# "J. Meikäläinen", "M.Meikäläinen", "V-P Laine", and two of one name: "T JA E MEIKÄLÄINEN".
_INITIAL = re.compile(r"(?<![\w&])[A-ZÅÄÖ]\.\s?[A-ZÅÄÖ][\w-]{3,}|\b[A-ZÅÄÖ] [A-ZÅÄÖ][\w-]{3,}$")
_COUPLE = re.compile(r"\b[A-ZÅÄÖ] ?(?:&|ja|JA) ?[A-ZÅÄÖ] [A-ZÅÄÖ]\w{3,}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TITLE = re.compile(r"[A-ZÅÄÖ](?:[a-zåäöéèüß]+|[A-ZÅÄÖ]{3,})(?:-[A-ZÅÄÖ][A-ZÅÄÖa-zåäöéü]+)*$")
# Glued to the word before it, a shorter name would be found in any word.
_LEAST_GLUED = 5


def is_person(name: str) -> bool:
    """Whether a name is a sole trader's, or a person's and no organisation's."""
    if _TRADER.search(name):
        return True
    words = _WORD.findall(name)
    if _ORGANISATION.search(name) or not words:
        return False
    if len(words) == 1:
        # A single word can be anything, but for a surname.
        return _is_surname(words[0]) or bool(_GLUED_SURNAME.search(name))
    if _PLACE.search(name):
        return _names_a_person(name, words) and not _ends_with_place(name)
    return _names_a_person(name, words) or _may_be_a_person(name, words)


def _ends_with_place(name: str) -> bool:
    # "Eero Erkon koulu" is a school, but "Kirsi Meikäläisen tilitoimisto" a person's.
    return not name.endswith("toimisto") and any(
        one.end() == len(name) for one in _PLACE.finditer(name)
    )


def _names_a_person(name: str, words: list[str]) -> bool:
    return bool(
        _INITIAL.search(name)
        or _COUPLE.search(name)
        or _has_first_name(words, name)
        or (_OFFICE.search(name) and not _OFFICE.search(words[-1]))
        or (words[-1][0].isupper() and _NEN.search(words[-1].casefold()))
    )


def _may_be_a_person(name: str, words: list[str]) -> bool:
    """Whether a name that tells of no organisation holds what may be a surname."""
    last = words[-1]
    is_named = last[0].isupper() and not _TRADE.search(last) and not _SERVICE.search(last)
    return (
        any(map(_is_surname, words))
        or _is_two_names(words)
        or bool(_GLUED_SURNAME.search(name))
        or (is_named and any(_SERVICE.search(one) for one in words))
    )


def is_called(name: str) -> bool:
    """Whether two words are a person's name for certain: one of them is a first name."""
    words = _WORD.findall(name)
    return len(words) == 2 and any(one.casefold() in _names("name") for one in words)


def _has_first_name(words: list[str], name: str) -> bool:
    """Whether a first name stands beside another word; one that is also a word, before a name."""
    for at, word in enumerate(words):
        own, parts = word.casefold(), word.casefold().split("-")
        if own in _names("name") or parts[0] in _names("name"):
            return True
        if name.isupper() and word != words[-1] and _ends_with_name(own):
            return True
        after = words[at + 1] if at + 1 < len(words) else ""
        also = own in _names("name_or_word") or parts[0] in _names("name_or_word")
        if also and word[0].isupper() and after[:1].isupper() and not _TRADE.search(after):
            return True
    return False


def _ends_with_name(word: str) -> bool:
    # "LOMAMÖKITKYÖSTI MEIKÄLÄINEN": only lists in capitals glue names together.
    starts = range(1, len(word) - _LEAST_GLUED + 1)
    return any(word[start:] in _names("name") for start in starts)


def _is_surname(word: str) -> bool:
    own = word.casefold().split("-")[-1]
    if not word[0].isupper() or _NO_SURNAME.search(own):
        return False
    if _NEN.search(own):
        return True
    is_ordinary = _TRADE.search(own) or _PLACE.search(own) or _SERVICE.search(own)
    if is_ordinary or not _SURNAME.search(own):
        return False
    return own not in _municipalities(definitions.load().fingerprint)


def _is_two_names(words: list[str]) -> bool:
    """Whether two words side by side are written as names are, and are of no trade."""
    are = [
        bool(_TITLE.match(one)) and not _TRADE.search(one) and not _SERVICE.search(one)
        for one in words
    ]
    return any(one and other for one, other in zip(are, are[1:], strict=False))


@lru_cache(maxsize=2)
def _names(kind: str) -> frozenset[str]:
    rows = [row["names"] for row in listed("names") if row["kind"] == kind]
    return frozenset(name for row in rows for name in row.split())


@lru_cache(maxsize=2)
def _municipalities(_fingerprint: str) -> frozenset[str]:
    areas = definitions.load().areas.values()
    return frozenset(one.name["fi"].casefold() for one in areas if one.kind == "municipality")
