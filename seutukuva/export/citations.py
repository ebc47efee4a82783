"""How to cite a figure: producer, statistic, table, what is shown, version, dates, address."""

from __future__ import annotations

import re

from seutukuva import texts
from seutukuva.export.takeaway import Origin, TakeAway

_NEXT_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-ZÅÄÖÆØ])")


def citation(take: TakeAway) -> str:
    """The whole citation in the reader's language, as one paragraph.

    Producer and table come first, for they are the authors; then what of it is shown, and at last
    where it was seen. No full stop follows an address, so that it can be copied.
    """
    _ = texts.translator(take.language)
    sources = "; ".join(origin_line(origin, take.language) for origin in take.origins)
    parts = [f"{sources}." if sources else "", f"{contents(take).rstrip('.')}."]
    seen = _("Seutukuva, data version {version}, retrieved {date}").format(
        version=take.version, date=take.taken
    )
    parts.append(f"{seen}: {take.link}" if take.link else f"{seen}.")
    return " ".join(part for part in parts if part)


def contents(take: TakeAway) -> str:
    """What is shown, of which area: "Population, Saarijärvi: persons, 2023–2025."."""
    _ = texts.translator(take.language)
    place = "" if take.place in take.title else take.place
    named = ", ".join(part for part in (take.title, place) if part)
    # The sentences behind the first one are about the drawing.
    measure = _NEXT_SENTENCE.split(take.subtitle)[0]
    shown = _("{title}: {contents}").format(title=named, contents=measure)
    return shown if measure else named


def origin_line(origin: Origin, language: str) -> str:
    """One source: attribution, table, address, and in brackets licence and dates."""
    _ = texts.translator(language)
    named = [origin.attribution, origin.table, origin.address]
    facts = [
        origin.licence,
        _("updated {date}").format(date=origin.updated) if origin.updated else "",
        _("fetched {date}").format(date=origin.fetched) if origin.fetched else "",
    ]
    bracketed = "; ".join(fact for fact in facts if fact)
    line = ", ".join(part for part in named if part)
    return f"{line} ({bracketed})" if bracketed else line
