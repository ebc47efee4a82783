"""Uploads: kept, read by a process that may die, never by this one; nobody else's is reached."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seutukuva import access, intake, settings, texts
from seutukuva.errors import AccessRefused, UploadRefused
from tests.etl.interviews import making

GOOD = making.sheet_of([["Yritys", "Väki"], ["Oy A Ab", 5], ["B Oy", 7]])

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


@pytest.fixture(autouse=True)
def own_inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty data folder, and messages as they are written."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    texts.use("en")


@pytest.fixture
def child_does(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Another program in place of the worker."""

    def replace(program: str) -> None:
        monkeypatch.setattr(
            intake, "_command", lambda step, place: [sys.executable, "-c", program, str(place)]
        )

    return replace


def _received(content: bytes = GOOD, name: str = "vastaukset.xlsx") -> intake.Upload:
    return intake.receive(
        name, content, questionnaire="seutuprove", wave="2026-10", organisation="kehitys"
    )


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


# Children that were there before the test: a browser, a database of other tests.
_others: set[int] = set()


def _all_children() -> set[int]:
    found: set[int] = set()
    for task in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        # A thread may end meanwhile.
        with contextlib.suppress(FileNotFoundError):
            found |= {int(pid) for pid in task.read_text(encoding="ascii").split()}
    return {pid for pid in found if _is_alive(pid)}


@pytest.fixture(autouse=True)
def others() -> None:
    _others.clear()
    _others.update(_all_children())


def _children() -> list[int]:
    if not Path(f"/proc/{os.getpid()}/task").is_dir():
        pytest.skip("this system does not list a process's children")
    return sorted(_all_children() - _others)


# ── the inbox ────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_kept_as_it_came_for_its_owner_alone() -> None:
    upload = _received()
    place = intake.folder(upload.id)
    assert (place / "file").read_bytes() == GOOD
    assert {file.name for file in place.iterdir()} == {"file", "upload.json"}
    assert place.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in place.iterdir()} == {0o600}
    told = intake.read(upload.id, "upload")
    assert told["name"] == "vastaukset.xlsx"
    assert told["wave"] == "2026-10"
    assert told["bytes"] == len(GOOD)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\b.xlsx", "b.xlsx"),
        ("b.xlsx:secret", "b.xlsx"),
        ("\u202eb\n.xlsx", "b.xlsx"),
        ("", "file"),
        ("a" * 300 + ".xlsx", "a" * 195 + ".xlsx"),
    ],
)
def test_names_lose_what_could_mislead(name: str, kept: str) -> None:
    assert _received(b"x", name).name == kept


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 1 << 20)
    with pytest.raises(UploadRefused, match=r"has 1\.5 MB; 1 MB are taken at most"):
        _received(b"x" * (3 << 19))
    assert not settings.inbox_folder().exists() or not list(settings.inbox_folder().iterdir())


@pytest.mark.parametrize(
    "upload_id", ["", "..", "../records", "a" * 31, "A" * 32, "g" * 32, "0" * 32, "0" * 32 + "\n"]
)
def test_ids_lead_nowhere_else(upload_id: str) -> None:
    _received()
    secret = settings.data_folder() / "records"
    secret.mkdir()
    (secret / "upload.json").write_text("{}", encoding="utf-8")
    for ask in (
        lambda: intake.folder(upload_id),
        lambda: intake.read(upload_id, "upload"),
        lambda: intake.write(upload_id, "choices", {}),
        lambda: intake.step(upload_id, "inspect"),
        lambda: intake.file(upload_id, "upload.json"),
    ):
        with pytest.raises(UploadRefused, match="no longer here"):
            ask()
    intake.discard(upload_id)
    assert secret.exists()


@pytest.mark.parametrize("name", ["../upload.json", "/etc/passwd", "upload", "x.py", "a/b.json"])
def test_files_are_reached_by_their_own_names_only(name: str) -> None:
    upload = _received()
    with pytest.raises(UploadRefused):
        intake.file(upload.id, name)
    assert intake.file(upload.id, "upload.json").exists()


def test_only_an_analysts_decisions_are_written() -> None:
    upload = _received()
    intake.write(upload.id, "corrections", {"columns": {"3": {"question": "turnover"}}})
    assert intake.read(upload.id, "corrections")["columns"]["3"]["question"] == "turnover"
    assert intake.read(upload.id, "mapping") == {}
    for name in ("upload", "summary", "../x"):
        with pytest.raises(ValueError, match="not an analyst's"):
            intake.write(upload.id, name, {})
    with pytest.raises(ValueError, match="no such part"):
        intake.read(upload.id, "../records/head")


def test_nothing_is_given_where_other_computers_reach_the_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = _received()
    monkeypatch.setattr(access, "may_see_confidential", lambda: False)
    for ask in (
        _received,
        lambda: intake.folder(upload.id),
        lambda: intake.read(upload.id, "upload"),
        lambda: intake.write(upload.id, "choices", {}),
        lambda: intake.file(upload.id, "upload.json"),
        lambda: intake.step(upload.id, "inspect"),
        lambda: intake.discard(upload.id),
        intake.clean,
    ):
        with pytest.raises(AccessRefused):
            ask()
    assert (settings.inbox_folder() / upload.id / "file").exists()


def test_old_uploads_go_and_young_ones_stay() -> None:
    old, young = _received(), _received()
    week_ago = time.time() - (intake.KEPT_DAYS + 1) * 86_400
    os.utime(intake.folder(old.id), (week_ago, week_ago))
    (settings.inbox_folder() / "something-else").mkdir()
    assert intake.clean() == 1
    assert not (settings.inbox_folder() / old.id).exists()
    assert intake.folder(young.id).exists()
    assert (settings.inbox_folder() / "something-else").exists()


def test_what_others_take_away_meanwhile_does_not_stop_the_tidying(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second, third = _received(), _received(), _received()
    inbox_folder, long_ago = settings.inbox_folder(), time.time() - 2 * 86_400
    for one in (first, second, third):
        os.utime(inbox_folder / one.id, (long_ago, long_ago))
    cut_short = inbox_folder / f"{'a' * 32}.gone"
    cut_short.mkdir()
    whole = Path.rename

    def meanwhile(place: Path, target: Path) -> Path:
        if place.name == first.id:  # another process was quicker
            shutil.rmtree(place)
        moved = whole(place, target)
        if place.name == second.id:  # another process has begun to work at it
            os.utime(target)
        return moved

    monkeypatch.setattr(Path, "rename", meanwhile)
    assert intake.clean() == 1
    assert {one.name for one in inbox_folder.iterdir()} == {second.id}
    assert intake.read(second.id, "upload")["id"] == second.id


def test_what_is_worked_at_is_not_old(child_does: Callable[[str], None]) -> None:
    child_does("import json; print(json.dumps({'progress': 0.5})); print('{\"done\": {}}')")
    upload = _received()
    long_ago = time.time() - 2 * 86_400
    os.utime(intake.folder(upload.id), (long_ago, long_ago))
    gone: list[int] = []

    def tell(share: float, doing: str) -> None:
        os.utime(intake.folder(upload.id), (long_ago, long_ago))
        gone.append(intake.clean())

    intake.step(upload.id, "inspect", tell)
    assert gone[0] == 0
    assert intake.clean() == 1


def test_abandoned_uploads_go_by_themselves_and_only_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "_tidied", {})

    def abandoned() -> Path:
        place = settings.inbox_folder() / secrets.token_hex(16)
        place.mkdir(parents=True)
        os.utime(place, (time.time() - 90_000, time.time() - 90_000))
        return place

    first = abandoned()
    _received()
    assert not first.exists(), "whoever sends a file clears away those before it"
    second = abandoned()
    monkeypatch.setattr(access, "may_see_confidential", lambda: False)
    intake.tidy()
    assert second.exists(), "an hour has not gone"
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 3_601)
    intake.tidy()
    assert not second.exists()


def test_a_discarded_upload_is_gone() -> None:
    upload = _received()
    intake.discard(upload.id)
    assert list(settings.inbox_folder().iterdir()) == []
    intake.discard(upload.id)


# ── the child ────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_inspected_in_a_process_of_its_own() -> None:
    told: list[tuple[float, str]] = []
    upload = _received()
    done = intake.step(upload.id, "inspect", lambda share, doing: told.append((share, doing)))
    assert (done["format"], done["rows"], done["columns"]) == ("xlsx", 3, 2)
    assert intake.read(upload.id, "inspected")["sheets"][0]["headings"] == ["Yritys", "Väki"]
    assert told[0][1] == "checking" and all(0 <= share <= 1 for share, _doing in told)
    assert _children() == []


def test_nothing_of_a_file_is_read_in_this_process() -> None:
    program = (
        "import sys; from seutukuva import intake\n"
        "from tests.test_intake import GOOD\n"
        "upload = intake.receive('a.xlsx', GOOD, questionnaire='x', wave='2026-10',"
        " organisation='')\n"
        "read = {'python_calamine', 'etl.interviews.reading'} & set(sys.modules)\n"
        "for name in read: del sys.modules[name]\n"
        "assert intake.step(upload.id, 'inspect')['rows'] == 3\n"
        "assert not {'python_calamine', 'etl.interviews.reading'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=settings.REPOSITORY, check=True)


def test_a_refusal_of_the_child_is_in_the_readers_language() -> None:
    texts.use("fi")
    upload = _received(b"")
    with pytest.raises(UploadRefused) as caught:
        intake.step(upload.id, "inspect")
    assert caught.value.what == texts.translator("fi")("The file is empty")
    assert caught.value.todo


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
        intake.step(_received().id, "inspect")
    assert caught.value.todo and "Salainen" not in str(caught.value)


def test_a_child_that_works_too_long_is_not_said_to_want_memory(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(
        intake,
        "_environment",
        lambda steps: {"CHILD_LIMITS": json.dumps({"RLIMIT_CPU": 1, "RLIMIT_CORE": 0})},
    )
    child_does(
        "import json, os\n"
        "from etl.interviews import worker\n"
        "worker.limit(json.loads(os.environ[worker.LIMITS]))\n"
        "while True: pass"
    )
    with pytest.raises(UploadRefused, match="took longer than"):
        intake.step(_received().id, "inspect")


def test_where_no_signal_tells_of_time_an_exit_without_a_word_is_a_mistake(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(signal, "SIGXCPU")
    child_does("")
    with pytest.raises(UploadRefused, match="made a mistake"):
        intake.step(_received().id, "inspect")


def test_a_death_is_logged(
    child_does: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    child_does(ABORT)
    with pytest.raises(UploadRefused):
        intake.step(_received().id, "inspect")
    assert f"inspect of an upload died: MEMORY, status -{int(signal.SIGABRT)}" in caplog.text


def test_a_document_that_kills_its_reader_is_no_workbook(
    child_does: Callable[[str], None],
) -> None:
    child_does(ABORT)
    with pytest.raises(UploadRefused) as caught:
        intake.step(_received().id, "document")
    assert "plain text" in caught.value.todo


def test_a_child_without_a_listener_is_ended(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    child_does(HANG)
    upload, others = _received(), set(_children())

    def full(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", full)
    with pytest.raises(UploadRefused, match="too busy"):
        intake.step(upload.id, "inspect")
    assert set(_children()) <= others


def test_a_child_lives_in_the_same_time_zone(
    child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Helsinki")
    child_does("import json, time; print(json.dumps({'done': {'zone': time.tzname[0]}}))")
    assert intake.step(_received().id, "inspect")["zone"] == "EET"


@pytest.mark.parametrize("program", [HANG, pytest.param(BABBLE, marks=pytest.mark.slow)])
def test_a_child_that_takes_too_long_is_ended(
    program: str, child_does: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "SECONDS", 0.7)
    child_does(program)
    others, began = set(_children()), time.monotonic()
    with pytest.raises(UploadRefused, match="took longer than"):
        intake.step(_received().id, "inspect")
    assert time.monotonic() - began < 5
    assert set(_children()) <= others


@pytest.mark.slow
def test_a_child_that_wants_too_much_memory_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("resource")
    # As much as starting takes, and no sheet more.
    monkeypatch.setattr(intake, "MEMORY", 220 << 20)
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}"><v>1</v></c>' for column in "ABCDEFGHIJ")
        + "</row>"
        for row in range(1, 200_001)
    )
    with pytest.raises(UploadRefused, match="memory|its reader was stopped|made a mistake"):
        intake.step(_received(making.with_cells(cells)).id, "inspect")
    assert _children() == []


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
    done = intake.step(_received().id, "inspect")
    assert done["RLIMIT_AS"] == [intake.MEMORY] * 2
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
    upload = _received()
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
    upload = _received()
    pids: list[int] = []

    class Gone(BaseException):
        """The reader has closed the page."""

    def tell(share: float, doing: str) -> None:
        if doing == "pid":
            pids.extend(_children())
            raise Gone

    with pytest.raises(Gone):
        intake.step(upload.id, "inspect", tell)
    assert len(pids) == 1
    time.sleep(0.1)
    assert not _is_alive(pids[0])
    assert not [
        status
        for status in Path("/proc").glob("[0-9]*/stat")
        if _group(status) == pids[0] and _is_alive(int(status.parent.name))
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
    upload = _received()
    with pytest.raises(UploadRefused):
        intake.step(upload.id, "inspect")
    assert {file.name for file in intake.folder(upload.id).iterdir()} == {"file", "upload.json"}


@pytest.mark.slow
def test_two_at_once_do_not_meet_and_a_third_waits() -> None:
    contents = [
        making.sheet_of([["Yritys", "Väki"], *([f"Oy {n} Ab", n] for _row in range(n + 1))])
        for n in range(5)
    ]
    uploads = [_received(content) for content in contents]
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
    upload = _received()
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
        intake,
        "_command",
        lambda steps, place: [sys.executable, "-c", SAYS_ITS_NUMBER, *steps, str(place)],
    )


@pytest.mark.usefixtures("says_its_number")
def test_a_small_file_goes_through_its_steps_in_one_process() -> None:
    told: list[tuple[str, float, str]] = []
    done = intake.steps(
        _received().id, ("inspect", "map", "check"), lambda *words: told.append(words)
    )
    assert len({one["process"] for one in done.values()}) == 1
    assert [step for step, _share, doing in told if doing == "done"] == ["inspect", "map", "check"]
    assert ("map", 0.5, "map") in told


def test_a_process_that_has_taken_much_leaves_the_rest_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(
        intake,
        "_command",
        lambda steps, place: [sys.executable, "-c", TAKES_MUCH, *steps, str(place)],
    )
    done = intake.steps(_received().id, ("inspect", "map", "check"))
    assert list(done) == ["inspect", "map", "check"]
    assert len({one["process"] for one in done.values()}) == 3


def test_a_process_that_does_nothing_is_not_asked_again(
    child_does: Callable[[str], None],
) -> None:
    child_does("print('{\"enough\": 1}')")
    with pytest.raises(UploadRefused, match="made a mistake"):
        intake.steps(_received().id, ("inspect", "map"))


@pytest.mark.usefixtures("says_its_number")
def test_what_reads_the_file_first_knows_no_password_of_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATABASE", "postgresql://u:password@h/d")
    done = intake.steps(_received().id, ("inspect", "map", "check"))
    assert done["inspect"]["log"] is None
    assert done["map"] == done["check"] and "password" in done["map"]["log"]


@pytest.mark.usefixtures("says_its_number")
def test_after_a_refusal_no_step_is_done() -> None:
    told: list[str] = []
    with pytest.raises(UploadRefused, match="not this one"):
        intake.steps(
            _received().id,
            ("check", "marked", "map"),
            lambda step, _share, _doing: told.append(step),
        )
    assert set(told) == {"check", "marked"}


def test_a_step_done_anew_leaves_nothing_of_those_after_it() -> None:
    upload = _received()
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
        intake.step(_received().id, "inspect")
    assert "KeyError at " in caplog.text
    assert "Salainen" not in caplog.text


def test_a_system_without_such_limits_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    from etl.interviews import worker

    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "resource", None)
        worker.limit({"RLIMIT_CORE": 0})
    assert resource.getrlimit(resource.RLIMIT_CORE) == before
    worker.limit({"RLIMIT_NOT_KNOWN_HERE": 1})


def test_the_worker_knows_its_steps_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from etl.interviews import worker

    monkeypatch.delenv(worker.LIMITS, raising=False)
    assert worker.main(["delete", str(tmp_path)]) == 2
    assert worker.main(["inspect"]) == 2
    assert "usage" in capsys.readouterr().err


def test_an_unknown_step_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no such step"):
        intake.step(_received().id, "delete")


def test_steps_of_the_worker_and_of_the_intake_are_the_same() -> None:
    from etl.interviews import worker

    assert set(worker.STEPS) == set(intake.STEPS)
    assert worker.LIMITS == "CHILD_LIMITS"
    assert json.loads(intake._environment(["map"])["CHILD_LIMITS"])["RLIMIT_CORE"] == 0
