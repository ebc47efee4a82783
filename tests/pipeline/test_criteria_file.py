"""The file of stages and criteria: the project's own is whole, a wrong one is refused by key."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions.criteria import CHOICE, DROPPED, PROJECT, criteria
from seutukuva.errors import DefinitionError
from tests.pipeline.made import leader

OWN = settings.programmes_folder() / definitions.load().programme.id / "criteria.toml"
ORGANISATIONS = list(definitions.load().programme.organisations)


def test_the_own_programme_has_the_stages_of_its_operating_model_and_pelotons_two() -> None:
    rules = definitions.load().pipeline
    assert list(rules.stages)[:3] == ["need", "idea", "screening"]
    assert [one.id for one in rules.of_role(CHOICE)] == ["steering_group"]
    assert [one.id for one in rules.of_role(PROJECT, DROPPED)] == ["project", "dropped"]
    assert rules.meeting_months == 1.5
    own = rules.on(dt.date(2026, 6, 1))
    assert own is not None
    assert [one.id for one in own.of("PELOTON")] == ["company_orientation", "innovativeness"]
    assert (own.most, own.threshold) == (45, 27), "60 % of the points, as the file says"
    assert own.most_of(["strategic"]) == 33
    assert rules.on(dt.date(2025, 12, 31)) is None


def test_the_own_programme_s_owners_meet_as_often_by_its_calendar_as_by_its_criteria() -> None:
    # 1.5 months are 45.7 days; the calendar counts whole ones.
    event = definitions.load().calendar.of_meeting("owners")
    assert event is not None and event.every_days
    by_criteria = definitions.load().pipeline.meeting_months * 365.25 / 12
    assert abs(event.every_days - by_criteria) < 1


def test_a_programme_without_the_file_has_stages_and_no_appraisal(tmp_path: Path) -> None:
    rules = criteria(tmp_path, ORGANISATIONS)
    assert list(rules.stages) == ["idea", "preparation", "steering_group", "project", "dropped"]
    assert not rules.criteria and rules.on(dt.date(2030, 1, 1)) is None
    for stage in rules.stages.values():
        assert all(stage.title[one] for one in definitions.LANGUAGES)


def test_the_example_of_the_how_to_can_be_read(tmp_path: Path) -> None:
    rules = leader(tmp_path)
    (own,) = rules.criteria.values()
    assert len(own.criteria) == 10 and own.most == 22 and own.threshold == 16
    least = {one.id: one.minimum for one in own.criteria if one.minimum is not None}
    assert least == {"strategy_fit": 2, "own_resources": 1, "realistic": 1}


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ("threshold = 27\n", "threshold = 46\n", "threshold", "cannot be reached"),
        ("strategic_threshold = 20", "strategic_threshold = 34", "strategic", "cannot be reached"),
        ("least_assessors = 2", "least_assessors = 5", "least_assessors", "more than the 4"),
        ('assessors = ["KS", ', 'assessors = ["XX", ', "assessors", "'XX' is not known"),
        ('scale = "yes_no"', 'scale = "no_yes"', "scale", "'no_yes' is not known"),
        ("value = 1", "value = 0", "step", "do not rise"),
        ('role = "dropped"', 'role = "project"', "stage", "not one stage has the role"),
        ('role = "choice"', 'role = "chance"', "role", "'chance' is not allowed"),
        ("minimum = 1", "minimum = 4", "minimum", "above the scale"),
        ("weight = 2", "weight = 0", "weight", "no weight"),
        ('id = "2026-1"', 'id = "20/26"', "id", "is no id"),
        ("owners_meeting_months = 1.5", "owners_meeting_months = 0.0", "owners_meeting", "between"),
        ("mandatory = true", "mandatry = true", "mandatry", "unknown key"),
        ('id = "idea"', 'id = "need"', "id", "stands twice"),
    ],
)
def test_a_wrong_file_is_refused_with_its_key(
    tmp_path: Path, old: str, new: str, key: str, told: str
) -> None:
    body = OWN.read_text(encoding="utf-8")
    assert old in body
    (tmp_path / "criteria.toml").write_text(body.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        criteria(tmp_path, ORGANISATIONS)
    assert "criteria.toml" in str(error.value) and key in str(error.value)
    assert told in str(error.value)


def test_an_end_stands_at_the_end_and_two_versions_never_begin_on_one_day(tmp_path: Path) -> None:
    body = OWN.read_text(encoding="utf-8")
    head, stage, rest = body.partition('[[stage]]\nid = "dropped"')
    moved = stage + rest.partition("\n\n")[0] + "\n\n"
    at = head.index("[[stage]]")
    file = tmp_path / "criteria.toml"
    file.write_text(head[:at] + moved + head[at:] + rest.partition("\n\n")[2], encoding="utf-8")
    with pytest.raises(DefinitionError, match="an end stands before"):
        criteria(tmp_path, ORGANISATIONS)
    shutil.copyfile(OWN, file)
    again = body[body.index("[[version]]") :]
    file.write_text(body + "\n" + again, encoding="utf-8")
    with pytest.raises(DefinitionError, match="stands twice"):
        criteria(tmp_path, ORGANISATIONS)
    file.write_text(body + "\n" + again.replace('"2026-1"', '"2026-2"'), encoding="utf-8")
    with pytest.raises(DefinitionError, match="2026-01-01 stands twice"):
        criteria(tmp_path, ORGANISATIONS)
