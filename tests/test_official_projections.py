"""The table [official]: what a producer's projection must say, and what is refused by name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions
from seutukuva.definitions import Indicator, official
from seutukuva.definitions.bounds import bounds
from seutukuva.definitions.official import Official
from seutukuva.definitions.reading import Keys
from seutukuva.errors import DefinitionError
from tests.conftest import REPOSITORY

FOUND = definitions.load()
OFFICIAL = [one for one in FOUND.indicators.values() if one.official]
FILE = Path("indicators") / "population_projection_2019.toml"
WHOLE = {"projects": "population", "made": "2019", "base": "2018"}


def _read(table: dict[str, Any]) -> Official | None:
    return official.official(Keys(FILE, table, "official"))


def test_a_table_is_read_and_none_is_none() -> None:
    assert _read(WHOLE) == Official("population", "2019", "2018")
    assert _read({}) is None


@pytest.mark.parametrize(
    ("change", "key", "problem"),
    [
        ({"maker": "x"}, "official.maker", "unknown key"),
        ({"made": 2019}, "official.made", "not a text"),
        ({"made": "19"}, "official.made", 'write e.g. "2019"'),
        ({"base": "autumn"}, "official.base", "no year"),
        ({"base": "2020"}, "official.base", "after 2019"),
    ],
)
def test_a_wrong_table_is_refused_by_file_and_key(
    change: dict[str, Any], key: str, problem: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        _read(WHOLE | change)
    assert key in str(caught.value) and problem in str(caught.value)
    assert FILE.name in str(caught.value)


@pytest.mark.parametrize("key", ["projects", "made", "base"])
def test_every_key_is_needed(key: str) -> None:
    with pytest.raises(DefinitionError, match=f"official.{key}.*add it"):
        _read({name: value for name, value in WHOLE.items() if name != key})


def _wrong() -> list[tuple[Indicator, str, str]]:
    one = FOUND.indicators["population_projection_2019"]
    counted = replace(one.phrase, verb="count")
    return [
        (replace(one, official=None), "phrase.verb", "belong together"),
        (replace(one, phrase=counted), "phrase.verb", "belong together"),
        (replace(one, caveats=()), "caveats", "projection_not_forecast"),
        (replace(one, official=Official("nobody", "2019", "2018")), "official.projects", "nobody"),
        (
            replace(one, official=Official("population_projection_2024", "2019", "2018")),
            "official.projects",
            "can be projected",
        ),
        (replace(one, official=Official("jobs", "2019", "2018")), "unit", "'jobs'"),
        (replace(one, period_kind="month"), "period_kind", "'population'"),
    ]


@pytest.mark.parametrize(("one", "key", "problem"), _wrong())
def test_what_does_not_agree_is_refused(one: Indicator, key: str, problem: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        official.check(FOUND, one, FILE)
    assert f"{FILE.name}: {key}" in str(caught.value) and problem in str(caught.value)


@pytest.mark.parametrize("one", OFFICIAL, ids=lambda one: one.id)
def test_every_projection_names_the_year_it_was_made(one: Indicator) -> None:
    assert one.official and one.id.endswith(one.official.made)
    assert all(one.official.made in title for title in one.title.values())
    assert not one.headline
    official.check(FOUND, one, FILE)


def test_the_example_of_the_documents_is_the_one_of_the_file() -> None:
    text = (REPOSITORY / "docs" / "contributors" / "add-an-indicator.md").read_text("utf-8")
    (block,) = re.findall(r"```toml\n(\[official\]\n.*?)```", text, re.DOTALL)
    shown = _read(tomllib.loads(block)["official"])
    assert shown == FOUND.indicators["population_projection_2024"].official


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("population", (0, float("inf"))),
        ("share_over_64", (0, 100)),
        ("foreign_citizens_share", (0, 100)),
        ("demographic_dependency_ratio", (0, float("inf"))),
        ("net_migration", (float("-inf"), float("inf"))),
    ],
)
def test_bounds_of_a_figure(indicator: str, expected: tuple[float, float]) -> None:
    assert bounds(FOUND.indicators[indicator]) == expected
