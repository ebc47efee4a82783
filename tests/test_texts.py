"""The catalogues hold every message of the code, translated, with its placeholders."""

from __future__ import annotations

import re

import pytest

from seutukuva import messages, texts

TRANSLATED = [language for language in texts.LANGUAGES if language != "en"]
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


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
    import contextvars

    def speak(language: str) -> str:
        texts.use(language)
        return texts.language()

    assert contextvars.copy_context().run(speak, "sv") == "sv"
    assert contextvars.copy_context().run(speak, "en") == "en"
    assert texts.language() == texts.DEFAULT


def test_an_unknown_language_is_the_default() -> None:
    texts.use("xx")
    assert texts.language() == "fi"
