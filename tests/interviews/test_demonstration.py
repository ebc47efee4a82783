"""Loading invented interviews and taking them out again, the whole way of an upload."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from etl.interviews import worker
from seutukuva import access, intake, records, settings
from seutukuva.errors import AccessRefused, RecordRefused, UploadRefused
from seutukuva.interviews import demonstration, needs
from seutukuva.records import batches

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow

Step = Callable[..., dict[str, Any]]


@pytest.fixture
def data(nothing_published: Path) -> Path:
    """An empty data folder."""
    return nothing_published


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, data: Path) -> list[str]:
    """Steps done in this process; their names, in order."""
    done: list[str] = []

    def steps(upload_id: str, names: Sequence[str], tell: Step) -> dict[str, dict[str, Any]]:
        found = {}
        for name in names:
            module, function = worker.STEPS["interviews"][name]
            done.append(name)
            step = getattr(importlib.import_module(module), function)
            found[name] = step(intake.folder(upload_id), partial(tell, name))
        return found

    monkeypatch.setattr(intake, "steps", steps)
    return done


def test_two_rounds_are_loaded_once_and_marked(steps: list[str]) -> None:
    assert not demonstration.is_loaded()
    told: list[float] = []
    entries = demonstration.load("fi", lambda share, doing: told.append(share))
    assert steps == [*demonstration.STEPS] * 2
    assert [one.body["wave"] for one in entries] == list(demonstration.rounds())
    assert all(one.body["is_demonstration"] for one in entries)
    assert [one.body["responses"] for one in entries] == [90, 110]
    assert demonstration.is_loaded()
    assert told == sorted(told)
    assert told[-1] == 1
    assert not list(settings.inbox_folder().glob("*")), "nothing is left in the inbox"
    worked_on = {one.state for one in needs.listed(is_demonstration=True).needs}
    assert worked_on > {"closed", "in_progress"}, "their needs look as those of a list in use"
    seq = records.latest_seq()
    assert demonstration.load("fi") == entries, "loading twice changes nothing"
    assert records.latest_seq() == seq


@pytest.mark.slow
def test_they_go_and_come_back_as_the_same(steps: list[str]) -> None:
    first = demonstration.load("fi")
    removed = demonstration.remove(by="tester")
    assert {one.id for one in removed} == {one.id for one in first}
    assert all(one.is_withdrawn and one.recorded_by == "tester" for one in removed)
    assert not demonstration.is_loaded()
    assert demonstration.remove() == []
    again = demonstration.load("sv")
    assert [one.id for one in again] == [one.id for one in first], "whatever language asks"
    assert demonstration.is_loaded()


def test_real_interviews_stay(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = SimpleNamespace(id="interviews-1", body={"is_demonstration": False})
    monkeypatch.setattr(batches, "standing", lambda: {real.id: real})
    assert not demonstration.is_loaded()
    assert demonstration.remove() == []


def test_nothing_is_stored_when_a_step_fails(
    steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = intake.steps

    def failing(upload_id: str, names: Sequence[str], tell: Step) -> dict[str, dict[str, Any]]:
        if steps:  # the second round's third step
            whole(upload_id, names[:2], tell)
            raise UploadRefused("no")
        return whole(upload_id, names, tell)

    monkeypatch.setattr(intake, "steps", failing)
    with pytest.raises(UploadRefused):
        demonstration.load("fi")
    assert not demonstration.is_loaded()
    assert records.latest_seq() == 0
    assert not list(settings.inbox_folder().glob("*"))


def test_a_public_server_loads_nothing(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    if access.sight():
        pytest.fail("a public server shows what is confidential")
    with pytest.raises((AccessRefused, RecordRefused)):
        demonstration.load("fi")
    assert steps == []


@pytest.mark.slow
def test_processes_of_their_own_do_the_same(data: Path) -> None:
    entries = demonstration.load("en")
    assert [one.body["responses"] for one in entries] == [90, 110]
    assert [one.body["refused"] for one in entries] == [0, 0]
