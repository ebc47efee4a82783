"""One reader cannot take what the others need, and whoever has to wait is told so."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from seutukuva import stopping, texts
from seutukuva.frontend import RESERVED
from seutukuva.limits import Limits, pages, readers, sessions
from seutukuva.limits.middleware import LimitsMiddleware
from seutukuva.limits.requests import kept_by_streamlit
from seutukuva.limits.sessions import STREAM
from tests.loops import in_a_loop

HOME, OTHER, THIRD = "203.0.113.5", "203.0.113.6", "203.0.113.7"
FEW = Limits(
    sessions=3,
    sessions_of_address=2,
    sessions_of_person=1,
    clicks_per_second=20,
    clicks_at_once=2,
    api_per_second=1,
    api_at_first=2,
    api_at_once=3,
    api_at_once_of_address=2,
    uploads_at_once=2,
    uploads_of_session=1,
    upload_mib=3,
    upload_mib_of_session=2,
    upload_seconds=1,
)
BROWSER = [(b"accept", b"text/html,*/*")]


def scope(path: str = "/", address: str = HOME, method: str = "GET", **more: Any) -> dict[str, Any]:
    kind = "websocket" if path == STREAM else "http"
    headers = more.pop("headers", BROWSER)
    asked = {"type": kind, "path": path, "method": method, "query_string": b"lang=en"}
    return {**asked, "headers": headers, "client": (address, 4000), **more}


async def page(scope: dict, receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await PlainTextResponse("page")(scope, receive, send)
        return
    assert (await receive())["type"] == "websocket.connect"
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] != "websocket.disconnect":
        await send({"type": "websocket.send", "bytes": message["bytes"]})


class Tab:
    """A page that somebody has open."""

    def __init__(self, guarded: LimitsMiddleware, **more: Any) -> None:
        self.sent: asyncio.Queue = asyncio.Queue()
        self.heard: list[dict] = []
        self.sent.put_nowait({"type": "websocket.connect"})

        async def send(message: dict) -> None:
            self.heard.append(message)

        self.task = asyncio.create_task(guarded(scope(STREAM, **more), self.sent.get, send))

    async def settled(self) -> str:
        await asyncio.sleep(0.01)
        return str(self.heard[0].get("code", self.heard[0]["type"]))

    async def leave(self) -> None:
        self.sent.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self.task


async def asked(app: Any, scope: dict, body: Callable | None = None) -> tuple[int, dict, str]:
    """Status, headers and text of an answer."""
    sent: list[dict] = []

    async def nothing() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict) -> None:
        sent.append(message)

    await app(scope, body or nothing, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    text = b"".join(one.get("body", b"") for one in sent[1:]).decode()
    return sent[0]["status"], headers, text


def test_one_address_cannot_take_every_place_and_places_come_back() -> None:
    async def meet() -> None:
        guarded = LimitsMiddleware(page, FEW, ends_idle=False)
        mine = [Tab(guarded) for _ in range(2)]
        assert [await one.settled() for one in mine] == ["websocket.accept"] * 2
        assert await Tab(guarded).settled() == "1013"
        theirs = Tab(guarded, address=OTHER)
        assert await theirs.settled() == "websocket.accept"
        assert await Tab(guarded, address=THIRD).settled() == "1013", "all places are taken"

        status, headers, text = await asked(guarded, scope("/area", THIRD))
        assert (status, headers["retry-after"], headers["cache-control"]) == (503, "20", "no-store")
        assert "Many readers are here" in text and 'http-equiv="refresh" content="20"' in text
        await theirs.leave()
        _status, _headers, own = await asked(guarded, scope("/"))
        assert "your network" in own
        assert (await asked(guarded, scope("/area", THIRD)))[0] == 200
        for tab in mine:
            await tab.leave()
        assert not guarded.sessions.by_address.taken and not guarded.sessions.by_person.taken

    in_a_loop(meet())


def test_this_computer_has_no_limit_of_its_own_and_a_browser_signed_in_has() -> None:
    cookie = [(b"cookie", b"_streamlit_user=abc; other=1")]

    async def meet() -> None:
        guarded = LimitsMiddleware(page, FEW, ends_idle=False)
        tabs = [Tab(guarded, address="127.0.0.1") for _ in range(3)]
        assert [await one.settled() for one in tabs] == ["websocket.accept"] * 3
        for tab in tabs:
            await tab.leave()
        first = Tab(guarded, headers=cookie)
        assert await first.settled() == "websocket.accept"
        assert await Tab(guarded, address=OTHER, headers=cookie).settled() == "1013"
        assert await Tab(guarded).settled() == "websocket.accept"

    in_a_loop(meet())


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("127.0.0.1", 1), ""),
        (("::1", 1), ""),
        (("::ffff:127.0.0.1", 1), ""),
        (None, ""),
        (("203.0.113.5", 1), "203.0.113.5"),
        (("::ffff:203.0.113.5", 1), "203.0.113.5"),
        (("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::1", 1), "2001:db8:1:2::/64"),
        (("testclient", 1), "testclient"),
    ],
)
def test_an_address_is_that_of_a_household(client: tuple | None, address: str) -> None:
    assert readers.address_of({"client": client}) == address


def test_a_person_is_a_mark_that_tells_no_name() -> None:
    def mark(cookie: bytes) -> str:
        return readers.person_of({"headers": [(b"cookie", cookie)]})

    assert mark(b"") == "" == mark(b"_streamlit_xsrf=1; lang=fi")
    assert mark(b"_streamlit_user=anna") == mark(b"lang=fi; _streamlit_user=anna") != ""
    assert mark(b"_streamlit_user=anna") != mark(b"_streamlit_user=bo")
    assert "anna" not in mark(b"_streamlit_user=anna")
    assert mark(b"\xff;;;=") == ""


def test_clicks_that_come_too_fast_wait_and_all_arrive() -> None:
    async def meet() -> None:
        guarded = LimitsMiddleware(page, FEW, ends_idle=False)
        tab = Tab(guarded, address="127.0.0.1")
        await tab.settled()
        for number in range(8):
            tab.sent.put_nowait({"type": "websocket.receive", "bytes": bytes([number])})
        await asyncio.sleep(0.01)
        at_once = len(tab.heard) - 1
        while len(tab.heard) < 9:
            await asyncio.sleep(0.01)
        assert at_once <= FEW.clicks_at_once + 1
        assert [one["bytes"] for one in tab.heard[1:]] == [bytes([n]) for n in range(8)]
        await tab.leave()

    in_a_loop(asyncio.wait_for(meet(), 10))


def test_programs_are_told_when_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def meet() -> None:
        guarded = LimitsMiddleware(page, FEW, ends_idle=False)
        found = [await asked(guarded, scope("/api/v1/")) for _ in range(3)]
        assert [status for status, _headers, _text in found] == [200, 200, 429]
        _status, headers, text = found[-1]
        assert int(headers["retry-after"]) >= 1
        assert headers["content-type"] == "application/problem+json" and "too-many" in text
        assert (await asked(guarded, scope("/api/v1/", OTHER)))[0] == 200
        assert (await asked(guarded, scope("/calendar.ics")))[0] == 429
        assert (await asked(guarded, scope("/area")))[0] == 200, "pages are not for programs"
        for _ in range(5):
            assert (await asked(guarded, scope("/api/v1/", "127.0.0.1")))[0] == 200

    in_a_loop(meet())


def test_requests_that_take_long_keep_a_place_for_others() -> None:
    gate = asyncio.Event

    async def meet() -> None:
        opened = gate()

        async def slow(scope: dict, receive: Any, send: Any) -> None:
            await opened.wait()
            await page(scope, receive, send)

        guarded = LimitsMiddleware(slow, replace(FEW, api_at_first=50), ends_idle=False)
        mine = [asyncio.create_task(asked(guarded, scope("/api/v1/"))) for _ in range(2)]
        await asyncio.sleep(0.01)
        assert (await asked(guarded, scope("/api/v1/")))[0] == 429
        other = asyncio.create_task(asked(guarded, scope("/api/v1/", OTHER)))
        await asyncio.sleep(0.01)
        assert (await asked(guarded, scope("/api/v1/", THIRD)))[0] == 503
        opened.set()
        assert [(await one)[0] for one in (*mine, other)] == [200] * 3
        assert (await asked(guarded, scope("/api/v1/")))[0] == 200

    in_a_loop(meet())


def upload(session: str, size: int | None, name: str = "f") -> dict[str, Any]:
    headers = [] if size is None else [(b"content-length", str(size).encode())]
    return scope(f"/_stcore/upload_file/{session}/{name}", method="PUT", headers=headers)


def test_uploads_are_few_at_once_and_bounded_together() -> None:
    mib = 1 << 20
    kept = {"a": mib}

    async def meet() -> None:
        opened = asyncio.Event()

        async def slow(scope: dict, receive: Any, send: Any) -> None:
            await opened.wait()
            await page(scope, receive, send)

        guarded = LimitsMiddleware(slow, FEW, ends_idle=False, kept=lambda: kept)
        assert (await asked(guarded, upload("a", None)))[0] == 411
        assert (await asked(guarded, upload("a", mib + 1)))[0] == 413
        first = asyncio.create_task(asked(guarded, upload("a", mib - 100)))
        await asyncio.sleep(0.01)
        assert (await asked(guarded, upload("a", 10)))[0] == 429, "one at a time of a page"
        assert (await asked(guarded, upload("a", 200)))[0] == 413, "what is coming counts"
        assert (await asked(guarded, upload("b", mib + 200)))[0] == 503, "3 MiB of all"
        second = asyncio.create_task(asked(guarded, upload("b", 10)))
        await asyncio.sleep(0.01)
        assert (await asked(guarded, upload("c", 10)))[0] == 503
        opened.set()
        assert (await first)[0] == (await second)[0] == 200
        assert (await asked(guarded, upload("c", 10)))[0] == 200

    in_a_loop(meet())


def test_what_streamlit_keeps_of_uploads_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = MemoryUploadedFileManager("/_stcore/upload_file")
    for session, name, size in (("a", "1", 100), ("a", "2", 50), ("b", "1", 7)):
        kept.add_file(session, UploadedFileRec(name, "x.xlsx", "", b"x" * size))
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=kept))
    assert kept_by_streamlit() == {"a": 150, "b": 7}
    kept.remove_session_files("a")
    assert kept_by_streamlit() == {"b": 7}


def test_a_file_that_trickles_is_not_waited_for() -> None:
    async def never() -> dict:
        await asyncio.sleep(60)
        raise AssertionError

    async def reads(scope: dict, receive: Any, send: Any) -> None:
        message = await receive()
        await PlainTextResponse(message["type"])(scope, receive, send)

    async def meet() -> None:
        guarded = LimitsMiddleware(reads, FEW, ends_idle=False, kept=dict)
        _status, _headers, text = await asked(guarded, upload("a", 10), never)
        assert text == "http.disconnect"

    in_a_loop(asyncio.wait_for(meet(), 20))


def test_a_page_that_is_only_left_open_is_ended_with_a_way_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sessions, "_MINUTE", 0.02)
    run = BackMsg()
    run.rerun_script.query_string = "lang=sv&area=FI-KU729"
    run.rerun_script.context_info.url = "https://seutukuva.example/area?x=1"

    async def meet() -> list[dict]:
        guarded = LimitsMiddleware(page, replace(FEW, idle_minutes=5), ends_idle=True)
        tab = Tab(guarded)
        for _ in range(4):
            tab.sent.put_nowait({"type": "websocket.receive", "bytes": run.SerializeToString()})
            await asyncio.sleep(0.05)
        assert not tab.task.done(), "clicks keep it open"
        await asyncio.wait_for(tab.task, 10)
        own = LimitsMiddleware(page, replace(FEW, idle_minutes=5), ends_idle=False)
        kept = Tab(own)
        await asyncio.sleep(0.4)
        assert not kept.task.done(), "on one's own computer it stays"
        await kept.leave()
        return tab.heard

    heard = in_a_loop(meet())
    assert heard[-1] == {"type": "websocket.close", "code": 1012, "reason": "idle"}
    address = ForwardMsg.FromString(heard[-2]["bytes"]).auth_redirect.url
    assert address.startswith("/paused?") and "seutukuva.example" not in address

    async def open_it() -> tuple[int, dict, str]:
        guarded = LimitsMiddleware(page, FEW, ends_idle=True)
        path, _, query = address.partition("?")
        return await asked(guarded, scope(path, query_string=query.encode()))

    status, _headers, text = in_a_loop(open_it())
    assert status == 200 and '<html lang="sv">' in text
    assert 'href="/area?lang=sv&amp;area=FI-KU729"' in text


def test_the_way_back_is_the_page_whatever_was_sent_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was taken away last is no page, nor is what no browser sends."""
    monkeypatch.setattr(sessions, "_MINUTE", 0.02)
    run, took, broken = BackMsg(), BackMsg(), BackMsg()
    run.rerun_script.query_string = "area=FI-KU729"
    run.rerun_script.context_info.url = "https://seutukuva.example/area"
    took.backend_operation_request.deferred_file.file_id = "f"

    broken.rerun_script.context_info.url = "https://[seutukuva.example/area"

    async def meet(last: bytes) -> list[dict]:
        tab = Tab(LimitsMiddleware(page, replace(FEW, idle_minutes=5), ends_idle=True))
        for sent in (run.SerializeToString(), last):
            tab.sent.put_nowait({"type": "websocket.receive", "bytes": sent})
        await asyncio.wait_for(tab.task, 10)
        return tab.heard

    for last in (took.SerializeToString(), broken.SerializeToString(), b"\xff", b""):
        heard = in_a_loop(meet(last))
        assert heard[-1] == {"type": "websocket.close", "code": 1012, "reason": "idle"}
        address = ForwardMsg.FromString(heard[-2]["bytes"]).auth_redirect.url
        assert address == "/paused?to=%2Farea%3Farea%3DFI-KU729", last


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", "/a\nb"]
)
def test_the_way_back_leads_nowhere_else(to: str) -> None:
    from urllib.parse import quote

    text = pages.paused(f"to={quote(to, safe='')}", "en").body.decode()
    assert re.findall('href="([^"]*)"', text) == ["/"]


def test_nothing_of_an_address_becomes_markup() -> None:
    text = pages.paused("to=/a%22%3E%3Cscript%3E", "en").body.decode()
    assert "<script" not in text and "&quot;&gt;&lt;script&gt;" in text


def test_while_the_process_stops_nothing_new_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    async def meet() -> None:
        guarded = LimitsMiddleware(page, FEW, ends_idle=False)
        tab = Tab(guarded)
        await tab.settled()
        monkeypatch.setattr(stopping, "_since", 1.0)
        tab.sent.put_nowait({"type": "websocket.receive", "bytes": b"click"})
        await asyncio.sleep(0.05)
        assert len(tab.heard) == 1, "the click does not arrive"
        await tab.leave()
        assert await Tab(guarded).settled() == "1012"
        for path in ("/", "/area", "/api/v1/", "/calendar.ics", "/ready"):
            assert (await asked(guarded, scope(path)))[0] == 503, path
        for path in ("/health", "/static/js/a.js", "/media/x.csv"):
            assert (await asked(guarded, scope(path)))[0] == 200, path

    in_a_loop(meet())


def test_no_page_has_the_name_of_the_paused_one() -> None:
    assert pages.PAUSED.strip("/") in RESERVED


@pytest.mark.parametrize("language", [*texts.LANGUAGES])
def test_who_has_to_wait_reads_it_in_their_language(language: str) -> None:
    text = pages.come_back(pages.FULL, language).body.decode()
    assert f'<html lang="{language}">' in text
    is_english = "Many readers are here at this moment." in text
    assert is_english == (language == "en")
