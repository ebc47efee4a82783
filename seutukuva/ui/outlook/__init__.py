"""The page of the regional outlook: reading, giving and looking back at marks."""

from seutukuva.ui.outlook.choosing import Place, chosen
from seutukuva.ui.outlook.drawn import styles
from seutukuva.ui.outlook.entering import entering
from seutukuva.ui.outlook.looking_back import looking_back
from seutukuva.ui.outlook.matrix import areas, counts, spread
from seutukuva.ui.outlook.over_time import history
from seutukuva.ui.outlook.placing import placing
from seutukuva.ui.outlook.reading import area_marks, closely
from seutukuva.ui.outlook.short import in_short

__all__ = [
    "Place",
    "area_marks",
    "areas",
    "chosen",
    "closely",
    "counts",
    "entering",
    "history",
    "in_short",
    "looking_back",
    "placing",
    "spread",
    "styles",
]
