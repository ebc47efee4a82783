"""The upload of interviews that a reader works at, and the round that it is taken for."""

from __future__ import annotations

from seutukuva import intake, texts
from seutukuva.texts import N_, ngettext
from seutukuva.ui.uploads.desk import Desk


def _rows(n: int) -> str:
    return ngettext("{n} row of answers", "{n} rows of answers", n).format(n=texts.number(n))


DESK = Desk(
    name="upload",
    notice="uploads_notice",
    doing={
        "inspect": N_("Reading the file"),
        "map": N_("Matching columns and answers with the questions"),
        "check": N_("Checking every row"),
    },
    rows=_rows,
)
NOTICE = DESK.notice
# Of the choices: whether the file may say what round it is for.
OPEN, CHOSEN = "open", "chosen"
current, begin, leave, bring = DESK.current, DESK.begin, DESK.leave, DESK.bring
corrected, read, write = DESK.corrected, DESK.read, DESK.write


def take_for(round_id: str) -> None:
    """Take the file for another round than the one it was taken for."""
    upload_id = current()
    if upload_id and round_id != read("upload")["wave"]:
        intake.assign(upload_id, round_id)
        write("choices", {**read("choices"), "round": CHOSEN})
        DESK.redo("map")


def use(language: str) -> None:
    """Speak this language in a callback, which runs before the page has said it."""
    texts.use(language)
