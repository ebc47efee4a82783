"""Serve Seutukuva: the pages, open data under /api/v1/, borders under /geo/, the yearly clock as
/calendar.ics, health under /health.

    python serve.py [--port 8501] [--host 127.0.0.1] [--no-browser]

The application that `streamlit run app.py` shows, as an ASGI application: its files compressed,
its language declared, its headers strict.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seutukuva import (
    failures,
    healthy,
    limits,
    logs,
    memory,
    navigation,
    reached,
    settings,
    stopping,
    warming,
)
from seutukuva.errors import MissingData, MissingVersion, SeutukuvaError
from seutukuva.protection import ProtectionMiddleware, is_loopback, page_policy
from seutukuva.sign_in import starting

if TYPE_CHECKING:
    import streamlit as st
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute, Router
    from starlette.types import Receive, Scope, Send

    from seutukuva.frontend import Asset

log = logging.getLogger("seutukuva.serve")

DEFAULT_PORT = 8501
PORTS_TRIED = 20
WRONG_USE = 2
# Whoever has waited this many seconds for the interpreter gets it. A page's run lets go of it at
# each of its messages, and with Python's 5 ms it waits as long each time when others run too.
SWITCH_INTERVAL = 0.0005
SECONDS_BETWEEN_FORGETTING = 3_600.0
# What a page sends: all that stands in its fields. Files come another way.
LARGEST_MESSAGE = 8 * 1024 * 1024


def application(script: Path | None = None, *, public: bool | None = None) -> st.App:
    """The ASGI application.

    Args:
        script: the frame of the pages, by default ``app.py``.
        public: whether other computers may ask; by default as the environment says.
    """
    import streamlit as st
    from starlette.middleware import Middleware
    from streamlit import file_util
    from streamlit.runtime.pages_manager import PagesManager

    from seutukuva.frontend import FrontEnd, FrontEndMiddleware
    from seutukuva.limits.middleware import LimitsMiddleware

    pages = [] if script else [page.name for page in navigation.found()]
    settings.announce_public(public)
    front_end = FrontEnd(Path(file_util.get_static_dir()), pages)
    settings.announce_geo_route("/geo/")
    # Until somebody has opened a page, Streamlit takes our pages/ folder for its old kind, and
    # tells whoever opens a link first that the page does not exist. st.navigation says this
    # same thing, only later.
    PagesManager.uses_pages_directory = False

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
        warming.start(front_end)
        works = [asyncio.create_task(one) for one in (_forget_hourly(), memory.tidied())]
        async with starting.watched():
            yield {}
        for work in works:
            work.cancel()
        await asyncio.to_thread(stopping.wait_for_writes, stopping.SECONDS_FOR_WRITES)

    policy = page_policy(front_end.script_hashes)
    failures.handle_script_errors()
    return st.App(
        script or settings.REPOSITORY / "app.py",
        secrets=starting.secrets(),
        routes=routes(),
        middleware=[
            Middleware(ProtectionMiddleware, policy=policy, reach=reached.reach),
            Middleware(
                LimitsMiddleware, limits=limits.current(), ends_idle=settings.mode() != "own"
            ),
            Middleware(FrontEndMiddleware, front_end=front_end),
        ],
        lifespan=lifespan,
        on_script_error=failures.script_failed,
    )


def routes() -> list[BaseRoute]:
    """The addresses beside the pages."""
    from starlette.routing import Route

    return [
        Route("/api/{rest:path}", OpenData()),
        Route("/geo/{name:path}", geo),
        Route("/calendar.ics", yearly_clock),
        Route("/health", healthy.health),
        Route("/ready", healthy.ready),
        *_sign_in_routes(),
    ]


def _sign_in_routes() -> list[BaseRoute]:
    if settings.mode() != "sign_in":
        return []
    from seutukuva.sign_in import addresses

    return addresses.routes()


class OpenData:
    """The open data interface, loaded when it is first asked.

    A start does not wait for what most readers never ask.
    """

    @cached_property
    def _router(self) -> Router:
        from starlette.routing import Router

        from seutukuva import api

        return Router(api.routes())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI interface."""
        await self._router(scope, receive, send)


async def _forget_hourly() -> None:
    """Forget at the start and every hour what is kept for a time only; no reader waits for it."""
    while True:
        await asyncio.to_thread(_forget)
        await asyncio.sleep(SECONDS_BETWEEN_FORGETTING)


def _forget() -> None:
    from seutukuva import intake
    from seutukuva.privacy import retention
    from seutukuva.records import contacts, drafts

    for work in (intake.tidy, drafts.forget_older, retention.daily, contacts.purge):
        try:
            work()
        except SeutukuvaError as error:
            log.warning("what was kept for a time only could not be deleted: %s", error)
        except Exception:
            # The others are done all the same, and the next hour tries again.
            log.exception("what was kept for a time only could not be deleted")


async def geo(request: Request) -> Response:
    """A border layer, by the name that the published version gives it."""
    return await asyncio.to_thread(_geo, request)


def _geo(request: Request) -> Response:
    from starlette.responses import PlainTextResponse

    try:
        file = settings.build_folder() / _published_borders(request.path_params["name"])
        stamp = file.stat().st_mtime_ns
    except (KeyError, MissingData, FileNotFoundError):
        return PlainTextResponse("There is no such file.", 404)
    return _border_layer(file, stamp).response(request.headers)


def _published_borders(name: str) -> str:
    """The file of a border layer; an edition shows those of an older version than the current.

    Raises:
        KeyError: no version that is kept names it.
        MissingData: nothing has been published.
    """
    from seutukuva import store

    for version in store.versions():
        with suppress(MissingVersion):  # a damaged older one
            for file in map(str, store.run_of(version, "shared/geo_layers")["file"]):
                if Path(file).name == name:
                    return file
    raise KeyError(name)


async def yearly_clock(request: Request) -> Response:
    """The programme's yearly clock, for calendar programs."""
    return await asyncio.to_thread(_yearly_clock, request)


def _yearly_clock(request: Request) -> Response:
    from starlette.responses import PlainTextResponse

    from seutukuva import showing, texts
    from seutukuva.yearly_clock import feed

    language = request.query_params.get("lang", texts.DEFAULT)
    if language not in texts.LANGUAGES:
        todo = f"lang is one of {', '.join(texts.LANGUAGES)}, as in /{feed.FILE}?lang=fi"
        return PlainTextResponse(f"There is no calendar in this language: {todo}.", 400)
    try:
        body = feed.file(language, showing.today())
    except SeutukuvaError:
        log.exception("the yearly clock cannot be told")
        return PlainTextResponse("The calendar cannot be made now.", 503)
    return _calendar(body).response(request.headers)


@lru_cache(maxsize=8)
def _calendar(body: bytes) -> Asset:
    from seutukuva.frontend import ASK_AGAIN, Asset
    from seutukuva.yearly_clock import feed

    return Asset(body, feed.FILE, keep=ASK_AGAIN)


@lru_cache(maxsize=16)
def _border_layer(file: Path, stamp: int) -> Asset:
    from seutukuva.frontend import ASK_AGAIN, FOREVER, Asset

    layer = Asset(file, file.name)
    # A name that holds a hash of the content can never mean anything else.
    layer.keep = FOREVER if layer.digest[:8] in file.name else ASK_AGAIN
    return layer


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare the data if there is none, then serve until stopped; returns the exit status."""
    given = _arguments(arguments)
    refusal = starting.problem() or limits.problem()
    if not refusal and not is_loopback(given.host) and settings.mode() == "own":
        refusal = starting.refusal(given.host)
    if refusal:
        print(refusal, file=sys.stderr)
        return WRONG_USE
    try:
        listener = _listener(given.host, given.port)
    except OSError as error:
        print(
            f"Cannot listen on {given.host} port {given.port or DEFAULT_PORT}: {error.strerror}. "
            "Choose another port: python serve.py --port 8600",
            file=sys.stderr,
        )
        return 1
    try:
        _publish_if_needed()
    except SeutukuvaError as error:
        print(f"The statistics could not be prepared: {error}", file=sys.stderr)
        listener.close()
        return 1
    _serve(listener, given)
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="serve.py", description="Serve Seutukuva to this computer's browser."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument(
        "--port",
        type=_port,
        default=None,
        help=f"port, or PORT in the environment (default {DEFAULT_PORT} or the "
        "next free one; 0 for any free one)",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    given = parser.parse_args(arguments)
    if given.port is None and os.environ.get("PORT"):
        try:
            given.port = _port(os.environ["PORT"])
        except argparse.ArgumentTypeError as error:
            parser.error(f"PORT: {error}")
    return given


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a number from 0 to 65535")
    return int(text)


def _listener(host: str, port: int | None) -> socket.socket:
    """A listening socket; without a chosen port the first free one from the default on."""
    ports = [port] if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED)
    for candidate in ports:
        try:
            return _bound(host, candidate)
        except OSError:
            if candidate == ports[-1]:
                raise
    raise AssertionError("no port was tried")


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol said asyncio sends at once (TCP_NODELAY); without it every other message
    # waits 40 ms for the reader's computer to confirm the one before.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # On Windows the option would let two servers listen on the same port.
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(256)
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener


def _publish_if_needed() -> None:
    import etl
    from seutukuva import presence

    presence.serve()
    print("Seutukuva: looking for published statistics …", flush=True)
    etl.ensure_published()


def _serve(listener: socket.socket, given: argparse.Namespace) -> None:
    import uvicorn
    from streamlit import config

    logs.use()
    port = listener.getsockname()[1]
    address = _address(given.host, port)
    # Made first: it tells Streamlit where its settings file is.
    app = application()
    config.set_option("server.port", port)
    config.set_option("server.address", given.host)
    server = stopping.server(
        uvicorn.Config(
            app,
            ws="websockets-sansio",
            ws_max_size=LARGEST_MESSAGE,
            ws_ping_interval=20,
            ws_ping_timeout=30,
            ws_per_message_deflate=not is_loopback(given.host),
            access_log=False,
            log_config=None,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=stopping.SECONDS_FOR_CONNECTIONS,
        )
    )
    sys.setswitchinterval(SWITCH_INTERVAL)
    print(f"Seutukuva: {address}  (stop with Ctrl+C)", flush=True)
    if not given.no_browser and _has_screen():
        threading.Timer(0.8, webbrowser.open, (address,)).start()
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        print("\nSeutukuva: stopped", flush=True)


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(host, host)
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _has_screen() -> bool:
    if os.environ.get("CI") or os.environ.get("STREAMLIT_SERVER_HEADLESS") == "true":
        return False
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


if __name__ == "__main__":
    sys.exit(main())
