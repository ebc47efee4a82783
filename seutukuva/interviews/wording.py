"""Results of interviews in words: classes of balances, and why a figure is not told."""

from __future__ import annotations

from seutukuva.interviews import told
from seutukuva.texts import N_, _

# Short, for they stand in the rows of a chart on a telephone.
CLASSES = {
    "clearly_negative": N_("much more often worse"),
    "negative": N_("more often worse"),
    "even": N_("about as often either"),
    "positive": N_("more often better"),
    "clearly_positive": N_("much more often better"),
}
# Each stands in a cell or goes on after a colon, without a full stop.
REASONS = {
    told.NOBODY: N_("no interviews"),
    told.FEW_FIRMS: N_("too few firms"),
    told.FEW: N_("hardly any firm, or none"),
    told.NEARLY_ALL: N_("nearly all firms, or all"),
    told.SMALL: N_("only the direction, because there are few firms"),
    told.DOMINATED: N_("not shown, because one or two firms may make up most of it"),
    told.NO_WEIGHTS: N_("too little is known for weights"),
    told.ALL_ONLY: N_("weighted figures are of all firms only"),
    told.NO_STOCK: N_("the number of firms is not known"),
    told.NOT_COMPARABLE: N_("no figure in both rounds"),
    told.FEW_TO_CLAIM: N_("too few firms to speak of a change"),
}


def class_words(klass: str) -> str:
    """A class of `balances.CLASSES` in the language of this run."""
    return _(CLASSES[klass])


def reason_words(reason: str) -> str:
    """A reason of `REASONS` in the language of this run."""
    return _(REASONS[reason])
