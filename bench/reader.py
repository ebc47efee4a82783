"""A reader without a browser: speaks Streamlit's own protocol with a running server.

What a browser's page sends and keeps is sent and kept here too: the address with its query, the
values of all widgets, and the hashes of large messages that need not come again. Nothing is drawn.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

# Runs after which a browser forgets a large message that did not come again.
MESSAGE_AGE = 2
# Kinds of elements that say that something is wrong with the page.
EXCEPTION, ALERT, HEADING, SELECT = "exception", "alert", "heading", "selectbox"
# Where an element has its words, by kind; other kinds have none that anybody here asks for.
WORDS = {
    HEADING: ("body",),
    ALERT: ("body",),
    "markdown": ("body",),
    "html": ("body",),
    "text": ("body",),
    "metric": ("label", "body"),
}


class PageFailed(Exception):
    """The server said that a page, or a part of it, could not be shown."""


@dataclass(slots=True)
class Choice:
    """A list to choose one of: its options as people see them and the one chosen."""

    label: str
    options: tuple[str, ...]
    value: str


@dataclass(slots=True)
class Answer:
    """What a run of the page cost: from the sent choice to the message that it is finished."""

    seconds: float = 0.0
    messages: int = 0
    bytes: int = 0


@dataclass(slots=True)
class _Kept:
    """A large message, and the run that last brought or named it."""

    message: ForwardMsg
    run: int


@dataclass(slots=True)
class Reader:
    """One session: a tab of a browser.

    Attributes:
        title: the page's own heading, as the newest run wrote it.
        session: the server's name for this session.
        choices: the lists to choose one of, by the key that the page gives them.
    """

    _socket: ClientConnection
    _address: str
    title: str = ""
    session: str = ""
    choices: dict[str, Choice] = field(default_factory=dict)
    _page: str = ""
    _page_hash: str = ""
    _query: str = ""
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _runs: int = 0
    _shown: list[ForwardMsg] = field(default_factory=list)

    async def visit(self, page: str, query: str = "") -> Answer:
        """Open a page by its name in the address, as a typed or followed link does."""
        self._page, self._page_hash, self._query = page, "", query
        self._states.clear()
        return await self._run()

    async def choose(self, key: str, option: str) -> Answer:
        """Choose an option of a list on the page, as it stands there.

        Raises:
            KeyError: the page has no such list.
            ValueError: the list has no such option.
        """
        if option not in self.choices[key].options:
            raise ValueError(f"{option!r} is not among the options of {key}")
        id = self._ids[key]
        self._states[id] = WidgetState(id=id, string_value=option)
        return await self._run()

    def said(self) -> str:
        """All words on the page as it stands."""
        return "\n".join(
            str(getattr(getattr(message.delta.new_element, kind), name))
            for message in self._shown
            if (kind := _kind(message)) in WORDS
            for name in WORDS[kind]
        )

    def elements(self) -> dict[str, int]:
        """How many elements of each kind there are on the page as it stands."""
        kinds = [kind for message in self._shown if (kind := _kind(message))]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}

    async def _run(self) -> Answer:
        answer = Answer()
        self._shown.clear()
        self.choices.clear()
        self.title = ""
        request = self._request()
        start = time.perf_counter()
        await self._socket.send(request)
        while True:
            data = await self._socket.recv(decode=False)
            answer.messages += 1
            answer.bytes += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "delta" or kind == "ref_hash":
                self._take(message, kind)
            elif kind == "script_finished":
                # A run that gave way to another is followed by that other.
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    break
            else:
                self._note(message, kind)
        answer.seconds = time.perf_counter() - start
        if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise PageFailed(f"{self._page} did not run to its end")
        self._finish()
        return answer

    def _request(self) -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string = self._query
        # As soon as the server has told the page's own mark, a browser says that and no name.
        run.page_name = "" if self._page_hash else self._page
        run.page_script_hash = self._page_hash
        run.widget_states.widgets.extend(self._states.values())
        run.cached_message_hashes.extend(self._kept)
        run.context_info.timezone, run.context_info.locale = "Europe/Helsinki", "fi-FI"
        run.context_info.url = f"{self._address}/{self._page}"
        run.context_info.color_scheme = "light"
        return message.SerializeToString()

    def _note(self, message: ForwardMsg, kind: str | None) -> None:
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            raise PageFailed(f"there is no page {self._page}")

    def _take(self, message: ForwardMsg, kind: str) -> None:
        if kind == "ref_hash":
            kept = self._kept[message.ref_hash]
            kept.run, message = self._runs, kept.message
        elif message.metadata.cacheable:
            self._kept[message.hash] = _Kept(message, self._runs)
        self._shown.append(message)

    def _finish(self) -> None:
        """After the clock has stopped: what a browser's page does with what it got."""
        self._runs += 1
        kept = self._kept
        self._kept = {k: v for k, v in kept.items() if self._runs - v.run <= MESSAGE_AGE}
        for message in self._shown:
            kind = _kind(message)
            element = message.delta.new_element
            if kind == EXCEPTION or (kind == ALERT and element.alert.format == element.alert.ERROR):
                raise PageFailed(f"{self._page}?{self._query}: {self.said()[:2000]}")
            if kind == HEADING and element.heading.tag == "h1" and not self.title:
                self.title = element.heading.body
            elif kind == SELECT:
                self._remember(element.selectbox)

    def _remember(self, box: Any) -> None:
        value = box.raw_value if box.set_value else ""
        if not value:
            known = self._states.get(box.id)
            # Nothing is chosen in a list until somebody chooses.
            first = box.options[box.default] if box.HasField("default") and box.options else ""
            value = known.string_value if known else first
        # Streamlit writes the page's own key at the end of the id.
        key = box.id.rpartition("-")[2]
        self._ids[key] = box.id
        if value:
            self._states[box.id] = WidgetState(id=box.id, string_value=value)
        self.choices[key] = Choice(box.label, tuple(box.options), value)

    async def send(self, states: Sequence[WidgetState]) -> Answer:
        """Say what somebody typed, chose or pressed, whether or not the page has such a widget."""
        own = {one.id: one for one in states}
        before = dict(self._states)
        self._states.update(own)
        try:
            return await self._run()
        finally:
            # What was pressed is pressed once, and what the page never had is forgotten.
            for id in own:
                if id in before:
                    self._states[id] = before[id]
                else:
                    self._states.pop(id, None)

    def messages(self) -> list[ForwardMsg]:
        """What the newest run has sent to be shown, large messages that were kept included."""
        return list(self._shown)

    def complaints(self) -> str:
        """What the page says is wrong with it, in its own words."""
        told = [one.delta.new_element for one in self._shown if _kind(one) in (ALERT, EXCEPTION)]
        alerts = [one.alert for one in told if one.WhichOneof("type") == ALERT]
        words = [one.body for one in alerts if one.format == one.ERROR]
        broken = [one.exception for one in told if one.WhichOneof("type") == EXCEPTION]
        return " / ".join([*words, *(f"{one.type}: {one.message}" for one in broken)])

    async def leave(self) -> None:
        """Close the tab."""
        await self._socket.close()


def _kind(message: ForwardMsg) -> str | None:
    """The kind of a message's element; None for a block, which holds others."""
    if message.delta.WhichOneof("type") != "new_element":
        return None
    kind: str | None = message.delta.new_element.WhichOneof("type")
    return kind


async def arrive(
    address: str, *, protocols: Sequence[str] = (), headers: Mapping[str, str] | None = None
) -> Reader:
    """Open a session with a server.

    Args:
        address: ``http://host:port``.
        protocols: what a browser says after "streamlit": its token, and a session to go on with.
        headers: of the request that opens the connection, its cookies among them.
    """
    parts = urlsplit(address)
    socket = await connect(
        f"ws://{parts.netloc}/_stcore/stream",
        subprotocols=[Subprotocol(one) for one in ("streamlit", *protocols)],
        additional_headers=headers,
        compression=None,
        max_size=None,
        ping_interval=None,
    )
    return Reader(socket, address)
