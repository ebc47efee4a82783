"""Made-up rounds for attacks: firms of uneven groups, batches that come and go, two waves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from seutukuva import definitions
from seutukuva.definitions.interviewing import Interviewing, Questionnaire
from seutukuva.interviews.counting import Round
from seutukuva.interviews.preparing import Prepared, prepared
from tests.interviews import firms

SECRET = b"a secret of tests"
# One question of each way of counting; more of a kind add nothing but time.
QUESTIONS = ("turnover_outlook", "growth_aim", "recruitment_plan", "skill_shortage")
NUMBERS = ("recruitment_number", "grade_company")


@cache
def form() -> Questionnaire:
    """The programme's form with a few of its questions."""
    found = definitions.load().questionnaires["company_interview"]
    return replace(found, questions={n: found.questions[n] for n in (*QUESTIONS, *NUMBERS)})


@cache
def rules() -> Interviewing:
    return definitions.load().interviewing


@dataclass(frozen=True)
class World:
    """What a round is made of: a number for chance, firms, batches, and whether one goes again."""

    seed: int
    firms: int
    batches: int
    blank: float
    withdraws: bool

    def round(self, wave: str = "2026-10") -> Round:
        """The same firms in every wave; another one has other answers, and lacks some firms."""
        frame = firms.responses(self.firms, self.seed)
        random = np.random.default_rng((self.seed, int(wave[:4])))
        batch = random.integers(0, self.batches, self.firms)
        states = [frame[batch <= last] for last in range(self.batches)]
        if self.withdraws and self.batches > 1:
            states.append(frame[batch != 0])
        seed = self.seed + int(wave[:4])
        return firms.round_of(frame, _with_words(), states, seed, wave, self.blank)


@cache
def _with_words() -> Questionnaire:
    """A form that asks for words as well: made-up rounds have themes of them."""
    whole = definitions.load().questionnaires["company_interview"].questions
    return replace(form(), questions={**form().questions, "challenge": whole["challenge"]})


def ready(wave: Round, secret: bytes = SECRET) -> Prepared:
    """A round before the gate."""
    return prepared(wave, [form()], rules(), secret)


def otherwise(wave: Round, question: str, row: int) -> Round:
    """The same round in which one firm gave another answer to a question.

    Args:
        row: of the answers to the question, whose answer it is.
    """
    answers = wave.answers.copy()
    at = answers.index[answers["question"] == question][row]
    asked = form().questions[question]
    if asked.type == "number":
        # Another one of 4 … 10 for each of them.
        answers.loc[at, "number"] = min(15 - float(answers.loc[at, "number"]), 10)
        return replace(wave, answers=answers)
    options = list(asked.options)
    given = answers.loc[at, "option"]
    place = options.index(given) if given in options else 0
    answers.loc[at, ["option", "state"]] = [options[(place + 1) % len(options)], "answered"]
    return replace(wave, answers=answers)


def unsaid(wave: Round, row: int) -> Round:
    """The same round in which one firm does not speak of a theme that it spoke of."""
    mentions = pd.DataFrame(wave.mentions)
    return replace(wave, mentions=mentions.drop(index=mentions.index[row]))
