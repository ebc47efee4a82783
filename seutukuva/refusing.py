"""What is said to whoever may not see or enter something: why, and who may."""

from __future__ import annotations

from seutukuva import definitions, reasons, settings, texts
from seutukuva.errors import AccessRefused, RecordRefused
from seutukuva.people import rights
from seutukuva.people.model import Person
from seutukuva.texts import _

_SETTING = "SEUTUKUVA_PUBLIC"


def unseen(by: Person, subject: str) -> AccessRefused:
    """Whoever asks may not see a subject."""
    refused = _unseen(by, subject)
    refused.subject = subject
    return refused


def _unseen(by: Person, subject: str) -> AccessRefused:
    if settings.mode() != "sign_in":
        return AccessRefused(
            _("what is confidential is not shown where other computers reach the pages"),
            where=_SETTING,
            todo=_("open it on the computer itself, served without SEUTUKUVA_PUBLIC and --host"),
        )
    what = _("this is confidential")
    if not by.is_signed_in:
        return AccessRefused(what, todo=_("Sign in, and open it again."))
    return AccessRefused(what, todo=_roles_that(_seeing(subject)))


def of_edition() -> RecordRefused:
    """Nothing is entered while an edition is shown."""
    return reasons.refused(
        reasons.EDITION_SHOWN,
        todo=_("Go back to the present state, then enter it."),
    )


def unentered(by: Person, kind: str) -> RecordRefused:
    """Whoever asks may not enter a kind of record; "": anything at all."""
    if settings.mode() != "sign_in":
        return reasons.refused(
            reasons.NOT_SERVED,
            where=_SETTING,
            todo=_("Enter it on the computer itself, served without SEUTUKUVA_PUBLIC and --host."),
        )
    if not by.is_signed_in:
        return reasons.refused(reasons.NOT_SIGNED_IN, todo=_("Sign in, and enter it again."))
    return reasons.refused(reasons.ROLES, where=_title(kind), todo=_roles_that(_entering(kind)))


def sentence(refused: RecordRefused) -> str:
    """A refusal as sentences of a page: what, and what can be done."""
    what = f"{refused.what[:1].upper()}{refused.what[1:]}."
    return f"{what} {refused.todo}".strip()


def not_own(by: Person, kind: str) -> RecordRefused:
    """A record is, or would be, another organisation's than those of whoever asks."""
    known = definitions.load().programme.organisations
    own = sorted(rights.of(by).organisations(kind) or ())
    return reasons.refused(
        reasons.OTHER_ORGANISATION,
        where=_title(kind),
        todo=_("You can enter what belongs to: {organisations}.").format(
            organisations=", ".join(known[one].short for one in own if one in known) or "–"
        ),
    )


def why_not(by: Person, subject: str) -> str:
    """Why a page or a part of one is not shown to whoever asks, in words for them.

    Args:
        subject: of the page; "" of any confidential page.
    """
    if settings.mode() != "sign_in":
        return _(
            "Some pages are confidential: those of company interviews, of what advisers and others "
            "have told, and of meetings with their notes, decisions and actions. Other computers "
            "can reach these pages and there is no sign-in, so only the public pages are shown "
            "here. The confidential ones open on the computer that serves the pages, when it "
            "serves nobody else."
        )
    if not subject:
        return _("Some pages are confidential: they open for those who have signed in.")
    return " ".join([_roles_that(_seeing(subject)), _what_you_have(by)])


def _what_you_have(by: Person) -> str:
    if not by.is_signed_in:
        return _("You have not signed in.")
    if titles := held(by):
        return _("You have signed in as: {roles}.").format(roles=", ".join(titles))
    return _("You have signed in, and have no role yet. The administrator grants roles.")


def held(by: Person) -> list[str]:
    """The titles of the roles that hold for a person today, each once."""
    known, today = definitions.load().roles.roles, rights.today()
    named = dict.fromkeys(one.role for one in by.grants if one.holds_on(today))
    return [known[one].title[texts.language()] for one in named if one in known]


def _seeing(subject: str) -> list[str]:
    every = definitions.load().roles.roles.values()
    return [one.title[texts.language()] for one in every if subject in one.sees]


def _entering(kind: str) -> list[str]:
    every = definitions.load().roles.roles.values()
    own = [one for one in every if kind in one.enters or kind in one.enters_own]
    return [one.title[texts.language()] for one in own]


def _roles_that(titles: list[str]) -> str:
    if not titles:
        return _("No role includes this.")
    return _("It is for these roles: {roles}.").format(roles=", ".join(titles))


def _title(kind: str) -> str:
    found = definitions.load().kinds.get(kind)
    return found.title[texts.language()] if found else kind
