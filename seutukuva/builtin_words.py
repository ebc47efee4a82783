"""Streamlit's own English words, said in the reader's language.

A widget's label and its placeholder are given by the page; some words are built into Streamlit's
front end and no argument reaches them: "No results", "Press Enter to apply", the names that a
screen reader says for a list's buttons. The start page carries a script that replaces exactly
these, and nothing else, wherever Streamlit writes them. A word with a ``{placeholder}`` stands
for any text in its place.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from seutukuva import texts
from seutukuva.texts import N_

WORDS = (
    # Lists to choose from.
    N_("Choose an option"),
    N_("Choose options"),
    N_("Open"),
    N_("No results"),
    N_("No options to select"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Select all"),
    N_("Select {n} matches"),
    N_("Remove {name}"),
    N_("Selectbox options"),
    N_("Multiselect options"),
    N_("Selected values"),
    N_("You can only select up to {n} option. Remove an option first."),
    N_("You can only select up to {n} options. Remove an option first."),
    # Fields to write in.
    N_("Press Enter to apply"),
    N_("Press Enter to submit form"),
    N_("Press {key}+Enter to apply"),
    N_("Press {key}+Enter to submit form"),
    N_("Show password"),
    N_("Hide password"),
    N_("Invalid input."),
    N_("Increment"),
    N_("Decrement"),
    N_("Number is outside the allowed range. Please enter a value between {low} and {high}."),
    N_("Number is below the allowed range. Please enter a value greater than or equal to {low}."),
    N_("Number is above the allowed range. Please enter a value less than or equal to {high}."),
    # Files to hand in and to take.
    N_("Upload"),
    N_("Add files"),
    N_("Drag and drop a file here"),
    N_("Drag and drop files here"),
    N_("{size} per file"),
    N_("Download failed"),
    N_("Error:"),
    N_("Copy to clipboard"),
    N_("Copied"),
    # Tables and charts.
    N_("Scrollable table"),
    N_("Vega visualization"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("Search"),
    N_("Show/hide columns"),
    N_("Sort ascending"),
    N_("Sort descending"),
    N_("Autosize"),
    N_("Pin column"),
    N_("Unpin column"),
    N_("Hide column"),
    # The frame around a page.
    N_("Help for {name}"),
    N_("Link to heading"),
    N_("Skip to main content"),
    N_("Sidebar"),
    N_("App pages"),
    N_("Expand sidebar"),
    N_("Collapse sidebar"),
    N_("Main menu"),
    N_("Notifications"),
    N_("Scroll tabs left"),
    N_("Scroll tabs right"),
    N_("View {n} more"),
    N_("View less"),
    N_("Close"),
    N_("Running..."),
    N_("Stop"),
    N_("Stopping..."),
    N_("Connecting"),
    N_("Connection error"),
    N_("Connection timed out."),
    N_("Streamlit server is not responding. Are you connected to the internet?"),
    N_("Page not found"),
)

# What the front end says of a file that was not taken is for programmers, in English too: what the
# reader can do about it stands in its place. Each is a regular expression, with "Error: " before.
_STATUS = "AxiosError: Request failed with status code"
EXPLAINED = {
    r"File must be (?<size>.+) or smaller\.": N_(
        "The file is too large: {size} is the most that is taken here."
    ),
    r"(?<kind>.+) files are not allowed\.": N_("Files of this kind are not taken here: {kind}"),
    f"{_STATUS} 413": N_(
        "The file was not taken: it is too large, or this page keeps enough files. Take one of "
        "them away first, or send a smaller one."
    ),
    f"{_STATUS} 429": N_(
        "The file was not taken: several files are being sent already. Send it again after them."
    ),
    f"{_STATUS} 503": N_(
        "The file was not taken: the server has many files at this moment, or it is stopping. Send "
        "it again in a few minutes."
    ),
    f"{_STATUS} 40[0134]": N_(
        "The file was not taken: your visit to this page has ended. Load the page again, and sign "
        "in if you are asked to."
    ),
    f"{_STATUS} 5(?!03)[0-9]{{2}}": N_(
        "The server could not take the file. Send it again in a few minutes."
    ),
    r"AxiosError: (?:Network Error|timeout .+)": N_(
        "The file could not be sent: look at the connection, and send it again."
    ),
}

PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SCRIPT = Path(__file__).with_suffix(".js")


def script() -> str:
    """The script for the start page, with the words of every language but English."""
    own = {one: _of(one) for one in texts.LANGUAGES if one != "en"}
    # "</" would end the script element that this is written into.
    words = json.dumps(own, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    told = json.dumps(_explained(), ensure_ascii=False, separators=(",", ":"))
    explained = told.replace("</", "<\\/")
    return _source().replace('"WORDS"', words).replace('"EXPLAINED"', explained)


def _explained() -> dict[str, list[list[str]]]:
    """What stands in the place of what the front end says of files, in every language."""
    return {
        language: [
            [f"^(?:Error: )?{pattern}$", texts.translator(language)(words)]
            for pattern, words in EXPLAINED.items()
        ]
        for language in texts.LANGUAGES
    }


def _of(language: str) -> dict[str, Any]:
    say = texts.translator(language)
    return {
        "exact": {word: say(word) for word in WORDS if "{" not in word},
        "patterns": [[_pattern(word), say(word)] for word in WORDS if "{" in word],
    }


def _pattern(word: str) -> str:
    """A regular expression for a word with placeholders: ``^Select (?<n>.+) matches$``."""
    # Split by its placeholders, every second part is the name of one.
    parts = [
        f"(?<{part}>.+)" if number % 2 else re.sub(r"[.*+?^$()|\[\]\\]", r"\\\g<0>", part)
        for number, part in enumerate(PLACEHOLDER.split(word))
    ]
    return f"^{''.join(parts)}$"


@cache
def _source() -> str:
    return _SCRIPT.read_text(encoding="utf-8")
