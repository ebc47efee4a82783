"""What is shown on the page of economic structure, said once above all of it."""

from __future__ import annotations

import streamlit as st

from seutukuva import showing, texts
from seutukuva.economy import reading, summaries
from seutukuva.economy.view import View
from seutukuva.texts import _
from seutukuva.ui import printing

# Newer ones may tell another story.
OLD_YEARS = 4


def told(view: View) -> None:
    """What happened, in a sentence or two, before everything else."""
    printing.styles()
    said = summaries.heading(view)
    if said:
        st.markdown(" ".join((f"**{said[0]}**", *said[1:])))


def caveats(view: View) -> None:
    """What the structure counts, and what has to be known of all its figures."""
    said = [*_old(view), view.structure.description[texts.language()], *view.caveats]
    st.caption("  \n".join(said))


def _old(view: View) -> list[str]:
    """That even the newest figure is old; nothing where it is not."""
    every = reading.structures(view.area_id)
    newest = max(one.periods[-1] for one in every if one.structure.id == view.structure.id)
    if int(newest) > showing.today().year - OLD_YEARS:
        return []
    words = _(
        "Old figures: the newest of them is of {year}. What has happened since cannot be seen here."
    )
    return [words.format(year=newest)]


def has_reference(view: View) -> bool:
    """Whether there is a wider area to compare with; where there is none it is said."""
    if view.reference.there is None:
        words = _("There is no wider area that has figures in these years to compare with.")
        st.info(words, icon=":material/info:")
    return view.reference.there is not None
