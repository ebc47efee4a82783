"""The client is polite and patient, and every failure is one clear error."""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from etl import http, pacing
from etl.http import Client, ServerRefused, UnreadableAnswer
from etl.pacing import Limiter
from seutukuva.errors import FetchFailed, SeutukuvaError
from tests.etl.conftest import QUICK

pytestmark = pytest.mark.slow

JSON = {"Content-Type": "application/json"}
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Script:
    """A server that gives prepared replies, the last one again and again."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    seen: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    before: Callable[[], None] = lambda: None
    drip: float = 0.0  # seconds between single bytes of the body

    def reply(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@pytest.fixture
def script(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    plan = Script()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            plan.seen.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
            plan.times.append(time.monotonic())
            plan.before()
            status, headers, body = plan.reply()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if not plan.drip:
                self.wfile.write(body)
                return
            with contextlib.suppress(OSError):  # the client has gone
                for n in range(len(body)):
                    self.wfile.write(body[n : n + 1])
                    time.sleep(plan.drip)

        do_GET = do_POST = _serve

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    plan.url = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv("SEUTUKUVA_SOURCES_BASE", plan.url)
    yield plan
    server.shutdown()
    server.server_close()


ADDRESS = "https://statistics.example/api/table"


def _client() -> Client:
    return Client(ADDRESS, QUICK)


def test_asks_the_other_base_and_says_who_asks(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # must not be used for loopback
    script.replies = [(200, JSON, b'{"a": 1}')]
    answer = _client().get_json(ADDRESS, {"lang": "fi"})
    assert answer.content == {"a": 1}
    assert answer.url == ADDRESS, "the sidecar holds the producer's address"
    assert script.seen[0]["path"] == "/api/table?lang=fi"
    assert script.seen[0]["user-agent"].startswith("Seutukuva/")


def test_without_a_base_nothing_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEUTUKUVA_SOURCES_BASE", raising=False)
    assert http.rebase(ADDRESS) == ADDRESS


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_passing_trouble_is_tried_again(script: Script, status: int) -> None:
    script.replies = [(status, {}, b"busy"), (status, {}, b"busy"), (200, JSON, b"[]")]
    client = _client()
    assert client.get_json(ADDRESS).content == []
    assert client.calls == 3


def test_tries_are_bounded_and_the_error_says_what_to_do(script: Script) -> None:
    script.replies = [(503, {}, b"")]
    with pytest.raises(FetchFailed, match=r"not available \(503\) \(3 tries\) — https://statis"):
        _client().get_json(ADDRESS)
    assert len(script.seen) == 3


@pytest.mark.slow
@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_is_honoured(script: Script, as_date: bool) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    script.replies = [(429, {"Retry-After": date if as_date else "1"}, b""), (200, JSON, b"{}")]
    _client().get_json(ADDRESS)
    assert script.times[1] - script.times[0] >= 0.9


def test_a_longer_wait_than_allowed_fails_at_once(script: Script) -> None:
    script.replies = [(429, {"Retry-After": "3600"}, b"")]
    with pytest.raises(FetchFailed, match="asks to wait 3600 s"):
        _client().get_json(ADDRESS)
    assert len(script.seen) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_refusals_are_final_and_quote_the_server(script: Script, status: int) -> None:
    page = b"<html><head><style></style></head><h1>Server Error</h1><p>Access is denied.</p>"
    script.replies = [(status, {"Content-Type": "text/html"}, page)]
    with pytest.raises(ServerRefused, match="Server Error Access is denied") as caught:
        _client().get_json(ADDRESS)
    assert caught.value.status == status
    assert len(script.seen) == 1


@pytest.mark.parametrize(
    ("headers", "body", "said"),
    [
        ({"Content-Type": "text/html"}, b"<!DOCTYPE html><p>Huoltokatko", "text/html came"),
        (JSON, b"<!DOCTYPE html><p>Huoltokatko", "web page"),
        ({"Content-Type": "text/html"}, b'{"a": 1}', "text/html came"),
        (JSON, b"", "empty"),
        (JSON, b'{"a": [1, 2', "cut off"),
        ({"Content-Type": "text/plain"}, b"Bad Request", "text came instead"),
        ({"Content-Type": "text/csv"}, b"a;b", "text/csv came"),
    ],
)
def test_what_is_not_json_is_asked_once_more_then_refused(
    script: Script, headers: dict[str, str], body: bytes, said: str
) -> None:
    script.replies = [(200, headers, body)]
    with pytest.raises(UnreadableAnswer, match=said):
        _client().get_json(ADDRESS)
    assert len(script.seen) == 2


def test_a_maintenance_page_that_goes_away_does_no_harm(script: Script) -> None:
    script.replies = [(200, {"Content-Type": "text/html"}, b"<html>"), (200, JSON, b"{}")]
    assert _client().get_json(ADDRESS).content == {}


@pytest.mark.parametrize("declared", [True, False])
def test_gzip_declared_or_not(script: Script, declared: bool) -> None:
    headers = {**JSON, "Content-Encoding": "gzip"} if declared else JSON
    script.replies = [(200, headers, gzip.compress(b'{"a": 1}'))]
    answer = _client().get_json(ADDRESS)
    assert (answer.content, answer.body) == ({"a": 1}, b'{"a": 1}')


def test_broken_gzip_is_refused(script: Script) -> None:
    script.replies = [(200, JSON, gzip.compress(b'{"a": 1}' * 100)[:30])]
    with pytest.raises(UnreadableAnswer, match="compressed answer"):
        _client().get_json(ADDRESS)


def test_body_ending_before_its_length_is_tried_again(script: Script) -> None:
    script.replies = [(200, {**JSON, "Content-Length": "100"}, b'{"a":'), (200, JSON, b"{}")]
    assert _client().get_json(ADDRESS).content == {}


def test_larger_than_allowed_is_refused(script: Script) -> None:
    script.replies = [(200, {**JSON, "Content-Encoding": "gzip"}, gzip.compress(b"[" * 10**6))]
    with pytest.raises(FetchFailed, match="larger than 100,000 bytes"):
        Client(ADDRESS, replace(QUICK, max_bytes=100_000)).get_json(ADDRESS)


def test_slow_answer_times_out(script: Script) -> None:
    script.before = lambda: time.sleep(0.4)
    script.replies = [(200, JSON, b"{}")]
    with pytest.raises(FetchFailed, match="took too long"):
        Client(ADDRESS, replace(QUICK, read_timeout=0.1, tries=2)).get_json(ADDRESS)


def test_an_answer_byte_by_byte_does_not_hold_for_ever(script: Script) -> None:
    script.replies, script.drip = [(200, JSON, b"[" + b" " * 200 + b"]")], 0.05
    manners = replace(QUICK, answer_timeout=0.3, tries=1)
    started = time.monotonic()
    with pytest.raises(FetchFailed, match="longer than 0 s"):
        Client(ADDRESS, manners).get_json(ADDRESS)
    assert time.monotonic() - started < 200 * script.drip / 2


def test_nobody_there(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_SOURCES_BASE", "http://127.0.0.1:9")
    with pytest.raises(FetchFailed, match="could not be reached"):
        _client().get_json(ADDRESS)


@pytest.mark.parametrize("url", ["nonsense", "ftp://statistics.example/x", "http://[::1"])
def test_a_nonsense_address_is_our_own_error(
    url: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEUTUKUVA_SOURCES_BASE", raising=False)
    with pytest.raises(SeutukuvaError):
        Client(ADDRESS, QUICK).get_json(url)


def test_xml_is_expected_where_asked(script: Script) -> None:
    script.replies = [(200, {"Content-Type": "application/xml"}, b"<?xml version='1.0'?><a/>")]
    assert _client().get_xml(ADDRESS).body.endswith(b"<a/>")
    script.replies = [(200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><p>x")]
    with pytest.raises(UnreadableAnswer, match="else than XML"):
        _client().get_xml(ADDRESS)


def test_budget_stated_in_headers_is_taken_over(script: Script) -> None:
    limits = {**JSON, "x-ratelimit-limit": "40", "x-ratelimit-reset": "60"}
    script.replies = [(200, limits, b"{}")]
    client = _client()
    client.get_json(ADDRESS)
    assert (client.limiter.calls, client.limiter.window) == (40, 60.0)


def test_limiter_never_lets_more_through_even_to_threads() -> None:
    limiter, starts = Limiter(4, 0.2), []

    def work() -> None:
        for _ in range(3):
            ticket = limiter.acquire()
            starts.append(time.monotonic())
            limiter.release(ticket)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(starts) == 12
    assert max(sum(1 for t in starts if s <= t < s + 0.2) for s in starts) <= 4


def test_limiter_is_shared_by_all_who_ask_a_host(data_folder: Path) -> None:
    budget = QUICK.calls, QUICK.window
    here = pacing.limiter("https://statistics.example/a", *budget)
    assert pacing.limiter("https://statistics.example/b", *budget) is here
    assert pacing.limiter("https://other.example/a", *budget) is not here


def test_a_limit_of_nothing_changes_nothing() -> None:
    limiter = Limiter(30, 60)
    limiter.set(0, 60)
    limiter.set(5, 0)
    assert (limiter.calls, limiter.window) == (30, 60)
