"""What analysts have said of earlier files of a form: maps of columns, meanings of labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from etl.interviews import folder as kept
from seutukuva.interviews import remembering

FILE = "remembered.json"


def load(
    questionnaire: str, folder: Path | None = None
) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """Remembered maps of a form, the newest first, and its labels by question.

    Args:
        folder: of the upload; what the page's process has put there stands for the log, which a
            process of its own may be unable to reach.
    """
    found = kept.read(folder / FILE) if folder else {}
    found = found or remembering.known(questionnaire)
    return found["maps"], found["synonyms"]
