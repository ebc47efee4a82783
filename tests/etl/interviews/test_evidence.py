"""What the cells of a column say about the question that it answers."""

from __future__ import annotations

import pytest

from etl.interviews.matching import evidence, mapping
from seutukuva import definitions
from tests.etl.interviews.sheets import FORM, table


def test_what_is_known_of_a_question_is_prepared_once_for_all_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[object] = []
    whole = evidence.Splitter
    evidence._splitter.cache_clear()
    monkeypatch.setattr(evidence, "Splitter", lambda one: made.append(one) or whole(one))
    form = definitions.load().questionnaires[FORM]
    several = [one for one in form.questions.values() if one.type == "multi"]
    mapping.propose(table([{f"K{n}": f"sana {n}" for n in range(40)}]), form)
    assert 0 < len(made) <= len(several)
