"""Messages and definitions say everything in every language, and nothing more."""

from __future__ import annotations

import contextvars
import dataclasses
import re
from collections.abc import Iterator, Mapping

import pytest

from seutukuva import definitions, formats, messages, texts

TRANSLATED = [language for language in texts.LANGUAGES if language != "en"]
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


@pytest.fixture(scope="module", autouse=True)
def collected_once() -> Iterator[None]:
    """The code is searched for messages once, not again for every language."""
    found = messages.collect()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "collect", lambda: found)
        yield


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language: str) -> None:
    assert messages.missing(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_left_over(language: str) -> None:
    used = {message.id for message in messages.collect() if message.id}
    kept = {message.id for message in messages.read(language) if message.id}
    assert kept <= used, "run: make messages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_agree(language: str) -> None:
    for message in messages.read(language):
        if not message.id or not message.string:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        targets = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {name for text in sources for name in PLACEHOLDER.findall(text)}
        for target in targets:
            assert set(PLACEHOLDER.findall(target)) <= wanted, target
        assert {n for t in targets for n in PLACEHOLDER.findall(t)} == wanted, sources


def test_two_runs_do_not_share_a_language() -> None:
    def speak(language: str) -> str:
        texts.use(language)
        return texts.language()

    assert contextvars.copy_context().run(speak, "sv") == "sv"
    assert contextvars.copy_context().run(speak, "en") == "en"
    assert texts.language() == texts.DEFAULT


def test_another_language_is_spoken_meanwhile_whatever_happens() -> None:
    texts.use("sv")
    with texts.speaking("nb"):
        assert texts.language() == "nb"
        with pytest.raises(ZeroDivisionError), texts.speaking("en"):
            assert texts.language() == "en" and 1 / 0
        assert texts.language() == "nb"
    assert texts.language() == "sv"
    with texts.speaking("??"):
        assert texts.language() == texts.DEFAULT


def test_a_number_is_written_in_the_language_of_the_run() -> None:
    def told(language: str) -> list[str]:
        texts.use(language)
        return [
            texts.number(1234.5, 1),
            texts.number(-3, signed=True),
            texts.number(3, signed=True),
        ]

    found = {one: contextvars.copy_context().run(told, one) for one in ("fi", "en")}
    assert found["en"] == ["1,234.5", "\N{MINUS SIGN}3", "+3"]
    for language, written in found.items():
        assert written[0] == formats.number(1234.5, 1, language)
    assert texts.number(None) == formats.number(None)


def test_an_unknown_language_is_the_default() -> None:
    texts.use("xx")
    assert texts.language() == "fi"


# Texts beside the facts


def texts_in(value: object, place: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Every text of the definitions with the place where it stands."""
    if isinstance(value, Mapping):
        if set(value) == set(texts.LANGUAGES):
            yield place, value
            return
        for key, part in value.items():
            yield from texts_in(part, f"{place}.{key}")
    elif isinstance(value, tuple):
        for number, part in enumerate(value, 1):
            yield from texts_in(part, f"{place}[{number}]")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_in(getattr(value, field.name), f"{place}.{field.name}")


DEFINED = dict(texts_in(definitions.load(), ""))
# A text long enough to be a sentence is never the same in two languages.
SENTENCES = {place: text for place, text in DEFINED.items() if text["fi"].endswith(".")}
# Words that belong to one language only, as a sign of a text copied from another.
FOREIGN = {
    "fi": "och är från the of ikke og",
    "sv": "ja ovat tai the of with ikke hvor",
    "en": "ja ovat och är från ikke og hvor",
    "nb": "ovat tai och är från inte the of with af ikkje",
}


def words(text: str) -> set[str]:
    text = PLACEHOLDER.sub("", text)
    return set(re.findall(r"[\w']+", text.lower()))


def test_the_definitions_speak_the_languages_of_the_interface() -> None:
    assert tuple(texts.LANGUAGES) == definitions.LANGUAGES
    assert len(DEFINED) > 1000 and len(SENTENCES) > 300


def test_no_text_is_missing_in_a_language() -> None:
    missing = {
        place: language
        for place, text in DEFINED.items()
        for language in texts.LANGUAGES
        if bool(text[language].strip()) != bool(text["fi"].strip())
    }
    assert missing == {}


def test_no_sentence_is_copied_from_another_language() -> None:
    for place, text in SENTENCES.items():
        assert len({text[language] for language in texts.LANGUAGES}) == len(text), place
        for language in texts.LANGUAGES:
            foreign = words(text[language]) & set(FOREIGN[language].split())
            assert not foreign, f"{place} in {language}: {foreign}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_copied_from_another_language(language: str) -> None:
    for message in messages.read(language):
        if not message.id or not message.string:
            continue
        own = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in own:
            # A word alone proves nothing: "ja" is "and" in Finnish and "yes" in Swedish.
            foreign = words(text) & set(FOREIGN[language].split()) if " " in text else set()
            assert not foreign, f"{text}: {foreign}"
