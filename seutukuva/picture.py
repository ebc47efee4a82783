"""The situation picture's data for the pages: what is asked of the store, made once a version.

The pages' questions over many indicators at once meet here, so that the profile, the matrix and
the texts are made from the same figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from seutukuva import (
    benchmarks,
    definitions,
    formats,
    made,
    measures,
    narrative,
    profile,
    rug,
    showing,
    store,
    texts,
    verdicts,
)
from seutukuva.definitions import Definitions, Indicator
from seutukuva.headlines import Courses
from seutukuva.novelties import Novelties, novelties
from seutukuva.profile import Everywhere, ProfileRow
from seutukuva.projections import official
from seutukuva.rug import Choice, RugRow
from seutukuva.texts import _


def available() -> tuple[Indicator, ...]:
    """Indicators that have figures, by theme and place within it; of projections the latest."""

    def make() -> tuple[Indicator, ...]:
        found = definitions.load()
        ids = set(store.run("shared/available_indicators")["indicator_id"])
        chosen = [one for one in found.indicators.values() if one.id in ids]
        return definitions.by_theme(found, official.without_older(chosen))

    return made.once(make, "available")


def everywhere(kind: str, country: str) -> Everywhere:
    """Newest comparable figures of every area of a kind."""

    def make() -> Everywhere:
        ids = [one.id for one in available()]
        rows = store.rows("shared/newest_everywhere", indicator_ids=ids, kind=kind, country=country)
        return Everywhere(definitions.load(), rows)

    return made.once(make, "everywhere", kind, country)


def named(area_ids: Sequence[str]) -> Everywhere:
    """Newest comparable figures of some areas, of whatever kind."""

    def make() -> Everywhere:
        rows = store.rows("shared/newest_of_areas", area_ids=list(area_ids))
        return Everywhere(definitions.load(), rows)

    return made.once(make, "named", tuple(area_ids))


def courses(indicators: Sequence[Indicator], area_ids: Sequence[str]) -> Courses:
    """Whole series of indicators in areas, with population and the denominators of shares."""
    ids = {"population", *(one.id for one in indicators)}
    ids |= {one.rate.denominator for one in indicators if one.rate}

    def make() -> Courses:
        return Courses(
            store.rows(
                "pages/situation/courses", indicator_ids=sorted(ids), area_ids=list(area_ids)
            )
        )

    return made.once(make, "courses", tuple(sorted(ids)), tuple(area_ids))


def around(area_id: str) -> Courses:
    """Every series of an area, and of those whom its texts compare it with."""

    def make() -> Courses:
        everything = available()
        wider = courses(everything, _elsewhere(area_id))
        return courses(everything, [area_id]).beside(wider)

    return made.once(make, "around", area_id)


def profile_rows(area_id: str, peer_ids: Sequence[str]) -> tuple[ProfileRow, ...]:
    """Everything known of an area, compared with its peers."""
    found = definitions.load()
    area = found.areas[area_id]
    peers = tuple(dict.fromkeys(one for one in peer_ids if one != area_id))

    def make() -> tuple[ProfileRow, ...]:
        country = everywhere(area.kind, area.country)
        alike = {(found.areas[one].kind, found.areas[one].country) for one in peers}
        return profile.rows(
            found,
            area_id,
            courses(available(), [area_id]),
            country,
            # Peers of the same kind are among all of the country already.
            country if alike <= {(area.kind, area.country)} else named((area_id, *peers)),
            peers,
            texts.language(),
        )

    return made.once(make, "profile", area_id, peers)


def theme_text(area_id: str, theme_id: str, rows: Sequence[ProfileRow]) -> str:
    """A theme of an area in a few sentences, from the same figures and verdicts as its rows."""
    speak = texts.language()

    def make() -> str:
        return narrative.theme_text(area_id, told(area_id, rows), speak)

    return made.once(make, "theme text", area_id, theme_id)


def headline_text(area_id: str) -> str:
    """The headline figures of an area in a few sentences."""
    found = definitions.load()
    chosen = [found.indicators[one] for one in found.programme.headline]
    speak = texts.language()

    def make() -> str:
        elsewhere = _elsewhere(area_id)
        known = courses(chosen, [area_id, *elsewhere])
        figures = [
            narrative.newest(known, area_id, one, elsewhere, _trend(area_id, one, known))
            for one in chosen
        ]
        return narrative.headline_text(area_id, figures, speak)

    return made.once(make, "headline text", area_id)


def told(area_id: str, rows: Sequence[ProfileRow]) -> list[narrative.Figure]:
    """The figures of some rows as texts tell them, with those of the areas around.

    Args:
        rows: rows of `profile_rows` of the area.
    """
    elsewhere = _elsewhere(area_id)
    known = around(area_id)
    return [narrative.newest(known, area_id, row.indicator, elsewhere, row.trend) for row in rows]


def _elsewhere(area_id: str) -> tuple[str, ...]:
    """Whom a text compares with, the most interesting first."""
    return benchmarks.of_interest(definitions.load(), area_id)


def rolling_means(
    area_id: str, indicator: Indicator, rows: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Means over three periods of an area; of a share, the share of all three together.

    Args:
        rows: period, value and status of the area, as `verdicts.rolling` takes and gives them.
    """
    if indicator.rate is None:
        return verdicts.rolling(rows)
    known = courses([indicator], [area_id])
    denominators = profile.denominators_of(indicator, area_id, known)
    return verdicts.rolling(rows, denominators=denominators)


def benchmark(area_id: str, indicator: Indicator) -> tuple[str, float | None]:
    """The area around that has the figure, as its texts choose it, and that figure.

    Returns:
        Area id and figure at the area's newest period: of the first area of interest where none
        has one, and an empty id for a country.
    """
    elsewhere = _elsewhere(area_id)
    known = courses([indicator], [area_id, *elsewhere])
    own = known.newest(area_id, indicator)
    there = [
        (one, known.at(one, indicator.id, own.period, "").value if own else None)
        for one in elsewhere
    ]
    first = there[0] if there else ("", None)
    return next((one for one in there if one[1] is not None), first)


def _trend(area_id: str, indicator: Indicator, own: Courses) -> verdicts.Trend:
    return verdicts.trend(
        indicator,
        own.series(area_id, indicator.id),
        profile.denominators_of(indicator, area_id, own),
    )


def with_wider(area_id: str) -> list[str]:
    """The area, its region and its country."""
    found = definitions.load()
    area = found.areas[area_id]
    around = benchmarks.wider(found, area_id)
    return [area_id, *(one for one in around if one != area.subregion_id)]


def rug_rows(
    own: str, indicators: Sequence[Indicator], area_ids: Sequence[str], choice: Choice
) -> tuple[RugRow, ...]:
    """A matrix of indicators and areas; indicators without a figure in any area are left out."""
    found = definitions.load()
    ids = tuple(one.id for one in indicators)

    def make() -> tuple[RugRow, ...]:
        asked = list(dict.fromkeys([*area_ids, choice.benchmark_id]))
        maker = rug.Rug(
            courses(indicators, asked),
            _companies(found, own, area_ids),
            measures.bases(found),
            texts.language(),
        )
        rows = (maker.row(one, area_ids, choice) for one in indicators)
        return tuple(row for row in rows if row)

    return made.once(make, "rug", own, ids, tuple(area_ids), choice)


def _companies(found: Definitions, own: str, area_ids: Sequence[str]) -> list[rug.Company]:
    """The areas of the country of each kind that is in the matrix, the own area's kind first."""
    country = found.areas[own].country
    kinds = dict.fromkeys(found.areas[one].kind for one in (own, *area_ids))
    return [
        rug.Company(
            kind,
            frozenset(profile.ids_of_kind(found, kind, country)),
            everywhere(kind, country),
        )
        for kind in kinds
        if kind != "country"
    ]


# The state to compare with where no earlier version is kept: this one without what came last.
WITHOUT_NEWEST = "without_newest"


def earlier_states() -> dict[str, str]:
    """States that the current version can be compared with: id and name, the nearest first."""
    speak = texts.language()
    current = store.current_version()
    states = {}
    for version in store.versions():
        if version.id < current.id:
            states[version.id] = _("Version of {moment}").format(
                moment=formats.moment(_moment(version.id), speak)
            )
    states[WITHOUT_NEWEST] = _("This version without the newest period of each series")
    return states


def _moment(version_id: str) -> dt.datetime:
    return dt.datetime.strptime(version_id[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)


def news_since(state: str, area_ids: Sequence[str]) -> Novelties:
    """What is new in some areas since an earlier state, the most unusual first.

    Raises:
        QueryError: that version was made by a program whose tables are not known here.
    """
    found = definitions.load()
    asked: dict[str, list[str]] = {
        "indicator_ids": [one.id for one in available()],
        "area_ids": list(area_ids),
    }

    def make() -> Novelties:
        after = _by_series(store.ask("pages/situation/courses", **asked))
        if state == WITHOUT_NEWEST:
            oldest = str(showing.today().year - profile.YEARS_TO_HISTORY)
            before = {key: _without_newest(rows, oldest) for key, rows in after.items()}
        else:
            version = next(one for one in store.versions() if one.id == state)
            before = _by_series(store.run_of(version, "pages/situation/courses", **asked))
        return novelties(before, after, found)

    return made.once(make, "news", state, tuple(area_ids))


def _by_series(rows: pd.DataFrame) -> dict[tuple[str, str], list[dict[str, Any]]]:
    series: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows.to_dict("records"):
        series.setdefault((row["indicator_id"], row["area_id"]), []).append(row)
    return series


def _without_newest(rows: list[dict[str, Any]], oldest: str) -> list[dict[str, Any]]:
    """A series as it was before its newest figure came; one that ended long ago has no news."""
    known = [str(row["period"]) for row in rows if not formats.is_missing(row["value"])]
    newest = max(known, default="")
    return rows if newest < oldest else [row for row in rows if str(row["period"]) != newest]
