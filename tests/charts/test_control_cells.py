"""Small control charts: the band of the limits, diamonds outside it, a dot at the newest figure."""

from __future__ import annotations

import re

from seutukuva.charts import control_svg


def _numbers(drawn: str, attribute: str) -> list[float]:
    return [float(one) for one in re.findall(rf'\b{attribute}="([\d.]+)"', drawn)]


def test_figures_outside_are_diamonds_outside_the_band() -> None:
    drawn = control_svg([0.0, 1.0, 6.0], [False, False, True], (-2.0, 2.0), label="one outside")
    assert 'aria-label="one outside"' in drawn and drawn.count("z") == 1
    assert "<circle" not in drawn, "the newest is told by its diamond"
    (top,), (tall,) = _numbers(drawn, "y"), _numbers(drawn, "height")[1:]
    diamond = re.search(r'd="M[\d.]+ ([\d.]+)l', drawn)
    assert diamond and float(diamond[1]) < top and top + tall <= 40


def test_usual_figures_lie_in_the_band_and_end_in_a_dot() -> None:
    drawn = control_svg([0.5, -0.5, 1.0], [False] * 3, (-2.0, 2.0), label="")
    (top,), (tall,) = _numbers(drawn, "y"), _numbers(drawn, "height")[1:]
    (end,) = _numbers(drawn, "cy")
    assert top < end < top + tall and 'aria-hidden="true"' in drawn
    assert len(drawn) < 1000


def test_one_constant_figure_without_width_is_drawn_calmly() -> None:
    drawn = control_svg([3.0], [False], (3.0, 3.0), label="")
    assert "nan" not in drawn and "inf" not in drawn and drawn.count("<circle") == 1
