"""The folder of an upload: what each step leaves there, and how files of JSON come into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from seutukuva import inbox
from seutukuva.errors import UploadRefused
from seutukuva.texts import _

# In their order: what a step leaves says nothing once an earlier one is done anew.
LEFT_BY = {
    "inspect": ("inspected.json", "sheet-*.arrow"),
    "map": ("mapping.json",),
    "check": (
        *("responses.parquet", "answers.parquet", "raw.parquet", "words.parquet"),
        *("projects.parquet", "figures.parquet"),
        *("problems.json", "summary.json", "contacts.json"),
    ),
    "marked": ("marked.xlsx",),
}
# These have no others after them.
LEFT_ALONE = {"document": ("document.json",)}


def begin(folder: Path, step: str) -> None:
    """Take away what this step and those after it have left."""
    steps = list(LEFT_BY)
    # Made anew, a file has been through none of them.
    later = steps[steps.index(step) :] if step in steps else steps
    patterns = [one for name in later for one in LEFT_BY[name]]
    for pattern in LEFT_ALONE.get(step, patterns):
        for left in folder.glob(pattern):
            left.unlink(missing_ok=True)


def read(file: Path) -> Any:
    """What a file of JSON holds; an empty object where there is no such file."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def write(file: Path, content: Any) -> None:
    """Write a file of JSON whole, or leave the one that is there: a page may read it any moment."""
    inbox.put(file, inbox.as_json(content))


def chosen_sheet(folder: Path) -> dict[str, Any]:
    """What was found of the sheet that an analyst chose, or else of the proposed one.

    Raises:
        UploadRefused: it was not read.
    """
    inspected = read(folder / "inspected.json")
    index = read(folder / "choices.json").get("sheet", inspected.get("proposed_sheet"))
    for sheet in inspected.get("sheets", ()):
        if sheet["index"] == index and sheet.get("file"):
            return dict(sheet)
    raise UploadRefused(
        _("the sheet has not been read"),
        where="" if index is None else str(index),
        todo=_("Choose another sheet, or upload the file again."),
    )
