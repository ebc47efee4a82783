"""The door to data: an answer is kept, is the same for all, and nobody can change another's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seutukuva import store
from seutukuva.errors import QueryError

COURSES = "pages/situation/courses"
ASKED = {"indicator_ids": ["population"], "area_ids": ["FI-KU729", "FI-SSS"]}


@pytest.fixture
def questions(starter: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the queries that reach the database."""
    reached: list[str] = []
    ask: Callable[..., Any] = store._asked

    def counted(version: Any, folder: str, name: str, *rest: Any, **named: Any) -> Any:
        reached.append(name)
        return ask(version, folder, name, *rest, **named)

    monkeypatch.setattr(store, "_asked", counted)
    return reached


def test_the_same_question_is_asked_once(questions: list[str]) -> None:
    first = store.run(COURSES, **ASKED)
    as_tuples = {key: tuple(value) for key, value in reversed(ASKED.items())}
    assert store.run(COURSES, **as_tuples).equals(first) and len(first) > 20
    assert questions == [COURSES]
    fewer = store.run(COURSES, **(ASKED | {"area_ids": ["FI-SSS"]}))
    assert set(fewer["area_id"]) == {"FI-SSS"} and questions == [COURSES, COURSES]


def test_an_answer_that_is_written_to_stays_ones_own(questions: list[str]) -> None:
    mine = store.run(COURSES, **ASKED)
    before = mine.copy()
    mine.loc[:, "value"] = -1.0
    mine.loc[mine.index[0], "status"] = "missing"
    mine["more"] = 1
    del mine["period"]
    assert store.run(COURSES, **ASKED).equals(before)
    assert questions == [COURSES]


def test_rows_say_what_the_frame_says(questions: list[str]) -> None:
    frame = store.ask(COURSES, **ASKED)
    rows = store.rows(COURSES, **ASKED)
    assert questions == [COURSES, COURSES], "neither is kept"
    assert list(rows[0]) == list(frame.columns)
    ordered = frame.sort_values(["area_id", "period"]).to_dict("records")
    rows.sort(key=lambda row: (row["area_id"], row["period"]))
    for mine, theirs in zip(rows, ordered, strict=True):
        missing = theirs["value"] != theirs["value"]
        assert mine == (theirs | {"value": None} if missing else theirs)
    with pytest.raises(QueryError):
        store.rows(COURSES, area_ids=["FI-SSS"])
