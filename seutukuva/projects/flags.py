"""What is odd in a project, in words: it is kept and shown all the same."""

from __future__ import annotations

from seutukuva.texts import N_, _

WORDS = {
    "name_missing": N_("It has no name; its code stands for it."),
    "person": N_("The implementer is a person, whose name is not kept."),
    "unknown_implementer": N_("The implementer is not known to the programme."),
    "end_before_start": N_("It ends before it begins."),
    "no_dates": N_("Nobody tells when it begins or ends."),
    "date_unreadable": N_("A day could not be read and was left out."),
    "number_unreadable": N_("A figure could not be read and was left out."),
    "negative": N_("A figure is below zero."),
    "realised_above_planned": N_("More has come true than was planned."),
    "unplanned": N_("Something has come true of which nothing was planned."),
    "planned_zero": N_("Nothing of a figure was planned: its plan is zero."),
    "part_above_whole": N_("A part is larger than its whole."),
    "public_below_eu_state": N_("Public funding is less than the EU and state funding within it."),
    "currency": N_("The amounts are not in euros."),
    "other_programme": N_("It belongs to another programme."),
    "twice": N_("It stood twice with the same content and counts once."),
    "entered_twice": N_("Two people have entered it; the newer entry counts."),
    "fallen": N_(
        "It is counted since the start, so it should not fall: one of the two is wrong, or was "
        "corrected."
    ),
    "closed": N_("A report has come after the project was closed."),
}


def words(code: str) -> str:
    """A flag as a sentence; one that nobody has put into words is its code."""
    return _(WORDS[code]) if code in WORDS else code
