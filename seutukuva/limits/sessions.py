"""Open pages: how many there are, how fast each asks, and which are only left open."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from seutukuva import stopping
from seutukuva.limits import pages, readers
from seutukuva.limits.model import Limits
from seutukuva.limits.rates import Bucket, Buckets, Places

log = logging.getLogger(__name__)

STREAM = "/_stcore/stream"
# WebSocket's own words for "come again" and "the server is going".
TRY_AGAIN, GOING = 1013, 1012
LONGEST_WAIT = 10.0  # seconds that one click may be held back
_MINUTE = 60.0
_HOLD = 0.5


class Sessions:
    """The open pages of this process.

    Args:
        app: the application behind.
        ends_idle: whether pages that are only left open are ended.
    """

    def __init__(self, app: ASGIApp, limits: Limits, ends_idle: bool) -> None:
        self.app, self.limits = app, limits
        self.by_address = Places(limits.sessions, limits.sessions_of_address)
        self.by_person = Places(limits.sessions, limits.sessions_of_person)
        per_second = limits.clicks_of_address
        self._clicks = Buckets(per_second, 10 * per_second)
        self._patience = limits.idle_minutes * _MINUTE if ends_idle else None

    def why_not(self, scope: Scope) -> str:
        """Why another page may not be opened: ``"all"``, ``"own"``, or nothing."""
        by_address = self.by_address.why_not(readers.address_of(scope))
        return by_address or self.by_person.why_not(readers.person_of(scope))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface of a websocket."""
        if why := "stopping" if stopping.is_stopping() else self.why_not(scope):
            code = GOING if why == "stopping" else TRY_AGAIN
            await send({"type": "websocket.close", "code": code, "reason": why})
            return
        address, person = readers.address_of(scope), readers.person_of(scope)
        self.by_address.take(address)
        self.by_person.take(person)
        own = Bucket(self.limits.clicks_per_second, self.limits.clicks_at_once)
        together = self._clicks.of(address) if address else None
        try:
            await self.app(scope, _Ear(receive, send, own, together, self._patience).hear, send)
        finally:
            self.by_address.leave(address)
            self.by_person.leave(person)


class _Ear:
    """What the application hears of one page."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        own: Bucket,
        together: Bucket | None,
        patience: float | None,
    ) -> None:
        self._receive, self._send = receive, send
        self._own, self._together = own, together
        self._patience = patience or None
        # Where the page is, by what it asked last, and what is chosen on it.
        self._page = ("/", "")

    async def hear(self) -> Message:
        """The next message, not faster than it may come; or that the page is gone."""
        try:
            message = await asyncio.wait_for(self._receive(), self._patience)
        except TimeoutError:
            return await self._end()
        if message["type"] != "websocket.receive":
            return message
        self._page = _asked(message.get("bytes") or b"") or self._page
        await self._slow_down()
        # The process is to end: the browser asks the next one, with all that is chosen.
        while stopping.is_stopping():
            later = await self._receive()
            if later["type"] != "websocket.receive":
                return later
        return message

    async def _slow_down(self) -> None:
        wait = self._own.wait()
        if self._together is not None:
            wait = max(wait, self._together.wait())
        if wait > 0:
            await asyncio.sleep(min(wait, LONGEST_WAIT))

    async def _end(self) -> Message:
        with suppress(Exception):
            await self._send({"type": "websocket.send", "bytes": _redirection(*self._page)})
            # What was sent is to arrive before the connection is gone.
            await asyncio.sleep(_HOLD)
            await self._send({"type": "websocket.close", "code": GOING, "reason": "idle"})
        return {"type": "websocket.disconnect", "code": GOING}


def _asked(sent: bytes) -> tuple[str, str] | None:
    """The page that a message asks for and what is chosen on it; None where it asks for none."""
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
    from streamlit.proto.BackMsg_pb2 import BackMsg

    try:
        message = BackMsg.FromString(sent)
        path = urlsplit(message.rerun_script.context_info.url).path
    except (DecodeError, ValueError):
        return None
    is_run = message.HasField("rerun_script")
    return (path or "/", message.rerun_script.query_string) if is_run else None


def _redirection(path: str, query: str) -> bytes:
    """The message that leads a browser to the page that says why its own was ended."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    message = ForwardMsg()
    message.auth_redirect.url = pages.paused_address(path, query)
    return message.SerializeToString()
