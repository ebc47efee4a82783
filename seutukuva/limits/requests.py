"""Requests beside the pages: how many of one reader are answered, and what may be uploaded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from seutukuva.limits import readers
from seutukuva.limits.model import MIB, Limits
from seutukuva.limits.rates import Buckets, Places

UPLOADS = "/_stcore/upload_file/"
# Bytes of files by session, as they are kept while their pages are open.
Kept = Callable[[], dict[str, int]]
_BUSY_SECONDS = 5


class OpenData:
    """Requests of programs: as many as they like, not as fast as they like."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self._rates = Buckets(limits.api_per_second, limits.api_at_first)
        self._places = Places(limits.api_at_once, limits.api_at_once_of_address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        who = readers.address_of(scope)
        seconds = self._rates.of(who).take() if who else 0.0
        if seconds:
            words = "this address asks faster than is answered: see Retry-After"
            await _problem(429, "too-many", words, scope, seconds)(scope, receive, send)
            return
        if why := self._places.why_not(who):
            status = 429 if why == "own" else 503
            words = "too many requests are under way: see Retry-After"
            await _problem(status, "busy", words, scope, _BUSY_SECONDS)(scope, receive, send)
            return
        self._places.take(who)
        try:
            await self.app(scope, receive, send)
        finally:
            self._places.leave(who)


def _problem(status: int, kind: str, detail: str, scope: Scope, seconds: float) -> Response:
    from seutukuva.api import problems

    told = problems.Problem(status, kind, "Too many requests", detail)
    answer = problems.answer(told, scope["path"])
    answer.headers["Retry-After"] = str(max(1, round(seconds + 0.5)))
    return answer


class Uploads:
    """Files on their way to a page: how many come at once, how large they are together.

    Args:
        kept: what is kept already, in bytes by session.
    """

    def __init__(self, app: ASGIApp, limits: Limits, kept: Kept) -> None:
        self.app, self.limits, self._kept = app, limits, kept
        self._places = Places(limits.uploads_at_once, limits.uploads_of_session)
        # Bytes that are announced and not there yet, by session.
        self._coming: dict[str, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface of a PUT."""
        session = scope["path"].removeprefix(UPLOADS).partition("/")[0]
        announced = Headers(scope=scope).get("content-length", "")
        if not announced.isdecimal():
            await _refused(411, "The size of the file has to be said first.")(scope, receive, send)
            return
        if refusal := self._refusal(session, int(announced)):
            await refusal(scope, receive, send)
            return
        self._places.take(session)
        self._coming[session] = self._coming.get(session, 0) + int(announced)
        try:
            await self._timed(scope, receive, send)
        finally:
            self._places.leave(session)
            self._coming[session] -= int(announced)
            if not self._coming[session]:
                del self._coming[session]

    async def _timed(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A body that trickles holds its place no longer than others may be asked to wait."""
        until = asyncio.get_running_loop().time() + self.limits.upload_seconds

        async def hear() -> Message:
            left = until - asyncio.get_running_loop().time()
            try:
                return await asyncio.wait_for(receive(), max(0.0, left))
            except TimeoutError:
                return {"type": "http.disconnect"}

        await self.app(scope, hear, send)

    def _refusal(self, session: str, size: int) -> Response | None:
        kept = self._kept()
        own = kept.get(session, 0) + self._coming.get(session, 0) + size
        if own > self.limits.upload_mib_of_session * MIB:
            return _refused(413, "This page keeps enough files: take one of them away first.")
        if sum(kept.values()) + sum(self._coming.values()) + size > self.limits.upload_mib * MIB:
            return _refused(503, "Many files are kept at this moment: send it in a few minutes.")
        if why := self._places.why_not(session):
            words = "Several files are being sent already: send this one after them."
            return _refused(429 if why == "own" else 503, words)
        return None


def _refused(status: int, words: str) -> Response:
    headers = {"Cache-Control": "no-store", "Retry-After": str(_BUSY_SECONDS)}
    return PlainTextResponse(words, status, headers)


def kept_by_streamlit() -> dict[str, int]:
    """Bytes of uploaded files by session, as Streamlit's runtime in this process keeps them."""
    from streamlit import runtime

    if not runtime.exists():
        return {}
    manager = runtime.get_instance().uploaded_file_mgr
    stored = getattr(manager, "file_storage", {})
    return {
        session: sum(len(file.data) for file in list(files.values()))
        for session, files in list(stored.items())
    }
