"""What a figure of an indicator can be."""

from __future__ import annotations

import math
import re

from seutukuva.definitions.model import Indicator

_WHOLE = 100
_SHARE = re.compile(r"(^|_)share(_|$)")


def bounds(one: Indicator) -> tuple[float, float]:
    """The lowest and the highest figure possible; infinite where there is no bound.

    Shares lie between 0 and 100 per cent and counts are not negative; balances are free.
    """
    if one.display == "signed":
        return -math.inf, math.inf
    is_part = one.rate is not None and one.rate.factor == _WHOLE
    is_share = one.unit["en"] == "%" and _SHARE.search(one.id) is not None
    return 0.0, float(_WHOLE) if is_part or is_share else math.inf
