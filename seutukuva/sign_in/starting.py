"""What a server needs before people can sign in, and why it does not start without it."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from seutukuva import settings
from seutukuva.errors import DefinitionError

log = logging.getLogger(__name__)

SIGN_IN, PUBLIC = "SEUTUKUVA_SIGN_IN", "SEUTUKUVA_PUBLIC"


def problem() -> str:
    """Why a server must not start as it is set up; "" where it may."""
    if settings.sign_in_file() is None:
        return ""
    if settings.is_public():
        return (
            f"Refused: {SIGN_IN} and {PUBLIC} are both set. With {SIGN_IN} everyone sees the "
            "public pages, and whoever signs in more; leave the other one out."
        )
    try:
        _require_organisations()
    except DefinitionError as error:
        return f"Refused: people cannot sign in. {error}"
    if importlib.util.find_spec("authlib") is None:
        return (
            "Refused: people cannot sign in without the library Authlib: "
            "python -m pip install --require-hashes -r requirements.lock"
        )
    return ""


def _require_organisations() -> None:
    """Refuse a role by claim that would give nothing, for its organisation is misspelt."""
    from seutukuva import definitions
    from seutukuva.people import grants
    from seutukuva.sign_in import configuration

    found = definitions.load()
    for n, one in enumerate(configuration.load().grants, 1):
        if not grants.fits(found.roles.roles[one.role], one.organisation):
            raise DefinitionError(
                settings.sign_in_file() or SIGN_IN,
                f"grant {n}: organisation",
                f"the role {one.role} cannot be given for {one.organisation or 'none'}",
                todo="one of the programme: " + ", ".join(found.programme.organisations),
            )


def refusal(host: str) -> str:
    """Why a server does not listen on an address that other computers reach."""
    return (
        f"Refused: {host} can be reached from other computers, and nobody can sign in.\n"
        f"Name a file in {SIGN_IN} that says how people sign in (docs/administrators.md), or set "
        f"{PUBLIC}=1 to serve the public pages alone to everyone who can reach {host}, or leave "
        "--host out to serve this computer only."
    )


def secrets() -> dict[str, Any]:
    """What Streamlit must know of signing in, said to it; empty where nobody signs in.

    Raises:
        DefinitionError: the file that says how is wrong.
    """
    if settings.mode() != "sign_in":
        return {}
    from streamlit import config

    from seutukuva.sign_in import configuration

    how = configuration.load()
    _look_at_rights()
    # Several processes, and one that has started anew, know each other's unfinished sign-ins.
    config.set_option("server.cookieSecret", how.cookie_secret)
    config.set_option("server.enableXsrfProtection", True)
    # Whoever could send such a header would be whom it names.
    config.set_option("server.trustedUserHeaders", {})
    return {"auth": how.secrets()}


def _look_at_rights() -> None:
    """Warn where everybody on this computer may read the secrets; a container has nobody else."""
    file = settings.sign_in_file()
    if file and os.name == "posix" and file.stat().st_mode & 0o004:
        log.warning("others on this computer may read the secrets in %s: chmod 0640", file)


@asynccontextmanager
async def watched() -> AsyncIterator[None]:
    """Meanwhile open pages of ended sign-ins are found, where people sign in."""
    if settings.mode() != "sign_in":
        yield
        return
    from seutukuva.sign_in import watching

    watching_task = asyncio.create_task(watching.watch())
    try:
        yield
    finally:
        watching_task.cancel()
