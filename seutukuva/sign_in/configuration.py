"""The file that says how people sign in; read strictly, for a wrong key would be a hole.

Its secrets stand in no environment, where every process that is started would get them, and not
in the data folder, which is backed up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from seutukuva import settings
from seutukuva.errors import DefinitionError
from seutukuva.protection import is_loopback

CALLBACK = "/oauth2callback"
SHORTEST_SECRET = 32
HOURS, IDLE_MINUTES = 10, 120
MOST_HOURS, MOST_IDLE_MINUTES = 168, 1440
ROLES = ("viewer", "municipality", "analyst", "area_owner", "coordinator", "administrator")

_TOP: Mapping[str, type] = {"address": str, "cookie_secret": str}
_TABLES = ("provider", "session", "claims", "grant")
_PROVIDER = ("client_id", "client_secret", "server_metadata_url", "name", "vouches_for_email")
# What a file that was copied from the guide still says.
_UNCHANGED = re.compile(r"change|replace|example|secret", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Provider:
    """Who knows people's accounts.

    Attributes:
        name: as its users know it, for the button; may be "".
        vouches_for_email: it gives no address that it has not checked itself, and does not say so
            with each, as a directory of one organisation.
    """

    client_id: str
    client_secret: str = field(repr=False)
    server_metadata_url: str
    name: str = ""
    vouches_for_email: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """How long a sign-in counts: at most ``hours``, and ``idle_minutes`` after the last use."""

    hours: float = HOURS
    idle_minutes: float = IDLE_MINUTES


@dataclass(frozen=True, slots=True)
class ClaimGrant:
    """A role for everyone whose claim is, or contains, a value; perhaps for one organisation."""

    claim: str
    value: str
    role: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """How people sign in.

    Attributes:
        address: scheme and host under which readers reach the pages, without a slash at the end.
        cookie_secret: signs what the browser keeps.
        claims: which claims hold a person's ``name`` and ``email``.
        grants: roles by claims of the provider.
    """

    address: str
    cookie_secret: str = field(repr=False)
    provider: Provider
    session: Session
    claims: Mapping[str, str]
    grants: tuple[ClaimGrant, ...]

    @property
    def host(self) -> str:
        """The host and port of the address, as a browser names it."""
        return urlsplit(self.address).netloc

    @property
    def is_secure(self) -> bool:
        """Whether readers come by TLS."""
        return self.address.startswith("https://")

    def secrets(self) -> dict[str, Any]:
        """The section ``auth`` of Streamlit's secrets."""
        return {
            "redirect_uri": self.address + CALLBACK,
            "cookie_secret": self.cookie_secret,
            "client_id": self.provider.client_id,
            "client_secret": self.provider.client_secret,
            "server_metadata_url": self.provider.server_metadata_url,
        }


def load() -> SignIn:
    """How people sign in; read again when the file has changed.

    Raises:
        DefinitionError: no file is set, it cannot be read, or it is wrong: names file and key.
    """
    file = settings.sign_in_file()
    if file is None:
        raise DefinitionError("SEUTUKUVA_SIGN_IN", "", "no file says how people sign in")
    try:
        stamp = file.stat()
    except OSError as error:
        raise _unreadable(file, error) from error
    return _read(file, stamp.st_mtime_ns, stamp.st_size)


def address() -> str:
    """Scheme and host under which readers reach the pages; "" where nobody can sign in.

    Raises:
        DefinitionError: as ``load``.
    """
    return load().address if settings.mode() == "sign_in" else ""


def _unreadable(file: Path, error: OSError) -> DefinitionError:
    words = f"the file cannot be read: {error.strerror}"
    todo = "SEUTUKUVA_SIGN_IN names it; the user that runs the server must be able to read it"
    return DefinitionError(file, "", words, todo=todo)


@lru_cache(maxsize=2)
def _read(file: Path, stamp: int, size: int) -> SignIn:
    # Faster than tomllib, and needed by no start on one's own computer before the definitions.
    import tomli

    try:
        told = tomli.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise _unreadable(file, error) from error
    except (UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        # The parser's own words may hold the line, and with it a secret.
        where = f"line {error.lineno}" if isinstance(error, tomli.TOMLDecodeError) else ""
        raise DefinitionError(file, where, "the file is not TOML in UTF-8") from None
    return _Reader(file).whole(told)


class _Reader:
    """Reads the file's tables; every error names the file and the key, and no value."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def whole(self, told: Mapping[str, Any]) -> SignIn:
        self._known(told, "", (*_TOP, *_TABLES))
        grants = told.get("grant", [])
        if not isinstance(grants, list):
            raise self._wrong("grant", "each one is a table of its own", "write [[grant]]")
        return SignIn(
            address=self._address(self._text(told, "", "address")),
            cookie_secret=self._secret(self._text(told, "", "cookie_secret")),
            provider=self._provider(self._table(told, "provider")),
            session=self._session(self._table(told, "session")),
            claims=self._claims(self._table(told, "claims")),
            grants=tuple(self._grant(one, f"grant {n}") for n, one in enumerate(grants, 1)),
        )

    def _provider(self, table: Mapping[str, Any]) -> Provider:
        self._known(table, "provider.", _PROVIDER)
        url = self._text(table, "provider.", "server_metadata_url")
        self._must_be_secure(url, "provider.server_metadata_url")
        return Provider(
            client_id=self._text(table, "provider.", "client_id"),
            client_secret=self._text(table, "provider.", "client_secret"),
            server_metadata_url=url,
            name=self._text(table, "provider.", "name", ""),
            vouches_for_email=self._yes(table, "provider.", "vouches_for_email"),
        )

    def _session(self, table: Mapping[str, Any]) -> Session:
        self._known(table, "session.", ("hours", "idle_minutes"))
        return Session(
            hours=self._number(table, "session.", "hours", HOURS, MOST_HOURS),
            idle_minutes=self._number(
                table, "session.", "idle_minutes", IDLE_MINUTES, MOST_IDLE_MINUTES
            ),
        )

    def _claims(self, table: Mapping[str, Any]) -> Mapping[str, str]:
        names = {"name": "name", "email": "email"}
        self._known(table, "claims.", tuple(names))
        return MappingProxyType(
            {key: self._text(table, "claims.", key, usual) for key, usual in names.items()}
        )

    def _grant(self, table: Any, where: str) -> ClaimGrant:
        if not isinstance(table, dict):
            raise self._wrong(where, "is no table", "write [[grant]]")
        self._known(table, f"{where}: ", ("claim", "value", "role", "organisation"))
        role = self._text(table, f"{where}: ", "role")
        if role not in ROLES:
            todo = f"one of {', '.join(ROLES)}"
            raise self._wrong(f"{where}: role", "there is no such role", todo)
        return ClaimGrant(
            claim=self._text(table, f"{where}: ", "claim"),
            value=self._text(table, f"{where}: ", "value"),
            role=role,
            organisation=self._text(table, f"{where}: ", "organisation", ""),
        )

    def _address(self, text: str) -> str:
        self._must_be_secure(text, "address")
        parts = urlsplit(text)
        if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
            raise self._wrong(
                "address",
                "is more than a scheme and a host",
                "https://seutukuva.example, without a path: the pages stand at the root",
            )
        return f"{parts.scheme}://{parts.netloc.lower()}"

    def _must_be_secure(self, text: str, key: str) -> None:
        """Whoever listens on the way would get what people sign in with."""
        try:
            parts = urlsplit(text)
            host, _port = parts.hostname or "", parts.port
        except ValueError:
            host, parts = "", urlsplit("")
        if parts.scheme == "https" and host:
            return
        if parts.scheme == "http" and is_loopback(host):
            return
        raise self._wrong(key, "is no address with TLS", "https://…; http only for this computer")

    def _secret(self, text: str) -> str:
        is_long = len(text) >= SHORTEST_SECRET and len(set(text)) >= SHORTEST_SECRET // 4
        if is_long and not _UNCHANGED.search(text):
            return text
        raise self._wrong(
            "cookie_secret",
            f"is not {SHORTEST_SECRET} random characters or more",
            "make one: python -c 'import secrets; print(secrets.token_hex(32))'",
        )

    def _known(self, table: Mapping[str, Any], where: str, keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                raise self._wrong(f"{where}{key}", "unknown key", f"known: {', '.join(keys)}")

    def _table(self, told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        table = told.get(key, {})
        if not isinstance(table, dict):
            raise self._wrong(key, "is no table", f"write [{key}]")
        return table

    def _text(
        self, table: Mapping[str, Any], where: str, key: str, usual: str | None = None
    ) -> str:
        found = table.get(key, usual)
        if found is None:
            raise self._wrong(f"{where}{key}", "is missing")
        is_plain = isinstance(found, str) and found == found.strip() and found.isprintable()
        if not is_plain or (not found and usual != ""):
            raise self._wrong(f"{where}{key}", "is no text, or an empty one")
        return str(found)

    def _yes(self, table: Mapping[str, Any], where: str, key: str) -> bool:
        found = table.get(key, False)
        if not isinstance(found, bool):
            raise self._wrong(f"{where}{key}", "is neither true nor false")
        return found

    def _number(
        self, table: Mapping[str, Any], where: str, key: str, usual: float, most: float
    ) -> float:
        found = table.get(key, usual)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found <= most:
            raise self._wrong(f"{where}{key}", f"is no number above 0 and up to {most:g}")
        return float(found)

    def _wrong(self, key: str, problem: str, todo: str = "") -> DefinitionError:
        return DefinitionError(self.file, key, problem, todo=todo)
