"""Where figures are heading: our own projections, official ones, and how far to trust them."""

from seutukuva.ui.projections.ahead import ahead
from seutukuva.ui.projections.course import course
from seutukuva.ui.projections.overview import overview
from seutukuva.ui.projections.record import official_record
from seutukuva.ui.projections.trust import trust
from seutukuva.ui.projections.view import look, subject

__all__ = ["ahead", "course", "look", "official_record", "overview", "subject", "trust"]
