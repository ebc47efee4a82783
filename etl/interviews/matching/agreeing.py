"""Headings that say what a firm agrees to: that its answers are kept, that it is quoted."""

from __future__ import annotations

from etl.interviews.matching import phrases
from etl.interviews.matching.evidence import share
from etl.interviews.matching.likeness import negates, without_asides
from etl.interviews.matching.multi import says_yes_or_no
from etl.interviews.values.distinct import Distinct
from seutukuva.interviews.keys import key

# What is agreed to, and the role of the question that asks for it.
_ROLES = (
    (phrases.QUOTING, "quotation"),
    (phrases.CONTACTING, "wants_contact"),
    (phrases.STORING, "consent"),
)
_YES_OR_NO = 0.8


def is_agreement(heading: str) -> bool:
    """Whether a heading speaks of agreeing to something: "Suostun …", "I agree to …"."""
    # "Lupa-asiat" are other permits.
    return phrases.says(key(heading.replace("-", "")).split(), phrases.CONSENT)


def role_of(heading: str) -> str:
    """The role of the question that asks for what is agreed to; "" where that is not clear, or
    more than one thing."""
    words = key(heading).split()
    if negates(key(without_asides(heading))):
        # "I do not agree …": its "yes" means no.
        return ""
    roles = [role for what, role in _ROLES if phrases.says(words, what)]
    # "Saako vastauksia tallentaa?" asks for a consent; "Saako yritys tukea?" does not.
    asks = is_agreement(heading) or phrases.says(words, phrases.ALLOWED)
    return roles[0] if len(roles) == 1 and asks else ""


def is_undecided(heading: str, column: Distinct) -> bool:
    """Whether a column without a question may hold what firms have agreed to: somebody has to
    say so, or say that it does not."""
    if not column.filled or not is_agreement(heading):
        return False
    return share(column, _agrees) >= _YES_OR_NO


def _agrees(text: str) -> bool:
    return says_yes_or_no(text) or is_agreement(text)
