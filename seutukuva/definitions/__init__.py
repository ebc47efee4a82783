"""What is true of the data: indicators, sources, areas, peer groups and the programme.

The only reader of the definition files. An unknown key, a wrong value or a reference to
something that does not exist is an error that names the file and the key.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
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
    Organisation,
    PeerGroup,
    Phrase,
    Programme,
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
from seutukuva.errors import DefinitionError

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
    folder = definitions_folder
    areas = files.areas(folder / "areas.csv")
    programmes = files.programmes(programmes_folder)
    programme = _chosen(programmes, programme_id, programmes_folder)
    own, organisations = programmes_folder / programme.id, programme.organisations
    of_projects = measures(folder / "measures")
    fields = list_fields(folder / "project_list_fields.toml", of_projects)
    of_people = kinds.read(folder / "kinds")
    found = Definitions(
        themes=MappingProxyType(files.themes(folder / "themes.toml")),
        indicators=MappingProxyType(files.indicators(folder / "indicators")),
        sources=MappingProxyType(files.sources(folder / "sources")),
        areas=MappingProxyType(areas),
        area_forms=MappingProxyType(phrases.area_forms(folder / "area_forms.csv", areas)),
        area_history=files.area_history(folder / "area_history.csv", areas),
        peer_groups=MappingProxyType(files.peer_groups(folder / "peer_groups")),
        caveats=MappingProxyType(files.caveats(folder / "caveats.toml")),
        programme=programme,
        programmes=MappingProxyType(programmes),
        kinds=MappingProxyType(of_people),
        breakdowns=MappingProxyType(breakdowns(folder / "breakdowns")),
        structures=MappingProxyType(structures(folder / "structures")),
        compositions=MappingProxyType(compositions(folder / "compositions")),
        composites=MappingProxyType(composites(folder / "composites")),
        fingerprint=_fingerprint(folder, programmes_folder),
        questionnaires=MappingProxyType(questionnaires(own)),
        interviewing=interviewing(own, organisations),
        demonstration=demonstration(own),
        pipeline=criteria(own, organisations),
        outlook=outlook(own),
        demography=MappingProxyType(demographies(folder / "demography")),
        evaluations=MappingProxyType(criteria_sets(folder / "evaluations")),
        industries=MappingProxyType(industries(folder / "industries.csv")),
        measures=MappingProxyType(of_projects),
        projects=project_rules(own),
        list_fields=MappingProxyType(fields),
        project_lists=MappingProxyType(project_lists(folder / "project_lists", fields)),
        implementers=MappingProxyType(implementers(folder, own, organisations, areas)),
        calendar=yearly_clock(own, organisations),
        roles=roles(folder, of_people),
        privacy=MappingProxyType({}),
    )
    found = replace(found, privacy=MappingProxyType(privacy(folder / "privacy.toml", own, found)))
    check(found, folder, programmes_folder)
    return found


def _chosen(programmes: Mapping[str, Programme], asked: str, folder: Path) -> Programme:
    """The programme that is asked for, else the first."""
    name = asked or next(iter(programmes), "")
    if name not in programmes:
        raise DefinitionError(
            folder,
            name,
            "no such programme",
            todo="SEUTUKUVA_PROGRAMME is one of: " + ", ".join(programmes),
        )
    return programmes[name]


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
