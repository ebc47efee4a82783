"""The page of towns side by side: choosing, standing, parts, the years, and what it cannot say."""

from seutukuva.ui.vitality.choosing import Choice, choose_group, choose_parts
from seutukuva.ui.vitality.over_years import over_years
from seutukuva.ui.vitality.parts import parts
from seutukuva.ui.vitality.standing import standing
from seutukuva.ui.vitality.told import cannot_say

__all__ = [
    "Choice",
    "cannot_say",
    "choose_group",
    "choose_parts",
    "over_years",
    "parts",
    "standing",
]
