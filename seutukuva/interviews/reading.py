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
    """A round with all its states, of one family of forms: that of the batch accepted last.

    Answers to other forms are other figures, and are not counted with them.

    Raises:
        AccessRefused: not here.
        MissingData: the file of a batch is missing or damaged.
    """
    family = family_of(wave, as_of)
    own = {
        one.batch: one
        for one in batches.every(as_of)
        if (one.wave, one.is_demonstration, one.family) == (wave.id, wave.is_demonstration, family)
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


def family_of(wave: Wave, as_of: int | None = None) -> str:
    """The family of the form used last in a round; "" without interviews."""
    newest = next(iter(batches.of_wave(wave, as_of)), None)
    return newest.family if newest else ""
