"""The steps of an upload: one after another, in few processes, one upload at a time."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.interviews import worker
from seutukuva import intake, settings, stepping, texts, upload_rooms
from seutukuva.errors import UploadRefused
from tests.etl.interviews import making
from tests.uploads.sending import children, received

pytestmark = pytest.mark.slow

SAYS_ITS_NUMBER = (
    "import json, os, sys\n"
    "steps = sys.argv[1:-1]\n"
    "for step in steps:\n"
    "    print(json.dumps({'progress': 0.5, 'doing': step}))\n"
    "    print(json.dumps({'refused': {'what': 'not this one'}} if step == 'marked' else"
    " {'done': {'process': os.getpid(), 'log': os.environ.get('SEUTUKUVA_DATABASE')}}))\n"
)
# The worker itself, with steps that only say who does them.
TAKES_MUCH = (
    "import os, sys\n"
    "from etl.interviews import worker\n"
    "worker.MOST_TAKEN = 1 << 20\n"
    "worker.perform = lambda step, place, teller: {'done': {'process': os.getpid()}}\n"
    "worker.main(sys.argv[1:])\n"
)


@pytest.fixture
def says_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        stepping,
        "_command",
        lambda steps, place: [sys.executable, "-c", SAYS_ITS_NUMBER, *steps, str(place)],
    )


@pytest.mark.usefixtures("says_its_number")
def test_a_small_file_goes_through_its_steps_in_one_process() -> None:
    told: list[tuple[str, float, str]] = []
    done = intake.steps(
        received().id, ("inspect", "map", "check"), lambda *words: told.append(words)
    )
    assert len({one["process"] for one in done.values()}) == 1
    assert [step for step, _share, doing in told if doing == "done"] == ["inspect", "map", "check"]
    assert ("map", 0.5, "map") in told


def test_a_process_that_has_taken_much_leaves_the_rest_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(
        stepping,
        "_command",
        lambda steps, place: [sys.executable, "-c", TAKES_MUCH, *steps, str(place)],
    )
    done = intake.steps(received().id, ("inspect", "map", "check"))
    assert list(done) == ["inspect", "map", "check"]
    assert len({one["process"] for one in done.values()}) == 3


def test_a_process_that_does_nothing_is_not_asked_again(
    child_does: Callable[[str], None],
) -> None:
    child_does("print('{\"enough\": 1}')")
    with pytest.raises(UploadRefused, match="made a mistake"):
        intake.steps(received().id, ("inspect", "map"))


@pytest.mark.usefixtures("says_its_number")
def test_what_reads_the_file_first_knows_no_password_of_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATABASE", "postgresql://u:password@h/d")
    done = intake.steps(received().id, ("inspect", "map", "check"))
    assert done["inspect"]["log"] is None
    assert done["map"] == done["check"] and "password" in done["map"]["log"]


@pytest.mark.usefixtures("says_its_number")
def test_after_a_refusal_no_step_is_done() -> None:
    told: list[str] = []
    with pytest.raises(UploadRefused, match="not this one"):
        intake.steps(
            received().id,
            ("check", "marked", "map"),
            lambda step, _share, _doing: told.append(step),
        )
    assert set(told) == {"check", "marked"}


def test_a_step_done_anew_leaves_nothing_of_those_after_it() -> None:
    upload = received()
    place = intake.folder(upload.id)
    stale = {"mapping.json", "summary.json", "problems.json", "raw.parquet", "marked.xlsx"}
    for name in (*stale, "sheet-7.arrow", "choices.json"):
        (place / name).write_text("{}", encoding="utf-8")
    intake.step(upload.id, "inspect")
    left = {file.name for file in place.iterdir()}
    assert left == {"file", "upload.json", "choices.json", "inspected.json", "sheet-0.arrow"}
    (place / "file").write_bytes(b"")
    with pytest.raises(UploadRefused, match="empty"):
        intake.step(upload.id, "inspect")
    assert {file.name for file in place.iterdir()} == {"file", "upload.json", "choices.json"}


def test_an_unknown_step_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no such step"):
        intake.step(received().id, "delete")


def test_steps_of_the_worker_and_of_the_intake_are_the_same() -> None:

    told = {name: set(own) for name, own in worker.STEPS.items()}
    assert told == {name: set(room.steps) for name, room in upload_rooms.ROOMS.items()}
    assert worker.LIMITS == "CHILD_LIMITS"
    assert json.loads(stepping.environment(["map"])["CHILD_LIMITS"])["RLIMIT_CORE"] == 0


def test_the_worker_knows_its_steps_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:

    monkeypatch.delenv(worker.LIMITS, raising=False)
    assert worker.main(["delete", str(tmp_path)]) == 2
    assert worker.main(["inspect"]) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.slow
def test_two_at_once_do_not_meet_and_a_third_waits() -> None:
    contents = [
        making.sheet_of([["Yritys", "Väki"], *([f"Oy {n} Ab", n] for _row in range(n + 1))])
        for n in range(5)
    ]
    uploads = [received(content) for content in contents]
    found: dict[int, Any] = {}
    waited = threading.Event()

    def work(number: int) -> None:
        def tell(share: float, doing: str) -> None:
            if doing == "waiting":
                waited.set()

        found[number] = intake.step(uploads[number].id, "inspect", tell)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert {number: one["rows"] for number, one in found.items()} == {n: n + 2 for n in range(5)}
    assert waited.is_set()
    for number, upload in enumerate(uploads):
        preview = intake.read(upload.id, "inspected")["sheets"][0]["preview"]
        assert {row[0] for row in preview} == {f"Oy {number} Ab"}


def test_one_upload_is_worked_at_once_only(child_does: Callable[[str], None]) -> None:
    # Each run leaves a mark while it works; two at a time would see each other's.
    child_does(
        "import json, pathlib, sys, time\n"
        "mark = pathlib.Path(sys.argv[1]) / 'mark'\n"
        "met = mark.exists(); mark.touch(); time.sleep(0.3); mark.unlink()\n"
        "print(json.dumps({'done': {'met': met}}))"
    )
    upload = received()
    met: list[bool] = []
    threads = [
        threading.Thread(target=lambda: met.append(intake.step(upload.id, "inspect")["met"]))
        for _thread in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert met == [False, False, False]


def test_a_file_is_inspected_in_a_process_of_its_own() -> None:
    told: list[tuple[float, str]] = []
    upload = received()
    done = intake.step(upload.id, "inspect", lambda share, doing: told.append((share, doing)))
    assert (done["format"], done["rows"], done["columns"]) == ("xlsx", 3, 2)
    assert intake.read(upload.id, "inspected")["sheets"][0]["headings"] == ["Yritys", "Väki"]
    assert told[0][1] == "checking" and all(0 <= share <= 1 for share, _doing in told)
    assert children() == []


def test_nothing_of_a_file_is_read_in_this_process() -> None:
    program = (
        "import sys; from seutukuva import intake\n"
        "from tests.uploads.sending import GOOD\n"
        "upload = intake.receive('a.xlsx', GOOD, questionnaire='x', wave='2026-10',"
        " organisation='')\n"
        "read = {'python_calamine', 'etl.interviews.reading'} & set(sys.modules)\n"
        "for name in read: del sys.modules[name]\n"
        "assert intake.step(upload.id, 'inspect')['rows'] == 3\n"
        "print({'python_calamine', 'etl.interviews.reading'} & set(sys.modules))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "set()"


def test_a_refusal_of_the_child_is_in_the_readers_language() -> None:
    texts.use("fi")
    upload = received(b"")
    with pytest.raises(UploadRefused) as caught:
        intake.step(upload.id, "inspect")
    assert caught.value.what == texts.translator("fi")("The file is empty")
    assert caught.value.todo
