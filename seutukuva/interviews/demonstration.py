"""Invented interviews to try the pages with: loaded as any file is, and taken out again.

They go the whole way of an upload (``seutukuva.intake``), so that what one sees of them is what one
will see of a real file. Their batches are marked, and never counted with real ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from seutukuva import access, definitions, intake, texts
from seutukuva.errors import UploadRefused
from seutukuva.interviews import invented_work
from seutukuva.records import batches
from seutukuva.records.entries import Entry
from seutukuva.texts import _

STEPS = ("demonstration", "inspect", "map", "check")
Progress = Callable[[float, str], None]


def load(
    language: str,
    on_progress: Progress | None = None,
    *,
    by: str = access.LOCAL,
    source: str = "app",
) -> list[Entry]:
    """Make the programme's invented interviews, accept them, and work on the needs they tell of.

    Args:
        language: of messages; the answers are in the programme's.
        on_progress: takes the share done, 0 … 1, and a word for what is being done.

    Returns:
        The rows of the log, one a round. What is loaded already stays as it is.

    Raises:
        AccessRefused, RecordRefused: not here.
        UploadRefused: the programme has no questionnaire, or none is invented in it, or a step did
            not come to its end.
        RecordsError: they could not be stored.
    """
    access.require_entry("interview_batch")
    access.require("uploads")
    texts.use(language)
    tell = on_progress or _silent
    if not (waves := rounds()):
        raise UploadRefused(
            _("the programme has no invented interviews"),
            todo=_("Write demonstration.toml into the programme’s folder."),
        )
    found = {one.body["wave"]: one for one in _standing()}
    uploads: dict[str, str] = {}
    try:
        for at, wave in enumerate(waves):
            if wave not in found:
                uploads[wave] = _made(wave, _share(tell, at, len(waves)))
        # All have been checked: nothing is left half-loaded by what one of them lacks.
        for wave, upload in uploads.items():
            folder = intake.folder(upload)
            found[wave] = batches.accept(folder, by=by, source=source, accepted_warnings=True)
        invented_work.load(dt.date.today(), by=by, source=source)
    finally:
        for upload in uploads.values():
            intake.discard(upload)
    return [found[wave] for wave in waves]


def remove(by: str = access.LOCAL, source: str = "app") -> list[Entry]:
    """Take all invented interviews out of every result.

    Returns:
        The rows of the log, one a batch.

    Raises:
        AccessRefused, RecordRefused, RecordsError: not here, or not stored.
    """
    reason = _("The invented interviews were removed.")
    return [batches.withdraw(one.id, by=by, reason=reason, source=source) for one in _standing()]


def rounds() -> tuple[str, ...]:
    """The rounds of which the programme has invented interviews; none where it has none."""
    return tuple(definitions.load().demonstration.rounds)


def is_loaded() -> bool:
    """Whether invented interviews count now."""
    return bool(_standing())


def _standing() -> list[Entry]:
    return [one for one in batches.standing().values() if one.body.get("is_demonstration")]


def _made(wave: str, tell: Progress) -> str:
    """An upload of one round, made and checked; gives its id."""
    form = _form(wave)
    upload = intake.receive(
        f"{form}-{wave}.xlsx",
        b"",
        questionnaire=form,
        wave=wave,
        organisation="",
        is_demonstration=True,
    )
    try:
        intake.steps(
            upload.id,
            STEPS,
            lambda step, share, doing: tell((STEPS.index(step) + share) / len(STEPS), doing),
        )
    except BaseException:
        intake.discard(upload.id)
        raise
    return upload.id


def _form(wave: str) -> str:
    """The questionnaire that was in use in a round; the first there is, before any was."""
    found = list(definitions.load().questionnaires.values())
    if not found:
        raise UploadRefused(
            _("the programme has no questionnaire"),
            todo=_("Write one into the programme’s folder."),
        )
    in_use = [one for one in found if f"{one.valid_from:%Y-%m}" <= wave]
    return (in_use or found[:1])[-1].id


def _share(tell: Progress, at: int, of: int) -> Progress:
    """Progress of one part of several."""
    return lambda share, doing: tell((at + share) / of, doing)


def _silent(share: float, doing: str) -> None:
    """Nobody wants to know."""
