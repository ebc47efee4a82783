"""How the figures of interviews are made, and how firms are protected in them."""

from __future__ import annotations

import streamlit as st

from seutukuva import definitions
from seutukuva.definitions.interviewing import Interviewing
from seutukuva.texts import _


def method() -> None:
    """The rules behind the page, folded away."""
    rules = definitions.load().interviewing
    with st.expander(_("How these figures are made, and how firms are protected")):
        lines = [*_figures(rules), *_protection(rules)]
        st.markdown("\n".join(f"- {line}" for line in lines))


def _figures(rules: Interviewing) -> list[str]:
    """How balances, intervals, changes and weights are made."""
    return [
        _(
            "The balance is the share of firms that say better less the share that say worse, "
            "from −100 to +100; half steps count half. It is no percentage of change. Firms that "
            "cannot say are in the base."
        ),
        _(
            "The 95% interval says how far chance and rounding may have moved the balance; "
            "about one time in twenty the true one lies outside. It is narrower where a part "
            "of all firms was interviewed, as statistics count them, up to one half. Who was "
            "chosen for an interview, and who said no, it does not know."
        ),
        _("From fewer than {n} firms no conclusion is drawn; such balances are pale.").format(
            n=rules.claims_from
        ),
        _(
            "The lines at the top name a balance or a change only where it is beyond chance, all "
            "questions taken together: the more there are, the clearer it must be. Without any "
            "true difference, about one round in twenty would have a false line. So a chart may "
            "show an interval that leaves out zero, and no line names it."
        ),
        _(
            "Where at least {n} firms answered both times, the interval of a change counts how far "
            "they moved, and is narrower, the less that is. Else it is as if other firms had "
            "answered each time."
        ).format(n=rules.classes_below),
        _(
            "Weighted balances are made of the rounded groups. Groups of fewer than {n} firms, "
            "and firms whose group is not known, share one weight. Where all of them are fewer "
            "than {n} firms, they are left out if they hold at most a twentieth of the weight; "
            "else there is no weighted balance. Sentences, groups and counts have no weights: one "
            "firm, one vote."
        ).format(n=rules.classes_below),
        _(
            "Firms of one section of industry are one group, whichever version of the "
            "classification they were classified by, where the section is the same in both."
        ),
    ]


def _protection(rules: Interviewing) -> list[str]:
    """How firms are protected, and what that cannot do."""
    return [
        _(
            "Every number of firms is rounded at random to a multiple of {n}, up or down so "
            "that it is right on average; now and then by more. All else is calculated from "
            "these numbers. So nothing that can be added, subtracted or compared tells for "
            "certain what a firm has answered. The same firms are always the same figure."
        ).format(n=rules.exist),
        _(
            "Below {shown} firms nothing is told of a group. Below {classes} only the direction of "
            "balances is told, and nothing of needs, plans, themes and other answers; means of "
            "grades from {claims} firms on. These limits are of true numbers: a rounded one may "
            "stand below. Firms are grouped by one thing at a time."
        ).format(shown=rules.shown, classes=rules.classes_below, claims=rules.claims_from),
        _(
            "All figures are of one state of the round. It moves on when at least {shown} "
            "firms have been added, removed or have answered otherwise."
        ).format(shown=rules.shown),
        _(
            "What rounding cannot hide: where nearly all firms of a group say the same, one may "
            "believe it of each of them. Quotations are chosen by a program."
        ),
    ]
