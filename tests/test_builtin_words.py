"""Words built into Streamlit: known ones are replaced, widgets with others are not used."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import streamlit

from seutukuva import builtin_words, texts
from tests.conftest import REPOSITORY

FRONT_END = Path(streamlit.__file__).parent / "static"
# Large libraries that Streamlit brings along: their words are theirs.
LIBRARIES = ("DeckGl", "EChartsChart", "PlotlyChart", "StreamlitSyntaxHighlighter", "elk")
# Streamlit puts these together from parts at run time.
PUT_TOGETHER = re.compile(r"\{\w+\}|(?<=Enter to )(?:apply|submit form)|options?(?=\. Remove)")
# Their words are drawn, or come from the browser's language and not from the page's, or are many
# and change with each release: no page uses them.
NOT_USED = {
    "audio_input": "a recorder with its own words",
    "camera_input": "a recorder with its own words",
    "chat_input": "words for files and recording",
    "color_picker": "a panel with its own words",
    "data_editor": "menus and entry drawn on a canvas; a reader of the screen hears nothing",
    "dataframe": "menus drawn on a canvas, and a CSV of its own that says no source",
    "date_input": "months and weekdays in the browser's language: a text field takes a date",
    "datetime_input": "months and weekdays in the browser's language: a text field takes it",
    "feedback": "names of stars and faces",
    "time_input": "hours in the browser's way of writing: a text field takes a time",
}
NEED_PLACEHOLDER = ("multiselect", "selectbox")
CODE = sorted(
    file for room in ("pages", "seutukuva") for file in (REPOSITORY / room).rglob("*.py")
) + [REPOSITORY / "app.py"]


def calls(text: str) -> list[tuple[str, ast.Call]]:
    """Every call of a method, by its name: ``st.selectbox(…)`` and ``column.selectbox(…)``."""
    return [
        (node.func.attr, node)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


def faults(text: str) -> list[str]:
    """Widgets of a file that would speak English whatever the page's language."""
    found = []
    for name, call in calls(text):
        given = {keyword.arg for keyword in call.keywords}
        if name in NOT_USED:
            found.append(f"line {call.lineno}: {name}: {NOT_USED[name]}")
        if name in NEED_PLACEHOLDER and "placeholder" not in given:
            found.append(f"line {call.lineno}: {name} without a placeholder")
    return found


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(REPOSITORY).as_posix())
def test_no_widget_speaks_english_by_itself(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('st.selectbox("a", [1])', "selectbox without a placeholder"),
        ('left.multiselect("a", [1], key="b")', "multiselect without a placeholder"),
        ('st.sidebar.date_input("a")', "date_input"),
        ('st.data_editor(rows, key="a")', "data_editor"),
    ],
)
def test_a_widget_that_speaks_english_is_found(text: str, fault: str) -> None:
    (found,) = faults(text)
    assert fault in found


def test_every_word_is_one_of_streamlits() -> None:
    # After an update of Streamlit this tells which words are written otherwise or gone.
    scripts = [
        file.read_text(encoding="utf-8", errors="replace")
        for file in FRONT_END.rglob("*.js")
        if not file.name.startswith(LIBRARIES)
    ]
    everything = "\n".join(scripts)
    gone = [
        word
        for word in builtin_words.WORDS
        for part in PUT_TOGETHER.split(word)
        if part.strip() and part.strip(" +") not in everything
    ]
    assert gone == []


def test_what_is_told_of_files_is_still_said_by_the_front_end() -> None:
    everything = "\n".join(
        file.read_text(encoding="utf-8", errors="replace") for file in FRONT_END.rglob("*.js")
    )
    for part in (
        *("File must be ", " or smaller.", " files are not allowed.", "Network Error"),
        *("AxiosError", "Request failed with status code ", "Error: "),
    ):
        assert part in everything, part


def test_what_is_told_of_files_is_there_in_every_language() -> None:
    (told,) = re.findall(r"const explained = (\{.*\});", builtin_words.script())
    filled: dict[str, list[list[str]]] = json.loads(told)
    assert set(filled) == set(texts.LANGUAGES)
    for number, words in enumerate(builtin_words.EXPLAINED.values()):
        said = {own[number][1] for own in filled.values()}
        assert len(said) == len(texts.LANGUAGES) and words in said


def test_words_are_all_different() -> None:
    assert len(set(builtin_words.WORDS)) == len(builtin_words.WORDS)


def test_the_script_holds_every_word_in_every_language_but_english() -> None:
    script = builtin_words.script()
    (words,) = re.findall(r"const all = (\{.*\});", script)
    filled: dict[str, dict[str, Any]] = json.loads(words)
    assert set(filled) == set(texts.LANGUAGES) - {"en"}
    for language, own in filled.items():
        assert own["exact"]["No results"] == texts.translator(language)("No results")
        assert len(own["exact"]) + len(own["patterns"]) == len(builtin_words.WORDS)
    assert "</" not in script, "it would end the element that holds it"
