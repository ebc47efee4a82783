"""What the program tells its administrator: plain lines, or a JSON object a line.

A log is read by others than those who may read interviews, is copied to collectors and kept for
long. So a server that others reach writes nothing that a person or firm is recognised by: e-mail
addresses, telephone and identity numbers, tokens and what an address asked for are taken out, and
of an error that is not the program's own only its kind and the lines of code are told, since its
words may hold what somebody typed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from seutukuva import settings
from seutukuva.errors import SeutukuvaError

FORMATS = ("plain", "json")
PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# Signs of a message that are kept; the rest of a longer one says nothing new.
LONGEST = 2_000
_SECRETS = (
    # Somebody's password in an address, and what an address asked for.
    (re.compile(r"(?<=://)[^\s/@]+(?=@)"), "[taken out]"),
    (re.compile(r"(?<=[\w/.])\?[^\s\"'<>]*=[^\s\"'<>]*"), "?[taken out]"),
    # Tokens of a sign-in: JSON Web Tokens, and what follows words that announce a secret.
    (re.compile(r"\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}"), "[taken out]"),
    (re.compile(r"(?i)\b((?:bearer|basic)\s+)[^\s\"',;]{4,}"), r"\1[taken out]"),
    (
        re.compile(
            r"(?i)\b(\w*(?:token|secret|password|cookie|nonce|verifier)"
            r"[\"']?\s*[=:]\s*[\"']?)(?!\[)[^\s\"',;&)]{4,}"
        ),
        r"\1[taken out]",
    ),
)
# Errors whose words come from the system or from code, never from what was typed.
_HARMLESS = (OSError, ImportError, AttributeError, NameError, RecursionError, MemoryError)
_busy = threading.local()


def chosen() -> str:
    """How lines are written: ``SEUTUKUVA_LOG``, one of ``FORMATS``; what is none is plain."""
    told = (os.environ.get("SEUTUKUVA_LOG") or "").strip().lower()
    return told if told in FORMATS else "plain"


def use() -> None:
    """Write warnings and errors of this process to standard error, each once; call it again freely.

    Streamlit gives each of its own loggers a writer; they are taken off, so that there is one form.
    """
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, Writer)]:
        root.removeHandler(handler)
    root.addHandler(Writer(chosen()))
    root.setLevel(min(root.level or logging.WARNING, logging.WARNING))
    threading.excepthook = _thread_failed
    if is_strict():
        sys.excepthook = _process_failed
    # Or lines that are no JSON would stand between those that are.
    logging.captureWarnings(chosen() == "json")
    _take_over_streamlit()


def _thread_failed(told: threading.ExceptHookArgs) -> None:
    """An error that ended a thread, which Python would print as it is."""
    from seutukuva import failures

    if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
        failures.noted(told.exc_value, told.thread.name if told.thread else "a thread")


def _process_failed(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """An error that ends the process, which Python would print with all that it says."""
    from seutukuva import failures

    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        failures.noted(error, "the process")


def _take_over_streamlit() -> None:
    if "streamlit.logger" not in sys.modules:
        return
    from streamlit import logger as theirs

    def nothing_of_its_own(log: logging.Logger) -> None:
        own = getattr(log, "streamlit_console_handler", None)
        if own is not None:
            log.removeHandler(own)
        log.propagate = True

    for log in theirs._loggers.values():
        nothing_of_its_own(log)
    # get_logger() sets propagate after this for one that is made later: see Streamlit's code.
    theirs.setup_formatter = _heard_by_root  # type: ignore[assignment]


def _heard_by_root(log: logging.Logger) -> None:
    """In the place of Streamlit's own writer for a logger: ours."""
    if not any(isinstance(one, Writer) for one in log.handlers):
        log.addHandler(Writer(chosen()))


class Writer(logging.StreamHandler):
    """Writes to standard error, as it is at that moment, in one of ``FORMATS``."""

    def __init__(self, form: str) -> None:
        super().__init__(sys.stderr)
        self.setFormatter(JsonLines() if form == "json" else PlainLines(PLAIN))
        self.addFilter(_is_told_once)


def _is_told_once(record: logging.LogRecord) -> bool:
    """Whether a line is no second one of an error that ``failures`` writes under its reference."""
    if record.name != "streamlit.error_util":
        return True
    from seutukuva import failures

    return not failures.handles_script_errors()


class PlainLines(logging.Formatter):
    """Lines for people; on a server that others reach, without what must not be in a log."""

    default_msec_format = "%s.%03d"

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """One line."""
        line = super().formatMessage(record)
        return discreet(line) if is_strict() else line

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """An error: its whole traceback on one's own computer, elsewhere as ``told``."""
        if not is_strict() or ei[1] is None:
            return super().formatException(ei)
        lines = []
        for one in told(ei[1]):
            words = f": {one['message']}" if "message" in one else ""
            lines += [f"{one['type']}{words}", *(f"  {place}" for place in one["at"])]
        return "\n".join(lines)


class JsonLines(logging.Formatter):
    """A JSON object a line: time, level, logger, message, reference, person, page, error."""

    def format(self, record: logging.LogRecord) -> str:
        """One line without line breaks; keys that have nothing to tell are left out."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": discreet(record.getMessage()),
            "reference": getattr(record, "reference", ""),
            "where": discreet(str(getattr(record, "place", ""))),
            **circumstances(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = told(record.exc_info[1])
        known = {key: value for key, value in line.items() if value}
        return json.dumps(known, ensure_ascii=False, default=str)


def is_strict() -> bool:
    """Whether others reach this process, so that its log holds nothing of a person."""
    return chosen() == "json" or settings.mode() != "own"


def discreet(text: str) -> str:
    """A text without what reaches a person, without secrets and without what an address asked."""
    from seutukuva.interviews import redacted

    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text[: 2 * LONGEST])
    return redacted.without_personal(text)[:LONGEST]


def told(error: BaseException) -> list[dict[str, Any]]:
    """An error and those behind it, the last first: ``type``, ``at`` (file:line name), ``message``.

    The message of an error that is not the program's own is left out: it may hold what was typed.
    """
    return [_told(one) for one in _behind(error)]


def _told(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    name = kind.__qualname__
    if kind.__module__ != "builtins":
        name = f"{kind.__module__}.{name}"
    frames = traceback.extract_tb(error.__traceback__)[-25:]
    about: dict[str, Any] = {"type": name, "at": [_place(frame) for frame in frames]}
    words = _words(error)
    return about | ({"message": discreet(words)} if words else {})


def _words(error: BaseException) -> str:
    if isinstance(error, SeutukuvaError):
        return error.what
    if isinstance(error, OSError):
        return error.strerror or ""
    return str(error) if isinstance(error, _HARMLESS) else ""


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen and len(seen) < 5:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    if path.is_relative_to(settings.REPOSITORY):
        path = path.relative_to(settings.REPOSITORY)
    parts = path.as_posix().partition("site-packages/")
    return f"{parts[2] or parts[0]}:{frame.lineno} {frame.name}"


def circumstances() -> dict[str, str]:
    """Who (a pseudonym) was on which page, where a page's run is at work; else nothing."""
    # Finding out who it is may write a line of its own.
    if getattr(_busy, "asking", False):
        return {}
    _busy.asking = True
    try:
        found: dict[str, str] = {}
        with contextlib.suppress(Exception):
            found["page"] = _page()
        with contextlib.suppress(Exception):
            found["person"] = _person()
        return found
    finally:
        _busy.asking = False


def _page() -> str:
    from seutukuva import whereabouts

    return whereabouts.page()


def _person() -> str:
    if settings.mode() == "own" or not _page():
        return ""
    from seutukuva import access

    # The pseudonym alone; a name stands nowhere but in the table of persons.
    return str(access.author())
