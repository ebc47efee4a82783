"""A round of interviews from the store, with everything that was ever accepted of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from seutukuva.definitions.interviewing import TextTheme
from seutukuva.interviews import batches
from seutukuva.interviews.batches import Wave
from seutukuva.interviews.counting import ID, Round
from seutukuva.interviews.themes import mentions


def read(wave: Wave, themes: Mapping[str, TextTheme], as_of: int | None = None) -> Round:
    """A round with all its states.

    Raises:
        AccessRefused: not here.
        MissingData: the file of a batch is missing or damaged.
    """
    own = {
        one.batch: one
        for one in batches.every(as_of)
        if (one.wave, one.is_demonstration) == (wave.id, wave.is_demonstration)
    }
    states: list[pd.DataFrame] = []
    standing: dict[str, batches.Batch] = {}
    for event in batches.events(wave, as_of):
        if event.event == batches.WITHDRAWN:
            standing.pop(event.batch, None)
        elif event.batch in own:
            standing[event.batch] = own[event.batch]
        states.append(batches.responses(list(standing.values())))
    every = list(own.values())
    known = pd.concat([*states, batches.responses([])]).drop_duplicates(ID)
    answers = batches.answers(every, counted=known[ID])
    words = batches.words(every, counted=known[ID])
    return Round(
        wave.id,
        states,
        answers,
        wave.is_demonstration,
        mentions(words, themes),
        words[ID].drop_duplicates(),
    )
