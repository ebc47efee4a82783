"""What the reading of a file says of answers, said of projects: it is the same reading."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from seutukuva.errors import UploadRefused
from seutukuva.texts import N_, _

_INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        N_("The file holds no answers"): N_("The file holds no projects"),
        N_("Hidden sheets are not read: show the sheet with the answers and save again."): N_(
            "Hidden sheets are not read: show the sheet with the projects and save again."
        ),
        N_("Send the answers as XLSX, XLSM, XLSB, XLS, ODS or CSV."): N_(
            "Send the list as XLSX, XLSM, XLSB, XLS, ODS or CSV."
        ),
        N_("Save the answers as an XLSX workbook and send that file."): N_(
            "Save the list as an XLSX workbook and send that file."
        ),
        N_("Save only the sheet with the answers as a new workbook and send that one."): N_(
            "Save only the sheet with the projects as a new workbook and send that one."
        ),
        N_("Copy the answers into a new workbook and send that one."): N_(
            "Copy the list into a new workbook and send that one."
        ),
    }
)


def of_projects(error: UploadRefused) -> UploadRefused:
    """A refusal in the words of a list of projects; itself where it speaks of no answers."""
    instead = {_(said): other for said, other in _INSTEAD.items()}
    if not {error.what, error.todo} & instead.keys():
        return error
    what, todo = (
        _(instead[text]) if text in instead else text for text in (error.what, error.todo)
    )
    return UploadRefused(what, where=error.where, todo=todo)
