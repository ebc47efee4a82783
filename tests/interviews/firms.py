"""Made-up rounds of interviews: firms of a small sub-region, who answer at random."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from seutukuva.definitions.interviewing import Question, Questionnaire
from seutukuva.interviews.counting import Round

MUNICIPALITIES = [f"FI-KU{n:03d}" for n in (729, 931, 226, 601, 216, 256, 265, 312)]
SECTIONS = list("ACFGHIMQ")
SIZES = ["0_1", "2_4", "5_9", "10_19", "20_49"]
_SHARES = {
    "municipality": (0.3, 0.2, 0.15, 0.12, 0.08, 0.06, 0.05, 0.04),
    "section": (0.2, 0.18, 0.15, 0.15, 0.1, 0.08, 0.08, 0.06),
    "size_class": (0.4, 0.25, 0.18, 0.1, 0.07),
}


def responses(n: int, seed: int = 1, sizes: Sequence[str] = SIZES) -> pd.DataFrame:
    """One response of each of `n` firms, all in one batch."""
    random = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "batch": "a" * 32,
            "response": np.arange(n, dtype=np.int32),
            "firm_key": [f"firm {i}" for i in range(n)],
            "firm_name": [f"Yritys {i} Oy" for i in range(n)],
            "municipality": random.choice(MUNICIPALITIES, n, p=_SHARES["municipality"]),
            "section": random.choice(SECTIONS, n, p=_SHARES["section"]),
            "size_class": random.choice(list(sizes), n, p=_SHARES["size_class"]),
            "quotation": random.random(n) < 0.5,
        }
    )


def answers(firms: pd.DataFrame, form: Questionnaire, seed: int = 1, blank: float = 0.1):
    """Answers to every question of a form that has options or is a number."""
    random = np.random.default_rng(seed)
    parts = [
        part
        for question in form.questions.values()
        if not question.role and (part := _answers(firms, question, random, blank)) is not None
    ]
    return pd.concat(parts, ignore_index=True)


def _answers(
    firms: pd.DataFrame, question: Question, random: np.random.Generator, blank: float
) -> pd.DataFrame | None:
    given = firms.loc[random.random(len(firms)) >= blank, ["batch", "response"]]
    given = given.assign(question=question.id, option=None, number=np.nan, text=None)
    given["state"] = "answered"
    if question.type == "choice":
        shares = random.dirichlet(np.ones(len(question.options)) * 3)
        given["option"] = random.choice(list(question.options), len(given), p=shares)
        is_unsure = random.random(len(given)) < 0.05
        given.loc[is_unsure, "option"] = None
        given.loc[is_unsure, "state"] = "cannot_say"
        return given
    if question.type == "multi":
        return pd.concat(
            given[random.random(len(given)) < random.uniform(0.05, 0.4)].assign(option=option)
            for option in question.options
        )
    if question.type == "number":
        return given.assign(number=random.integers(4, 11, len(given)).astype(float))
    if question.topic == "free_text":
        return given.assign(text=[f"Yritys {i} Oy: pula osaajista" for i in given["response"]])
    return None


def round_of(
    firms: pd.DataFrame,
    form: Questionnaire,
    states: Sequence[pd.DataFrame] | None = None,
    seed: int = 1,
    wave: str = "2026-10",
    blank: float = 0.1,
) -> Round:
    """A round in which all firms stand from the beginning, or in the given states."""
    given = answers(firms, form, seed, blank)
    spoke = given.loc[given["text"].notna(), ["batch", "response"]].drop_duplicates()
    random = np.random.default_rng(seed)
    mentions = pd.concat(
        spoke[random.random(len(spoke)) < share].assign(question="challenge", theme=theme)
        for theme, share in (("labour", 0.4), ("funding", 0.1))
    )
    return Round(wave, states or [firms], given, False, mentions, spoke)
