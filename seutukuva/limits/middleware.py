"""The limits in front of the application: everything that asks comes through here."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from seutukuva import stopping
from seutukuva.frontend import RESERVED, language_of
from seutukuva.limits import pages
from seutukuva.limits.model import Limits
from seutukuva.limits.requests import UPLOADS, Kept, OpenData, Uploads, kept_by_streamlit
from seutukuva.limits.sessions import STREAM, Sessions

_DATA = ("/api/", "/calendar.ics")
# While the process is to end, runs that are under way still get what their pages show.
_UNTIL_THE_END = ("/health", "/static/", "/media/", "/_stcore/")
_SECONDS_OF_STOP = 5


class LimitsMiddleware:
    """Asks readers to wait when there are too many, or when one asks for too much.

    Args:
        app: the application behind.
        limits: as an administrator has set them.
        ends_idle: whether pages that are only left open are ended: not on one's own computer.
        kept: bytes of uploaded files by session.
    """

    def __init__(
        self, app: ASGIApp, limits: Limits, ends_idle: bool, kept: Kept = kept_by_streamlit
    ) -> None:
        self.app = app
        self.sessions = Sessions(app, limits, ends_idle)
        self._data = OpenData(app, limits)
        self._uploads = Uploads(app, limits, kept)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        await self._responsible(scope)(scope, receive, send)

    def _responsible(self, scope: Scope) -> ASGIApp:
        if scope["type"] == "websocket":
            return self.sessions if scope["path"] == STREAM else self.app
        if scope["type"] != "http":
            return self.app
        path: str = scope["path"]
        language = language_of(scope["query_string"].decode("latin-1"))
        if stopping.is_stopping() and not path.startswith(_UNTIL_THE_END):
            if path == "/ready":
                return JSONResponse({"ready": False, "reason": "The program is stopping."}, 503)
            return pages.come_back(pages.STOPPING, language, _SECONDS_OF_STOP)
        if path.startswith(_DATA):
            return self._data
        if path.startswith(UPLOADS) and scope["method"] == "PUT":
            return self._uploads
        if path == pages.PAUSED:
            return pages.paused(scope["query_string"].decode("latin-1"), language)
        if _is_page(scope) and (why := self.sessions.why_not(scope)):
            return pages.come_back(pages.FULL if why == "all" else pages.OWN, language)
        return self.app


def _is_page(scope: Scope) -> bool:
    """Whether a browser is about to open a page, and with it a session."""
    first = scope["path"].strip("/").partition("/")[0]
    is_asked_by_browser = "text/html" in Headers(scope=scope).get("accept", "")
    return scope["method"] == "GET" and is_asked_by_browser and first not in RESERVED
