"""Projections of all areas of an indicator at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from seutukuva.forecasting.courses import Course, course_of
from seutukuva.forecasting.model import (
    FEW_FIGURES,
    METHODS,
    MOST,
    NO_BETTER,
    UNEVEN,
    Flags,
    Floats,
    Frame,
    Integers,
    Projected,
    Skill,
)
from seutukuva.forecasting.preparing import Prepared, prepare
from seutukuva.forecasting.testing import Tested, back_test

# A projection that begins so many usual changes from the newest figure is drawn by an outlier: of
# thirty thousand tried, the furthest began 23 away.
FURTHEST_LEAP = 40.0


def project(frame: Frame, horizons: int, now: int) -> Projected:
    """Where each series leads if it goes on as before, or why that cannot be said.

    Args:
        frame: all areas of one indicator.
        horizons: periods ahead at most; never further than half the figures used.
        now: ordinal of the newest period of the whole edition; what ends long before it is stale.
    """
    frame = _newest(frame)
    prepared = prepare(frame, now)
    chosen = np.flatnonzero(prepared.reason == "")
    nothing = _nothing(frame, prepared, horizons)
    if not len(chosen) or horizons < 1:
        return nothing
    course = course_of(frame, prepared, chosen)
    unit, centre = prepared.unit[chosen], prepared.centre[chosen]
    tested = back_test(
        course, horizons, (frame.lowest - centre) / unit, (frame.highest - centre) / unit
    )
    return _filled(nothing, frame, prepared, chosen, course, tested)


def _newest(frame: Frame) -> Frame:
    """The frame without its oldest columns, if there are more than are looked at."""
    extra = frame.values.shape[1] - MOST[frame.season]
    if extra <= 0:
        return frame
    return replace(
        frame,
        values=frame.values[:, extra:],
        breaks=frame.breaks[:, extra:],
        first=frame.first + extra,
    )


def _nothing(frame: Frame, prepared: Prepared, horizons: int) -> Projected:
    number = len(prepared.reason)

    def missing(*shape: int) -> Floats:
        return np.full(shape, np.nan)

    ahead = max(horizons, 0)
    return Projected(
        origin=np.where(prepared.newest >= 0, frame.first + prepared.newest, 0),
        method=np.full(number, "", dtype="U11"),
        reason=prepared.reason.astype("U11"),
        shown=np.zeros(number, dtype=np.int64),
        figures=prepared.figures,
        origins=np.zeros(number, dtype=np.int64),
        value=missing(number, ahead),
        low80=missing(number, ahead),
        high80=missing(number, ahead),
        low95=missing(number, ahead),
        high95=missing(number, ahead),
        naive=missing(number, ahead),
        mase=missing(number),
        mase_naive=missing(number),
        skill=(),
    )


def _filled(
    out: Projected,
    frame: Frame,
    prepared: Prepared,
    chosen: Integers,
    course: Course,
    tested: Tested,
) -> Projected:
    at = (np.arange(len(chosen)), course.newest)
    leaps = _leaps(course, tested.value[at][:, 0] - tested.naive[at][:, 0])
    shown = np.where(leaps, 0, tested.shown[at])
    within = np.arange(1, tested.value.shape[2] + 1) <= shown[:, None]
    unit, centre = prepared.unit[chosen, None], prepared.centre[chosen, None]

    def placed(target: Floats, scaled: Floats) -> None:
        figures = np.clip(scaled * unit + centre, frame.lowest, frame.highest)
        target[chosen] = np.where(within, figures, np.nan)

    value, half80, half95 = tested.value[at], tested.half80[at], tested.half95[at]
    placed(out.value, value)
    placed(out.low80, value - half80)
    placed(out.high80, value + half80)
    placed(out.low95, value - half95)
    placed(out.high95, value + half95)
    placed(out.naive, tested.naive[at])
    out.shown[chosen] = shown
    out.method[chosen] = np.where(shown > 0, np.array(METHODS)[tested.choice[at]], "")
    missing = np.where(tested.tried[at], NO_BETTER, FEW_FIGURES)
    missing = np.where(leaps & (tested.shown[at] > 0), UNEVEN, missing)
    out.reason[chosen] = np.where(shown > 0, "", missing)
    out.origins[chosen] = np.isfinite(tested.errors).any(axis=2).sum(axis=1)
    out.mase[chosen] = _mean(tested.errors, within)
    out.mase_naive[chosen] = _mean(tested.naive_errors, within)
    return replace(out, skill=_skill(course, tested))


def _leaps(course: Course, step: Floats) -> Flags:
    """Which first steps, away from the naive forecast, no change of the series is likely to make.

    One figure far from all others draws levels and trends with it. The median change does not
    know of it, so that it tells; changes of nothing are not counted.
    """
    changes = np.abs(course.values[:, course.season :] - course.values[:, : -course.season])
    usual = np.nanmedian(np.where(changes > 0, changes, np.nan), axis=1)
    found: Flags = np.abs(step) > FURTHEST_LEAP * usual
    return found


def _mean(errors: Floats, within: Flags) -> Floats:
    """(series,) mean of the errors over all origins, of the horizons within."""
    kept = np.where(within[:, None, :], errors, np.nan)
    number = np.isfinite(kept).sum(axis=(1, 2))
    total: Floats = np.nansum(kept, axis=(1, 2))
    return np.where(number > 0, total / np.maximum(number, 1), np.nan)


def _skill(course: Course, tested: Tested) -> tuple[Skill, ...]:
    """By size class and horizon, of the forecasts that would have been shown at their time."""
    horizons = tested.errors.shape[2]
    shown = np.arange(1, horizons + 1) <= tested.shown[:, :, None]
    kept = shown & np.isfinite(tested.errors)
    reach = tested.errors * course.scale[:, :, None]
    held80, held95 = reach <= tested.half80, reach <= tested.half95
    found = []
    for row, name in enumerate(course.names):
        inside = kept & (course.pool == row)[:, None, None]
        for ahead in range(horizons):
            there = inside[:, :, ahead]
            if there.any():
                mase, mase_naive, in80, in95 = (
                    float(one[:, :, ahead][there].mean())
                    for one in (tested.errors, tested.naive_errors, held80, held95)
                )
                tests = int(there.sum())
                found.append(Skill(int(name), ahead + 1, mase, mase_naive, in80, in95, tests))
    return tuple(found)
