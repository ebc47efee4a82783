"""Addresses of databases: read from the setting, told without secrets, told apart."""

from __future__ import annotations

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from seutukuva.errors import RecordsError


def without_secrets(url: URL) -> str:
    """The address for people."""
    # The client library of PostgreSQL also takes them behind the question mark.
    return url.difference_update_query(["password", "sslpassword"]).render_as_string()


def identity(url: URL) -> str:
    """Which database it is, whoever asks and however the connection is made."""
    names = ("host", "port", "dbname", "service", "options")
    query = {name: value for name, value in url.query.items() if name in names}
    return URL.create(
        url.get_backend_name(),
        host=url.host,
        port=url.port,
        database=url.database,
        query=query,
    ).render_as_string()


def read(address: str) -> URL:
    """The address of a database as it was set.

    Raises:
        RecordsError: it is none of a PostgreSQL or SQLite database.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        # The text may hold a password, so it is not repeated.
        url = None
    if url is None or url.get_backend_name() not in ("sqlite", "postgresql"):
        raise RecordsError(
            "this is no address of a PostgreSQL database",
            where="SEUTUKUVA_DATABASE",
            todo="write postgresql://user:password@host/database, or leave it empty",
        )
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    return url
