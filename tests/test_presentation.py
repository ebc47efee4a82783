"""Presentation mode: the choice is in the address, and the page is the same page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seutukuva import navigation
from seutukuva.ui import presentation
from tests.pages import everything_said, open_page

OVERVIEW, INDICATOR = "situation/overview", "situation/indicator"
PREPARED = "meetings/meeting"


def test_the_address_decides(starter: Path) -> None:
    usual = open_page(OVERVIEW)
    assert usual.button(key="present_start")
    assert usual.sidebar.selectbox
    shown = open_page(OVERVIEW, present="1")
    assert shown.button(key="present_end")
    assert not shown.sidebar.children, "a side bar with anything in it is drawn"


@pytest.mark.slow
@pytest.mark.parametrize("page", [f"{page.section}/{page.name}" for page in navigation.found()])
def test_the_figures_are_the_same(starter: Path, page: str) -> None:
    usual, shown = open_page(page), open_page(page, present="1")
    assert not shown.exception
    said, told = everything_said(usual), everything_said(shown)
    if page == PREPARED:
        # Meetings are prepared at the desk: on the wall only what is read is shown.
        assert set(told.split("\n")) < set(said.split("\n"))
    else:
        assert told == said


def test_a_button_turns_it_on_and_off(starter: Path) -> None:
    at = open_page(OVERVIEW, area="FI-KU931")
    at.button(key="present_start").click().run()
    assert at.query_params["present"] == "1"
    assert at.query_params["area"] == "FI-KU931"
    at.button(key="present_end").click().run()
    assert "present" not in at.query_params
    assert at.button(key="present_start")


def test_the_choice_goes_along_to_the_next_page(starter: Path) -> None:
    at = open_page(OVERVIEW, present="1")
    del at.query_params["present"]
    at.switch_page(f"pages/{INDICATOR}.py").run()
    assert at.button(key="present_end")
    assert at.query_params["present"] == "1"


def test_charts_are_drawn_larger_but_are_the_same(starter: Path) -> None:
    usual, shown = open_page(INDICATOR), open_page(INDICATOR, present="1")
    heights = [
        [json_height(chart.proto.spec) for chart in at.get("plotly_chart")] for at in (usual, shown)
    ]
    assert heights[0]
    assert heights[1] == [presentation.CHART_SCALE * height for height in heights[0]]
    words = [[chart.proto.alt for chart in at.get("plotly_chart")] for at in (usual, shown)]
    assert words[0] == words[1]


def json_height(specification: str) -> float:
    return float(json.loads(specification)["layout"]["height"])


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["yes", "2", "<b>"])
def test_what_is_no_choice_is_said_and_not_obeyed(starter: Path, asked: str) -> None:
    at = open_page(OVERVIEW, present=asked)
    assert at.button(key="present_start")
    assert not at.exception
    assert asked in " ".join(one.value for one in at.warning)
