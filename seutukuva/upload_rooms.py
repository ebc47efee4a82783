"""The rooms of uploads: what is said of a file besides its name, its steps, and who may see it.

Interviews and lists of projects go the same way, ``seutukuva.intake``; what differs stands here.
Light to import: the process that reads a file begins with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from seutukuva.texts import N_

INTERVIEWS, PROJECTS = "interviews", "projects"
Told = Mapping[str, str | bool]


@dataclass(frozen=True, slots=True)
class Room:
    """A room of uploads.

    Attributes:
        steps: what a process of its own may do with a file, ``etl.interviews.worker``.
        is_confidential: whether only those see a file who may see what firms have told; otherwise
            it is for those who may enter something.
        needed: what whoever sends a file says of it; ``optional``: what may be left out, with
            what is meant then.
        smaller: what to do about a file that is too large; ``repair``: about one that cannot be
            read. Messages to translate.
    """

    id: str
    steps: tuple[str, ...]
    is_confidential: bool
    needed: tuple[str, ...]
    optional: Told
    smaller: str
    repair: str

    def described(self, told: Told) -> dict[str, str | bool]:
        """What is said of a file, whole.

        Raises:
            ValueError: something is missing, or is nothing that files of this room have.
        """
        known = {*self.needed, *self.optional}
        if wrong := (set(self.needed) - set(told)) | (set(told) - known):
            raise ValueError(f"{self.id}: told or not told of a file: {', '.join(sorted(wrong))}")
        return {**self.optional, **told}


ROOMS = {
    one.id: one
    for one in (
        Room(
            INTERVIEWS,
            steps=("inspect", "map", "check", "marked", "document", "demonstration"),
            is_confidential=True,
            needed=("questionnaire", "wave", "organisation"),
            optional={"is_demonstration": False},
            smaller=N_("Save only the sheet with the answers, or divide it into several files."),
            repair=N_(
                "Copy the answers alone, as values, into a new XLSX workbook and send that one."
            ),
        ),
        Room(
            PROJECTS,
            steps=("inspect", "map", "check", "marked"),
            is_confidential=False,
            needed=(),
            # Of which shape the list is and of which day, the file may say itself.
            optional={"format": "", "list_date": ""},
            smaller=N_("Save only the sheet with the projects, or divide it into several files."),
            repair=N_(
                "Copy the list alone, as values, into a new XLSX workbook and send that one."
            ),
        ),
    )
}


def room_of(place: Path) -> Room:
    """The room of the upload in a folder; interviews, the strictest, where nobody says.

    Raises:
        FileNotFoundError: no upload is there.
    """
    told = json.loads((place / "upload.json").read_text(encoding="utf-8"))
    return ROOMS.get(told.get("room", INTERVIEWS), ROOMS[INTERVIEWS])
