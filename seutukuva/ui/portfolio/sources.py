"""Who tells what stands in a file of projects: sources, accepted lists, people here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable

from seutukuva import definitions, formats, texts
from seutukuva.projects import lists, register
from seutukuva.projects.model import LISTED, RECORDED, STARTER
from seutukuva.projects.picture import Picture
from seutukuva.projects.register import PortfolioRow
from seutukuva.texts import _


def of_rows(rows: Iterable[PortfolioRow]) -> list[str]:
    """Who tells of projects in a list, in one sentence; none where nobody does."""
    keys: dict[str, list[str]] = {}
    for one in rows:
        keys.setdefault(one.origin, []).append(one.key)
    starter = keys.get(STARTER)
    ids = (
        [source for one in register.projects(starter) for source in one.sources] if starter else []
    )
    return _said(ids, keys)


def of_pictures(pictures: Iterable[Picture]) -> list[str]:
    """Who tells the figures of projects, in one sentence; none where nobody does."""
    figures = [
        figure
        for one in pictures
        for row in one.rows
        for figure in (row.planned, row.realised)
        if figure
    ]
    return _said([one.source for one in figures], {one.origin for one in figures})


def _said(source_ids: Iterable[str], origins: Container[str]) -> list[str]:
    speak, found = texts.language(), definitions.load()
    known = [found.sources[one] for one in dict.fromkeys(source_ids) if one in found.sources]
    told = [f"{one.attribution[speak]}, {one.licence}" for one in known]
    if LISTED in origins:
        told += [_list(one.format, one.list_date) for one in lists.standing()]
    if RECORDED in origins:
        told.append(_("entered by people here"))
    words = _("Sources: {sources}.")
    return [words.format(sources="; ".join(dict.fromkeys(told)))] if told else []


def _list(format_id: str, day: dt.date | None) -> str:
    """An accepted list, and the day that it is of."""
    speak, known = texts.language(), definitions.load().project_lists
    title = known[format_id].title[speak] if format_id in known else format_id
    return f"{title}, {formats.date(day.isoformat(), speak)}" if day else title
