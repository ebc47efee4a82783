"""A round of interviews from the store, with all that was accepted of it and is still there."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from seutukuva import definitions
from seutukuva.definitions.interviewing import TextTheme
from seutukuva.interviews import batches, sections
from seutukuva.interviews.batches import Batch, Wave
from seutukuva.interviews.counting import ID, Round
from seutukuva.interviews.themes import mentions


def read(wave: Wave, themes: Mapping[str, TextTheme]) -> Round:
    """A round with its states, of one family of forms: that of the batch accepted last.

    Answers to other forms are other figures, and are not counted with them. Where files of the
    round were deleted, it begins anew with what stood then: nothing of before can be read.

    Raises:
        AccessRefused: not here.
        MissingData: the file of a batch is missing or damaged.
    """
    begin, seqs, stood = _stood(wave)
    known = list({one.batch: one for state in stood for one in state}.values())
    states = [_grouped(batches.responses(state)) for state in stood]
    every = pd.concat([*states, batches.responses([])]).drop_duplicates(ID)
    answers = _without_names(batches.answers(known, counted=every[ID]), batches.quotable(known))
    words = batches.words(known, counted=every[ID])
    return Round(
        wave.id,
        states,
        answers,
        wave.is_demonstration,
        mentions(words, themes),
        words[ID].drop_duplicates(),
        seqs,
        begin > 0,
    )


def _without_names(answers: pd.DataFrame, quotable: pd.DataFrame) -> pd.DataFrame:
    """The answers, with no text but those that may be quoted."""
    written = pd.MultiIndex.from_frame(answers[[*ID, "question"]])
    may_be = written.isin(pd.MultiIndex.from_frame(quotable))
    return answers.assign(text=answers["text"].where(may_be, None))


def _stood(wave: Wave) -> tuple[int, list[int], list[list[Batch]]]:
    """The batches that counted after each event of a round, since files of it were last deleted.

    Returns:
        The row of the log of that, 0 without; the row of each event; the batches.
    """
    family = family_of(wave)
    own = {
        one.batch: one
        for one in batches.every()
        if (one.wave, one.is_demonstration, one.family) == (wave.id, wave.is_demonstration, family)
    }
    deleted = batches.deletions()
    begin = max((deleted.get(one.id, 0) for one in own.values()), default=0)
    found: list[list[Batch]] = []
    seqs: list[int] = []
    standing: dict[str, Batch] = {}
    for event in batches.events(wave):
        if event.event == batches.WITHDRAWN:
            standing.pop(event.batch, None)
        elif event.batch in own:
            standing[event.batch] = own[event.batch]
        if event.seq < begin:
            found.clear()
            seqs.clear()
        found.append(list(standing.values()))
        seqs.append(max(event.seq, begin))
    return begin, seqs, found


def _grouped(responses: pd.DataFrame) -> pd.DataFrame:
    return responses.assign(section=sections.grouped(responses, definitions.load().industries))


def family_of(wave: Wave) -> str:
    """The family of the form used last in a round; "" without interviews."""
    newest = next(iter(batches.of_wave(wave)), None)
    return newest.family if newest else ""
