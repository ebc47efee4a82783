"""The outlook as data: the programme's own is complete; wrong files fail by file and key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from seutukuva import definitions, settings
from seutukuva.definitions import LANGUAGES
from seutukuva.definitions.outlook import HORIZONS, OutlookRules, check, outlook
from seutukuva.errors import DefinitionError
from tests.conftest import REPOSITORY

FOUND = definitions.load()
RULES = FOUND.outlook
OWN = settings.programmes_folder() / FOUND.programme.id / "outlook.toml"


def test_the_own_outlook_has_the_three_themes_of_the_national_one() -> None:
    assert list(RULES.themes) == ["business", "unemployment", "labour"]
    assert HORIZONS == ("now", "6", "12") and len(RULES.cells) == 9
    assert set(FOUND.programme.areas) | {FOUND.programme.subregion} <= set(RULES.areas)
    for theme in RULES.themes.values():
        assert theme.figures and theme.balances
        for text in (theme.title, theme.short, theme.description):
            assert all(text[language] for language in LANGUAGES)
    assert "indicator:jobs" in RULES.themes["business"].evidence
    assert "balance:labour_availability" in RULES.themes["labour"].evidence


def test_a_programme_without_the_file_has_no_outlook(tmp_path: Path) -> None:
    assert outlook(tmp_path) == OutlookRules() and not outlook(tmp_path).is_used


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('expected_from = ["EKR"]', 'expected_from = ["SJR"]', "expected_from"),
        ('expected_areas = ["FI-SK138"]', 'expected_areas = ["FI-KU091"]', "expected_areas"),
        ('author_groups = ["EKR", "KS"', 'author_groups = ["EKR", "EKR", "KS"', "author_groups"),
        ("reason_letters = 15", "reason_letters = 0", "reason_letters"),
        ("reason_letters = 15", "reason_leters = 15", "reason_leters"),
        ('id = "labour"', 'id = "business"', "stands twice"),
        ('good = "up", same_within = 10.0', 'good = "more", same_within = 10.0', "good"),
        ("same_within = 0.8, unit", "same_within = -1, unit", "same_within"),
        ('unit = "points"', 'unit = "euros"', "unit"),
        ('balances = ["personnel_outlook"]', 'balances = ["a", "a"]', "twice"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = OWN.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "outlook.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as wrong:
        outlook(tmp_path)
    assert said in str(wrong.value) and "outlook.toml" in str(wrong.value)


def test_what_the_outlook_names_is_defined_and_a_plus_is_good_as_the_indicator_says() -> None:
    check(FOUND, OWN)
    theme = RULES.themes["unemployment"]
    share, *others = theme.figures
    for figures, balances, said in (
        ((replace(share, good="up"), *others), theme.balances, "polarity"),
        ((replace(share, indicator="no_such"), *others), theme.balances, "no_such"),
        (theme.figures, ("needs",), "needs"),
    ):
        wrong = replace(theme, figures=tuple(figures), balances=balances)
        found = replace(FOUND, outlook=replace(RULES, themes={theme.id: wrong}))
        with pytest.raises(DefinitionError, match=said):
            check(found, OWN)
    for rules in (
        replace(RULES, areas=("FI-NOWHERE",)),
        replace(RULES, author_groups=("NOBODY",)),
    ):
        with pytest.raises(DefinitionError, match="not defined"):
            check(replace(FOUND, outlook=rules), OWN)


def test_the_recipe_s_theme_fits_the_own_file(tmp_path: Path) -> None:
    recipe = REPOSITORY / "docs" / "contributors" / "add-an-outlook-theme.md"
    example = recipe.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    (tmp_path / "outlook.toml").write_text(f"{OWN.read_text(encoding='utf-8')}\n{example}")
    found = outlook(tmp_path)
    assert list(found.themes)[-1] == "housing" and len(found.cells) == 12
    check(replace(FOUND, outlook=found), OWN)


@pytest.mark.slow
def test_as_before_is_neither_hardly_ever_nor_nearly_always(starter: Path) -> None:
    """By the yearly changes of the areas whose outlook is marked, asked of the file itself."""
    (file,) = (starter / "build").glob("seutukuva-*.duckdb")
    own = [one for one in RULES.areas if one != "FI-MK13"]
    asked = """
        select before.value, after.value
        from fct_observation as after
        join fct_observation as before
            on before.indicator_id = after.indicator_id and before.area_id = after.area_id
            and before.period
                = cast(cast(after.period[:4] as integer) - 1 as varchar) || after.period[5:]
        where after.indicator_id = ? and list_contains(?, after.area_id)
            and before.value <> 0 and after.value is not null"""
    judged = set()
    with duckdb.connect(str(file), read_only=True) as statistics:
        for theme in RULES.themes.values():
            for one in theme.figures:
                pairs = statistics.execute(asked, [one.indicator, own]).fetchall()
                if len(pairs) < 50:
                    continue
                judged.add(one.indicator)
                moves = [b - a if one.unit == "points" else 100 * (b - a) / a for a, b in pairs]
                same = sum(abs(move) <= one.same_within for move in moves) / len(moves)
                assert 0.18 <= same <= 0.5, (one.indicator, same)
    assert {"jobs", "unemployment_share", "labour_force", "young_outside_education"} <= judged
