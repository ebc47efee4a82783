"""Open pages of sign-ins that have ended are found and run again as nobody's; others are not."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit import runtime

from seutukuva import audit
from seutukuva.sign_in import sessions, watching
from tests import signing_in
from tests.loops import in_a_loop


class OpenPage:
    """What Streamlit keeps of an open page, as far as it is looked at."""

    def __init__(self, id: str, user_info: dict[str, Any]) -> None:
        self.id, self._user_info = id, user_info
        self._client_state = SimpleNamespace(query_string="area=FI-SK138", page_script_hash="abc")
        self._uploaded_file_mgr = SimpleNamespace(remove_session_files=self.files_removed)
        self.asked: list[Any] = []
        self.removed: list[str] = []

    def files_removed(self, id: str) -> None:
        self.removed.append(id)

    def request_rerun(self, state: Any) -> None:
        self.asked.append(state)


@pytest.fixture
def pages(sign_in_file: Path, monkeypatch: pytest.MonkeyPatch) -> list[OpenPage]:
    """Maija on two pages, Matti on one, and somebody who has not signed in."""
    maija, matti = signing_in.claims("maija"), signing_in.claims("matti")
    found = [
        OpenPage("1", dict(maija)),
        OpenPage("2", dict(maija)),
        OpenPage("3", matti),
        OpenPage("4", {}),
    ]
    by_id = {one.id: one for one in found}
    manager = SimpleNamespace(
        list_active_sessions=lambda: [SimpleNamespace(session=one) for one in found]
    )
    running = SimpleNamespace(
        _session_mgr=manager,
        clear_user_info_for_session=lambda id: by_id[id]._user_info.clear(),
    )
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: running)
    for one in found:
        sessions.standing(one._user_info)
    return found


def test_what_counts_is_left_alone(pages: list[OpenPage]) -> None:
    assert in_a_loop(watching.look()) == 0
    assert [one.asked for one in pages] == [[], [], [], []]


def test_every_page_of_a_person_ends_and_no_other(pages: list[OpenPage]) -> None:
    standing = sessions.standing(pages[0]._user_info)
    assert standing
    sessions.end(standing.person_id)
    assert in_a_loop(watching.look()) == 2
    assert [bool(one._user_info) for one in pages] == [False, False, True, False]
    assert [len(one.asked) for one in pages] == [1, 1, 0, 0]
    assert pages[0].removed == ["1"]
    # On the page it was on, without what was typed there.
    (state,) = pages[0].asked
    assert (state.query_string, state.page_script_hash) == ("area=FI-SK138", "abc")
    assert len(state.widget_states.widgets) == 0
    assert [watching.reason("1"), watching.reason("1"), watching.reason("3")] == ["ended", "", ""]
    assert in_a_loop(watching.look()) == 0


def test_one_bad_round_does_not_end_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    async def looks() -> int:
        rounds.append(1)
        raise OSError("the disk is gone")

    monkeypatch.setattr(watching, "look", looks)
    monkeypatch.setattr(watching, "SECONDS", 0.001)

    async def watched() -> None:
        watching_task = asyncio.create_task(watching.watch())
        while len(rounds) < 3:
            await asyncio.sleep(0.001)
        watching_task.cancel()

    in_a_loop(asyncio.wait_for(watched(), 10))
    assert len(rounds) >= 3


def test_the_audits_newest_row_is_kept_meanwhile_and_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: list[str] = []
    when = ["meanwhile"]
    monkeypatch.setattr(audit, "keep_up", lambda: kept.append(when[0]))
    monkeypatch.setattr(watching, "SECONDS", 0.001)

    async def watched() -> None:
        watching_task = asyncio.create_task(watching.watch())
        while not kept:
            await asyncio.sleep(0.001)
        when[0] = "at the end"
        watching_task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching_task

    in_a_loop(asyncio.wait_for(watched(), 10))
    assert kept[0] == "meanwhile" and kept[-1] == "at the end"
