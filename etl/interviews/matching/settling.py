"""What somebody has said of columns goes before everything: now, or of earlier files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from etl.interviews.matching.assigning import Assigning
from etl.interviews.matching.labels import STATES, UNKNOWN
from seutukuva.definitions.interviewing import Questionnaire
from seutukuva.errors import UploadRefused
from seutukuva.interviews.keys import fingerprint, key
from seutukuva.texts import _


def check(questionnaire: Questionnaire, told: Mapping[str, Any], n: int) -> None:
    """Look through what an analyst says of the columns.

    Args:
        n: columns of the table.

    Raises:
        UploadRefused: it names a question, an option or a column that there is not.
    """
    columns, headings = told.get("columns", {}), told.get("headings", {})
    for where, one in [*columns.items(), *headings.items()]:
        name, option = one.get("question"), one.get("option")
        if name and name not in questionnaire.questions:
            _refuse(_("the form has no question “{name}”").format(name=name), str(where))
        if option and (not name or option not in questionnaire.questions[name].options):
            _refuse(_("the question has no option “{name}”").format(name=option), str(where))
    for where in columns:
        place = str(where)
        if not (place.isascii() and place.isdecimal()) or int(place) >= n:
            _refuse(_("the file has no column {number}").format(number=where), str(where))
    for name, labels in told.get("labels", {}).items():
        if name not in questionnaire.questions:
            _refuse(_("the form has no question “{name}”").format(name=name), name)
        allowed = {*questionnaire.questions[name].options, *STATES, UNKNOWN, ""}
        for label, means in labels.items():
            if means not in allowed:
                _refuse(_("the question has no option “{name}”").format(name=means), label)


def _refuse(what: str, where: str) -> None:
    raise UploadRefused(what, where=where, todo=_("Correct the map of columns and try again."))


def settle(
    work: Assigning,
    maps: Sequence[Mapping[str, Any]],
    told: Mapping[str, Any],
    notes: list[dict[str, str]],
) -> dict[int, bool]:
    """Settle what the analyst says now, then what was said of files like this one.

    Returns:
        Whether a column is kept, where somebody has said so.
    """
    keeps: dict[int, bool] = {}
    for at, one in _by_analyst(work.headings, told, notes).items():
        name = one.get("question") or None
        if "question" in one and not work.settle(at, name, one.get("option") or None, "analyst"):
            message = _("“{heading}”: another column already answers this question.")
            notes.append(note("question_twice", message, work.headings[at]))
            work.settle(at, None, None, "analyst")
        if one.get("keep") is not None:
            keeps[at] = bool(one["keep"])
    for at, one in _remembered(work.headings, maps).items():
        if at in work.settled:
            continue
        name, option = one.get("question"), one.get("option")
        question = work.questionnaire.questions.get(name or "")
        if (name and not question) or (option and question and option not in question.options):
            continue
        if name or one["is_whole"]:
            work.settle(at, name, option, "remembered")
        if one.get("keep") is not None:
            keeps.setdefault(at, bool(one["keep"]))
    return keeps


def _by_analyst(
    headings: Sequence[str], told: Mapping[str, Any], notes: list[dict[str, str]]
) -> dict[int, dict[str, Any]]:
    at_heading: dict[str, int] = {}
    for at, heading in enumerate(headings):
        at_heading.setdefault(key(heading), at)
    found: dict[int, dict[str, Any]] = {}
    for heading, one in told.get("headings", {}).items():
        if key(heading) in at_heading:
            found[at_heading[key(heading)]] = one
        else:
            message = _("“{heading}”: the file has no such column.")
            notes.append(note("heading_not_found", message, heading))
    return found | {int(at): one for at, one in told.get("columns", {}).items()}


def _remembered(
    headings: Sequence[str], maps: Sequence[Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """What was said of the same columns: of a file of the same headings, else of the newest."""
    own = fingerprint(headings)
    for one in maps:
        if one["fingerprint"] == own and len(one["columns"]) == len(headings):
            return {at: {**column, "is_whole": True} for at, column in enumerate(one["columns"])}
    found: dict[int, dict[str, Any]] = {}
    for one in maps:
        columns = {key(column["heading"]): column for column in one["columns"]}
        for at, heading in enumerate(headings):
            if at not in found and key(heading) in columns:
                found[at] = {**columns[key(heading)], "is_whole": False}
    return found


def note(code: str, message: str, heading: str) -> dict[str, str]:
    """Something to look at, in words; ``{heading}`` in them is the column's."""
    return {"code": code, "message": message.format(heading=heading), "where": heading}
