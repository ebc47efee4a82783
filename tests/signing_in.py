"""People who sign in, for tests: the file that says how, and what a provider would tell."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from typing import Any

CLIENT, ISSUER = "seutukuva", "https://login.test"
SECRET = "4b1d0c9a7e3f5268b0d1c2e3f4a59687"

FILE = """\
address = "{address}"
cookie_secret = "{secret}"

[provider]
client_id = "{client}"
client_secret = "of the client"
server_metadata_url = "{metadata}"
{more}
"""


def write(
    folder: Path,
    more: str = "",
    *,
    address: str = "https://seutukuva.test",
    secret: str = SECRET,
    metadata: str = f"{ISSUER}/.well-known/openid-configuration",
) -> Path:
    """The file that says how people sign in.

    Args:
        more: behind the keys of ``[provider]``.
    """
    file = folder / "sign-in.toml"
    told = {"address": address, "secret": secret, "client": CLIENT, "metadata": metadata}
    file.write_text(FILE.format(more=more, **told), encoding="utf-8")
    file.chmod(0o600)
    return file


def claims(subject: str = "maija", **others: Any) -> dict[str, Any]:
    """What Streamlit gives to a page of somebody who has just signed in; each time another."""
    now = int(time.time())
    told = {
        "is_logged_in": True,
        "provider": "default",
        "iss": ISSUER,
        "sub": subject,
        "aud": CLIENT,
        "iat": now,
        "exp": now + 3600,
        "nonce": secrets.token_hex(8),
        "name": f"{subject.capitalize()} Example",
        "email": f"{subject}@kunta.example",
        "email_verified": True,
        **others,
    }
    return {key: value for key, value in told.items() if value is not None}
