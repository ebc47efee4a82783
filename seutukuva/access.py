"""Who may do what. On one's own computer everything; where people sign in, what their roles say.

The rules are asked where records are written and where questions are answered, so that no page
can forget them: each time, of whoever asks at that moment. What no role names is refused.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar

from seutukuva import audit, definitions, refusing, settings, showing
from seutukuva.definitions.roles import OF_THE_PROGRAM
from seutukuva.errors import RecordRefused
from seutukuva.people import rights
from seutukuva.people.model import LOCAL, LOCAL_PERSON, NOBODY, PROGRAM, Grant, Person
from seutukuva.protection import is_loopback

__all__ = ["LOCAL", "OF_THE_PROGRAM", "PROGRAM"]

# Rooms of ``queries/`` that hold what people have entered.
INTERVIEWS, RECORDS = "interviews/", "records/"
_LOG = "rec_log"
# A path that is written otherwise could be of another room than it seems to be.
_QUERY = re.compile(r"[a-z0-9_]+(?:/[a-z0-9_]+)*")
# ``kind = 'event'`` or ``kind in ('event', 'annotation')``.
_KINDS = re.compile(r"\bkind\s*(?:=|in\s*\()\s*('\w+'(?:\s*,\s*'\w+')*)", re.IGNORECASE)
# Stands for a kind or query that is of no subject: nobody's but that of full rights.
UNKNOWN = "unknown"
# A reader of the audit wants to know this of who was refused.
_ENTER, _READ = "enter", "read"

T = TypeVar("T")

_acting: ContextVar[Person | None] = ContextVar("acting", default=None)


def person() -> Person:
    """Who asks now.

    On one's own computer, and in its shell, the person there; where people sign in, whoever has
    signed in on the page that runs. Outside a page's run nobody, unless it says who it acts for.
    """
    found = _acting.get()
    if found is not None:
        return found
    mode = settings.mode()
    if mode == "sign_in":
        from seutukuva import people

        return people.current()
    return LOCAL_PERSON if mode == "own" and _is_own() else NOBODY


@contextmanager
def acting(by: Person) -> Iterator[None]:
    """Be somebody within this block: work that goes on in another thread, the program itself.

    Only for who has been found already: it asks nobody whether it is true.
    """
    token = _acting.set(by)
    try:
        yield
    finally:
        _acting.reset(token)


def in_shell() -> Person:
    """Who works in the shell of the computer that serves: full rights but where all is public."""
    return NOBODY if settings.mode() == "public" else LOCAL_PERSON


def carried(work: Callable[[], T]) -> Callable[[], T]:
    """Work that a click starts later in another thread, for whoever this run is for.

    What they may is asked when it is done: not of the moment at which it was offered.
    """
    if settings.mode() != "sign_in":
        return work
    from seutukuva import people

    held, asked = _acting.get(), people.later()

    def done() -> T:
        with acting(held or asked()):
            return work()

    return done


def standing_grants(by: Person) -> tuple[Grant, ...]:
    """The grants of a person that hold today, of roles that there are."""
    known, today = definitions.load().roles.roles, rights.today()
    return tuple(one for one in by.grants if one.role in known and one.holds_on(today))


def author() -> str:
    """What an entry of whoever asks is by: ``LOCAL``, a pseudonym, or "" for nobody."""
    return person().id


def author_of(said: str) -> str:
    """By whom an entry is: what was said where there are full rights, else whoever asks."""
    by = person()
    return said if by.is_local else by.id


def sight() -> frozenset[str]:
    """The subjects that whoever asks may see: a part of the key of what is kept of them."""
    by = person()
    if by.is_local:
        return frozenset(definitions.load().roles.subjects)
    return rights.of(by).sees if by.grants else frozenset()


def may_see(subject: str) -> bool:
    """Whether a confidential subject of ``roles.toml`` may be seen."""
    by = person()
    return by.is_local or (bool(by.grants) and subject in rights.of(by).sees)


def require(subject: str, what: str = "") -> None:
    """Refuse to go on where a confidential subject may not be seen; who reads it is noted.

    Args:
        subject: of ``roles.toml``.
        what: the thing that is to be read, for the audit.

    Raises:
        AccessRefused: whoever asks may not see it.
        NotNoted: the reading could not be noted.
    """
    if _is_alone():
        return
    if not may_see(subject):
        audit.refused(subject, _READ, what)
        raise refusing.unseen(person(), subject)
    audit.read(subject, what)


def is_confidential(kind: str) -> bool:
    """Whether records of a kind are confidential; those of a kind that nobody knows are."""
    found = definitions.load().kinds.get(kind)
    return found is None or found.is_confidential


def subject_of(kind: str) -> str:
    """The subject of a kind of record; "" where it is public or of the program itself.

    What the program keeps for itself is told to whoever may see a figure that is made with it:
    it holds hashes. A kind that nobody knows is of no subject that a role could name.
    """
    if not is_confidential(kind):
        return ""
    if kind in OF_THE_PROGRAM:
        return "interviews"
    return definitions.load().roles.subject_of_kind.get(kind, UNKNOWN)


def may_see_kind(kind: str) -> bool:
    """Whether records of a kind may be seen."""
    subject = subject_of(kind)
    return not subject or may_see(subject)


def require_kind(kind: str) -> None:
    """Refuse to go on with a record that may not be seen.

    Raises:
        AccessRefused, NotNoted: as ``require``.
    """
    if not _is_alone() and (subject := subject_of(kind)):
        require(subject, kind)


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
        AccessRefused, NotNoted: as ``require``.
    """
    if _is_alone():
        return
    for subject in subjects_of(name, sql):
        require(subject, name)


def subjects_of(name: str, sql: str) -> tuple[str, ...]:
    """The subjects of what a query answers, all of which have to be seen; () where it is public."""
    if not is_query(name):
        return (UNKNOWN,)
    own, room = definitions.load().roles, name.partition("/")[0]
    if subject := own.subject_of_query.get(name) or own.subject_of_room.get(room):
        return (subject,)
    if not (name.startswith(RECORDS) or _LOG in sql):
        return ()
    kinds = kinds_of(sql)
    found = {subject_of(kind) for kind in kinds} - {""}
    return tuple(sorted(found)) if kinds else (UNKNOWN,)


@lru_cache(maxsize=256)
def kinds_of(sql: str) -> frozenset[str]:
    """The kinds of records that a query says it reads; empty where it does not say."""
    named = " ".join(_KINDS.findall(re.sub(r"--.*", "", sql)))
    return frozenset(re.findall(r"'(\w+)'", named))


def may_enter(kind: str = "", body: Mapping[str, Any] | None = None) -> bool:
    """Whether something may be entered now: never while an edition is shown.

    Args:
        kind: of what is to be entered; "" asks whether anything at all may be.
        body: what stands, or is to be stored; without it, whether a record of the kind may be
            entered for some organisation.
    """
    if shows_edition() or not _may(kind):
        return False
    if body is None or person().is_local:
        return True
    from seutukuva.records import owning

    return owning.is_own(kind, body, None)


def own_organisations(kind: str) -> frozenset[str] | None:
    """For which organisations whoever asks may enter records of a kind; None: for every one."""
    by = person()
    return None if by.is_local else rights.of(by).organisations(kind)


def own_of(kind: str, organisations: Iterable[str]) -> list[str]:
    """Of organisations those for which whoever asks may enter records of a kind, in their order."""
    own = own_organisations(kind)
    return [one for one in organisations if own is None or one in own]


def require_entry(
    kind: str = "",
    body: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
) -> None:
    """Refuse to go on where nothing may be entered.

    Args:
        kind: of what is to be entered; what programs keep for themselves is no entry of a reader.
        body: what is to be stored; writing it asks once more, in its own turn.
        before: what it replaces.

    Raises:
        RecordRefused: says whether an edition is shown, or who may enter it.
    """
    with entering(kind):
        if body is None or person().is_local:
            return
        from seutukuva.records import owning

        if not owning.is_own(kind, body, before):
            raise not_own(kind)


def check_entry(kind: str = "") -> None:
    """As ``require_entry`` of a kind, within ``entering``: nothing is noted.

    Raises:
        RecordRefused: as ``require_entry``.
    """
    if kind not in OF_THE_PROGRAM and shows_edition():
        raise refusing.of_edition()
    if not _may(kind):
        raise refusing.unentered(person(), kind)


def not_own(kind: str) -> RecordRefused:
    """The refusal of a record that is another organisation's."""
    return refusing.not_own(person(), kind)


@contextmanager
def entering(kind: str = "") -> Iterator[None]:
    """Enter something as whoever asks at the beginning; who is refused is noted at the end.

    Around a turn of writing, never within: who asks is found, and a refusal noted, by questions
    and turns of their own, which would wait for the other.

    Raises:
        RecordRefused: as ``require_entry`` of the kind.
    """
    with acting(person()):
        try:
            check_entry(kind)
            yield
        except RecordRefused as refused:
            audit.refused(kind, _ENTER, refused.reason or refused.what)
            raise


def _is_alone() -> bool:
    """Whether the person at this computer asks, and nobody notes it: hundreds of times a page."""
    return person().is_local and not audit.is_on()


def _may(kind: str) -> bool:
    by = person()
    if by.is_local:
        return True
    if kind in OF_THE_PROGRAM:
        # At the first figure that somebody may see, and unseen by them.
        return may_see(subject_of(kind))
    return bool(by.grants) and rights.of(by).may_enter(kind)


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


def why_not(subject: str = "") -> str:
    """Why something confidential is not shown here, for a page; empty where it is shown.

    Args:
        subject: of the page; "" asks whether anything at all is kept from whoever asks.
    """
    by = person()
    if by.is_local or (may_see(subject) if subject else by.is_signed_in):
        return ""
    return refusing.why_not(by, subject)


def why_not_enter(kind: str, body: Mapping[str, Any] | None = None) -> str:
    """Why whoever asks cannot enter something of a kind, for a page; "" where they can.

    That an edition is shown is no reason of theirs.
    """
    if not _may(kind):
        return refusing.sentence(refusing.unentered(person(), kind))
    is_open = body is None or shows_edition() or may_enter(kind, body)
    return "" if is_open else refusing.sentence(not_own(kind))


def _is_own() -> bool:
    """Whether this process serves nobody but the person at this computer."""
    return not settings.is_public() and not _listens_to_others()


def _listens_to_others() -> bool:
    """Whether Streamlit was told to listen on an address that is not this computer's own.

    `streamlit run` may be given any address, past the server that would have refused it.
    """
    if "streamlit.runtime" not in sys.modules:
        return False
    from streamlit import config, runtime

    return runtime.exists() and not is_loopback(str(config.get_option("server.address") or ""))
