"""Who may do what. In this release: the person at this computer may enter, a reader may not.

The rule is asked where records are written, so that no page can forget it.
"""

from __future__ import annotations

import sys

from seutukuva import settings
from seutukuva.errors import RecordRefused
from seutukuva.protection import is_loopback

# Who an entry is by while there is no sign-in: whoever sits at this computer.
LOCAL = "local"


def may_enter() -> bool:
    """Whether this process serves nobody but the person at this computer."""
    return not settings.is_public() and not _listens_to_others()


def require_entry() -> None:
    """Refuse to go on where nothing may be entered.

    Raises:
        RecordRefused: other computers reach this process, and there is no sign-in.
    """
    if not may_enter():
        raise RecordRefused(
            "nothing can be entered where other computers reach the pages",
            where="SEUTUKUVA_PUBLIC",
            todo="enter it on the computer itself, served without SEUTUKUVA_PUBLIC and --host",
        )


def _listens_to_others() -> bool:
    """Whether Streamlit was told to listen on an address that is not this computer's own.

    `streamlit run` may be given any address, past the server that would have refused it.
    """
    if "streamlit.runtime" not in sys.modules:
        return False
    from streamlit import config, runtime

    return runtime.exists() and not is_loopback(str(config.get_option("server.address") or ""))
