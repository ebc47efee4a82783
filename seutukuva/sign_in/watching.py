"""Open pages of sign-ins that have ended: found every few seconds, and shown as to nobody.

Streamlit reads the cookie once, when a page is opened. A page that stays open would go on as the
person of then; so this looks at every open page of this process, whoever ended the sign-in.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from seutukuva import audit
from seutukuva.errors import SeutukuvaError
from seutukuva.sign_in import sessions
from seutukuva.sign_in.lifetimes import Refused

if TYPE_CHECKING:
    from streamlit.runtime.app_session import AppSession

log = logging.getLogger(__name__)

SECONDS = 3.0
UNKNOWN = "unknown"
_MOST_REASONS = 1000
# Why a page's sign-in has ended, until the page has said so.
_reasons: dict[str, str] = {}


async def watch() -> None:
    """Look again and again until cancelled."""
    try:
        while True:
            await asyncio.sleep(SECONDS)
            try:
                await asyncio.to_thread(audit.keep_up)
                await look()
            except Exception:  # tomorrow's pages are watched too
                log.exception("open pages could not be looked at")
    finally:
        # What was noted in the last moments before a stop.
        audit.keep_up()


async def look() -> int:
    """Look at every open page once; how many were ended."""
    open_pages = [(page, dict(page._user_info)) for page in _open_pages() if page._user_info]
    if not open_pages:
        return 0
    verdicts = await asyncio.to_thread(_verdicts, [told for _page, told in open_pages])
    ended = 0
    for (page, told), reason in zip(open_pages, verdicts, strict=True):
        # It may have signed out itself meanwhile; and a database that rests ends nobody's work.
        if reason not in ("", UNKNOWN) and dict(page._user_info) == told:
            _end(page, reason)
            ended += 1
    return ended


def reason(session_id: str) -> str:
    """Why the sign-in of a page has ended, once; "" where it has not."""
    return _reasons.pop(session_id, "")


def _open_pages() -> list[AppSession]:
    from streamlit import runtime

    if not runtime.exists():
        return []
    return [one.session for one in runtime.get_instance()._session_mgr.list_active_sessions()]


def _verdicts(told: list[Mapping[str, Any]]) -> list[str]:
    sessions.note_use()
    return [_why_not(one) for one in told]


def _why_not(user_info: Mapping[str, Any]) -> str:
    try:
        sessions.standing(user_info, using=False)
    except Refused as refused:
        return refused.reason
    except SeutukuvaError as error:
        log.warning("whether a sign-in counts cannot be told: %s", error)
        return UNKNOWN
    return ""


def _end(page: AppSession, why: str) -> None:
    """Run a page again as nobody's, without what was chosen or typed on it."""
    from streamlit import runtime
    from streamlit.proto.ClientState_pb2 import ClientState

    if len(_reasons) >= _MOST_REASONS:
        _reasons.clear()
    _reasons[page.id] = why
    runtime.get_instance().clear_user_info_for_session(page.id)
    page._uploaded_file_mgr.remove_session_files(page.id)
    before = page._client_state
    page.request_rerun(
        ClientState(query_string=before.query_string, page_script_hash=before.page_script_hash)
    )
