"""What a course and a comparison support saying, in sentences below the chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from seutukuva import formats, measures, texts, verdicts
from seutukuva.definitions import Indicator
from seutukuva.texts import _
from seutukuva.verdicts import wording
from seutukuva.wording import unit as unit_of

Row = Mapping[str, Any]


def verdict(
    indicator: Indicator,
    course: Sequence[Row],
    denominators: Mapping[str, float],
    benchmark: str,
    benchmark_value: float | None,
) -> None:
    """Trend, comparison and steadiness of one area's series, with the method to unfold.

    Args:
        course: the area's rows.
        benchmark: name of the area compared with; empty for none.
        benchmark_value: its figure at the area's newest period.
    """
    trend = verdicts.trend(indicator, course, denominators)
    sentences = [f"**{_('Trend')}:** {wording.trend_words(trend, indicator)}"]
    newest = _newest(course)
    if newest and benchmark and indicator.rate:
        compared = verdicts.compared(
            indicator, newest["value"], denominators.get(str(newest["period"])), benchmark_value
        )
        words = wording.compared_words(compared, benchmark, _printer(indicator))
        sentences.append(f"**{_('Comparison')}:** {words}")
    variation = verdicts.varies_strongly(indicator, course, denominators)
    if variation.is_strong:
        sentences.append(wording.variation_words(variation, distance_printer(indicator)))
    st.markdown("  \n".join(sentences))
    if method := wording.method_words(trend, indicator):
        st.caption(method)


def _newest(course: Sequence[Row]) -> Row | None:
    figures = [row for row in course if not formats.is_missing(row["value"])]
    return max(figures, key=lambda row: str(row["period"])) if figures else None


def distance_printer(indicator: Indicator) -> Callable[[float], str]:
    """Writes how far a figure is from another: without a sign, percentages in points.

    A distance that the figure's own decimals would round to nothing gets one decimal more.
    """
    speak = texts.language()
    unit = unit_of(indicator, speak)
    if unit == "%":
        unit = formats.percentage_points(speak)

    def write(distance: float) -> str:
        decimals = indicator.decimals
        if distance and not formats.rounded(distance, decimals):
            decimals += 1
        return formats.value_with_unit(abs(distance), decimals, unit, speak)

    return write


def _printer(indicator: Indicator) -> Callable[[float], str]:
    speak = texts.language()
    level = measures.measure(indicator, measures.LEVEL, speak)
    return lambda figure: level.text(figure, "final", speak)
