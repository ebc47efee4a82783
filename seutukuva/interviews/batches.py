"""Accepted batches of interviews and what is in them: which count, whose newest answer it is.

Invented interviews and real ones never come together. Everything can be asked as of a row of the
log, and then is what it was.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from seutukuva import access, definitions, settings, showing, store
from seutukuva.errors import DeletedBatch, QueryError
from seutukuva.interviews import firm_names, redacted
from seutukuva.records.batch_files import PARTS, file_of

# Of ``queries/interviews/<part>.sql``.
RESPONSE_COLUMNS = (
    *("batch", "response", "row", "response_id", "y_tunnus", "firm_key", "firm_name"),
    *("municipality", "industry", "industry_version", "section", "personnel", "size_class"),
    *("interviewed_on", "organisation", "consent", "quotation", "wants_contact", "completeness"),
)
ANSWER_COLUMNS = ("batch", "response", "question", "option", "number", "text", "state")
WORD_COLUMNS = ("batch", "response", "question", "word", "is_part")
ACCEPTED, WITHDRAWN, BROUGHT_BACK = "accepted", "withdrawn", "brought_back"


@dataclass(frozen=True, slots=True)
class Batch:
    """One accepted file.

    Attributes:
        id: of its record; ``batch`` is the hash of its content.
        family: of its questionnaire: forms that are counted together.
        wave: month of the round, ``2026-10``.
        organisation: who interviewed; "" where the responses say so.
        responses: stored; ``refused`` were not.
        seq: its newest row of the log; ``first_seq`` that by which it was accepted first.
        accepted_at: when it was accepted first, UTC; ``recorded_at``: its newest row.
        state: ``accepted``, ``withdrawn`` or ``brought_back``; ``reason`` of a withdrawal.
    """

    id: str
    batch: str
    questionnaire: str
    family: str
    wave: str
    organisation: str
    is_demonstration: bool
    file_name: str
    file_sha256: str
    responses: int
    refused: int
    seq: int
    first_seq: int
    accepted_at: dt.datetime
    recorded_at: dt.datetime
    recorded_by: str
    state: str
    reason: str

    @property
    def is_withdrawn(self) -> bool:
        """Whether it no longer counts."""
        return self.state == WITHDRAWN


@dataclass(frozen=True, slots=True, order=True)
class Wave:
    """A round of interviews: its month, and whether they are invented."""

    id: str
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something that changed which interviews of a wave count; ``event`` is a ``Batch.state``."""

    seq: int
    event: str
    batch: str
    recorded_at: dt.datetime


def every(as_of: int | None = None) -> list[Batch]:
    """Every batch as of a row of the log, withdrawn ones too; the latest accepted first.

    Raises:
        AccessRefused: not here.
        RecordsError: the log cannot be read.
    """
    rows = store.run("records/interview_batch", programme=settings.programme_id(), as_of=as_of)
    forms = definitions.load().questionnaires
    return [
        Batch(
            **row,
            # A form that the programme no longer has is counted with no other.
            family=forms[form].family if (form := row["questionnaire"]) in forms else form,
        )
        for row in _plain(rows)
    ]


def standing(as_of: int | None = None) -> list[Batch]:
    """The batches that count as of a row of the log; the latest accepted first."""
    return [one for one in every(as_of) if not one.is_withdrawn]


def waves(as_of: int | None = None) -> list[Wave]:
    """The rounds that have a batch that counts, the newest first, real ones before invented."""
    found = {Wave(one.wave, one.is_demonstration) for one in standing(as_of)}
    real_first = sorted(found, key=lambda wave: wave.is_demonstration)
    return sorted(real_first, key=lambda wave: wave.id, reverse=True)


def of_wave(wave: Wave, as_of: int | None = None, family: str = "") -> list[Batch]:
    """The batches of a round that count; of one family of questionnaires, or of all."""
    return [
        one
        for one in standing(as_of)
        if (one.wave, one.is_demonstration) == (wave.id, wave.is_demonstration)
        and family in ("", one.family)
    ]


def events(wave: Wave, as_of: int | None = None) -> list[Event]:
    """What was accepted, withdrawn and brought back in a round, in order."""
    rows = store.run(
        "records/interview_batch_events",
        programme=settings.programme_id(),
        wave=wave.id,
        is_demonstration=wave.is_demonstration,
        as_of=as_of,
    )
    return [
        Event(row["seq"], row["event"], row["batch"], row["recorded_at"]) for row in _plain(rows)
    ]


def deletions() -> dict[str, int]:
    """The row of the log by which the files of a batch were last deleted for good, by its id.

    A batch that was accepted again since is there again. What was deleted stays so, also where an
    edition is shown that was frozen before.
    """
    asked = store.run_now if showing.shown() else store.run
    rows = asked("records/interview_purge", programme=settings.programme_id(), as_of=None)
    return {row["id"]: row["seq"] for row in _plain(rows)}


def files(batches: Sequence[Batch], part: str) -> list[str]:
    """The files of a part of some batches: ``answers``, ``responses``, ``raw`` or ``words``."""
    if part not in PARTS:
        raise QueryError(f"a batch has no part {part!r}", todo="one of " + ", ".join(PARTS))
    return [str(file_of(one.batch, part)) for one in batches]


def responses(batches: Sequence[Batch]) -> pd.DataFrame:
    """The responses of some batches, one of each firm, wave and family of forms: the newest.

    The newest is that of the latest interview; without a day, the day of acceptance counts. Of
    the same day it is that of the batch accepted later, and in it the later one. Rows without a
    business ID are of one firm where name and municipality are the same: twelve rows of one firm
    would else be a group of twelve firms.

    Returns:
        As ``queries/interviews/responses.sql``, and ``wave``; by batch and response. Empty, with
        those columns, for no batch.

    Raises:
        AccessRefused: not here.
        MissingData: the file of a batch is missing or damaged.
    """
    found = _one_key_a_name(_asked("interviews/responses", batches, "responses", RESPONSE_COLUMNS))
    own = {one.batch: one for one in batches}
    of_batch = found["batch"].map(own.get)
    found["wave"] = [one.wave for one in of_batch]
    accepted = pd.to_datetime([one.accepted_at.date() for one in of_batch])
    told = pd.to_datetime(found["interviewed_on"], errors="coerce")
    ranked = found.assign(
        _day=told.fillna(pd.Series(accepted, index=found.index)),
        _order=[one.first_seq for one in of_batch],
        _family=[one.family for one in of_batch],
    ).sort_values(["_day", "_order", "response"])
    newest = ranked.drop_duplicates(["wave", "_family", "firm_key"], keep="last").index
    return found.loc[sorted(newest)].reset_index(drop=True)


def _one_key_a_name(found: pd.DataFrame) -> pd.DataFrame:
    """The responses, with one key of a firm for the same name where there is no business ID."""
    names = found["firm_name"].fillna("").map(lambda name: firm_names.key(str(name)))
    is_unknown = (found["y_tunnus"].fillna("") == "") & (names != "")
    if not is_unknown.any():
        return found
    places = found["municipality"].fillna("").astype(str)
    named = [
        hashlib.sha256(f"name\n{place}\n{name}".encode()).hexdigest()
        for place, name in zip(places[is_unknown], names[is_unknown], strict=True)
    ]
    return found.assign(
        firm_key=found["firm_key"].mask(is_unknown, pd.Series(named, found.index[is_unknown]))
    )


def answers(
    batches: Sequence[Batch],
    questions: Sequence[str] | None = None,
    counted: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The answers of the responses that count, with what is known of their firms.

    Args:
        questions: only of these; None means all.
        counted: rows of ``responses`` to which the answers belong; by default all of them.

    Returns:
        As ``queries/interviews/answers.sql``, and the columns of ``responses``.

    Raises:
        AccessRefused, MissingData: as ``responses``.
    """
    asked = None if questions is None else list(questions)
    found = _asked("interviews/answers", batches, "answers", ANSWER_COLUMNS, questions=asked)
    firms = responses(batches) if counted is None else counted
    return found.merge(firms, on=["batch", "response"], how="inner")


def words(batches: Sequence[Batch], counted: pd.DataFrame | None = None) -> pd.DataFrame:
    """The words of free text of the responses that count, with what is known of their firms.

    Returns:
        As ``queries/interviews/words.sql``, and the columns of ``responses``.

    Raises:
        AccessRefused, MissingData: as ``responses``.
    """
    found = _asked("interviews/words", batches, "words", WORD_COLUMNS)
    firms = responses(batches) if counted is None else counted
    own = found[found["word"] != redacted.QUOTABLE]
    return own.merge(firms, on=["batch", "response"], how="inner")


def quotable(batches: Sequence[Batch]) -> pd.DataFrame:
    """The answers in free text that hold ordinary words alone, no name: batch, response, question.

    Raises:
        AccessRefused, MissingData: as ``responses``.
    """
    found = _asked("interviews/words", batches, "words", WORD_COLUMNS)
    return found.loc[found["word"] == redacted.QUOTABLE, ["batch", "response", "question"]]


def _asked(
    name: str, batches: Sequence[Batch], part: str, columns: Sequence[str], **params: Any
) -> pd.DataFrame:
    if showing.shown() and (gone := deletions().keys() & {one.id for one in batches}):
        raise DeletedBatch(
            "interviews that an edition counted have been deleted since",
            where=", ".join(sorted(gone)),
        )
    if not batches:
        access.require("interviews")
        return pd.DataFrame({column: pd.Series(dtype="object") for column in columns})
    return store.run(name, files=files(batches, part), **params)


def _plain(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): _own(value) for name, value in row.items()} for row in _lines(rows)]


def _lines(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.to_dict("records")


def _own(value: Any) -> Any:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
