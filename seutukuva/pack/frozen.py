"""Which state of affairs a pack is of, in words, and how an edition is held while it is made."""

from __future__ import annotations

import datetime as dt

from seutukuva import formats, showing, store, texts
from seutukuva.errors import MissingData
from seutukuva.pack.model import Stamp
from seutukuva.texts import _


def version_day(version: str, published_at: str = "") -> dt.date | None:
    """The day of a version of the statistics; None where its name does not say it."""
    for text, pattern in ((published_at[:10], "%Y-%m-%d"), (version[:8], "%Y%m%d")):
        try:
            return dt.datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def draft() -> Stamp:
    """Of what there is at this moment: nothing that anybody could cite."""
    try:
        version = store.current_version()
        own, day = version.id, version_day(version.id, version.published_at)
    except MissingData:
        own, day = "", None
    return Stamp("", _("draft, not frozen"), "", own, day, showing.today())


def footer(stamp: Stamp) -> str:
    """What stands at the foot of every page and slide."""
    parts = [
        _("Edition {name}").format(name=stamp.edition) if stamp.is_frozen else _("Draft"),
        stamp.state if stamp.is_frozen else _("not frozen, figures may change"),
        _("content {hash}").format(hash=stamp.short_hash) if stamp.content_hash else "",
        _data(stamp),
    ]
    return " · ".join(filter(None, parts))


def _data(stamp: Stamp) -> str:
    if not stamp.version:
        return _("no statistics")
    day = formats.date(stamp.version_day, texts.language()) if stamp.version_day else ""
    return _("data of {day}").format(day=day or stamp.version[:8])


def told(stamp: Stamp) -> tuple[str, ...]:
    """The same in whole sentences, for the first page."""
    speak = texts.language()
    day = formats.date(stamp.day, speak)
    data = formats.date(stamp.version_day, speak) if stamp.version_day else "–"
    if not stamp.is_frozen:
        words = _(
            "This is a draft of {day}, made of what is known at this moment (data of {data}). It "
            "is not frozen: the same pack made tomorrow may have other figures, and it is not to "
            "be cited."
        )
        return (words.format(day=day, data=data),)
    words = _(
        "Edition {name}: {state}. Figures and texts as of {day}, data of {data}. The same content "
        "hash, {hash}, means the same figures, entries and definitions."
    )
    return (
        words.format(
            name=stamp.edition, state=stamp.state, day=day, data=data, hash=stamp.short_hash
        ),
    )
