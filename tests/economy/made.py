"""Jobs that reference values were calculated from, and an area made for tests."""

from __future__ import annotations

from seutukuva.economy.shift_share import Course

INDUSTRIES = ("I1", "I2", "I3", "I4")


def jobs(*figures: float) -> dict[str, float]:
    """Jobs by industry."""
    return dict(zip(INDUSTRIES, figures, strict=True))


# Three regions that make up a nation: O. Farhauer and A. Kröll, 2013, "Standorttheorien".
NATION = Course(jobs(400, 150, 150, 400), jobs(440, 210, 135, 480))
REGIONS = {
    "A": Course(jobs(90, 20, 10, 60), jobs(100, 40, 10, 55)),
    "B": Course(jobs(60, 30, 30, 40), jobs(85, 55, 40, 35)),
    "C": Course(jobs(250, 100, 110, 300), jobs(255, 115, 85, 390)),
}
