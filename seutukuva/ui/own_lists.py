"""What can be chosen in a field whose list is the programme's own: ids and their names."""

from __future__ import annotations

from collections.abc import Callable

from seutukuva import selectors, texts
from seutukuva.definitions import QUESTION, Definitions
from seutukuva.texts import _


def own_list(field_type: str, found: Definitions) -> dict[str, str]:
    """Ids and names, in the order in which they are offered.

    Args:
        field_type: one of ``OWN_LISTS``.
    """
    return OWN_LISTS[field_type](found)


def _organisations(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    return {one.id: one.name[speak] for one in found.programme.organisations.values()}


def _service_groups(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    return {one.id: one.title[speak] for one in found.interviewing.service_groups.values()}


def _municipalities(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    return {one: found.areas[one].name[speak] for one in found.programme.areas}


def _themes(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    return {one.id: one.title[speak] for one in found.themes.values()}


def _areas(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    options = selectors.area_options(found, speak)
    return {one: selectors.area_name(found, one, speak) for one in options}


def _development_areas(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    return {one.code: f"{one.code} {one.title[speak]}" for one in found.programme.development_areas}


def _nodes(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    rules = found.projects
    return {one: " › ".join(up.title[speak] for up in rules.path(one)) for one in rules.nodes}


def _phases(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    return {one: title[speak] for one, title in found.projects.phases.items()}


def _goal_levels(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    return {one.id: one.title[speak] for one in found.projects.goal_levels.values()}


def _measures(found: Definitions) -> dict[str, str]:
    speak = texts.language()
    return {one.id: one.title[speak] for one in found.measures.values()}


def _kpis(found: Definitions) -> dict[str, str]:
    """Indicators, then questions of the interviews; of one that several forms ask, the newest."""
    speak = texts.language()
    options = selectors.indicator_options(found.indicators.values(), found)
    names = {one: selectors.indicator_name(found, one, speak) for one in options}
    for form in found.questionnaires.values():
        for one in form.questions.values():
            words = _("Interviews · {question}").format(question=one.title[speak])
            names[f"{QUESTION}{one.id}"] = words
    return names


OWN_LISTS: dict[str, Callable[[Definitions], dict[str, str]]] = {
    "organisation": _organisations,
    "service_group": _service_groups,
    "municipality": _municipalities,
    "theme": _themes,
    "area": _areas,
    "development_area": _development_areas,
    "node": _nodes,
    "phase": _phases,
    "goal_level": _goal_levels,
    "measure": _measures,
    "kpi": _kpis,
}
