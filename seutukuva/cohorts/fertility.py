"""Children by the age of their mothers: a country's shape, an area's level."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from seutukuva.cohorts.stepping import Floats

# Boys a girl, as everywhere in Europe.
BOYS_PER_GIRL = 1.05
# Newest years whose births tell an area's level.
YEARS = 3
# Where fewer children than this were born in these years chance tells more than the level does.
FEWEST_BIRTHS = 100
# So many births weigh as much as what is known around: true levels of municipalities differ by a
# sixth or so, and one over the square of a sixth is about this.
WEIGHT = 40


def by_single_years(children: Sequence[tuple[int, int, float]], groups: int) -> Floats:
    """(groups,) share of a woman's children that she has at each age; together 1.

    Within the given ages the course is smooth and keeps the sum of each: a monotone cubic through
    the sums up to each age (F. N. Fritsch and R. E. Carlson (1980), Monotone piecewise cubic
    interpolation, SIAM Journal on Numerical Analysis 17, 238–246; slopes as of F. N. Fritsch and
    J. Butland (1984), A method for constructing local monotone piecewise cubic interpolants, SIAM
    Journal on Scientific and Statistical Computing 5, 300–304).

    Args:
        children: first and last age and per cent of children; each begins where the one before
            ends.
    """
    edges = np.array([low for low, _high, _share in children] + [children[-1][1] + 1], dtype=float)
    shares = np.array([share for _low, _high, share in children])
    sums = np.append(0.0, np.cumsum(shares / shares.sum()))
    slopes = _slopes(edges, sums)
    ages = np.arange(groups + 1, dtype=float)
    found: Floats = np.diff(_between(ages, edges, sums, slopes))
    return found


def _slopes(edges: Floats, sums: Floats) -> Floats:
    """At the inner edges a harmonic mean of the slopes on both sides; none at the outer ones."""
    widths = np.diff(edges)
    steep = np.diff(sums) / widths
    slopes = np.zeros(len(edges))
    left, right = 2 * widths[1:] + widths[:-1], widths[1:] + 2 * widths[:-1]
    both = (steep[:-1] > 0) & (steep[1:] > 0)
    a, b = steep[:-1][both], steep[1:][both]
    slopes[1:-1][both] = (left + right)[both] / (left[both] / a + right[both] / b)
    return slopes


def _between(at: Floats, edges: Floats, sums: Floats, slopes: Floats) -> Floats:
    """The cubic at some ages; 0 before the first edge, 1 after the last."""
    inside = np.clip(at, edges[0], edges[-1])
    left = np.clip(np.searchsorted(edges, inside, side="right") - 1, 0, len(edges) - 2)
    width = edges[left + 1] - edges[left]
    t = (inside - edges[left]) / width
    found: Floats = (
        sums[left] * (1 + 2 * t) * (1 - t) ** 2
        + slopes[left] * width * t * (1 - t) ** 2
        + sums[left + 1] * t**2 * (3 - 2 * t)
        + slopes[left + 1] * width * t**2 * (t - 1)
    )
    return found


def weighed(births: float, at_one: float, around: float) -> float:
    """Children of a woman through her life, where few births tell of it.

    An area's births beside those expected at the level around it, as if ``WEIGHT`` more had come
    just as expected (D. Clayton and J. Kaldor (1987), Empirical Bayes estimates of age-standardized
    relative risks for use in disease mapping, Biometrics 43, 671–681).

    Args:
        births: of some years.
        at_one: how many there would be if every woman had one child.
        around: the level of the area around.
    """
    return around * (births + WEIGHT) / (around * at_one + WEIGHT)
