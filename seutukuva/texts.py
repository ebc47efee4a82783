"""The interface's words: gettext catalogues, Finnish first.

Messages are written in English in the code and looked up in ``locale/<language>.po``. The
language belongs to one run of a page, so two people never see each other's.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import SupportsFloat

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from seutukuva import formats

LANGUAGES = {"fi": "Suomi", "sv": "Svenska", "en": "English", "nb": "Norsk bokmål"}
DEFAULT = "fi"
LOCALE_FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def use(language: str) -> None:
    """Speak this language for the rest of this run; an unknown one means the default."""
    _language.set(language if language in LANGUAGES else DEFAULT)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language meanwhile: for a file in a language of one's own choice."""
    before = _language.set(language if language in LANGUAGES else DEFAULT)
    try:
        yield
    finally:
        _language.reset(before)


def language() -> str:
    """The language of this run: a key of ``LANGUAGES``."""
    return _language.get()


def _(message: str) -> str:
    """A message in the language of this run."""
    return translations(_language.get()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """A message in the form that goes with a number."""
    return translations(_language.get()).ngettext(singular, plural, n)


def number(value: SupportsFloat | None, decimals: int = 0, *, signed: bool = False) -> str:
    """A number as the language of this run writes it; see ``formats.number``."""
    return formats.number(value, decimals, _language.get(), signed=signed)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark a message for the catalogues without translating it here."""
    return message


def translator(language: str) -> Callable[[str], str]:
    """A gettext function of one language, for what runs outside a page."""
    return translations(language).gettext


@lru_cache(maxsize=8)
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English is what the code says."""
    file = LOCALE_FOLDER / f"{language}.po"
    if not file.exists():
        return gettext.NullTranslations()
    with file.open("rb") as handle:
        catalogue = read_po(handle, locale=language)
    # Compiled in memory, so that no build step stands between an edited text and the page.
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
