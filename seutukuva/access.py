"""Who may do what. In this release: the person at this computer may do everything, a reader may
neither enter anything nor see what firms have told.

The rules are asked where records are written and where questions are answered, so that no page
can forget them. Roles join them here.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from seutukuva import definitions, settings, showing
from seutukuva.errors import AccessRefused, RecordRefused
from seutukuva.protection import is_loopback
from seutukuva.texts import _

# Who an entry is by while there is no sign-in: whoever sits at this computer.
LOCAL = "local"
# Rooms of ``queries/`` that hold what people have entered.
INTERVIEWS, RECORDS = "interviews/", "records/"
_LOG = "rec_log"
# Noted at the first need of it, whatever is shown.
OF_THE_PROGRAM = ("installation_key",)
# A path that is written otherwise could be of another room than it seems to be.
_QUERY = re.compile(r"[a-z0-9_]+(?:/[a-z0-9_]+)*")
# ``kind = 'event'`` or ``kind in ('event', 'annotation')``.
_KINDS = re.compile(r"\bkind\s*(?:=|in\s*\()\s*('\w+'(?:\s*,\s*'\w+')*)", re.IGNORECASE)


def may_enter() -> bool:
    """Whether something may be entered: on this computer, and while no edition is shown."""
    return _is_own() and not shows_edition()


def shows_edition() -> bool:
    """Whether the reader looks at an edition, which nothing that is entered now can change.

    A callback runs before its page has said what it shows: then the session tells what the reader
    has clicked in.
    """
    if showing.shown():
        return True
    if "streamlit.runtime.scriptrunner" not in sys.modules:
        return False
    from streamlit import session_state
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    is_run = get_script_run_ctx(suppress_warning=True) is not None
    return is_run and bool(session_state.get(showing.REMEMBERED))


def _is_own() -> bool:
    """Whether this process serves nobody but the person at this computer."""
    return not settings.is_public() and not _listens_to_others()


def require_entry(kind: str = "") -> None:
    """Refuse to go on where nothing may be entered.

    Args:
        kind: of what is to be entered; what programs keep for themselves is no entry of a reader.

    Raises:
        RecordRefused: other computers reach this process, and there is no sign-in; or an edition
            is shown.
    """
    if _is_own() if kind in OF_THE_PROGRAM else may_enter():
        return
    if shows_edition():
        raise RecordRefused(
            _("an edition is shown: nothing can be changed here"),
            todo=_("Go back to the present state, then enter it."),
        )
    raise RecordRefused(
        _("nothing can be entered where other computers reach the pages"),
        where="SEUTUKUVA_PUBLIC",
        todo=_("Enter it on the computer itself, served without SEUTUKUVA_PUBLIC and --host."),
    )


def may_see_confidential() -> bool:
    """Whether interviews, needs and what else firms have told may be seen."""
    return _is_own()


def require_confidential() -> None:
    """Refuse to go on where nothing confidential may be seen.

    Raises:
        AccessRefused: other computers reach this process, and there is no sign-in.
    """
    if not may_see_confidential():
        raise AccessRefused(
            _("what is confidential is not shown where other computers reach the pages"),
            where="SEUTUKUVA_PUBLIC",
            todo=_("open it on the computer itself, served without SEUTUKUVA_PUBLIC and --host"),
        )


def is_confidential(kind: str) -> bool:
    """Whether records of a kind are confidential; those of a kind that nobody knows are."""
    found = definitions.load().kinds.get(kind)
    return found is None or found.is_confidential


def require_kind(kind: str) -> None:
    """Refuse to go on with a record that may not be seen.

    Raises:
        AccessRefused: the kind is confidential, and other computers reach this process.
    """
    if not may_see_confidential() and is_confidential(kind):
        require_confidential()


def is_query(name: str) -> bool:
    """Whether a name is that of a query: a plain path, whose first part is its room."""
    return _QUERY.fullmatch(name) is not None


def require_query(name: str, sql: str) -> None:
    """Refuse a question whose answer may not be seen.

    Interviews are confidential, and of the records those of a confidential kind. A query of
    ``records/``, or any other that reads the log, and does not say which kinds it reads is taken
    to read all of them, and one whose name is no plain path to be of their room.

    Args:
        name: path under ``queries/`` without ``.sql``.

    Raises:
        AccessRefused: the answer is confidential, and other computers reach this process.
    """
    reads_log = name.startswith(RECORDS) or _LOG in sql
    is_open = is_query(name) and not name.startswith(INTERVIEWS) and not reads_log
    if is_open or may_see_confidential():
        return
    kinds = kinds_of(sql) if reads_log and not name.startswith(INTERVIEWS) else frozenset()
    if not kinds or any(is_confidential(kind) for kind in kinds):
        require_confidential()


@lru_cache(maxsize=256)
def kinds_of(sql: str) -> frozenset[str]:
    """The kinds of records that a query says it reads; empty where it does not say."""
    named = " ".join(_KINDS.findall(re.sub(r"--.*", "", sql)))
    return frozenset(re.findall(r"'(\w+)'", named))


def why_not() -> str:
    """Why nothing confidential is shown here, for a page; empty where it is shown."""
    if may_see_confidential():
        return ""
    return _(
        "Some pages are confidential: those of company interviews, of what advisers and others "
        "have told, and of meetings with their notes, decisions and actions. Other computers can "
        "reach these pages and there is no sign-in, so only the public pages are shown here. The "
        "confidential ones open on the computer that serves the pages, when it serves nobody else."
    )


def _listens_to_others() -> bool:
    """Whether Streamlit was told to listen on an address that is not this computer's own.

    `streamlit run` may be given any address, past the server that would have refused it.
    """
    if "streamlit.runtime" not in sys.modules:
        return False
    from streamlit import config, runtime

    return runtime.exists() and not is_loopback(str(config.get_option("server.address") or ""))
