"""What the audit's actions and subjects are called, wherever people read of them."""

from __future__ import annotations

from collections.abc import Mapping

from seutukuva import definitions, texts
from seutukuva.audit import model
from seutukuva.texts import N_, _

ACTIONS: Mapping[str, str] = {
    model.READ: N_("Looked at"),
    model.CHANGE: N_("Changed"),
    model.REFUSED: N_("Refused"),
    model.SIGNED_IN: N_("Has signed in"),
    model.SIGNED_OUT: N_("Has signed out"),
    model.EXPORTED: N_("Taken away as a file"),
    model.DELETED: N_("Deleted"),
    model.GRANTED: N_("Role given or taken"),
}


def action(done: str) -> str:
    """What was done, in a word."""
    return _(ACTIONS[done]) if done in ACTIONS else done


def thing(subject: str) -> str:
    """What it was about: a subject's title, or that of a kind of record."""
    found, speak = definitions.load(), texts.language()
    if subject in found.kinds:
        return found.kinds[subject].title[speak]
    if subject in found.roles.subjects:
        return found.roles.subjects[subject].title[speak]
    return _("Sign-in") if subject == "sign_in" else subject
