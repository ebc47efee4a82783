"""Streamlit's front end as this site serves it: compressed, in the reader's language, cacheable.

Streamlit sends about nine megabytes of scripts as they are and says that every page is English.
This ASGI middleware answers for those files itself: each is compressed once a process, on its
first request, and kept in memory; the start page exists once a language. Everything else, the
websocket included, passes through untouched.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import html
import json
import mimetypes
import re
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from seutukuva import builtin_words, texts
from seutukuva.texts import N_

TITLE = "Seutukuva"
NO_SCRIPT = N_("Seutukuva needs JavaScript. The figures can also be read as open data:")
NOT_FOUND = N_("There is no such page.")
TO_THE_START = N_("To the start page")
# Nothing of it changes under the same name: the name holds a hash of the content.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

_HASHED = re.compile(r"\.[\w-]{8}\.\w+$")
_COMPRESSED = {".js", ".mjs", ".css", ".html", ".json", ".geojson", ".svg", ".txt", ".ics"}
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".woff2": "font/woff2",
    ".ics": "text/calendar",
}
# First segments of addresses that others answer: Streamlit, and the routes beside the pages.
_PASSED_ON = {"_stcore", "media", "component", "auth", "oauth2callback", "api", "geo"}
_EXACT = {"/health", "/ready", "/calendar.ics"}
# First segments of addresses that are not pages; no page may have one of these names.
RESERVED = _PASSED_ON | {"static", "app", "health", "ready", "paused"}
_MENDING = Path(__file__).with_name("frontend.js")


class Asset:
    """Bytes with what HTTP needs to know of them; compressed once, on first use.

    Args:
        source: the file, or the bytes themselves.
        name: file name, which decides type, compression and how long it may be kept.
        keep: value of Cache-Control; by default for ever if the name holds a hash.
    """

    def __init__(self, source: Path | bytes, name: str, *, keep: str = "") -> None:
        self._source, self.name = source, name
        self._lock = threading.Lock()
        self._made: tuple[str, bytes] | None = None
        self.keep = keep or (FOREVER if _HASHED.search(name) else ASK_AGAIN)
        self.suffix = Path(name).suffix.lower()

    @property
    def is_compressed(self) -> bool:
        """False for what is compressed already: fonts and pictures."""
        return self.suffix in _COMPRESSED

    @property
    def media_type(self) -> str:
        """Content type, with charset for text."""
        kind = _TYPES.get(self.suffix) or mimetypes.guess_type(self.name)[0]
        kind = kind or "application/octet-stream"
        is_text = kind.startswith("text/") or kind == "application/json"
        return f"{kind}; charset=utf-8" if is_text else kind

    @property
    def plain(self) -> bytes:
        """The bytes as they are."""
        return self._source if isinstance(self._source, bytes) else self._source.read_bytes()

    def _make(self) -> tuple[str, bytes]:
        # Under a lock: of ten first visitors at once, one compresses and nine wait.
        with self._lock:
            if self._made is None:
                plain = self.plain
                # The best level costs four tenths of a second for the largest script, once.
                packed = gzip.compress(plain, 9, mtime=0) if self.is_compressed else b""
                self._made = (hashlib.sha256(plain).hexdigest()[:20], packed)
            return self._made

    @property
    def digest(self) -> str:
        """Hash of the bytes."""
        return self._make()[0]

    @property
    def packed(self) -> bytes:
        """The bytes compressed with gzip; empty when compression would not help."""
        return self._make()[1]

    def response(self, request_headers: Headers) -> Response:
        """The answer to a request for this asset: whole, compressed, or "not modified"."""
        squeeze = self.is_compressed and accepts_gzip(request_headers.get("accept-encoding", ""))
        tag = f'"{self.digest}-gz"' if squeeze else f'"{self.digest}"'
        headers = {"ETag": tag, "Cache-Control": self.keep}
        if self.is_compressed:
            headers["Vary"] = "Accept-Encoding"
        if is_known(tag, request_headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if squeeze:
            headers["Content-Encoding"] = "gzip"
        body = self.packed if squeeze else self.plain
        return Response(body, headers=headers, media_type=self.media_type)


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a request's Accept-Encoding allows gzip (``gzip;q=0`` forbids it)."""
    for part in accept_encoding.lower().split(","):
        coding, _, rest = part.strip().partition(";")
        if coding.strip() in ("gzip", "*"):
            quality = re.fullmatch(r"\s*q=([\d.]+)\s*", rest)
            return not quality or float(quality[1]) > 0
    return False


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether the reader has this version already; weak and strong tags compare alike."""
    known = [one.strip().removeprefix("W/") for one in if_none_match.split(",")]
    return tag.removeprefix("W/") in known


def language_of(query: str) -> str:
    """Language that ``?lang=`` asks for; the default for none and for an unknown one."""
    asked = parse_qs(query).get("lang", [""])[0]
    return asked if asked in texts.LANGUAGES else texts.DEFAULT


@dataclass(frozen=True, slots=True)
class StartPage:
    """The start page of one language and the hashes of its own scripts."""

    page: Asset
    script_hashes: tuple[str, ...]


def start_page(original: str, language: str) -> StartPage:
    """Streamlit's ``index.html`` rewritten for one language.

    Args:
        original: the file as Streamlit ships it.
        language: a key of ``texts.LANGUAGES``.
    """
    say = texts.translator(language)
    api = '<a href="./api/v1/">/api/v1/</a>'
    page = re.sub(r"<!--.*?-->\s*", "", original, flags=re.S)
    page = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', page, count=1)
    page = re.sub(r"<title>.*?</title>", f"<title>{TITLE}</title>", page, count=1, flags=re.S)
    page = re.sub(
        r"<noscript>.*?</noscript>",
        lambda _: f"<noscript><p>{html.escape(say(NO_SCRIPT))} {api}</p></noscript>",
        page,
        count=1,
        flags=re.S,
    )
    page = re.sub(
        r'<link rel="service-desc"[^>]*>',
        '<link rel="service-desc" href="./api/v1/openapi.json" />',
        page,
        count=1,
    )
    ours = "".join(f"\n    <script>{one}</script>" for one in (_mending(), builtin_words.script()))
    page = page.replace("</title>", f"</title>{ours}", 1)
    inline = re.findall(r"<script>(.*?)</script>", page, flags=re.S)
    return StartPage(
        Asset(page.encode(), "index.html", keep=ASK_AGAIN),
        tuple(_script_hash(one) for one in inline),
    )


def _mending() -> str:
    """The script of every start page, with the languages that an address may ask for."""
    others = [one for one in texts.LANGUAGES if one != texts.DEFAULT]
    source = _MENDING.read_text(encoding="utf-8")
    return source.replace("LANGUAGES", json.dumps([texts.DEFAULT, *others]))


def _script_hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class FrontEnd:
    """The files and start pages of Streamlit's front end, found once.

    Args:
        folder: Streamlit's folder of static files, with ``index.html``.
        pages: names of the pages, the first page first; without them any name may be a page.
    """

    def __init__(self, folder: Path, pages: Sequence[str] = ()) -> None:
        self.first_page = pages[0] if pages else ""
        self._pages = {"", *pages[1:]}
        original = (folder / "index.html").read_text(encoding="utf-8")
        self.starts = {one: start_page(original, one) for one in texts.LANGUAGES}
        # Only what is listed here is ever opened: an address cannot lead anywhere else.
        self.files = {
            "/" + file.relative_to(folder).as_posix(): Asset(file, file.name)
            for file in folder.rglob("*")
            if file.is_file() and file.name not in ("index.html", "manifest.json")
        }
        self._needed_first = re.findall(r'(?:src|href)="\./(static/[^"]+)"', original)

    @property
    def script_hashes(self) -> list[str]:
        """Hashes of the start pages' own scripts, for the Content-Security-Policy."""
        return sorted({one for start in self.starts.values() for one in start.script_hashes})

    def warm(self) -> None:
        """Compress what a first visit needs, so that the first reader does not wait for it."""
        for start in self.starts.values():
            _ = start.page.packed
        charts = [path for path in self.files if "/PlotlyChart." in path]
        for path in [*("/" + name for name in self._needed_first), *charts]:
            if path in self.files:
                _ = self.files[path].packed

    def find(self, path: str, query: str) -> Asset | None:
        """The file or start page that an address asks for; none when it is something else."""
        if path in self.files:
            return self.files[path]
        name = path.strip("/")
        is_page = bool(re.fullmatch(r"[\w-]*", name)) and name not in RESERVED
        if self.first_page:
            is_page = name in self._pages
        if is_page or path == "/index.html":
            return self.starts[language_of(query)].page
        return None

    def is_missing(self, path: str) -> bool:
        """True for an address that is neither a file, a page, nor one of the program's routes.

        Streamlit would answer it with its start page, whose scripts then are not found.
        """
        return path not in _EXACT and path.strip("/").split("/")[0] not in _PASSED_ON


class FrontEndMiddleware:
    """Answers for the front end's files and pages; passes everything else on."""

    def __init__(self, app: ASGIApp, front_end: FrontEnd) -> None:
        self.app, self.front_end = app, front_end
        # Compressing lets go of the interpreter; a small pool of its own keeps it from queueing
        # behind anything else.
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="front-end")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        query = scope["query_string"].decode("latin-1")
        first = self.front_end.first_page
        if first and scope["path"].strip("/") == first:
            # The first page answers at the root only; Streamlit would say that there is none.
            await RedirectResponse(f"/?{query}" if query else "/")(scope, receive, send)
            return
        asset = self.front_end.find(scope["path"], query)
        if asset:
            loop = asyncio.get_running_loop()
            response = await loop.run_in_executor(self._pool, asset.response, request.headers)
            await response(scope, receive, send)
        elif self.front_end.is_missing(scope["path"]):
            await not_found_page(language_of(query))(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def not_found_page(language: str) -> Response:
    """A page that says that there is none, with a way to the start."""
    say = texts.translator(language)
    start = "/" if language == texts.DEFAULT else f"/?lang={language}"
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{html.escape(say(NOT_FOUND))} "
        f'<a href="{start}">{html.escape(say(TO_THE_START))}</a></p></body></html>',
        status_code=404,
    )
