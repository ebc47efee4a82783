"""Lists of projects go the way of interviews; what differs is who may, and what is said of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pytest

from seutukuva import access, intake, stepping
from seutukuva.errors import AccessRefused, RecordRefused, UploadRefused
from seutukuva.people import rights
from seutukuva.people.model import Grant, Person
from tests.uploads.sending import received

LIST = b"Koodi;Projektin nimi\nS11010;Osaamisen hanke\n"
SAYS_WHO = (
    "import json, sys\n"
    "from etl.interviews import worker\n"
    "worker.importlib.import_module = lambda name: type('Steps', (), {\n"
    "    step: staticmethod(lambda folder, tell, name=name, step=step: {'by': name + '.' + step})\n"
    "    for step in ('inspect', 'map', 'check', 'run')})\n"
    "worker.main(sys.argv[1:])\n"
)


def _list(content: bytes = LIST, **told: str) -> intake.Upload:
    return intake.receive("hankkeet.csv", content, room="projects", **told)


def test_what_is_said_of_a_list_is_kept_with_it() -> None:
    told = intake.read(_list(list_date="2016-01-04").id, "upload")
    assert (told["room"], told["format"], told["list_date"]) == ("projects", "", "2016-01-04")
    assert told["name"] == "hankkeet.csv" and "questionnaire" not in told
    assert intake.read(received().id, "upload")["room"] == "interviews"


@pytest.mark.parametrize("told", [{"wave": "2026-10"}, {"colour": "red"}])
def test_nothing_is_said_of_a_list_that_lists_do_not_have(told: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(told))):
        _list(**told)
    with pytest.raises(ValueError, match="wave"):
        intake.receive("a.xlsx", b"x", questionnaire="x", organisation="")
    upload = _list()
    with pytest.raises(ValueError, match=next(iter(told))):
        intake.retell(upload.id, **told)


def test_what_is_said_can_be_said_otherwise() -> None:
    upload = _list(format="own")
    intake.retell(upload.id, list_date="2015-12-31")
    told = intake.read(upload.id, "upload")
    assert (told["format"], told["list_date"], told["sha256"]) == (
        "own",
        "2015-12-31",
        upload.sha256,
    )


def test_lists_are_for_those_who_may_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    projects, interviews = _list(), received()
    # Who may enter lists, and see no interviews.
    lists_only = Person("p-00000000000000aa", grants=(Grant("lists"),), is_signed_in=True)
    rule = rights.Rights(frozenset(), frozenset({"project_batch"}), {})
    with monkeypatch.context() as entering, access.acting(lists_only):
        entering.setattr(rights, "of", lambda _who: rule)
        assert intake.read(projects.id, "upload")["id"] == projects.id
        with pytest.raises(AccessRefused):
            intake.read(interviews.id, "upload")
    monkeypatch.setattr(access, "_is_own", lambda: False)
    for ask in (
        _list,
        lambda: intake.folder(projects.id),
        lambda: intake.read(projects.id, "upload"),
        lambda: intake.retell(projects.id, format="own"),
        lambda: intake.step(projects.id, "inspect"),
        lambda: intake.discard(projects.id),
    ):
        with pytest.raises(RecordRefused):
            ask()


def test_an_upload_that_is_no_longer_whole_is_as_strict_as_any(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = _list()
    (intake.folder(upload.id) / "upload.json").write_text("{", encoding="utf-8")
    with pytest.raises(UploadRefused, match="no longer here"):
        intake.folder(upload.id)
    monkeypatch.setattr(access, "_is_own", lambda: False)
    with pytest.raises(AccessRefused):
        intake.folder(upload.id)


def test_each_room_has_steps_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        stepping,
        "_command",
        lambda steps, place: [sys.executable, "-c", SAYS_WHO, *steps, str(place)],
    )
    steps = ("inspect", "map", "check", "marked")
    done = intake.steps(_list().id, steps)
    assert [done[step]["by"] for step in steps] == [
        *(f"etl.projects.steps.{step}" for step in ("inspect", "map", "check")),
        "etl.interviews.checking.marked.run",
    ]
    done = intake.steps(received().id, ("inspect", "check"))
    assert done["inspect"]["by"] == "etl.interviews.reading.inspecting.inspect"
    assert done["check"]["by"] == "etl.interviews.checking.checking.run"
    with pytest.raises(ValueError, match="no such step: document"):
        intake.step(_list().id, "document")


def test_a_list_that_kills_its_reader_is_told_as_a_list(child_does: Callable[[str], None]) -> None:
    child_does("import os; os.abort()")
    with pytest.raises(UploadRefused, match="its reader was stopped") as caught:
        intake.step(_list().id, "inspect")
    assert caught.value.todo.startswith("Copy the list alone")


def test_a_list_that_is_too_large_is_told_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 10)
    with pytest.raises(UploadRefused) as caught:
        _list()
    assert "the sheet with the projects" in caught.value.todo


def test_what_a_check_has_left_goes_when_a_list_is_read_anew(
    child_does: Callable[[str], None],
) -> None:
    upload = _list()
    place = intake.folder(upload.id)
    for name in ("projects.parquet", "figures.parquet", "raw.parquet", "summary.json"):
        (place / name).write_text("{}", encoding="utf-8")
    child_does(
        "import json, pathlib, sys\n"
        "from etl.interviews import folder\n"
        "folder.begin(pathlib.Path(sys.argv[1]), 'map')\n"
        "print(json.dumps({'done': {}}))\n"
    )
    intake.step(upload.id, "map")
    assert {file.name for file in place.iterdir()} == {"file", "upload.json"}
    assert json.loads((place / "upload.json").read_text("utf-8"))["id"] == upload.id
    assert place.stat().st_mode & 0o077 == 0
