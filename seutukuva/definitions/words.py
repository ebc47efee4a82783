"""Lists of words: what words say in headings and answers, names, words that say nothing.

One file a list, ``words/<name>.csv``, and one a language with its own forms of words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from seutukuva import settings
from seutukuva.definitions.model import LANGUAGES
from seutukuva.definitions.reading import rows

_COLUMNS = {
    "heading_words": ("word", "language", "says"),
    "names": ("kind", "names"),
    "personal_headings": ("heading", "language", "holds"),
    "stop_words": ("language", "words"),
    "telling_words": ("says", "language", "words"),
    **dict.fromkeys(LANGUAGES, ("form", "lemma", "is_whole")),
}


def listed(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a list, column → text, in the order of the file.

    Args:
        name: of the file; a language (``fi``) for its own forms, of which it may have none.

    Raises:
        DefinitionError: a list is missing, or has other columns; an empty one would let
            through what it is there to stop.
    """
    return _listed(settings.definitions_folder() / "words", name)


# Of each folder by itself: a test may look at another.
@cache
def _listed(folder: Path, name: str) -> tuple[Mapping[str, str], ...]:
    file = folder / f"{name}.csv"
    if name in LANGUAGES and not file.exists():
        return ()
    return tuple(MappingProxyType(row) for _line, row in rows(file, _COLUMNS[name]))
