"""The process that reads a file: what it may take and know, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.interviews import worker
from seutukuva import intake, stepping
from seutukuva.errors import UploadRefused
from tests.etl.interviews import making
from tests.uploads.sending import children, is_alive, received

pytestmark = pytest.mark.slow

# What a child does instead of reading, in place of the worker.
ABORT = "import os; os.abort()"
HANG = 'import time; print(\'{"progress": 0.5, "doing": "x"}\', flush=True); time.sleep(60)'
SPAWN = (
    "import subprocess, sys, time;"
    "p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    'print(\'{"progress": \' + str(p.pid) + \', "doing": "pid"}\', flush=True); time.sleep(60)'
)
CRASH = "raise ValueError('Oy Salainen Ab')"
NOTHING = "print('not json'); print('[1]'); print('{\"done\": {}}'[:5])"
BABBLE = "import sys\nwhile True: sys.stdout.write('x' * 1000)"
LEAVES = (
    "import sys, pathlib, os; f = pathlib.Path(sys.argv[1]);"
    "(f / 'inspected.tmp').write_text('{'); (f / 'file.xlsx').write_text('x'); os.abort()"
)


@pytest.mark.parametrize(
    ("program", "says"),
    [
        (ABORT, "its reader was stopped"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "its reader was stopped"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "took longer than 120 seconds"),
        (CRASH, "the program made a mistake"),
        (NOTHING, "the program made a mistake"),
        ("", "the program made a mistake"),
    ],
)
def test_a_child_that_dies_is_a_sentence(
    program: str, says: str, child_does: Callable[[str], None]
) -> None:
    child_does(program)
    with pytest.raises(UploadRefused, match=says) as caught:
        intake.step(received().id, "inspect")
    assert caught.value.todo and "Salainen" not in str(caught.value)


def test_a_child_that_works_too_long_is_not_said_to_want_memory(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(
        stepping,
        "environment",
        lambda steps: {"CHILD_LIMITS": json.dumps({"RLIMIT_CPU": 1, "RLIMIT_CORE": 0})},
    )
    child_does(
        "import json, os\n"
        "from etl.interviews import worker\n"
        "worker.limit(json.loads(os.environ[worker.LIMITS]))\n"
        "while True: pass"
    )
    with pytest.raises(UploadRefused, match="took longer than"):
        intake.step(received().id, "inspect")


def test_where_no_signal_tells_of_time_an_exit_without_a_word_is_a_mistake(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(signal, "SIGXCPU")
    child_does("")
    with pytest.raises(UploadRefused, match="made a mistake"):
        intake.step(received().id, "inspect")


def test_a_death_is_logged(
    child_does: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    child_does(ABORT)
    with pytest.raises(UploadRefused):
        intake.step(received().id, "inspect")
    assert f"inspect of an upload died: MEMORY, status -{int(signal.SIGABRT)}" in caplog.text


def test_a_document_that_kills_its_reader_is_no_workbook(
    child_does: Callable[[str], None],
) -> None:
    child_does(ABORT)
    with pytest.raises(UploadRefused) as caught:
        intake.step(received().id, "document")
    assert "plain text" in caught.value.todo


def test_a_child_without_a_listener_is_ended(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    child_does(HANG)
    upload, others = received(), set(children())

    def full(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", full)
    with pytest.raises(UploadRefused, match="too busy"):
        intake.step(upload.id, "inspect")
    assert set(children()) <= others


def test_a_child_lives_in_the_same_time_zone(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Helsinki")
    child_does("import json, time; print(json.dumps({'done': {'zone': time.tzname[0]}}))")
    assert intake.step(received().id, "inspect")["zone"] == "EET"


@pytest.mark.parametrize("program", [HANG, pytest.param(BABBLE, marks=pytest.mark.slow)])
def test_a_child_that_takes_too_long_is_ended(
    program: str, child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stepping, "SECONDS", 0.7)
    child_does(program)
    others, began = set(children()), time.monotonic()
    with pytest.raises(UploadRefused, match="took longer than"):
        intake.step(received().id, "inspect")
    assert time.monotonic() - began < 5
    assert set(children()) <= others


@pytest.mark.slow
def test_a_child_that_wants_too_much_memory_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("resource")
    # As much as starting takes, and no sheet more.
    monkeypatch.setattr(stepping, "MEMORY", 220 << 20)
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}"><v>1</v></c>' for column in "ABCDEFGHIJ")
        + "</row>"
        for row in range(1, 200_001)
    )
    with pytest.raises(UploadRefused, match="memory|its reader was stopped|made a mistake"):
        intake.step(received(making.with_cells(cells)).id, "inspect")
    assert children() == []


def test_the_limits_are_set_before_anything_is_read(child_does: Callable[[str], None]) -> None:
    pytest.importorskip("resource")
    child_does(
        "import json, os, resource\n"
        "from etl.interviews import worker\n"
        "worker.limit(json.loads(os.environ[worker.LIMITS]))\n"
        "told = {n: resource.getrlimit(getattr(resource, n)) for n in"
        " ('RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_CORE')}\n"
        "print(json.dumps({'done': told | {'nice': os.nice(0)}}))"
    )
    done = intake.step(received().id, "inspect")
    assert done["RLIMIT_AS"] == [stepping.MEMORY] * 2
    assert done["RLIMIT_CPU"] == [120, 125], "the soft one says so, the hard one kills"
    assert done["RLIMIT_CORE"] == [0, 0]
    assert done["nice"] >= 5


def test_a_child_knows_no_secrets(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "x")
    monkeypatch.setenv("SEUTUKUVA_DATABASE", "postgresql://u:password@h/d")
    monkeypatch.setenv("PGPASSFILE", "/etc/passwords")
    child_does("import json, os; print(json.dumps({'done': dict(os.environ)}))")
    upload = received()
    known = intake.step(upload.id, "inspect")
    assert not {"SECRET_TOKEN", "SEUTUKUVA_DATABASE", "PGPASSFILE"} & set(known)
    assert known["SEUTUKUVA_LANGUAGE"] == "en"
    # The check compares with what is stored, and so must find it.
    with_records = intake.step(upload.id, "check")
    assert with_records["SEUTUKUVA_DATABASE"].startswith("postgresql")
    assert with_records["PGPASSFILE"] == "/etc/passwords" and "SECRET_TOKEN" not in with_records


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="this system has no process groups")
def test_everything_that_a_child_started_goes_with_it(child_does: Callable[[str], None]) -> None:
    child_does(SPAWN)
    upload = received()
    pids: list[int] = []

    class Gone(BaseException):
        """The reader has closed the page."""

    def tell(share: float, doing: str) -> None:
        if doing == "pid":
            pids.extend(children())
            raise Gone

    with pytest.raises(Gone):
        intake.step(upload.id, "inspect", tell)
    assert len(pids) == 1
    time.sleep(0.1)
    assert not is_alive(pids[0])
    assert not [
        status
        for status in Path("/proc").glob("[0-9]*/stat")
        if _group(status) == pids[0] and is_alive(int(status.parent.name))
    ]


def _group(status: Path) -> int:
    try:
        return int(
            status.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[2]
        )
    except (OSError, IndexError):
        return 0


def test_nothing_half_made_is_left(child_does: Callable[[str], None]) -> None:
    child_does(LEAVES)
    upload = received()
    with pytest.raises(UploadRefused):
        intake.step(upload.id, "inspect")
    assert {file.name for file in intake.folder(upload.id).iterdir()} == {"file", "upload.json"}


def test_a_mistake_is_logged_without_what_the_file_says(
    child_does: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    child_does(
        "import json, pathlib, sys\n"
        "from etl.interviews import worker\n"
        "from etl.interviews.reading import inspecting\n"
        "def broken(folder, progress): raise KeyError('Oy Salainen Ab')\n"
        "inspecting.inspect = broken\n"
        "teller = worker.Teller(sys.stdout)\n"
        "teller.say(worker.perform('inspect', pathlib.Path(sys.argv[1]), teller))"
    )
    with pytest.raises(UploadRefused, match="made a mistake"):
        intake.step(received().id, "inspect")
    assert "KeyError at " in caplog.text
    assert "Salainen" not in caplog.text


def test_a_system_without_such_limits_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:

    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "resource", None)
        worker.limit({"RLIMIT_CORE": 0})
    assert resource.getrlimit(resource.RLIMIT_CORE) == before
    worker.limit({"RLIMIT_NOT_KNOWN_HERE": 1})
