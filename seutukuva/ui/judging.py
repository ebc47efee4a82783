"""What a course and a comparison support saying, in sentences below the chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from seutukuva import formats, measures, texts, verdicts
from seutukuva.definitions import Indicator
from seutukuva.texts import _
from seutukuva.verdicts import wording

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
        sentences.append(wording.variation_words(variation, _printer(indicator)))
    st.markdown("  \n".join(sentences))
    if method := wording.method_words(trend, indicator):
        st.caption(method)


def _newest(course: Sequence[Row]) -> Row | None:
    figures = [row for row in course if not formats.is_missing(row["value"])]
    return max(figures, key=lambda row: str(row["period"])) if figures else None


def _printer(indicator: Indicator) -> Any:
    speak = texts.language()
    level = measures.measure(indicator, measures.LEVEL, speak)
    return lambda figure: level.text(figure, "final", speak)
