"""What one reader may take of a server, so that it stays quick for the others."""

from seutukuva.limits.exporting import exporting, this_page
from seutukuva.limits.model import Limits, WrongLimits, current, problem

__all__ = ["Limits", "WrongLimits", "current", "exporting", "problem", "this_page"]
