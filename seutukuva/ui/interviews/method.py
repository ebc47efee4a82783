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
                "The 95% interval says how far chance alone may have moved the balance. It is "
                "narrower where a large part of all firms was interviewed. Who was chosen for an "
                "interview, and who said no, it does not know."
            ),
            _("From fewer than {n} firms no conclusion is drawn; such balances are pale.").format(
                n=rules.claims_from
            ),
            _(
                "A change is tested on the same firms where they answered both times; it is told "
                "in words only where it is beyond chance."
            ),
            _(
                "A group is shown from {shown} firms on, below {classes} only roughly. Answers of "
                "1 or 2 firms are “under {exist}”."
            ).format(shown=rules.shown, classes=rules.classes_below, exist=rules.exist),
            _(
                "More groups are hidden where a small one could be worked out from others, from "
                "the total, or from what was shown before newer interviews came. Firms are "
                "grouped by one thing at a time."
            ),
        ]
        st.markdown("\n".join(f"- {line}" for line in lines))
