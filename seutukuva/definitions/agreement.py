"""Checks across definition files: what one file names, another must define."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from seutukuva.definitions import official
from seutukuva.definitions.composites import Composite
from seutukuva.definitions.development import QUESTION
from seutukuva.definitions.kinds import Kind
from seutukuva.definitions.model import Breakdown, Definitions, Indicator
from seutukuva.definitions.outlook import check as check_outlook
from seutukuva.definitions.structures import INDUSTRY_ROLE, Structure
from seutukuva.errors import DefinitionError

TABLES = ("pxweb", "pxweb2")


def check(found: Definitions, folder: Path, programmes_folder: Path) -> None:
    """Raise the first disagreement between the files."""
    for indicator in found.indicators.values():
        _check_indicator(found, indicator, folder / "indicators" / f"{indicator.id}.toml")
    for composition in found.compositions.values():
        file = folder / "compositions" / f"{composition.id}.toml"
        _known([composition.theme], found.themes, file, "theme")
        _known(composition.indicators, found.indicators, file, "indicators")
    for sum_of in found.composites.values():
        _check_composite(found, sum_of, folder / "composites" / f"{sum_of.id}.toml")
    for one in found.breakdowns.values():
        _check_breakdown(found, one, folder / "breakdowns" / f"{one.id}.toml")
    for made in found.structures.values():
        _check_structure(found, made, folder / "structures" / f"{made.id}.toml")
    for group in found.peer_groups.values():
        file = folder / "peer_groups" / f"{group.id}.toml"
        _known(group.areas, found.areas, file, "areas")
        _known(group.indicators, found.indicators, file, "indicators")
    for kind in found.kinds.values():
        _check_kind(kind, folder / "kinds" / f"{kind.id}.toml")
    for programme in found.programmes.values():
        file = programmes_folder / programme.id / "programme.toml"
        for key, values, known in _programme_references(found, programme.id):
            _known(values, known, file, key)
    _check_interviews(found, programmes_folder / found.programme.id)
    _check_projects(found, folder / "measures", programmes_folder / found.programme.id)
    _check_calendar(found, programmes_folder / found.programme.id / "calendar.toml")
    check_outlook(found, programmes_folder / found.programme.id / "outlook.toml")


def _check_composite(found: Definitions, one: Composite, file: Path) -> None:
    """Only what is good or bad can be added up to something better or worse."""
    _known([one.peer_group], found.peer_groups, file, "peer_group")
    _known(one.indicators, found.indicators, file, "part.indicator")
    for name in one.indicators:
        if found.indicators[name].polarity == "none":
            raise DefinitionError(
                file,
                "part.indicator",
                f"{name} has polarity none: neither side of it is better",
                todo="leave it out, or give the indicator a polarity",
            )


def _check_interviews(found: Definitions, folder: Path) -> None:
    """Questionnaires name development areas and service groups of their programme."""
    codes = [area.code for area in found.programme.development_areas]
    file = folder / "interviews.toml"
    _known(found.interviewing.stock, found.indicators, file, "stock")
    _check_demonstration(found, folder / "demonstration.toml")
    for group in found.interviewing.service_groups.values():
        _known(group.development_areas, codes, file, f"service_group {group.id}")
    for theme in found.interviewing.themes.values():
        _known(theme.development_areas, codes, file, f"theme {theme.id}")
    _check_asked_kpis(found, folder / "programme.toml")
    groups = found.interviewing.service_groups
    for form in found.questionnaires.values():
        file = folder / "questionnaires" / f"{form.id}.toml"
        for question in form.questions.values():
            _known(question.development_areas, codes, file, f"question {question.id}")
            for option in question.options.values():
                key = f"question {question.id}: option {option.id}"
                _known(option.development_areas, codes, file, f"{key}: development_areas")
                _known([option.service_group], ["", *groups], file, f"{key}: service_group")


def _check_asked_kpis(found: Definitions, file: Path) -> None:
    """KPIs from interviews are balances: no other answer has a figure to set a target for."""
    questions = [one for form in found.questionnaires.values() for one in form.questions.values()]
    if not questions:
        return
    balances = {f"{QUESTION}{one.id}" for one in questions if one.topic == "balance"}
    for area in found.programme.development_areas:
        asked = [one for one in area.kpis if one.startswith(QUESTION)]
        _known(asked, balances, file, f"development_area {area.code}: headline or leading")


def _check_projects(found: Definitions, folder: Path, programme: Path) -> None:
    """A measure is part of another, never of itself; the tree names development areas."""
    for one in found.measures.values():
        file, above = folder / f"{one.id}.toml", [one.id]
        while part_of := found.measures[above[-1]].part_of:
            _known([part_of], found.measures, file, "part_of")
            if part_of in above:
                raise DefinitionError(file, "part_of", f"{part_of!r} would be a part of itself")
            above.append(part_of)
    codes = ["", *(area.code for area in found.programme.development_areas)]
    for node in found.projects.nodes.values():
        _known([node.development_area], codes, programme / "projects.toml", f"node {node.id}")


def _check_calendar(found: Definitions, file: Path) -> None:
    """The clock's meetings are of types that people can enter, its summaries of known rounds."""
    meeting = found.kinds.get("meeting")
    fields = meeting.fields if meeting else ()
    types = next((tuple(one.choices) for one in fields if one.id == "type"), ())
    for place, event in enumerate(found.calendar.events, 1):
        key = f"event[{place}]"
        _known([event.meeting_type], ["", *types], file, f"{key}.meeting_type")
        if event.done_by == "summaries":
            months = [str(one) for one in found.interviewing.rounds]
            _known(map(str, event.months), months, file, f"{key}.months")


def _check_demonstration(found: Definitions, file: Path) -> None:
    """What is invented is of questions that some form of the programme asks."""
    asked = {name for form in found.questionnaires.values() for name in form.questions}
    if not asked:
        return
    for name, one in found.demonstration.questions.items():
        _known([name], asked, file, "question")
        _known([one.after], ["", *asked], file, f"question {name}: after")


def _known(values: Iterable[str], known: Iterable[str], file: Path, key: str) -> None:
    for value in values:
        if value not in known:
            raise DefinitionError(file, key, f"{value!r} is not defined anywhere")


def _check_indicator(found: Definitions, indicator: Indicator, file: Path) -> None:
    _known([indicator.theme], found.themes, file, "theme")
    _known(indicator.caveats, found.caveats, file, "caveats")
    _known(indicator.related, found.indicators, file, "related")
    aggregation = indicator.aggregation
    if aggregation.method == "ratio":
        _known([aggregation.numerator], found.indicators, file, "aggregation.numerator")
        _known([aggregation.denominator], found.indicators, file, "aggregation.denominator")
    if indicator.rate:
        _known([indicator.rate.denominator], found.indicators, file, "rate.denominator")
    official.check(found, indicator, file)
    for selection in indicator.selections:
        _known([selection.source_id], found.sources, file, "source.id")
        source = found.sources[selection.source_id]
        if source.connector in TABLES:
            roles = [role for role, _ in selection.select]
            _known(roles, source.dimensions, file, "source.select")


def _check_kind(kind: Kind, file: Path) -> None:
    days = [field.id for field in kind.fields if field.type == "date"]
    for field in kind.fields:
        if field.not_before:
            _known([field.not_before], days, file, f"{field.id}: not_before")


def _check_breakdown(found: Definitions, one: Breakdown, file: Path) -> None:
    _known([one.theme], found.themes, file, "theme")
    _known(one.caveats, found.caveats, file, "caveats")
    _known([one.total], found.indicators, file, "total")
    _known([one.source_id], found.sources, file, "source.id")
    source = found.sources[one.source_id]
    if source.connector not in TABLES:
        problem = f"{source.connector!r} serves no table to break down"
        raise DefinitionError(file, "source.id", problem, todo="one of " + ", ".join(TABLES))
    _known(one.roles, source.dimensions, file, "by")


def _check_structure(found: Definitions, one: Structure, file: Path) -> None:
    _known([one.theme], found.themes, file, "theme")
    _known(one.caveats, found.caveats, file, "caveats")
    if one.total:
        _known([one.total], found.indicators, file, "total")
        if found.indicators[one.total].aggregation.method != "sum":
            raise DefinitionError(file, "total", f"{one.total!r} does not add up over areas")
    if one.selection:
        _known([one.source_id], found.sources, file, "source.id")
        source = found.sources[one.source_id]
        if source.connector not in TABLES:
            problem = f"{source.connector!r} serves no table by industry"
            raise DefinitionError(file, "source.id", problem, todo="one of " + ", ".join(TABLES))
        roles = (INDUSTRY_ROLE, *(role for role, _ in one.selection.select))
        _known(roles, source.dimensions, file, "source.select")
        return
    for industry in one.industries:
        if not industry.share:
            continue
        key = f"industry {industry.id}: share"
        _known([industry.share], found.indicators, file, key)
        rate = found.indicators[industry.share].rate
        if rate is None or (rate.denominator, rate.factor) != (one.total, 100):
            problem = f"{industry.share!r} is no share of {one.total!r} in per cent"
            raise DefinitionError(file, key, problem)


def _programme_references(
    found: Definitions, programme_id: str
) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    programme = found.programmes[programme_id]
    yield "areas", programme.areas, found.areas
    yield "subregion", [programme.subregion], found.areas
    yield "region", [programme.region], found.areas
    yield "country", [programme.country], found.areas
    yield "default_area", [programme.default_area], found.areas
    yield "compare", programme.compare, found.areas
    yield "headline", programme.headline, found.indicators
    yield "tile", programme.tiles, programme.areas
    for area in programme.development_areas:
        yield f"development_area {area.code}: owner", [area.owner], programme.organisations
        statistics = [one for one in area.kpis if not one.startswith(QUESTION)]
        yield f"development_area {area.code}: headline or leading", statistics, found.indicators
