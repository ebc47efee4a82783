"""What makes the name of a firm the same as another: without its legal form and remarks."""

from __future__ import annotations

import re
import unicodedata

from seutukuva.interviews import keys

# In brackets; and forms that are written with signs: "T:mi", "A/S", "Oy:n".
_REMARK = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|\bt[:.]mi\b|\ba[/.]s\b|(?<=\b(?:oy|ab)):\w+", re.IGNORECASE
)
# Without its ring a word can be a form: "Salong Åsa", "Ås Bygg".
_RINGED = re.compile(r"\w*å\w*", re.IGNORECASE)
# Of Finland, Sweden and Norway, as keys; "Julkinen osakeyhtiö" and the like are two words of it.
LEGAL_FORMS = frozenset(
    (
        *("oy", "oyj", "ab", "abp", "ky", "kb", "ay", "hb", "tmi", "osk", "ek", "ry", "rf"),
        *("as", "asa", "ans", "da", "enk", "sa", "nuf", "ltd", "osakeyhtio", "aktiebolag"),
        *("julkinen", "publikt", "avoin", "yhtio", "kommandiittiyhtio", "toiminimi", "osuuskunta"),
        *("kommanditbolag", "oppet", "bolag", "firma", "andelslag", "aksjeselskap"),
    )
)


def key(name: str) -> str:
    """A firm's name as ``keys.key`` writes it, its words in order, without what others leave out.

    "Kivinen", "Oy Kivinen Ab" and "Kivinen Oy (toimipiste)" are one firm; of a name that is
    nothing else, all of it counts.
    """
    whole = keys.key(name)
    plain = keys.key(_REMARK.sub(" ", name))
    ringed = {keys.key(word) for word in _RINGED.findall(unicodedata.normalize("NFC", name))}
    words = [word for word in plain.split() if word in ringed or word not in LEGAL_FORMS]
    return " ".join(words) or whole
