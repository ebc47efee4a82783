"""What changed since the edition before, in the words of the page that compares editions."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from seutukuva import definitions, formats, texts
from seutukuva.editions import comparing, figure_lines, names, told
from seutukuva.editions.compared_meetings import Actions
from seutukuva.editions.comparing import Comparison
from seutukuva.editions.figure_lines import Line
from seutukuva.pack.model import STEERING_GROUP, Listing, Section
from seutukuva.pack.scope import Scope
from seutukuva.showing import Shown
from seutukuva.texts import _

# Rows of new and of revised figures that a reader of the pack takes in.
_MOST_NEW, _MOST_REVISED = 12, 6
_IN_TITLE = 2
_NO_ACTIONS = Actions((), (), (), (0, 0))


def sections(scope: Scope, before: Shown | None, after: Shown) -> tuple[Section, ...]:
    """One section: the state of the pack beside the edition before it."""
    subject = _("What has changed")
    if before is None:
        why = _("There is no earlier edition to compare with: this is the first one.")
        return (Section("changed", subject, missing=why),)
    name = _("edition {name}").format(name=names.edition(before.edition))
    found = comparing.compare(before, after, scope.area_id)
    found = _told_to(found, scope)
    sentences = told.sentences(found)
    if found.is_same or not sentences:
        why = _("Nothing that is told here has changed since {edition}.")
        return (Section("changed", subject, missing=why.format(edition=name)),)
    return (
        Section(
            "changed",
            _("What has changed"),
            title=_finding(found, name),
            sentences=sentences,
            listing=_listing(found, scope),
            notes=(
                _("Compared with {edition}, as it stood on {day}.").format(
                    edition=name, day=formats.date(before.day, texts.language())
                ),
            ),
            priority=7,
        ),
    )


def _told_to(found: Comparison, scope: Scope) -> Comparison:
    """Without what an audience is not told: signals and ideas, and to the public who does what."""
    if not scope.may_tell_firms:
        found = replace(found, signals=None)
    if scope.audience != STEERING_GROUP:
        found = replace(found, ideas=())
    return replace(found, actions=_NO_ACTIONS) if scope.is_public else found


def _finding(found: Comparison, name: str) -> str:
    every = (part for _title, parts in told.groups(found) for part in parts)
    first = ", ".join(islice(every, _IN_TITLE))
    return _("Since {edition}: {what}").format(edition=name, what=first)


def _listing(found: Comparison, scope: Scope) -> Listing | None:
    known = definitions.load().indicators
    new = figure_lines.new(found.figures, scope.area_id)
    # What the headline tells comes first; the others stay in the order of the pages.
    new.sort(
        key=lambda one: not known[one.indicator_id].headline if one.indicator_id in known else 1
    )
    revised = figure_lines.revised(found.figures)[:_MOST_REVISED]
    rows = [_row(one, _("new figures")) for one in new[:_MOST_NEW]]
    rows += [_row(one, _("revised")) for one in revised]
    if not rows:
        return None
    columns = (_("Indicator"), _("Period"), _("What"), _("Before"), _("Now"), _("Change"))
    return Listing(
        _("New and revised figures, headline figures first"),
        columns,
        tuple(rows),
        widths=(3, 1.6, 1.2, 1.8, 1.8, 1.8),
        most_on_slide=8,
    )


def _row(one: Line, what: str) -> tuple[str, ...]:
    return one.subject, one.note, what, one.before or "–", one.after or "–", one.change or "–"
