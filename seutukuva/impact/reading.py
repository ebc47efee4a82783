"""What the analysis asks the store for: series, sources, and which areas stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva import benchmarks, definitions, made, picture, store, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses
from seutukuva.impact.plan import Part


def elsewhere(area_id: str) -> tuple[str, ...]:
    """The areas around it, in the order in which sentences and tables tell them."""
    return benchmarks.of_interest(definitions.load(), area_id)


def area_ids(area_id: str) -> tuple[str, ...]:
    """The area first, then its region and its country."""
    return tuple(picture.with_wider(area_id))


def courses(parts: Sequence[Part], area_id: str) -> Courses:
    """Every series that the parts may tell, of the area and those around it."""
    known = definitions.load().indicators
    ids = dict.fromkeys(one for part in parts for row in part.rows for one in row)
    asked = [known[one] for one in ids if one in known]
    wanted = dict.fromkeys((*area_ids(area_id), *elsewhere(area_id)))
    return picture.courses(asked, tuple(wanted))


def sources(indicators: Sequence[Indicator], areas: Sequence[str]) -> tuple[str, ...]:
    """The sources of some indicators' figures in some areas: producer, statistic, date."""
    if not indicators:
        return ()

    def make() -> tuple[str, ...]:
        speak = texts.language()
        known = definitions.load().sources
        rows = store.ask(
            "shared/origins", indicator_ids=[one.id for one in indicators], area_ids=list(areas)
        )
        lines = [
            f"{wording.source_line(source, row, speak)} ({source.title[speak]})"
            for row in rows.to_dict("records")
            if (source := known.get(row["source_id"]))
        ]
        return tuple(dict.fromkeys(lines))

    return made.once(make, "impact sources", tuple(one.id for one in indicators), tuple(areas))


def source_of(indicator: Indicator, areas: Sequence[str]) -> str:
    """The sources of one indicator, in one line as it stands under a chart."""
    return "; ".join(sources([indicator], areas))
