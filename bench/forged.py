"""Forged sign-ins, roles, sessions, messages and files, sent to a running server as bytes."""

from __future__ import annotations

import base64
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import requests
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette import starlette_app_utils
from websockets.exceptions import WebSocketException

from bench import matrix, signed
from bench.reader import PageFailed
from bench.signed import Site
from seutukuva import records, settings
from seutukuva.ui.unasked import PRESS

# A page that many roles see and some of them write on, and confidential ones.
PUBLIC, NEEDS, UPLOAD, SIGNALS = "events", "needs", "upload", "signals"
PAGES = (PUBLIC, NEEDS, SIGNALS, "meeting", "editions", "outlook", "pipeline", "people")
COORDINATOR, ANALYST, VIEWER = "coordinator", "analyst", "viewer"
_GROUPS = ("coordinator", "analyst", "administrator")
_HEADERS = {
    **{"X-Forwarded-User": "coordinator", "X-Forwarded-Groups": "coordinator"},
    **{"Remote-User": "coordinator", "X-Remote-User": "coordinator", "X-Auth-Role": "coordinator"},
    "X-Streamlit-User": base64.b64encode(b'{"groups": ["coordinator"]}').decode(),
    "Authorization": "Bearer coordinator",
}


@dataclass(frozen=True, slots=True)
class Try:
    """Something forged, and what harm came of it: "" where it came to nothing."""

    what: str
    harm: str


async def attempts(site: Site, pages: Sequence[str] = PAGES) -> list[Try]:
    """Try everything; each on its own.

    Args:
        pages: whose widgets are sent by those who do not have them.
    """
    found: list[Try] = []
    for one in (sign_ins, roles, sessions, partial(messages, pages=pages), garbage, files, revoked):
        found += [each async for each in one(site)]
    return found


# ── sign-ins and roles ───────────────────────────────────────────────────────────────────────


async def sign_ins(site: Site) -> Any:
    """Cookies that this server has not signed, or signed for somebody or some time else."""
    now = int(time.time())
    whole = signed.claims("mallory", _GROUPS)
    sound = signed.cookie(site, whole)
    head, _dot, rest = sound.partition(".")
    told = json.dumps({"origin": site.address, "is_logged_in": True, **whole})
    cookies = {
        "signed with another secret": signed.cookie(site, whole, secret="0" * 48),
        "not signed": base64.urlsafe_b64encode(told.encode()).decode(),
        "plain JSON": json.dumps(told).replace('"', ""),
        "changed behind its signature": f"{head[:-4]}AAAA.{rest}",
        "without its signature": head,
        "of another address": signed.cookie(site, {**whole, "origin": "https://other.invalid"}),
        "of another program": signed.cookie(site, {**whole, "aud": "another"}),
        "of an issuer without a name": signed.cookie(site, {**whole, "iss": ""}),
        "of nobody": signed.cookie(site, {**whole, "sub": None}),
        "of the future": signed.cookie(site, {**whole, "iat": now + 3_600, "exp": now + 7_200}),
        "of last week": signed.cookie(site, {**whole, "iat": now - 700_000, "exp": now - 600_000}),
        "without its times": signed.cookie(site, {**whole, "iat": None, "exp": None}),
        "that says so in words": signed.cookie(site, {**whole, "is_logged_in": "true"}),
    }
    for what, value in cookies.items():
        yield await _seen_with(f"a cookie {what}", site, value)
    yield await _seen_with(
        "a cookie from another site", site, sound, {"Origin": "https://x.invalid"}
    )
    # The same cookie, sound: else all the others would prove nothing.
    one = await _seen_with("", site, sound)
    assert one.harm, "a sound cookie opens nothing"


async def roles(site: Site) -> Any:
    """Roles that somebody gives to themselves."""
    plain = signed.claims("mallory")
    for what, more in {
        "in a claim of another name": {"roles": ["coordinator"], "role": "coordinator"},
        "in a text that holds it": {"groups": "viewer coordinator"},
        "in a table": {"groups": {"coordinator": True}},
        "written otherwise": {"groups": ["Coordinator", " coordinator", "coordinator\u0000"]},
        "within a list": {"groups": [["coordinator"]]},
    }.items():
        value = signed.cookie(site, {**plain, **more})
        yield await _seen_with(f"a role {what}", site, value)
    value = signed.cookie(site, plain)
    yield await _seen_with("a role in headers", site, value, _HEADERS)
    yield await _seen_with("nobody with headers", site, "", _HEADERS)
    query = "role=coordinator&groups=coordinator&person=local&is_local=1&sub=x"
    yield await _seen_with("a role in the address", site, value, query=query)


async def sessions(site: Site) -> Any:
    """Going on with the session of somebody who may, without their cookie."""
    owner = await signed.arrive_as(site, matrix.cookie_of(site, COORDINATOR))
    await owner.visit(NEEDS, "lang=en")
    yield await _seen_with("a session that is open", site, "", session=owner.session)
    await owner.leave()
    yield await _seen_with("a session that was left", site, "", session=owner.session)
    other = signed.cookie(site, signed.claims("mallory"))
    yield await _seen_with("a session that was left, signed in", site, other, session=owner.session)


async def _seen_with(
    what: str,
    site: Site,
    value: str,
    headers: Mapping[str, str] | None = None,
    *,
    session: str = "",
    query: str = "",
) -> Try:
    """What somebody is shown of confidential pages."""
    try:
        reader = await signed.arrive_as(site, value, session=session, headers=headers)
    except (WebSocketException, OSError):
        return Try(what, "")
    harm = []
    for page in (NEEDS, SIGNALS, "editions"):
        try:
            await reader.visit(page, f"lang=en&{query}")
        except WebSocketException:
            break
        except PageFailed as error:
            harm.append(f"{page} failed: {reader.complaints() or str(error)[:80]}")
            break
        harm += held(reader.messages())
    await reader.leave()
    return Try(what, ", ".join(dict.fromkeys(harm)))


def held(sent: Iterable[ForwardMsg]) -> list[str]:
    """The subjects whose words are in what the server has sent."""
    content = b"".join(one.SerializeToString() for one in sent)
    return [subject for subject, word in matrix.WORDS.items() if word.encode() in content]


# ── messages ─────────────────────────────────────────────────────────────────────────────────


async def messages(site: Site, pages: Sequence[str]) -> Any:
    """What widgets of those who may enter something send, sent by those who may not.

    Ids of widgets are the same for everybody, so whoever once had a right still knows them.
    """
    before = refusals(PRESS)
    for page in pages:
        known: dict[str, Message] = {}
        for who in (COORDINATOR, ANALYST, "administrator"):
            reader = await signed.arrive_as(site, matrix.cookie_of(site, who))
            with suppress(PageFailed):
                await reader.visit(page, "lang=en")
            known |= widgets(reader.messages())
            await reader.leave()
        for who in (matrix.NOBODY, matrix.NO_ROLE, VIEWER):
            yield await _sent(site, page, who, known)
    noted = refusals(PRESS) - before
    yield Try("clicks on what was not shown", "" if noted else "nothing was noted in the audit")


async def _sent(site: Site, page: str, who: str, known: Mapping[str, Message]) -> Try:
    what = f"widgets of {page}, sent by {who}"
    reader = await signed.arrive_as(site, matrix.cookie_of(site, who))
    try:
        await reader.visit(page, "lang=en")
    except PageFailed as error:
        return Try(what, f"does not open: {reader.complaints() or str(error)[:80]}")
    own = widgets(reader.messages())
    foreign = {id: one for id, one in known.items() if id not in own}
    before, harm = records.head(), []
    # All fields at once and each button by itself, as a form does it.
    fields = [state for id, one in foreign.items() if (state := _typed(id, one))]
    buttons = [WidgetState(id=id, trigger_value=True) for id in foreign if id not in _ids(fields)]
    for pressed in [*([button] for button in buttons[:40]), buttons]:
        try:
            await reader.send([*fields, *pressed])
        except PageFailed as error:
            harm.append(f"failed: {reader.complaints() or str(error)[:80]}")
            break
        may = matrix.sees(who)
        harm += [f"shows {one}" for one in held(reader.messages()) if one not in may]
    if records.head() != before:
        harm.append("something was stored")
    await reader.leave()
    return Try(f"{what} ({len(foreign)})", ", ".join(dict.fromkeys(harm)))


def _ids(states: Iterable[WidgetState]) -> set[str]:
    return {one.id for one in states}


def widgets(sent: Iterable[ForwardMsg]) -> dict[str, Message]:
    """What can be pressed, typed into or chosen from, by its id."""
    found: dict[str, Message] = {}
    for message in sent:
        if message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            own = getattr(element, element.WhichOneof("type") or "", None)
            id = getattr(own, "id", "")
            if isinstance(id, str) and id.startswith("$$"):
                found[id] = own
    return found


def _typed(id: str, own: Message) -> WidgetState | None:
    """What somebody types into a field, or chooses; None for a button."""
    kind = type(own).__name__
    if kind in ("TextInput", "TextArea"):
        return WidgetState(id=id, string_value="forged")
    if kind == "Selectbox" and own.options:  # type: ignore[attr-defined]
        return WidgetState(id=id, string_value=own.options[-1])  # type: ignore[attr-defined]
    if kind == "Checkbox":
        return WidgetState(id=id, bool_value=True)
    return None


async def garbage(site: Site) -> Any:
    """Messages that no page sends; the server must serve the next reader."""
    for what, change in _odd().items():
        reader = await signed.arrive_as(site, "")
        try:
            await reader._socket.send(change())
            await reader._socket.send(b"")
        except WebSocketException:
            pass
        await reader.leave()
        alive = requests.get(f"{site.address}/health", timeout=30).status_code == 200
        yield Try(f"a message: {what}", "" if alive else "the server does not answer")
    yield await _seen_with("nobody, after all that", site, "")


def _odd() -> dict[str, Callable[[], bytes]]:
    def of(**fields: Any) -> bytes:
        return BackMsg(**fields).SerializeToString()

    return {
        "no message": lambda: b"\xff" * 50,
        "a large one": lambda: b"\x0a" + b"x" * 500_000,
        "the end of the server": lambda: of(debug_shutdown_runtime=True),
        "the end of the connection": lambda: of(debug_disconnect_websocket=True),
        "clearing what is kept": lambda: of(clear_cache=True),
        "running at each change": lambda: of(set_run_on_save=True),
        "another page's part": lambda: _rerun(fragment_id="x", page_name=NEEDS),
        "a page by another's mark": lambda: _rerun(page_script_hash="0" * 32),
        "a page by a path": lambda: _rerun(page_name="../../serve"),
    }


def _rerun(**fields: str) -> bytes:
    message = BackMsg()
    for name, value in fields.items():
        setattr(message.rerun_script, name, value)
    return message.SerializeToString()


# ── files ────────────────────────────────────────────────────────────────────────────────────


async def files(site: Site) -> Any:
    """Files sent past the page that takes them."""
    owner = await signed.arrive_as(site, matrix.cookie_of(site, ANALYST))
    await owner.visit(UPLOAD, "lang=en")
    known = widgets(owner.messages())
    uploaders = [id for id, one in known.items() if type(one).__name__ == "FileUploader"]
    assert uploaders, "the analyst has nowhere to send a file to"
    token = starlette_app_utils.generate_xsrf_token_string()
    for what, session, xsrf in (
        ("to a session that is not there", "0" * 8, token),
        ("to another's session, without a token", owner.session, ""),
    ):
        status = _put(site, session, "f1", xsrf)
        yield Try(f"a file {what}", "" if status >= 400 else f"taken: {status}")
    await owner.leave()
    for who in (matrix.NOBODY, VIEWER):
        reader = await signed.arrive_as(site, matrix.cookie_of(site, who))
        await reader.visit(UPLOAD, "lang=en")
        _put(site, reader.session, "f1", token)
        states = [_uploaded(id, "f1") for id in uploaders]
        buttons = [id for id in known if id not in uploaders and not _typed(id, known[id])]
        states += [WidgetState(id=id, trigger_value=True) for id in buttons]
        harm = ""
        try:
            await reader.send(states)
        except PageFailed as error:
            harm = f"failed: {reader.complaints() or str(error)[:80]}"
        inbox = settings.inbox_folder()
        if inbox.is_dir() and any(one.is_dir() for one in inbox.iterdir()):
            harm = "it is in the inbox"
        await reader.leave()
        yield Try(f"a file sent by {who}", harm)


def _put(site: Site, session: str, file: str, token: str) -> int:
    headers = {"Origin": site.address}
    if token:
        headers |= {"X-Xsrftoken": token, "Cookie": f"_streamlit_xsrf={token}"}
    address = f"{site.address}/_stcore/upload_file/{session}/{file}"
    content = {"file": ("x.csv", b"a;b\n1;2\n", "text/csv")}
    return requests.put(address, files=content, headers=headers, timeout=30).status_code


def _uploaded(id: str, file: str) -> WidgetState:
    state = WidgetState(id=id)
    info = state.file_uploader_state_value.uploaded_file_info.add()
    info.file_id, info.name, info.size = file, "x.csv", 8
    return state


# ── a right that was taken away ──────────────────────────────────────────────────────────────


async def revoked(site: Site) -> Any:
    """A form that was open when the role behind it was taken away: the next click is refused."""
    reader = await signed.arrive_as(site, matrix.cookie_of(site, COORDINATOR))
    await reader.visit(PUBLIC, "lang=en")
    own = widgets(reader.messages())
    before, told = records.head(), refusals()
    site.groups = tuple(one for one in site.groups if one.role != COORDINATOR)
    site.write()
    time.sleep(1.5)  # what is held of a person is asked anew each second
    harm = []
    try:
        fields = [state for id, one in own.items() if (state := _typed(id, one))]
        pressed = [id for id, one in own.items() if type(one).__name__ == "Button"]
        for id in pressed:
            await reader.send([*fields, WidgetState(id=id, trigger_value=True)])
        await reader.visit(NEEDS, "lang=en")
        harm += [f"shows {one}" for one in held(reader.messages())]
    except PageFailed as error:
        harm.append(f"failed: {reader.complaints() or str(error)[:80]}")
    finally:
        site.groups = matrix.groups()
        site.write()
    if records.head() != before:
        harm.append("something was stored")
    if refusals() == told:
        harm.append("nothing was noted in the audit")
    await reader.leave()
    yield Try("a form whose right was taken away", ", ".join(harm))


def refusals(what: str = "") -> int:
    """How many refusals the audit of this data folder tells; ``what``: of what was tried alone."""
    file = settings.records_folder() / "log.sqlite"
    rows = _rows(file, "select what from aud_log where action = 'refused'")
    return sum(1 for (tried,) in rows if not what or tried == what)


def _rows(file: Path, question: str) -> Iterator[Any]:
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        yield from connection.execute(question).fetchall()
    finally:
        connection.close()
