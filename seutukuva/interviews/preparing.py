"""A round of interviews ready to be asked for results: its arrays, its states, its gates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from seutukuva.definitions.interviewing import (
    Interviewing,
    Question,
    Questionnaire,
    TextTheme,
)
from seutukuva.interviews.counting import Counted, Round, counted
from seutukuva.interviews.protection import Gate, Rule, gates
from seutukuva.interviews.released import released


@dataclass(frozen=True, slots=True)
class Prepared:
    """A round in the state that may be shown, with the questions of its own forms.

    Attributes:
        gates: to every state that was shown, the newest last; empty before the first one.
        standing: of each response, whether it counts now, shown or not.
        since: the row of the log by which the shown state came; None where that is not known.
        themes: of free text, by the words that count in the shown state; None: the programme's.
        waiting: themes whose newest words do not count yet.
    """

    given: Round
    data: Counted
    questions: Mapping[str, Question]
    gates: tuple[Gate, ...]
    standing: np.ndarray
    interviewing: Interviewing
    since: int | None = None
    themes: Mapping[str, TextTheme] | None = None
    waiting: frozenset[str] = frozenset()

    @property
    def gate(self) -> Gate:
        """The gate to the state that is shown."""
        return self.gates[-1]

    @property
    def shown(self) -> np.ndarray:
        """Of each response, whether it is in the figures."""
        return self.gate.stands if self.gates else np.zeros_like(self.standing)


def prepared(
    wave: Round,
    questionnaires: Iterable[Questionnaire],
    interviewing: Interviewing,
    secret: bytes,
) -> Prepared:
    """A round ready to be asked for results, again and again.

    Args:
        questionnaires: every form of the round's family, the newest last, whatever the round is
            compared with: who is in a base must not depend on what is looked at. A question that
            stands in several is that of the newest.
        secret: of the installation; the same one gives the same figures.
    """
    data = counted(wave)
    rule = Rule.of(interviewing, secret)
    shown = released(data.by_firm(), interviewing.shown)
    none = np.zeros(len(data.firm), dtype=bool)
    return Prepared(
        wave,
        data,
        {one.id: one for form in questionnaires for one in form.questions.values()},
        gates(data, shown, rule),
        data.states[-1] if len(data.states) else none,
        interviewing,
        wave.seqs[shown[-1]] if shown and wave.seqs else None,
    )
