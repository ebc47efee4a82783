"""What failed against expectation: a reference for the reader, the reason in the log."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from seutukuva.texts import _

if TYPE_CHECKING:
    from starlette.responses import Response

log = logging.getLogger(__name__)

_handling = False


def noted(error: BaseException, where: str = "") -> str:
    """Write an unexpected error to the log; returns the reference under which it stands there.

    Args:
        where: address or part of the program, without what was asked for.
    """
    reference = secrets.token_hex(4)
    details = {"reference": reference, "place": where}
    words = f"reference {reference}" + (f": {where} failed" if where else "")
    log.error("%s", words, exc_info=error, extra=details)
    return reference


def apology(reference: str) -> str:
    """What a reader is told of an error, in the reader's language."""
    return _(
        "This part could not be shown. "
        "The administrator finds the reason in the log under {reference}."
    ).format(reference=reference)


def script_failed(error: Exception) -> bool:
    """An error outside every guarded section: in a callback, or in the frame itself.

    Streamlit asks this (``on_script_error``) before it shows anything of its own.

    Returns:
        True: the reader has been told, in words of ours.
    """
    import streamlit as st

    from seutukuva.ui import frame

    # A right that was taken away between the page and the click is no fault of the program.
    frame.guarded(_raise, error)
    # Nothing comes after it in this run: the rest of the page was not made.
    st.markdown(_("Reload the page to go on."))
    return True


def _raise(error: Exception) -> None:
    raise error


def answer(error: Exception, path: str) -> Response:
    """The answer to an address at which something broke, in place of a bare "server error".

    Args:
        path: without what was asked for, which may be confidential.
    """
    from starlette.responses import PlainTextResponse

    reference = noted(error, path[:200])
    words = f"Something went wrong here. The server's log has the details under {reference}."
    return PlainTextResponse(words, 500, headers={"Cache-Control": "no-store"})


def handle_script_errors() -> None:
    """Said once by a server whose application hands errors of scripts to ``script_failed``."""
    global _handling
    _handling = True


def handles_script_errors() -> bool:
    """Whether errors of scripts come to ``script_failed``, so that Streamlit need not log them."""
    return _handling
