"""What the choices of a summary are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from seutukuva import definitions, texts
from seutukuva.definitions import Kind
from seutukuva.interviews import rounds, summaries
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.fields import own_list

SOURCE = "companies/summaries"


def kind() -> Kind:
    """What is kept of a summary."""
    return definitions.load().kinds[summaries.KIND]


def organisation(own_id: str) -> str:
    """Name of an organisation."""
    return own_list("organisation", definitions.load()).get(own_id, own_id)


def areas() -> dict[str, str]:
    """Development areas by code."""
    own = definitions.load().programme.development_areas
    return {one.code: f"{one.code} {one.title[texts.language()]}" for one in own}


def themes() -> dict[str, str]:
    """Themes of free text by id."""
    own = definitions.load().interviewing.themes
    return {one.id: one.title[texts.language()] for one in own.values()}


def theme_names(ids: Sequence[str]) -> str:
    """Themes in words, one after another."""
    known = themes()
    return ", ".join(known.get(one, one) for one in ids)


def in_words(version: Mapping[str, Any]) -> dict[str, Any]:
    """A version of a summary with words for what is kept as ids without a list of the kind."""
    area = str(version.get("development_area") or "")
    return {
        **version,
        "round": round_name(str(version.get("round") or "")),
        "development_area": areas().get(area, area),
        "themes": theme_names(version.get("themes") or ()),
    }


def outlook(own_id: str) -> str:
    """An outlook in words; "" for none."""
    field = next(one for one in kind().fields if one.id == "outlook")
    return field.choices[own_id][texts.language()] if own_id in field.choices else own_id


def outlook_taken(own_id: str) -> str:
    """An outlook as a file holds it: its sign last, which would begin a formula."""
    sign, _space, words = outlook(own_id).partition(" ")
    return f"{words} ({sign})" if words and not sign.isalpha() else outlook(own_id)


def round_name(own_id: str) -> str:
    """A round in words, whatever stands in its place."""
    return rounds.name(own_id, texts.language()) if rounds.is_round(own_id) else own_id


def shape(today: dt.date) -> entry.Shape:
    """The form of a summary: themes and rounds are chosen from lists."""
    known = summaries.known_rounds(today)
    return entry.Shape(
        asked=("organisation", "round", "development_area", "outlook", "themes", "text"),
        begins_with={"round": known[0]},
        lists={
            "round": {one: round_name(one) for one in known},
            "development_area": areas(),
            "themes": themes(),
        },
        complete=summaries.completed,
        keeps_draft=True,
    )


def of_draft(values: Mapping[str, Any]) -> str:
    """What a draft is for: its organisation, round and development area, as far as they stand."""
    area = values.get("development_area") or ""
    parts = (
        organisation(values.get("organisation") or "") or _("no organisation yet"),
        round_name(values.get("round") or ""),
        areas().get(area, area),
    )
    return " · ".join(part for part in parts if part)


def left(round_id: str, today: dt.date) -> str:
    """How long there is until the meeting's month begins."""
    days = summaries.days_left(round_id, today)
    if days <= 0:
        return _("the month of the meeting has begun")
    return texts.ngettext("{n} day left", "{n} days left", days).format(n=days)
