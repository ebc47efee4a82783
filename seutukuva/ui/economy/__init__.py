"""Economic structure on a page: industries, growth in parts, specialisation, commuting."""

from seutukuva.economy.view import View
from seutukuva.ui.economy.choosing import choose
from seutukuva.ui.economy.commuting import commuting, sufficiency
from seutukuva.ui.economy.growth import growth
from seutukuva.ui.economy.heading import caveats, has_reference, told
from seutukuva.ui.economy.industries import industries, quotients
from seutukuva.ui.economy.specialisation import concentrated, specialisation

__all__ = [
    "View",
    "caveats",
    "choose",
    "commuting",
    "concentrated",
    "growth",
    "has_reference",
    "industries",
    "quotients",
    "specialisation",
    "sufficiency",
    "told",
]
