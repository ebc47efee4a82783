"""What is true of the data: indicators, sources, areas, peer groups and the programme.

The only reader of the definition files. An unknown key, a wrong value or a reference to
something that does not exist is an error that names the file and the key.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType

from seutukuva import settings
from seutukuva.definitions import files, kinds, overlay, phrases
from seutukuva.definitions.agreement import check
from seutukuva.definitions.breakdowns import breakdowns
from seutukuva.definitions.calendar import ClockEvent, YearlyClock, yearly_clock
from seutukuva.definitions.composites import Composite, composites
from seutukuva.definitions.compositions import compositions
from seutukuva.definitions.criteria import (
    Criteria,
    Criterion,
    PipelineRules,
    Stage,
    criteria,
)
from seutukuva.definitions.demography import Demography, demographies
from seutukuva.definitions.demonstration import demonstration
from seutukuva.definitions.development import QUESTION, DevelopmentArea
from seutukuva.definitions.evaluations import CriteriaSet, EvaluationCriterion, criteria_sets
from seutukuva.definitions.forms import questionnaires
from seutukuva.definitions.implementers import NameForm, implementers
from seutukuva.definitions.industries import Section, industries
from seutukuva.definitions.interviewing import (
    Interviewing,
    Option,
    Question,
    Questionnaire,
    ServiceGroup,
    TextTheme,
    interviewing,
)
from seutukuva.definitions.kinds import Field, Kind
from seutukuva.definitions.model import (
    LANGUAGES,
    Aggregation,
    Area,
    AreaEvent,
    AreaForm,
    Breakdown,
    Composition,
    Definitions,
    Indicator,
    PeerGroup,
    Phrase,
    Rate,
    Selection,
    Source,
    SourceAreas,
    Text,
    Theme,
)
from seutukuva.definitions.ordering import by_theme
from seutukuva.definitions.outlook import OutlookRules, OutlookTheme, ThemeFigure, outlook
from seutukuva.definitions.privacy import Holding, privacy
from seutukuva.definitions.programmes import Organisation, Programme, chosen, programmes
from seutukuva.definitions.project_lists import (
    ListField,
    ListFormat,
    list_fields,
    project_lists,
)
from seutukuva.definitions.projects import (
    GoalLevel,
    Measure,
    Node,
    ProjectRules,
    Thresholds,
    measures,
    project_rules,
)
from seutukuva.definitions.roles import LINKS, Role, Roles, Subject, roles
from seutukuva.definitions.structures import Industry, Structure, structures

__all__ = [
    "LANGUAGES",
    "LINKS",
    "QUESTION",
    "Aggregation",
    "Area",
    "AreaEvent",
    "AreaForm",
    "Breakdown",
    "ClockEvent",
    "Composite",
    "Composition",
    "Criteria",
    "Criterion",
    "CriteriaSet",
    "Definitions",
    "Demography",
    "DevelopmentArea",
    "EvaluationCriterion",
    "Field",
    "GoalLevel",
    "Holding",
    "Indicator",
    "Industry",
    "Interviewing",
    "Kind",
    "ListField",
    "ListFormat",
    "Measure",
    "NameForm",
    "Node",
    "Option",
    "Organisation",
    "OutlookRules",
    "OutlookTheme",
    "PeerGroup",
    "Phrase",
    "PipelineRules",
    "Programme",
    "ProjectRules",
    "Question",
    "Questionnaire",
    "Rate",
    "Role",
    "Roles",
    "Section",
    "Selection",
    "ServiceGroup",
    "Source",
    "SourceAreas",
    "Stage",
    "Structure",
    "Subject",
    "Text",
    "TextTheme",
    "Theme",
    "ThemeFigure",
    "Thresholds",
    "YearlyClock",
    "by_theme",
    "fingerprint",
    "load",
    "read",
]


def read(definitions_folder: Path, programmes_folder: Path, programme_id: str = "") -> Definitions:
    """Read and check every definition file.

    Args:
        definitions_folder: holds indicators/, sources/, peer_groups/, areas.csv, …
        programmes_folder: one folder a programme.
        programme_id: the programme to show; empty takes the first.

    Raises:
        DefinitionError: names the file, the key and what is allowed.
    """
    folder, areas = definitions_folder, files.areas(definitions_folder / "areas.csv")
    every = programmes(programmes_folder)
    programme = chosen(every, programme_id, programmes_folder)
    own = programmes_folder / programme.id
    found = Definitions(
        **_of_all(folder, areas).keywords,
        **_of_programme(programme, own, folder, areas).keywords,
        programmes=MappingProxyType(every),
        fingerprint=_fingerprint(folder, programmes_folder),
        privacy=MappingProxyType({}),
    )
    found = replace(found, privacy=MappingProxyType(privacy(folder / "privacy.toml", own, found)))
    check(found, folder, programmes_folder)
    return found


def _of_all(folder: Path, areas: dict[str, Area]) -> partial[Definitions]:
    """What is the same whichever programme is shown."""
    of_projects = measures(folder / "measures")
    fields = list_fields(folder / "project_list_fields.toml", of_projects)
    of_people = kinds.read(folder / "kinds")
    return partial(
        Definitions,
        themes=MappingProxyType(files.themes(folder / "themes.toml")),
        indicators=MappingProxyType(files.indicators(folder / "indicators")),
        sources=MappingProxyType(files.sources(folder / "sources")),
        areas=MappingProxyType(areas),
        area_forms=MappingProxyType(phrases.area_forms(folder / "area_forms.csv", areas)),
        area_history=files.area_history(folder / "area_history.csv", areas),
        peer_groups=MappingProxyType(files.peer_groups(folder / "peer_groups")),
        caveats=MappingProxyType(files.caveats(folder / "caveats.toml")),
        kinds=MappingProxyType(of_people),
        breakdowns=MappingProxyType(breakdowns(folder / "breakdowns")),
        structures=MappingProxyType(structures(folder / "structures")),
        compositions=MappingProxyType(compositions(folder / "compositions")),
        composites=MappingProxyType(composites(folder / "composites")),
        demography=MappingProxyType(demographies(folder / "demography")),
        evaluations=MappingProxyType(criteria_sets(folder / "evaluations")),
        industries=MappingProxyType(industries(folder / "industries.csv")),
        measures=MappingProxyType(of_projects),
        list_fields=MappingProxyType(fields),
        project_lists=MappingProxyType(project_lists(folder / "project_lists", fields)),
        roles=roles(folder, of_people),
    )


def _of_programme(
    programme: Programme, own: Path, folder: Path, areas: dict[str, Area]
) -> partial[Definitions]:
    """What is told of a programme in its folder ``own``."""
    organisations = programme.organisations
    return partial(
        Definitions,
        programme=programme,
        questionnaires=MappingProxyType(questionnaires(own)),
        interviewing=interviewing(own, organisations),
        demonstration=demonstration(own),
        pipeline=criteria(own, organisations),
        outlook=outlook(own),
        projects=project_rules(own),
        implementers=MappingProxyType(implementers(folder, own, organisations, areas)),
        calendar=yearly_clock(own, organisations),
    )


def load() -> Definitions:
    """The project's own definitions with the chosen programme; read again when a file changed.

    While an edition is shown that knows other areas, with those: see ``overlay``.
    """
    place = _place()
    laid = overlay.held()
    return _overlaid(*place, laid) if laid else _loaded(*place)


def fingerprint() -> str:
    """Of the definition files as they are, whatever edition is shown."""
    return _loaded(*_place()).fingerprint


def _place() -> tuple[Path, Path, str, int]:
    folder, programmes = settings.definitions_folder(), settings.programmes_folder()
    return folder, programmes, settings.programme_id(), _stamp(folder, programmes)


@lru_cache(maxsize=8)
def _overlaid(
    folder: Path, programmes: Path, programme_id: str, stamp: int, laid: overlay.Overlay
) -> Definitions:
    return overlay.laid_over(_loaded(folder, programmes, programme_id, stamp), laid)


@lru_cache(maxsize=4)
def _loaded(folder: Path, programmes: Path, programme_id: str, stamp: int) -> Definitions:
    return read(folder, programmes, programme_id)


def _definition_files(*folders: Path) -> list[Path]:
    return sorted(
        file for folder in folders for file in folder.rglob("*") if file.suffix in (".toml", ".csv")
    )


# Looking at the times of about two hundred files takes milliseconds, and one page asks dozens of
# times: a change is noticed within this many seconds.
_LOOK_AGAIN = 1.0
_looked: dict[tuple[Path, ...], tuple[float, int]] = {}


def _stamp(*folders: Path) -> int:
    now = time.monotonic()
    before = _looked.get(folders)
    if before and now - before[0] < _LOOK_AGAIN:
        return before[1]
    facts = [(file.stat().st_mtime_ns, str(file)) for file in _definition_files(*folders)]
    stamp = hash(tuple(facts))
    _looked[folders] = (now, stamp)
    return stamp


def _fingerprint(*folders: Path) -> str:
    digest = hashlib.sha256()
    for file in _definition_files(*folders):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
