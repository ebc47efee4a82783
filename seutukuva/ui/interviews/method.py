"""How the figures of interviews are made, and how firms are protected in them."""

from __future__ import annotations

import streamlit as st

from seutukuva import definitions
from seutukuva.interviews.told import WaveResults
from seutukuva.texts import _


def method(results: WaveResults) -> None:
    """The rules behind the page, folded away."""
    rules = definitions.load().interviewing
    with st.expander(_("How these figures are made, and how firms are protected")):
        lines = [
            _(
                "The balance is the share of firms that expect better less the share that expects "
                "worse, from −100 to +100; half steps count half. It is no percentage of change. "
                "Firms that cannot say are in the base."
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
                "A change is told in words only where it is beyond chance, as if other firms had "
                "answered each time: where many are the same, it is surer than that."
            ),
            _(
                "Every number of firms is rounded at random to a multiple of {n}, up or down so "
                "that it is right on average; now and then by more. All else is calculated from "
                "these numbers. So nothing that can be added, subtracted or compared tells for "
                "certain what a firm has answered. The same firms are always the same figure."
            ).format(n=rules.exist),
            _(
                "Below {shown} firms nothing is told of a group, below {classes} only the "
                "direction. Firms are grouped by one thing at a time."
            ).format(shown=rules.shown, classes=rules.classes_below),
            _(
                "All figures are of one state of the round. It moves on when at least {shown} "
                "firms have been added, removed or have answered otherwise."
            ).format(shown=rules.shown),
        ]
        st.markdown("\n".join(f"- {line}" for line in lines))
