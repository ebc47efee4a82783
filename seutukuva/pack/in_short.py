"""The first minute of a reader: the findings of the sections, the most telling first."""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva.pack.model import Section
from seutukuva.pack.scope import Scope
from seutukuva.texts import _

# Of whose findings the summary is made, in its order.
_TOLD = (
    *("headline", "ahead", "outlook", "interviews", "targets", "projects", "pipeline"),
    *("conclusions", "actions"),
)
_MOST_FIGURES, _MOST = 2, 8


def section(scope: Scope, found: Sequence[Section]) -> Section:
    """What stands first: the headline figures in words, then a line a finding."""
    known = {one.id: one for one in found if not one.missing and one.title}
    lines = [f"{known[one].title}." for one in _TOLD if one in known]
    told = known["headline"].sentences[:_MOST_FIGURES] if "headline" in known else ()
    sentences = (*lines[:1], *told, *lines[1:])[:_MOST]
    return Section(
        "in_short",
        _("In short"),
        sentences=sentences,
        missing="" if sentences else _("Nothing is known yet that could be summed up."),
        priority=9,
    )
