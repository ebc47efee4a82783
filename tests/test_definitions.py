"""Definitions: the project's own are valid, complete and used; wrong ones are refused by name."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from etl import starter_projects
from seutukuva import definitions, settings
from seutukuva.definitions import LANGUAGES, Breakdown, Indicator, Source, Structure
from seutukuva.definitions.structures import structures
from seutukuva.errors import DefinitionError

LONGEST_SHORT_TITLE = 45
FOUND = definitions.load()
INDICATORS = list(FOUND.indicators.values())
SOURCES = list(FOUND.sources.values())


def _id(one: Indicator | Source) -> str:
    return one.id


def test_there_are_indicators_in_every_national_theme() -> None:
    assert len(INDICATORS) >= 45
    assert len(FOUND.themes) == 10
    for theme in FOUND.themes:
        assert [one for one in INDICATORS if one.theme == theme], f"no indicator in {theme}"


@pytest.mark.parametrize("indicator", INDICATORS, ids=_id)
def test_indicator_is_written_by_the_rules(indicator: Indicator) -> None:
    producers = {word for source in SOURCES for word in source.producer.values()}
    for language in LANGUAGES:
        title, unit = indicator.title[language], indicator.unit[language]
        description = indicator.description[language]
        assert title[:1].isupper() or title[:1].isdigit(), title
        assert not re.search(r"\b(19|20)\d\d\b", title) or "projection" in indicator.id, title
        assert not [name for name in producers if name in title], title
        assert not unit[:1].isupper() or unit.startswith(("Gini", "€")), unit
        assert not unit.endswith("."), unit
        assert description.endswith("."), description
        assert len(description) > 40, "a description says what is counted and how to read it"
        assert len(indicator.short_title[language]) <= LONGEST_SHORT_TITLE
    assert re.fullmatch(r"[a-z0-9_]+", indicator.id)


@pytest.mark.parametrize("indicator", INDICATORS, ids=_id)
def test_shares_with_an_age_base_show_it(indicator: Indicator) -> None:
    if not indicator.age_base:
        return
    for language in LANGUAGES:
        assert indicator.age_base in indicator.label(language) or re.search(
            indicator.age_base.replace("-", "[-–]").replace("+", r"\+"), indicator.label(language)
        )


@pytest.mark.parametrize("source", SOURCES, ids=_id)
def test_source_is_used_and_names_its_licence(source: Source) -> None:
    users = [one.id for one in INDICATORS for pick in one.selections if pick.source_id == source.id]
    users += [one.id for one in FOUND.structures.values() if one.source_id == source.id]
    of_projects = {row[-1] for row in starter_projects.projects(FOUND)}
    assert users or source.connector == "wfs" or source.id in of_projects, f"unused: {source.id}"
    assert source.licence_url.startswith("https://")
    assert source.page.startswith("https://")


def test_two_indicators_never_take_the_same_series() -> None:
    picks = [(pick.source_id, pick.series_key) for one in INDICATORS for pick in one.selections]
    doubled = {pick for pick in picks if picks.count(pick) > 1}
    assert not doubled


def test_every_caveat_is_used() -> None:
    used = {name for one in INDICATORS for name in one.caveats}
    assert set(FOUND.caveats) == used


@pytest.mark.parametrize("breakdown", FOUND.breakdowns.values(), ids=lambda one: one.id)
def test_breakdown_is_written_by_the_rules(breakdown: Breakdown) -> None:
    assert re.fullmatch(r"[a-z0-9_]+", breakdown.id)
    for language in LANGUAGES:
        title, description = breakdown.title[language], breakdown.description[language]
        assert title[:1].isupper() and breakdown.unit[language]
        assert description.endswith(".") and len(description) > 40
    total = FOUND.indicators[breakdown.total]
    assert breakdown.source_id in {pick.source_id for pick in total.selections}
    assert total.aggregation.method == "sum", "its parts are added, too"
    assert breakdown.decimals == total.decimals and breakdown.theme == total.theme


@pytest.mark.parametrize("structure", FOUND.structures.values(), ids=lambda one: one.id)
def test_structure_is_written_by_the_rules(structure: Structure) -> None:
    assert re.fullmatch(r"[a-z0-9_]+", structure.id)
    for language in LANGUAGES:
        description = structure.description[language]
        assert structure.title[language][:1].isupper() and structure.unit[language]
        assert description.endswith(".") and len(description) > 40
        for industry in structure.industries:
            assert industry.title[language][:1].isupper()
            assert len(industry.short_title[language]) <= LONGEST_SHORT_TITLE
        names = [one.short_title[language] for one in structure.industries]
        assert len(set(names)) == len(names), "a chart tells industries apart by their names"
    # Whatever belongs to no industry stands last.
    assert [one.id for one in structure.industries].index("unknown") == len(names) - 1
    if structure.total:
        assert structure.decimals == FOUND.indicators[structure.total].decimals


def test_industries_of_two_classifications_are_never_in_one_structure() -> None:
    by_total = {one.id: (one.total, one.classification) for one in FOUND.structures.values()}
    assert by_total["employed_by_industry_2002"] == ("employed_residents", "TOL 2002")
    assert by_total["employed_by_industry_2008"] == ("employed_residents", "TOL 2008")
    taken = [
        industry.share
        for one in FOUND.structures.values()
        for industry in one.industries
        if industry.share
    ]
    assert len(taken) == len(set(taken)) == 3 + 7 + 11


@pytest.mark.parametrize("indicator", INDICATORS, ids=_id)
def test_a_rate_is_of_something_that_is_counted(indicator: Indicator) -> None:
    if indicator.rate is None:
        return
    base = FOUND.indicators[indicator.rate.denominator]
    assert indicator.rate.factor in (100, 1000)
    assert (indicator.unit["en"] == "%") == (indicator.rate.factor == 100)
    assert base.decimals == 0 and base.display == "level" and base.unit["en"] != "%"
    assert base.period_kind == indicator.period_kind, "one figure of each at the same time"


def test_a_ratio_of_two_counts_apart_has_no_base() -> None:
    assert FOUND.indicators["workplace_self_sufficiency"].aggregation.method == "ratio"
    assert FOUND.indicators["workplace_self_sufficiency"].rate is None


def test_areas_are_the_division_of_2026() -> None:
    municipalities = [
        area
        for area in FOUND.areas.values()
        if area.kind == "municipality" and area.country == "FI" and not area.valid_to
    ]
    assert len(municipalities) == 308
    assert all(area.subregion_id and area.region_id for area in municipalities)
    central = [area for area in municipalities if area.region_id == "FI-MK13"]
    assert len(central) == 22
    assert {"SE-KU2583", "NO-KU4005"} <= set(FOUND.areas)


def test_the_programme_is_the_eight_municipalities() -> None:
    programme = FOUND.programme
    codes = {"729", "931", "226", "601", "216", "256", "265", "312"}
    assert {area.removeprefix("FI-KU") for area in programme.areas} == codes
    assert set(programme.tiles) == set(programme.areas)
    assert len(programme.development_areas) == 5
    for area in programme.development_areas:
        assert area.sub_themes and area.kpis


def test_known_mergers_touch_their_series() -> None:
    touched = {(event.area_id, event.predecessor_id) for event in FOUND.area_history}
    assert ("FI-KU729", "FI-KU633") in touched  # Pylkönmäki
    assert ("FI-KU507", "FI-KU588") in touched  # Pertunmaa
    assert any(event.area_id == "FI-MK13" for event in FOUND.area_history)  # Kuhmoinen left


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A copy of the definitions to break."""
    one, two = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), one)
    shutil.copytree(settings.programmes_folder(), two)
    return one, two


def _break(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.search(old, text, re.MULTILINE), f"{old} is not in {file.name}"
    file.write_text(re.sub(old, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "key", "allowed"),
    [
        (r"^polarity = .*$", 'polarity = "good"', "polarity", "up, down, none"),
        (r"^decimals = .*$", 'decimals = "two"', "decimals", "whole number"),
        (r"^decimals = .*$", "decimals = true", "decimals", "whole number"),
        (r"^decimals = .*$", "decimals = 9", "decimals", "between 0 and 4"),
        (r"^theme = .*$", 'theme = "money"', "theme", "money"),
        (r"^polarity = ", "polarty = ", "polarity", "missing"),
        (r"^theme = ", 'colour = "red"\ntheme = ', "colour", "unknown key"),
        (r"^period_kind = .*$", 'period_kind = "week"', "period_kind", "year, quarter, month"),
        (r"^\[source\]$", "[source]\nwho = 1", "source.who", "unknown key"),
    ],
)
def test_a_wrong_indicator_is_refused_by_file_and_key(
    folders: tuple[Path, Path], old: str, new: str, key: str, allowed: str
) -> None:
    file = folders[0] / "indicators" / "population.toml"
    _break(file, old, new)
    with pytest.raises(DefinitionError) as caught:
        definitions.read(*folders)
    message = str(caught.value)
    assert "population.toml" in message
    assert key in message
    assert allowed in message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "key", "allowed"),
    [
        (r"^total = .*$", 'total = "nobody"', "total", "not defined anywhere"),
        (r"^total = .*$", "", "total", "missing"),
        (r"^theme = .*$", 'theme = "money"', "theme", "not defined anywhere"),
        (r"^caveats = .*$", 'caveats = ["beware"]', "caveats", "not defined anywhere"),
        (r"^id = .*$", 'id = "nowhere"', "source.id", "not defined anywhere"),
        (r"^id = .*$", 'id = "sotkanet"', "source.id", "one of pxweb, pxweb2"),
        (r"^id = .*$", 'id = "statfin_121w"', "by", "'age' is not defined"),
        (r"^age = .*$", 'age = ["all", "001"]', "by.age", 'write "all"'),
        (r"^age = .*$", "age = []", "by.age", "no ages"),
        (r"^oldest = .*$", "oldest = 151", "by.oldest", "between 0 and 150"),
        (r"^sex = .*$", 'sex = { men = "1" }', "by.sex", "women"),
        (r"^sex = .*$", 'sex = { men = "1", others = "2" }', "by.sex", "write { men"),
        (r"^oldest = ", "height = 2\noldest = ", "by.height", "unknown key"),
        (r"^from = .*$", "since = 2011", "source.since", "unknown key"),
    ],
)
def test_a_wrong_breakdown_is_refused_by_file_and_key(
    folders: tuple[Path, Path], old: str, new: str, key: str, allowed: str
) -> None:
    _break(folders[0] / "breakdowns" / "population_by_age_and_sex.toml", old, new)
    with pytest.raises(DefinitionError) as caught:
        definitions.read(*folders)
    message = str(caught.value)
    assert "population_by_age_and_sex.toml" in message
    assert key in message and allowed in message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "key", "allowed"),
    [
        ("jobs_by_sector", r"^total = .*$", "", "total", "missing"),
        ("jobs_by_sector", r"^total = .*$", 'total = "nobody"', "total", "not defined anywhere"),
        ("jobs_by_sector", r"^total = .*$", 'total = "mean_age"', "total", "not add up"),
        ("jobs_by_sector", r"^total = .*$", 'total = "population"', "industry primary", "no share"),
        ("jobs_by_sector", r"^theme = .*$", 'theme = "money"', "theme", "not defined anywhere"),
        ("jobs_by_sector", r"^caveats = .*$", 'caveats = ["x"]', "caveats", "not defined"),
        ("jobs_by_sector", r"TOL 2008", "TOL 1995", "classification", "TOL 2002, TOL 2008"),
        ("jobs_by_sector", r'"workplace"', '"moon"', "counted", "workplace, residence"),
        ("jobs_by_sector", r"^decimals", "colour = 1\ndecimals", "colour", "unknown key"),
        ("jobs_by_sector", r'^id = "services"$', 'id = "primary"', "industry[3].id", "twice"),
        ("jobs_by_sector", r'^id = "services"$', 'id = "unknown"', "industry[3].id", "leave"),
        ("jobs_by_sector", r'"jobs_services_share"', '"jobs_primary_share"', "share", "twice"),
        ("jobs_by_sector", r'"jobs_services_share"', '"nobody"', "industry services: share", "not"),
        ("jobs_by_sector", r"^share = .*$", 'code = "A"', "industry[1].share", "missing"),
        ("jobs_by_industry", r"^code = .*$", 'share = "x"', "industry[1].code", "missing"),
        (
            "jobs_by_industry",
            r'^id = "statfin_115h"$',
            'id = "nowhere"',
            "source.id",
            "not defined",
        ),
        ("jobs_by_industry", r'^id = "statfin_115h"$', 'id = "sotkanet"', "source.id", "pxweb2"),
        ("jobs_by_industry", r'^id = "statfin_115h"$', 'id = "statfin_115p"', "select", "industry"),
        (
            "jobs_by_industry",
            r"select = \{",
            'select = { industry = "A",',
            "select.industry",
            "leave",
        ),
        (
            "jobs_by_industry",
            r"^contents = ",
            "since = 1\ncontents = ",
            "source.since",
            "unknown key",
        ),
    ],
)
def test_a_wrong_structure_is_refused_by_file_and_key(
    folders: tuple[Path, Path], name: str, old: str, new: str, key: str, allowed: str
) -> None:
    _break(folders[0] / "structures" / f"{name}.toml", old, new)
    with pytest.raises(DefinitionError) as caught:
        definitions.read(*folders)
    message = str(caught.value)
    assert f"{name}.toml" in message
    assert key in message and allowed in message


def test_one_industry_is_no_structure(tmp_path: Path) -> None:
    whole = settings.definitions_folder() / "structures" / "jobs_by_sector.toml"
    head, first, *_rest = whole.read_text(encoding="utf-8").split("[[industry]]")
    (tmp_path / "alone.toml").write_text(f"{head}[[industry]]{first}", encoding="utf-8")
    with pytest.raises(DefinitionError, match="alone.toml: industry.*write 2 at least"):
        structures(tmp_path)


def test_an_unknown_base_of_a_rate_is_refused(folders: tuple[Path, Path]) -> None:
    file = folders[0] / "indicators" / "share_over_64.toml"
    _break(file, r"^denominator = .*$", 'denominator = "nobody"')
    with pytest.raises(DefinitionError, match="share_over_64.toml: rate.denominator"):
        definitions.read(*folders)


def test_a_missing_language_is_refused(folders: tuple[Path, Path]) -> None:
    file = folders[0] / "themes.toml"
    _break(file, r"sv = ", "no = ")
    with pytest.raises(DefinitionError, match="themes.toml.*sv"):
        definitions.read(*folders)


def test_broken_toml_is_refused_by_line(folders: tuple[Path, Path]) -> None:
    (folders[0] / "sources" / "broken.toml").write_text("title = \n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"line 1.*broken.toml"):
        definitions.read(*folders)


def test_wrong_area_rows_are_refused_by_line(folders: tuple[Path, Path]) -> None:
    file = folders[0] / "areas.csv"
    with file.open("a", encoding="utf-8") as handle:
        handle.write("729,municipality,FI,729,X,X,X,X,,,,,,,\n")
    with pytest.raises(DefinitionError, match=r"areas.csv: line \d+.*FI-KU729"):
        definitions.read(*folders)


def test_an_area_without_its_parent_is_refused(folders: tuple[Path, Path]) -> None:
    _break(folders[0] / "areas.csv", r"^FI-SK138,.*\n", "")
    with pytest.raises(DefinitionError, match="FI-SK138"):
        definitions.read(*folders)


def test_an_unknown_programme_lists_the_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_PROGRAMME", "nowhere")
    with pytest.raises(DefinitionError, match="saarijarvi-viitasaari"):
        definitions.load()


def test_a_changed_file_is_read_again(folders: tuple[Path, Path]) -> None:
    before = definitions.read(*folders).fingerprint
    _break(folders[0] / "indicators" / "population.toml", r"^decimals = .*$", "decimals = 1")
    assert definitions.read(*folders).fingerprint != before
