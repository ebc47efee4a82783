"""What may be said of many figures at once, when chance alone moves each of them.

One interval in twenty misses the truth, so of twenty figures of which none differs one would be
spoken of in nearly every round. S. Holm (1979), A simple sequentially rejective multiple test
procedure, Scandinavian Journal of Statistics 6, 65–70: however figures hang together, and whichever
of them differ in truth, one list in twenty at most says something false.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

# Of lists: one in twenty may say something false.
LEVEL = 0.05


def p_value(value: float, se: float, firms: float) -> float:
    """Probability that chance alone moves a mean so far from zero, either way.

    Of Student's distribution, for the standard error is itself one of so many firms, which matters
    far from zero. Its normal deviate is that of D. L. Wallace (1959), Bounds on normal
    approximations to Student's and the chi-square distributions, Annals of Mathematical Statistics
    30, 1121–1130.

    Args:
        se: standard error of `value`, in its unit.
        firms: of which the standard error was estimated; two at least.
    """
    if se <= 0:
        return 0.0 if value else 1.0
    degrees = max(1.0, firms - 1)
    far = math.sqrt(degrees * math.log1p((value / se) ** 2 / degrees))
    deviate = far * (8 * degrees + 1) / (8 * degrees + 3)
    return math.erfc(deviate / math.sqrt(2))


def holm(p_values: Sequence[float]) -> list[bool]:
    """Which figures of a list are beyond chance, in the order given."""
    found = [False] * len(p_values)
    for done, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        if p_values[place] > LEVEL / (len(p_values) - done):
            break
        found[place] = True
    return found
