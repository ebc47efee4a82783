"""Where series lead if they go on as before: own projections with tested intervals.

Pure calculations with numpy alone. `project` takes all areas of an indicator at once; `accuracy`
holds the measures by which forecasts are judged. Every result is finite or missing with a reason.
"""

from seutukuva.forecasting.model import (
    BROKEN,
    COMBINATION,
    CONSTANT,
    DAMPED,
    FEW_FIGURES,
    FEWEST,
    HORIZONS,
    METHODS,
    NAIVE,
    NO_BETTER,
    REASONS,
    STALE,
    STALE_YEARS,
    THETA,
    UNEVEN,
    ZEROS,
    Frame,
    Projected,
    Skill,
)
from seutukuva.forecasting.projecting import project

__all__ = [
    "BROKEN",
    "COMBINATION",
    "CONSTANT",
    "DAMPED",
    "FEWEST",
    "FEW_FIGURES",
    "HORIZONS",
    "METHODS",
    "NAIVE",
    "NO_BETTER",
    "REASONS",
    "STALE",
    "STALE_YEARS",
    "THETA",
    "UNEVEN",
    "ZEROS",
    "Frame",
    "Projected",
    "Skill",
    "project",
]
