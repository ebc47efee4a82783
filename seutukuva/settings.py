"""Where things are, and the few settings that come from the environment."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

REPOSITORY = Path(__file__).resolve().parent.parent
# The typeface of pictures, which must not depend on the machine that draws them.
FONTS = REPOSITORY / "seutukuva" / "fonts"


def data_folder() -> Path:
    """The folder that holds raw/, build/, records/ and inbox/ (``SEUTUKUVA_DATA``)."""
    return _resolved(os.environ.get("SEUTUKUVA_DATA") or str(REPOSITORY / "data"))


# A page asks hundreds of times, and each would look at every folder on the way.
@lru_cache(maxsize=16)
def _resolved(folder: str) -> Path:
    return Path(folder).resolve()


@lru_cache(maxsize=64)
def _within(folder: Path, name: str) -> Path:
    return folder / name


def raw_folder() -> Path:
    """Untouched answers of the statistics servers with their sidecars."""
    return data_folder() / "raw"


def build_folder() -> Path:
    """Published versions, the pointer to the current one, change reports, borders."""
    return _within(data_folder(), "build")


def records_folder() -> Path:
    """The log of what people enter, and the mark of its newest row."""
    return data_folder() / "records"


def batches_folder() -> Path:
    """Accepted batches of interviews: Parquet files that never change."""
    return _within(data_folder(), "records/batches")


def inbox_folder() -> Path:
    """Uploaded files on their way to a batch, each in a folder of its own."""
    return _within(data_folder(), "inbox")


def definitions_folder() -> Path:
    """Indicators, sources, areas and peer groups, kept with the program."""
    return _within(REPOSITORY, "data/definitions")


def programmes_folder() -> Path:
    """One folder a programme, kept with the program."""
    return _within(REPOSITORY, "data/programmes")


def starter_folder() -> Path:
    """Published figures that come with the program."""
    return REPOSITORY / "data" / "starter"


def queries_folder() -> Path:
    """Every question asked of the data, one a file."""
    return _within(REPOSITORY, "queries")


def programme_id() -> str:
    """The programme shown (``SEUTUKUVA_PROGRAMME``)."""
    return os.environ.get("SEUTUKUVA_PROGRAMME") or "saarijarvi-viitasaari"


def database_url() -> str:
    """Address of the database that holds the log (``SEUTUKUVA_DATABASE``); empty: a file here."""
    return os.environ.get("SEUTUKUVA_DATABASE") or ""


def keeps_contacts() -> bool:
    """Whether contact persons of interviewed firms are kept (``SEUTUKUVA_CONTACTS=1``); else not.

    Where they are not, what an uploaded file says of persons is dropped.
    """
    return os.environ.get("SEUTUKUVA_CONTACTS") == "1"


def sources_base() -> str | None:
    """Scheme and host that replace those of every source (``SEUTUKUVA_SOURCES_BASE``)."""
    return (os.environ.get("SEUTUKUVA_SOURCES_BASE") or "").rstrip("/") or None


def hosts() -> tuple[str, ...]:
    """Names that a public server answers to (``SEUTUKUVA_HOSTS``, by commas); none: to any."""
    told = os.environ.get("SEUTUKUVA_HOSTS") or ""
    return tuple(name.strip() for name in told.split(",") if name.strip())


_geo_route: str | None = None


def announce_geo_route(route: str) -> None:
    """Said once by a server that gives border files under this address."""
    global _geo_route
    _geo_route = route


def geo_route() -> str | None:
    """Address under which this process's server gives border files; none when it does not."""
    return _geo_route


_announced_public: bool | None = None


def announce_public(public: bool | None) -> None:
    """Said by a server when it starts: whether others may ask; None: as the environment says."""
    global _announced_public
    _announced_public = public


def sign_in_file() -> Path | None:
    """The file that says how people sign in (``SEUTUKUVA_SIGN_IN``); none: nobody does."""
    named = os.environ.get("SEUTUKUVA_SIGN_IN")
    return _resolved(named) if named else None


def mode() -> Literal["own", "public", "sign_in"]:
    """Whom this process serves.

    ``own``: the person at this computer, with full rights. ``public``: everyone, the public pages
    alone. ``sign_in``: everyone the public pages, whoever has signed in more by role. Where both
    are asked for, a server does not start; what runs all the same has the lesser rights.
    """
    if is_public():
        return "public"
    return "sign_in" if os.environ.get("SEUTUKUVA_SIGN_IN") else "own"


def is_public() -> bool:
    """Whether other computers may reach the pages: a server said so, or ``SEUTUKUVA_PUBLIC=1``."""
    if _announced_public is not None:
        return _announced_public
    return os.environ.get("SEUTUKUVA_PUBLIC") == "1"
