"""Observations: what may be asked, and the answer as JSON, CSV and JSON-stat."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
import pandas as pd
from starlette.datastructures import QueryParams

from seutukuva import formats, store, texts
from seutukuva.api import catalogue, problems
from seutukuva.definitions import LANGUAGES
from seutukuva.downloads import OBSERVATION_COLUMNS, harmless
from seutukuva.editions import citing

# A quarter of a million observations are about 25 MB of JSON and a second of one processor core:
# more than any chart needs, and little enough not to hold up other readers.
MOST_OBSERVATIONS = 250_000
PARAMETERS = ("indicator", "area", "from", "to", "format", "lang", "edition")
FORMATS = ("json", "csv", "json-stat")
_ADVICE = "Ask for fewer indicators or areas, or give from= and to=."


@dataclass(frozen=True, slots=True)
class Question:
    """Which observations are asked for; ``area_ids`` empty means every area.

    ``edition``: as of which published edition; "" means as they are now.
    """

    indicator_ids: tuple[str, ...]
    area_ids: tuple[str, ...]
    first: str
    last: str
    format: str
    language: str
    edition: str = ""

    @property
    def days(self) -> tuple[str, str]:
        """First and last day on which an observation's period may start, ISO."""
        start = formats.period_start(self.first) if self.first else dt.date.min
        if not self.last:
            return start.isoformat(), dt.date.max.isoformat()
        end = formats.period_start(formats.next_period(self.last)) - dt.timedelta(days=1)
        return start.isoformat(), end.isoformat()


@dataclass(frozen=True, slots=True)
class Answer:
    """The observations asked for, with what is needed to read them.

    Attributes:
        frame: columns indicator_id, area_id, period, value (None when there is none), status,
            source_id (of the answer that the figure was read from).
    """

    question: Question
    version: str
    published_at: str
    frame: pd.DataFrame
    indicators: dict[str, catalogue.Row]
    areas: dict[str, catalogue.Row]
    sources: dict[str, catalogue.Row]

    @property
    def licence_links(self) -> str:
        """Licences of what is in the answer, as a Link header."""
        urls = {source["licence_url"] for source in self.sources.values() if source["licence_url"]}
        return ", ".join(f'<{url}>; rel="license"' for url in sorted(urls))


def question(params: QueryParams) -> Question:
    """The question that a query string asks.

    Raises:
        Problem: a parameter that is missing, unknown, repeated or has an impossible value.
    """
    for name in params:
        if name not in PARAMETERS:
            raise problems.wrong_parameter(name, "there is no such parameter", PARAMETERS)
    if not params.getlist("indicator"):
        raise problems.wrong_parameter(
            "indicator", "at least one is needed; all of them: /api/v1/indicators"
        )
    asked = Question(
        tuple(dict.fromkeys(params.getlist("indicator"))),
        tuple(dict.fromkeys(params.getlist("area"))),
        _period(params, "from"),
        _period(params, "to"),
        _choice(params, "format", FORMATS),
        _choice(params, "lang", LANGUAGES),
        _single(params, "edition"),
    )
    if asked.first and asked.last and asked.days[0] > asked.days[1]:
        raise problems.wrong_parameter("from", f"{asked.first} is later than to={asked.last}")
    return asked


def _single(params: QueryParams, name: str) -> str:
    values = params.getlist(name)
    if len(values) > 1:
        raise problems.wrong_parameter(name, "may be given once only")
    return values[0] if values else ""


def _choice(params: QueryParams, name: str, allowed: tuple[str, ...]) -> str:
    value = _single(params, name) or allowed[0]
    if value not in allowed:
        raise problems.wrong_parameter(name, f"{value[:80]!r} is not possible", allowed)
    return value


def _period(params: QueryParams, name: str) -> str:
    value = _single(params, name)
    try:
        if value:
            formats.period_start(value)
            formats.period_start(formats.next_period(value))
    except ValueError:
        raise problems.wrong_parameter(
            name, f"{value[:80]!r} is not a period; write 2025, 2024Q1 or 2026M06"
        ) from None
    return value


def ask(asked: Question) -> Answer:
    """The answer to a question.

    Raises:
        Problem: an unknown indicator or area, or more observations than one answer may hold.
    """
    indicators, areas = catalogue.indicators(), catalogue.areas()
    _all_known("indicator", asked.indicator_ids, indicators, "/api/v1/indicators")
    _all_known("area", asked.area_ids, areas, "/api/v1/areas")
    first_day, last_day = asked.days
    params = {
        "indicator_ids": asked.indicator_ids,
        "area_ids": asked.area_ids or tuple(areas),
        "first_day": first_day,
        "last_day": last_day,
    }
    _refuse_too_many(int(store.ask("api/observation_count", **params)["observations"].iloc[0]))
    frame = store.ask("api/observations", **params)
    chosen = {name: indicators[name] for name in asked.indicator_ids}
    in_answer = asked.area_ids or tuple(dict.fromkeys(frame["area_id"]))
    every_source = catalogue.sources()
    used = dict.fromkeys(frame["source_id"].dropna())
    used |= dict.fromkeys(entry["source"] for entry in chosen.values())
    version = store.current_version()
    return Answer(
        asked,
        version.id,
        version.published_at or _built_at(),
        frame,
        chosen,
        {area_id: areas[area_id] for area_id in in_answer},
        {name: every_source[name] for name in used if name in every_source},
    )


def _built_at() -> str:
    """Of an older version only the moment is known at which it was built."""
    return str(store.run("shared/content").iloc[0]["built_at"])


def _all_known(what: str, asked: tuple[str, ...], known: dict[str, Any], where: str) -> None:
    for value in asked:
        if value not in known:
            raise problems.unknown(what, value, known, where)


def _refuse_too_many(observations: int) -> None:
    if observations > MOST_OBSERVATIONS:
        raise problems.Problem(
            413,
            "too-many-observations",
            "Too many observations",
            f"This would be {observations} observations; one answer holds at most "
            f"{MOST_OBSERVATIONS}. {_ADVICE}",
            observations=observations,
            limit=MOST_OBSERVATIONS,
        )


def _figures(answer: Answer) -> list[tuple[str, str, str, Any, str, str]]:
    names = ("indicator_id", "area_id", "period", "value", "status", "source_id")
    columns = [answer.frame[name].tolist() for name in names]
    columns[3] = [catalogue.plain(value) for value in columns[3]]
    return list(zip(*columns, strict=True))


def as_json(answer: Answer) -> bytes:
    """Observations as objects, beside what describes their indicators, areas and sources."""
    keys = ("indicator", "area", "period", "value", "status", "source")
    return orjson.dumps(
        {
            "version": answer.version,
            **_edition(answer),
            "published_at": answer.published_at,
            "count": len(answer.frame),
            "indicators": answer.indicators,
            "areas": answer.areas,
            "sources": answer.sources,
            "observations": [dict(zip(keys, row, strict=True)) for row in _figures(answer)],
        }
    )


def _edition(answer: Answer) -> dict[str, str]:
    """Of which edition the figures are, where they are of one."""
    return {"edition": answer.question.edition} if answer.question.edition else {}


def as_csv(answer: Answer) -> bytes:
    """One observation a line, columns as `python -m etl show` prints them.

    UTF-8 without a byte order mark, comma and decimal point: written for programs. Numbers are
    left as they are; only texts are kept from being formulas.
    """
    language = answer.question.language
    names = {key: harmless(area["name"][language]) for key, area in answer.areas.items()}
    units = {key: harmless(one["unit"][language]) for key, one in answer.indicators.items()}
    with texts.speaking(language):
        version = harmless(citing.cited(answer.version))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(OBSERVATION_COLUMNS)
    writer.writerows(
        (
            area,
            names[area],
            indicator,
            period,
            value,
            status,
            units[indicator],
            harmless(source),
            version,
        )
        for indicator, area, period, value, status, source in _figures(answer)
    )
    return out.getvalue().encode()


def as_json_stat(answer: Answer) -> bytes:
    """A JSON-stat 2.0 dataset with the dimensions indicator, area and time.

    A cell without status is final, or was never published where it has no value either. Values
    come as a list, or by position where most cells would be empty.
    """
    periods = sorted(set(answer.frame["period"]), key=lambda p: (formats.period_start(p), p))
    size = [len(answer.indicators), len(answer.areas), len(periods)]
    places = [
        {key: n for n, key in enumerate(keys)}
        for keys in (answer.indicators, answer.areas, periods)
    ]
    values: dict[int, Any] = {}
    status: dict[str, str] = {}
    for indicator, area, period, value, state, _source in _figures(answer):
        at = (places[0][indicator] * size[1] + places[1][area]) * size[2] + places[2][period]
        values[at] = value
        if state != "final":
            status[str(at)] = state
    cells = size[0] * size[1] * size[2]
    content = {
        "version": "2.0",
        "class": "dataset",
        "label": "; ".join(
            one["title"][answer.question.language] for one in answer.indicators.values()
        ),
        "source": _attribution(answer),
        "updated": answer.published_at,
        "id": ["indicator", "area", "time"],
        "size": size,
        "role": {"metric": ["indicator"], "geo": ["area"], "time": ["time"]},
        "dimension": _dimensions(answer, periods),
        "value": [values.get(at) for at in range(cells)]
        if cells <= 2 * len(values)
        else {str(at): value for at, value in values.items() if value is not None},
        "status": status,
        "extension": {
            "version": answer.version,
            **_edition(answer),
            "sources": list(answer.sources.values()),
        },
    }
    return orjson.dumps(content)


def _attribution(answer: Answer) -> str:
    language = answer.question.language
    return "; ".join(
        dict.fromkeys(
            f"{one['attribution'][language]} ({one['licence']})" for one in answer.sources.values()
        )
    )


def _dimensions(answer: Answer, periods: list[str]) -> dict[str, Any]:
    language = answer.question.language
    indicators, areas = answer.indicators, answer.areas
    indicator = {
        "index": list(indicators),
        "label": {key: one["title"][language] for key, one in indicators.items()},
        "unit": {
            key: {"label": one["unit"][language], "decimals": one["decimals"]}
            for key, one in indicators.items()
        },
    }
    area = {
        "index": list(areas),
        "label": {key: one["name"][language] for key, one in areas.items()},
    }
    time = {
        "index": periods,
        "label": {period: formats.period(period, language) for period in periods},
    }
    return {
        "indicator": {"label": "indicator", "category": indicator},
        "area": {"label": "area", "category": area},
        "time": {"label": "time", "category": time},
    }


WRITERS: dict[str, tuple[Callable[[Answer], bytes], str]] = {
    "json": (as_json, "application/json"),
    "csv": (as_csv, "text/csv; charset=utf-8; header=present"),
    "json-stat": (as_json_stat, "application/json"),
}
