"""Readers who are signed in, without a provider: with cookies that this server would have given.

The secret that signs them is the measured server's own; a real provider and a real browser are in
the tests of signing in.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.web.server.starlette import starlette_app_utils

from bench import serving
from bench.reader import Reader, arrive
from seutukuva import settings

CLIENT, ISSUER, USER = "seutukuva", "https://login.invalid", "_streamlit_user"
# Those who measure click faster than any person.
UNLIMITED = "clicks_per_second=5000 clicks_at_once=5000 clicks_of_address=5000"
_FILE = """\
address = "{address}"
cookie_secret = "{secret}"

[provider]
client_id = "{client}"
client_secret = "of the measured client"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""
_GRANT = """
[[grant]]
claim = "groups"
value = "{group}"
role = "{role}"
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Those whose claim "groups" holds a name get a role, perhaps for an organisation."""

    name: str
    role: str
    organisation: str = ""


@dataclass(slots=True)
class Site:
    """A running server that people sign in to.

    Attributes:
        address: ``http://127.0.0.1:port``.
        file: how people sign in; the server reads it again when it changes.
        process: its number.
    """

    address: str
    file: Path
    secret: str
    groups: tuple[Group, ...]
    process: int = 0

    @property
    def log(self) -> Path:
        """What the server has printed."""
        return self.file.with_suffix(".log")

    def write(self) -> None:
        """Write the file with the groups as they are now."""
        told = {"address": self.address, "secret": self.secret, "client": CLIENT, "issuer": ISSUER}
        text = _FILE.format(**told)
        for one in self.groups:
            text += _GRANT.format(group=one.name, role=one.role)
            text += f'organisation = "{one.organisation}"\n' if one.organisation else ""
        self.file.write_text(text, encoding="utf-8")


@contextmanager
def served(data: Path, place: Path, groups: tuple[Group, ...]) -> Iterator[Site]:
    """A server on a data folder; its file of signing in stands in ``place``."""
    port = serving.free_port()
    secret = secrets.token_hex(24)
    site = Site(f"http://127.0.0.1:{port}", place / "sign-in.toml", secret, groups)
    site.write()
    environment = {
        **os.environ,
        "SEUTUKUVA_DATA": str(data),
        "SEUTUKUVA_SIGN_IN": str(site.file),
        "SEUTUKUVA_LIMITS": UNLIMITED,
    }
    environment.pop("SEUTUKUVA_PUBLIC", None)
    command = [sys.executable, "serve.py", "--port", str(port), "--no-browser"]
    running = serving._running(command, port, "ready", environment, settings.REPOSITORY, site.log)
    with running as server:
        site.process = server.process
        yield site


def claims(subject: str, groups: tuple[str, ...] = (), **others: Any) -> dict[str, Any]:
    """What a provider tells of somebody; each time another sign-in."""
    now = int(time.time())
    told = {
        **{"iss": ISSUER, "aud": CLIENT, "sub": subject, "iat": now, "exp": now + 3600},
        **{"name": f"Reader {subject}", "email": f"{subject}@seutu.example"},
        **{"email_verified": True, "groups": list(groups), "nonce": secrets.token_hex(8)},
    }
    return {**told, **others}


def cookie(site: Site, told: Mapping[str, Any], *, secret: str = "") -> str:
    """The value of the cookie of a sign-in; ``secret``: another than the server's."""
    content = json.dumps({"origin": site.address, "is_logged_in": True, **told})
    return starlette_app_utils.create_signed_value(secret or site.secret, USER, content).decode()


async def arrive_as(
    site: Site, value: str, *, session: str = "", headers: Mapping[str, str] | None = None
) -> Reader:
    """Open a session as a browser does that holds a cookie of a sign-in.

    Args:
        value: of the cookie; "" for nobody's browser.
        session: of another connection, to go on with.
        headers: more of them.
    """
    token = starlette_app_utils.generate_xsrf_token_string()
    cookies = f"_streamlit_xsrf={token}" + (f"; {USER}={value}" if value else "")
    own = {"Origin": site.address, "Cookie": cookies, **(headers or {})}
    protocols = (token, session) if session else (token,)
    return await arrive(site.address, protocols=protocols, headers=own)
