"""The page of editions: the list, one edition with its steps, freezing, and comparing two."""

from seutukuva.ui.editions.differences import chosen as compared_choice
from seutukuva.ui.editions.differences import comparison, parts
from seutukuva.ui.editions.differences import in_short as compared_in_short
from seutukuva.ui.editions.freezing import FORM, to_freeze
from seutukuva.ui.editions.listing import every_edition, in_short, nothing_yet
from seutukuva.ui.editions.stepping import chosen, facts, history, steps

__all__ = [
    "FORM",
    "chosen",
    "compared_choice",
    "compared_in_short",
    "comparison",
    "every_edition",
    "facts",
    "history",
    "in_short",
    "nothing_yet",
    "parts",
    "steps",
    "to_freeze",
]
