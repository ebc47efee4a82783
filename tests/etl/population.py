"""A table of the population as its producer describes it, and what indicators want of it."""

from __future__ import annotations

from typing import Any

from etl.connectors.table import Variable
from etl.connectors.wanted import Wanted
from seutukuva.definitions.model import Selection
from tests.etl.conftest import make_source

TWO_MORE = {
    "area": ("alue",),
    "time": ("timeperiod",),
    "contents": ("contentscode",),
    "age": ("ikaryhma", "Ikä"),
    "sex": ("sukupuoli",),
}
POPULATION = make_source("population", "vaerak/11re", dimensions=TWO_MORE)


def make_variable(code: str, *values: str, text: str = "", **more: Any) -> Variable:
    """A variable whose values are named by their codes."""
    return Variable(code, text or code, values, values, **more)


def population_variables() -> list[Variable]:
    """Areas, ages, sexes, years and contents, a few of each."""
    return [
        make_variable("alue_23_20260101", "SSS", "KU729", "KU931", "KUJOU"),
        make_variable("ikaryhma_10_20180101", "SSS", "000", "001", eliminable=True),
        make_variable("sukupuoli_9_20180101", "SSS", "1", "2", eliminable=True),
        make_variable("timeperiod_y", "1972", "2024", "2025", role="time"),
        make_variable("contentscode", "vaerak-vaesto", "vaerak-muu"),
    ]


def make_wanted(*selections: tuple[str, dict[str, str]]) -> Wanted:
    """What indicators want: contents, and the values chosen by role."""
    return Wanted(
        "population", tuple(Selection("population", c, tuple(s.items())) for c, s in selections)
    )
