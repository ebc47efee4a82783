"""Measures of projects and the programme's rules: the own ones are complete; wrong ones fail."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions import LANGUAGES
from seutukuva.definitions.projects import ProjectRules, measures, project_rules
from seutukuva.errors import DefinitionError

FOUND = definitions.load()
RULES = FOUND.projects


def test_what_is_planned_and_realised_is_what_the_funds_count() -> None:
    assert list(FOUND.measures) == [
        *("participants", "jobs", "firms", "degrees"),
        *("eu_state", "public", "total", "eu"),
    ]
    by_sex = {one.id for one in FOUND.measures.values() if one.by_sex}
    assert by_sex == {"participants", "jobs", "firms", "degrees"}
    assert {one.id for one in FOUND.measures.values() if one.unit == "euros"} == {
        *("eu_state", "public", "total", "eu")
    }


def test_persons_of_several_projects_have_another_name_together() -> None:
    for one in FOUND.measures.values():
        for language in LANGUAGES:
            assert one.title[language] and one.description[language], one.id
        assert one.is_persons == (one.sum_title != one.title), one.id


def test_money_that_holds_other_money_says_so() -> None:
    parts = {one.id: one.part_of for one in FOUND.measures.values() if one.part_of}
    assert parts["eu_state"] == "public" and parts["public"] == "total"
    assert all(whole in FOUND.measures for whole in parts.values())


def test_the_tree_has_every_development_area_with_its_sub_themes() -> None:
    areas = {one.code: one for one in FOUND.programme.development_areas}
    tops = [one for one in RULES.nodes.values() if not one.parent]
    assert [one.development_area for one in tops] == list(areas)
    for top in tops:
        below = [RULES.nodes[one] for one in RULES.nodes if RULES.nodes[one].parent == top.id]
        themes = areas[top.development_area].sub_themes
        said = [one.title[speak].casefold() for one in below for speak in LANGUAGES]
        assert said == [one[speak].casefold() for one in themes for speak in LANGUAGES]
        assert RULES.below(top.id) == {top.id, *(one.id for one in below)}
        assert [one.id for one in RULES.path(below[0].id)] == [top.id, below[0].id]
    assert RULES.path("nowhere") == ()


def test_thresholds_are_those_of_their_day() -> None:
    (only,) = RULES.thresholds
    assert RULES.on(only.valid_from) == only and RULES.on(dt.date(2026, 11, 22)) == only
    assert RULES.on(only.valid_from - dt.timedelta(days=1)) is None
    assert (only.green, only.amber) == (0.85, 0.65)


def test_effects_are_followed_three_to_five_years_after_the_end() -> None:
    levels = RULES.goal_levels
    assert list(levels) == ["vision", "effect", "result", "project"]
    assert levels["effect"].years_after_end == (3, 5)
    assert [one for one in levels if not levels[one].is_measurable] == ["vision"]


def test_a_programme_without_rules_has_the_defaults(tmp_path: Path) -> None:
    assert project_rules(tmp_path) == ProjectRules()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("green = 0.85", "green = 85", "green | is no share"),
        ("green = 0.85", "green = 0.5", "amber | above green"),
        ("valid_from = 2007-01-01", "", "valid_from | missing"),
        ("small_group = 3", "small_group = 1", "small_group | between 2 and 20"),
        ('id = "priority"', 'id = "package"', "stands twice"),
        ('parent = "entrepreneurship"', 'parent = "skills"', "does not stand before it"),
        ('id = "entrepreneurship_2"', 'id = "entrepreneurship_1"', "stands twice"),
        ('level = "priority"', 'level = "pillar"', "level | priority, package"),
        ("years_after_end = [3, 5]", "years_after_end = [5, 3]", "first and a last year"),
        ("grace_days = 14", "grace_days = 14\ncolour = 1", "colour | unknown key"),
    ],
)
def test_wrong_rules_are_refused_by_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    own = settings.programmes_folder() / FOUND.programme.id / "projects.toml"
    text = own.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "projects.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match="projects.toml") as caught:
        project_rules(tmp_path)
    assert all(word in str(caught.value) for word in said.split(" | ")), str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "jobs"', 'unit = "hours"', "unit | persons, jobs"),
        ('timing = "at_end"', 'timing = "soon"', "timing | linear, slow_start, at_end"),
        ("order = 20", "", "order | missing"),
        ("by_sex = true", 'by_sex = "yes"', "by_sex | true or false"),
    ],
)
def test_a_wrong_measure_is_refused_by_file_and_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    shutil.copytree(settings.definitions_folder() / "measures", tmp_path / "measures")
    file = tmp_path / "measures" / "jobs.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match="jobs.toml") as caught:
        measures(tmp_path / "measures")
    assert all(word in str(caught.value) for word in said.split(" | ")), str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("measures/public.toml", 'part_of = "total"', 'part_of = "everything"'),
        ("projects.toml", 'development_area = "A1"', 'development_area = "A9"'),
    ],
)
def test_what_is_defined_nowhere_is_refused(tmp_path: Path, name: str, old: str, new: str) -> None:
    one, two = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), one)
    shutil.copytree(settings.programmes_folder(), two)
    file = one / name if "/" in name else two / FOUND.programme.id / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match="not defined anywhere"):
        definitions.read(one, two)
