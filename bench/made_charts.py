"""One chart of every kind, with everything in it that is hard to draw: gaps, breaks, signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva import charts, texts
from seutukuva.charts import ChartSpecification, Estimate, Ranked
from seutukuva.charts.bullet_words import Achieved

Row = dict[str, Any]
Figure = float | None | tuple[float | None, str]
OWN, COUNTRY = "FI-Saarijärvi", "FI-Koko maa"
LANGUAGES = ("fi", "sv", "en", "nb")


@dataclass(frozen=True)
class _Indicator:
    """What a chart asks of an indicator."""

    title: dict[str, str]
    unit: dict[str, str]
    decimals: int = 1
    display: str = "level"
    age_base: str = ""
    aggregation: str = "none"


@dataclass(frozen=True)
class _Limits:
    """What a control chart asks of limits."""

    centre: float
    lower: float
    upper: float
    points: tuple[tuple[str, float, str | None], ...]


def _said(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, text)


RATE = _Indicator(_said("Työllisyysaste"), _said("%"))
NET = _Indicator(_said("Nettomuutto"), _said("henkeä"), 0, "signed")
COUNT = _Indicator(_said("Väkiluku"), _said("henkeä"), 0)


def rows(area: str, values: Mapping[str, Any]) -> list[Row]:
    """A series as it comes from the data: None is missing, a pair has its status."""
    found = []
    for period, given in values.items():
        value, status = given if isinstance(given, tuple) else (given, "final")
        found.append(
            {
                "area_id": f"FI-{area}",
                "area_name": area,
                "period": period,
                "value": value,
                "status": "missing" if value is None else status,
            }
        )
    return found


# The sixth figure cannot be compared with those before it, one is missing, two are preliminary.
BROKEN: dict[str, Figure] = {
    **{str(year): 60.0 + (year % 5) * 0.7 for year in range(2008, 2014)},
    "2014": (70.0, "break"),
    **{str(year): 70.0 + (year % 4) * 0.5 for year in range(2015, 2019)},
    "2019": None,
    **{str(year): 70.5 + (year % 3) * 0.5 for year in range(2020, 2023)},
    "2023": (71.2, "preliminary"),
    "2024": (72.4, "preliminary"),
}
_WHOLE = rows("Koko maa", {str(year): 68.0 + (year - 2008) * 0.25 for year in range(2008, 2025)})
_HAPPENED: list[Row] = [
    {
        "kind": "event",
        "date": "2016-03-01",
        "title": "Tehdas suljettiin",
        "text": "",
        "area_id": None,
    },
    {"kind": "merger", "date": "2009-01-01", "label": "Pylkönmäki", "text": ""},
]
_TOWNS = (
    "Saarijärvi",
    "Viitasaari",
    "Pihtipudas",
    "Karstula",
    "Kinnula",
    "Kannonkoski",
    "Kyyjärvi",
)


def every_kind(language: str) -> list[ChartSpecification]:
    """Twelve charts in a language."""
    with texts.speaking(language):
        return [_dated(language), *_lines(language), *_bars(language), *_dots(language)]


def _dated(language: str) -> ChartSpecification:
    monthly: dict[str, Figure] = {
        f"{year}M{month:02d}": 10.0 + year % 3 + (month - 6) ** 2 / 12
        for year in range(2021, 2025)
        for month in range(1, 13)
    }
    found = [*rows("Saarijärvi", monthly), *rows("Koko maa", dict.fromkeys(monthly, 9.5))]
    return charts.trend(
        found,
        indicator=RATE,
        language=language,
        own=OWN,
        benchmarks=[COUNTRY],
        title="Kuukausittain",
        source="Tilastokeskus",
        _=texts.translator(language),
    )


def _lines(language: str) -> list[ChartSpecification]:
    _ = texts.translator(language)
    about: dict[str, Any] = {"language": language, "source": "Tilastokeskus", "_": _}
    own = rows("Saarijärvi", BROKEN)
    broken = charts.trend(
        [*own, *_WHOLE], indicator=RATE, own=OWN, benchmarks=[COUNTRY], marks=_HAPPENED, **about
    )
    small, _values = charts.sparkline(own, indicator=RATE, language=language, _=_)
    panels = charts.small_multiples(
        [row for at, town in enumerate(_TOWNS) for row in rows(town, _shifted(at))],
        indicator=RATE,
        own=OWN,
        **about,
    )
    varied = {str(year): 50.0 + (year * 7) % 5 for year in range(2000, 2024)} | {"2024": 69.0}
    signals = {"2024": "outside"}
    points = tuple((year, value, signals.get(year)) for year, value in varied.items())
    controlled = charts.control(
        rows("Saarijärvi", varied), _Limits(52.0, 46.0, 58.0, points), indicator=RATE, **about
    )
    return [broken, small, panels, controlled]


def _shifted(by: int) -> dict[str, Figure]:
    return {str(year): 50.0 + 3 * by + (year * (by + 2)) % 7 for year in range(2010, 2025)}


def _bars(language: str) -> list[ChartSpecification]:
    _ = texts.translator(language)
    about: dict[str, Any] = {"language": language, "source": "Tilastokeskus", "_": _}
    newest = [row for at, town in enumerate(_TOWNS) for row in rows(town, {"2025": 31.0 - 17 * at})]
    newest += rows("Multia", {"2025": (-4.0, "preliminary")}) + rows("Petäjävesi", {"2025": None})
    many = [
        row for at in range(300) for row in rows(f"Kunta {at:03d}", {"2025": float(at * 7 % 300)})
    ]
    ages = _ages("2025", 1.0, 0.0)
    earlier = _ages("2015", 0.9, 60.0)
    return [
        charts.ranking(newest, indicator=NET, own=OWN, **about),
        charts.tiles(newest, positions=_places(newest), indicator=NET, own=OWN, **about),
        charts.tiles(many, positions=_places(many), indicator=COUNT, **about),
        charts.pyramid(
            ages,
            title="Ikärakenne",
            compare_rows=earlier,
            label="2025",
            compare_label="2015",
            **about,
        ),
        charts.bullets(
            [
                Achieved("money", "EU- ja valtion rahoitus", 8e6, 6.2e6, "€", expected=7e6),
                Achieved(
                    "jobs", "Uudet työpaikat", 120.0, 31.0, status="R", status_words="Jäljessä"
                ),
                Achieved("firms", "Uudet yritykset", 0.0, 0.0, words="ei suunniteltu"),
            ],
            title="Hankkeet",
            subtitle="Toteutunut suunnitellusta",
            **about,
        ),
    ]


def _ages(period: str, times: float, more: float) -> list[Row]:
    return [
        {
            "age": f"{low}-{low + 4}",
            "sex": sex,
            "value": (900.0 - low * 8 + shift) * times + more,
            "period": period,
        }
        for low in range(0, 90, 5)
        for sex, shift in (("men", 0.0), ("women", 20.0))
    ]


def _places(found: list[Row]) -> dict[str, tuple[int, int]]:
    return {row["area_id"]: divmod(at, 20) for at, row in enumerate(found)}


def _dots(language: str) -> list[ChartSpecification]:
    _ = texts.translator(language)
    about: dict[str, Any] = {"language": language, "source": "Haastattelut", "_": _}
    estimates = [
        Estimate("a", "Liikevaihto", "105", 6.0, -8.0, 18.0, before=-5.0, base=105),
        Estimate("b", "Kannattavuus ja sen kehitys vuoden päähän", "105", -6.0, -18.0, 6.0),
        Estimate("c", "Viennin arvo", "17", 0.0, -27.0, 27.0, is_faint=True),
        Estimate("d", "Investoinnit", "3", words="alle viisi yritystä"),
    ]
    many = [
        row
        for at in range(60)
        for row in rows(f"Kunta {at:02d}", {"2025": 8.0 + (at * 13 % 40) / 5})
    ]
    ranked = [
        Ranked(f"k{at}", town, 0.5 - at / 7, at + 1, max(1, at), min(7, at + 2), is_own=at == 0)
        for at, town in enumerate(_TOWNS)
    ]
    return [
        charts.balances(
            estimates, title="Saldoluvut", subtitle="huhtikuu 2026", heading="Kysymys", **about
        ),
        charts.rank_ranges(ranked, title="Elinvoima", subtitle="sijat", **about),
        charts.strip(many + rows("Saarijärvi", {"2025": 14.5}), indicator=RATE, own=OWN, **about),
    ]


__all__ = ["BROKEN", "every_kind", "rows"]
