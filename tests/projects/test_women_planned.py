"""How much of what was planned for women has come stands beside their share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seutukuva import definitions, texts
from seutukuva.projects.sums import combined
from seutukuva.ui.plans import lines
from tests.projects.made import S11010, pictured, told


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def test_of_one_project_and_of_several() -> None:
    every = [pictured(told(S11010), code=code) for code in ("A", "B")]
    participants, jobs, firms, *_more = lines.of_picture(every[0])
    assert participants.women_note == "100.0% of the women planned"
    assert (jobs.women_note, firms.women_note) == ("0.0% of the women planned", "")
    together = lines.of_combined(combined(every, definitions.load()), every)
    assert together[0].women_note.startswith("100.0% of the women planned · ")


def test_a_withheld_split_is_not_told_by_its_share_of_the_plan() -> None:
    (line,) = lines.of_picture(pictured(told({"participants": (103, 28, 86, 2)})))
    assert line.women_note == ""
