"""Asks the statistics servers: politely, patiently, with a clear error for all that goes wrong."""

from __future__ import annotations

import gzip
import random
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson
import requests
import urllib3

from etl import pacing
from seutukuva import settings
from seutukuva.errors import FetchFailed, SourceError

USER_AGENT = "Seutukuva/0.1 (regional foresight dashboard; python-requests)"
LOOPBACK = ("127.", "localhost", "[::1]")
PASSING_TROUBLE = (500, 502, 503, 504)  # worth another try; every other refusal is final
CHUNK = 1 << 18
NOT_JSON_TYPES = ("text/html", "application/xhtml", "text/xml", "application/xml", "text/csv")


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient and how polite a client is; times in seconds.

    ``calls`` a ``window`` hold until the server has told its own limits: no known server allows
    fewer. ``rereads`` is how often an answer that cannot be read (a maintenance page, half a
    body) is asked for again.
    """

    tries: int = 6
    rereads: int = 1
    connect_timeout: float = 15.0
    read_timeout: float = 240.0
    answer_timeout: float = 1200.0
    backoff: float = 1.5
    longest_wait: float = 300.0
    max_bytes: int = 400 * 2**20
    calls: int = 30
    window: float = 60.0
    cells: int = 100_000


class ServerRefused(FetchFailed):
    """The server answered with a status that another try would not change.

    Args:
        status: the HTTP status.
        excerpt: the beginning of what the server wrote, markup left out.
    """

    def __init__(self, status: int, excerpt: str, *, where: str) -> None:
        self.status, self.excerpt = status, excerpt
        said = f": {excerpt}" if excerpt else ""
        what = f"the server refused with status {status}{said}"
        super().__init__(what, where=where, todo=_advice(status))


class UnreadableAnswer(SourceError):
    """The answer arrived with status 200 but is not what was asked for (HTML, empty, cut off)."""


class _Again(Exception):
    """Another try is worth it; ``wait`` is what the server asked for, in seconds."""

    def __init__(self, problem: str, wait: float | None = None) -> None:
        super().__init__(problem)
        self.problem, self.wait = problem, wait


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: where it came from, its bytes as published and, for JSON, what they say."""

    url: str
    body: bytes
    content_type: str
    content: Any = None


def rebase(url: str) -> str:
    """The address that is really asked: another scheme and host where the setting says so."""
    base = settings.sources_base()
    if not base:
        return url
    parts = urlsplit(url)
    return base + urlunsplit(("", "", parts.path, parts.query, ""))


class Client:
    """Asks one host. Not for several threads at once; the limiter of the host is shared.

    Attributes:
        calls: how many requests were sent, tries included.
    """

    def __init__(self, url: str, manners: Manners | None = None) -> None:
        self.manners = manners or Manners()
        self.limiter = pacing.limiter(url, self.manners.calls, self.manners.window)
        self.calls = 0
        self._session = requests.Session()
        self._session.headers["User-Agent"] = USER_AGENT
        self._session.headers["Accept-Encoding"] = "gzip, deflate"
        self._session.max_redirects = 5
        base = settings.sources_base()
        if base and urlsplit(base).netloc.startswith(LOOPBACK):
            self._session.trust_env = False  # a proxy of the environment would not reach loopback

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def get_json(self, url: str, params: Mapping[str, Any] | None = None) -> Answer:
        """GET; ``content`` of the answer is the parsed JSON.

        Raises:
            FetchFailed: not reached, refused (`ServerRefused`), or failing after every try.
            UnreadableAnswer: something else than JSON came.
        """
        return self._ask("GET", url, params=params, json_expected=True)

    def post_json(
        self, url: str, payload: object, params: Mapping[str, Any] | None = None
    ) -> Answer:
        """POST of a JSON body; otherwise as `get_json`."""
        return self._ask("POST", url, params=params, payload=payload, json_expected=True)

    def get_xml(self, url: str, params: Mapping[str, Any] | None = None) -> Answer:
        """GET of an XML document, not parsed; errors as `get_json`."""
        return self._ask("GET", url, params=params, json_expected=False)

    def _ask(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, Any] | None = None,
        payload: object = None,
        json_expected: bool,
    ) -> Answer:
        unread, problem = 0, ""
        for attempt in range(1, self.manners.tries + 1):
            try:
                status_body = self._once(method, url, params, payload, json_expected)
                return _read(url, *status_body, json_expected=json_expected)
            except UnreadableAnswer:
                unread += 1
                if unread > self.manners.rereads or attempt == self.manners.tries:
                    raise
                self._back_off(attempt, None, url)
            except _Again as again:
                problem = again.problem
                if attempt < self.manners.tries:
                    self._back_off(attempt, again.wait, url)
        raise FetchFailed(
            f"{problem} ({self.manners.tries} tries)",
            where=url,
            todo="try again later; the last good figures stay",
        )

    def _back_off(self, attempt: int, asked: float | None, url: str) -> None:
        """Waits longer after each try, never less than the server asked for."""
        longest = self.manners.longest_wait
        if asked is not None and asked > longest:
            raise FetchFailed(
                f"the server asks to wait {asked:.0f} s",
                where=url,
                todo="try again after that time; the last good figures stay",
            )
        # jitter: two programs that failed together must not come back together
        own = min(self.manners.backoff * 2 ** (attempt - 1), longest) * random.uniform(0.5, 1.0)
        wait = own if asked is None else asked + own * 0.1
        if asked is not None:
            self.limiter.pause(wait)
        time.sleep(wait)

    def _once(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None,
        payload: object,
        json_expected: bool,
    ) -> tuple[bytes, str]:
        accept = "application/json" if json_expected else "application/xml, text/xml"
        headers = {"Accept": accept}
        data = None
        if payload is not None:
            data, headers["Content-Type"] = orjson.dumps(payload), "application/json"
        ticket = self.limiter.acquire()
        self.calls += 1
        try:
            timeout = (self.manners.connect_timeout, self.manners.read_timeout)
            with self._session.request(
                method,
                rebase(url),
                params=params,
                data=data,
                headers=headers,
                timeout=timeout,
                stream=True,
            ) as response:
                body = self._body(response, url)
                self._note_limits(response.headers)
                _check_status(response, body, url)
                return body, response.headers.get("Content-Type", "")
        except (requests.exceptions.SSLError, requests.exceptions.TooManyRedirects) as e:
            raise FetchFailed(_plain(e), where=url, todo="check the address of the source") from e
        except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError) as e:
            raise _Again(_plain(e)) from e
        except (requests.RequestException, OSError) as e:
            raise FetchFailed(_plain(e), where=url, todo="check the address of the source") from e
        finally:
            self.limiter.release(ticket)

    def _body(self, response: requests.Response, url: str) -> bytes:
        """The whole body, uncompressed; bounded in size and time whatever the server sends."""
        deadline = time.monotonic() + self.manners.answer_timeout
        chunks, size = [], 0
        # read1 returns what has arrived: a server that sends byte by byte cannot hold us for ever
        while chunk := response.raw.read1(CHUNK, decode_content=True):
            chunks.append(chunk)
            size += len(chunk)
            if size > self.manners.max_bytes:
                raise FetchFailed(
                    f"the answer is larger than {self.manners.max_bytes:,} bytes",
                    where=url,
                    todo="ask for less at a time",
                )
            if time.monotonic() > deadline:
                raise _Again(f"the answer took longer than {self.manners.answer_timeout:.0f} s")
        return _unpacked(b"".join(chunks), self.manners.max_bytes, url)

    def _note_limits(self, headers: Mapping[str, str]) -> None:
        """Some servers state their budget in headers only (their configuration says 0)."""
        try:
            calls = int(headers.get("x-ratelimit-limit", ""))
            window = float(headers.get("x-ratelimit-reset", ""))
        except ValueError:
            return
        self.limiter.set(calls, window)


def parse_json(body: bytes, *, where: str) -> Any:
    """JSON from bytes, a byte-order mark allowed.

    Raises:
        UnreadableAnswer: empty, HTML, plain text, cut off or otherwise not JSON.
    """
    text = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise _unreadable("the answer is empty", where)
    if text[:1] == b"<":
        raise _unreadable(f"a web page came instead of JSON: {_excerpt(text)}", where)
    if text[:1] not in (b"{", b"["):
        raise _unreadable(f"text came instead of JSON: {_excerpt(text)}", where)
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as e:
        cut_off = not text.rstrip().endswith((b"}", b"]"))
        what = "the answer is cut off" if cut_off else "the answer is broken JSON"
        raise _unreadable(f"{what} ({len(body):,} bytes; {e})", where) from e


def _read(url: str, body: bytes, content_type: str, *, json_expected: bool) -> Answer:
    kind = content_type.partition(";")[0].strip().lower()
    if json_expected:
        if kind.startswith(NOT_JSON_TYPES):
            raise _unreadable(f"{kind} came instead of JSON: {_excerpt(body)}", url)
        return Answer(url, body, content_type, parse_json(body, where=url))
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower()
    if not start:
        raise _unreadable("the answer is empty", url)
    if not start.startswith(b"<") or start.startswith((b"<!doctype html", b"<html")):
        raise _unreadable(f"something else than XML came: {_excerpt(body)}", url)
    return Answer(url, body, content_type)


def _check_status(response: requests.Response, body: bytes, url: str) -> None:
    status = response.status_code
    if status == 200:
        return
    wait = _retry_after(response.headers.get("Retry-After"))
    if status == 429:
        raise _Again("the server says: too many calls (429)", wait)
    if status in PASSING_TROUBLE:
        raise _Again(f"the server is not available ({status})", wait)
    raise ServerRefused(status, _excerpt(body), where=url)


def _retry_after(value: str | None) -> float | None:
    """Seconds from a Retry-After header: a number or a date; None when absent or nonsense."""
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (when.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _unpacked(body: bytes, max_bytes: int, url: str) -> bytes:
    """Some servers compress without saying so."""
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        unpacker = zlib.decompressobj(wbits=31)
        text = unpacker.decompress(body, max_bytes)
    except zlib.error as e:
        raise _unreadable(f"the compressed answer is broken ({e})", url) from e
    if not unpacker.eof:
        raise _unreadable("the compressed answer is cut off or too large", url)
    return text


def compress(body: bytes) -> bytes:
    """The same bytes for the same content, whenever it is made."""
    return gzip.compress(body, compresslevel=6, mtime=0)


def _unreadable(what: str, where: str) -> UnreadableAnswer:
    return UnreadableAnswer(
        what, where=where, todo="nothing was stored and the last good figures stay; try again later"
    )


def _excerpt(body: bytes, length: int = 120) -> str:
    """The beginning of a body as one readable line, markup left out."""
    text = body[:4000].decode("utf-8", "replace")
    words, inside = [], False
    for piece in text.replace(">", ">\0").replace("<", "\0<").split("\0"):
        inside = piece.startswith("<")
        if not inside:
            words += piece.split()
    line = " ".join(words)
    return line if len(line) <= length else line[: length - 1] + "…"


def _plain(error: BaseException) -> str:
    """What a foreign exception means, without addresses of objects."""
    if isinstance(error, requests.exceptions.SSLError):
        return "the server's certificate is not valid"
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return "the server did not answer the call in time"
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError):
        return "the server took too long to answer"
    if isinstance(error, requests.exceptions.TooManyRedirects):
        return "the server sends from one address to the next"
    if isinstance(error, requests.ConnectionError | urllib3.exceptions.HTTPError):
        return "the server could not be reached or broke off"
    return f"the request failed ({type(error).__name__})"


def _advice(status: int) -> str:
    if status == 403:
        return "ask for fewer cells at a time, or check that the source is open"
    if status in (400, 404, 410):
        return "check table, dimensions and values of the source's definition"
    return "check the source's definition; the last good figures stay"
