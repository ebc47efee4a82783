"""Why something was refused: words for whoever was, and a code that the audit keeps.

The audit is read by another person than the one who was refused, perhaps in another language. So a
row holds which reason it was and what it names, and the words are found when it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from seutukuva import definitions, texts
from seutukuva.errors import RecordRefused
from seutukuva.texts import N_, _

MARK = "reason:"
EDITION_SHOWN, NOT_SERVED, NOT_SIGNED_IN = "edition-shown", "not-served", "not-signed-in"
ROLES, OTHER_ORGANISATION, LAST_ADMINISTRATOR = "roles", "other-organisation", "last-administrator"
ROUND_LOCKED, EDITION_LOCKED = "round-locked", "edition-locked"
TEXTS: Mapping[str, str] = {
    EDITION_SHOWN: N_("an edition is shown: nothing can be changed here"),
    NOT_SERVED: N_("nothing can be entered where other computers reach the pages"),
    NOT_SIGNED_IN: N_("nothing can be entered without having signed in"),
    ROLES: N_("your roles do not let you enter this"),
    OTHER_ORGANISATION: N_(
        "this belongs to another organisation than the one that your role is for"
    ),
    LAST_ADMINISTRATOR: N_(
        "this is the last administrator's role: nobody could grant roles any more"
    ),
    ROUND_LOCKED: N_("the edition {edition} is {state}: its round can no longer be changed"),
    EDITION_LOCKED: N_("the edition {edition} is {state}: it can no longer be frozen anew"),
}
# Told of somebody else than the reader, who was refused.
_OF_ANOTHER: Mapping[str, str] = {
    ROLES: N_("no role of theirs lets them enter this"),
    OTHER_ORGANISATION: N_(
        "it belongs to another organisation than the one that their role is for"
    ),
}
# What the program itself writes in a row, in its own words.
_WRITTEN: Mapping[str, str] = {
    "ended": N_("ended"),
    "foreign": N_("of another provider or another program"),
    "incomplete": N_("it does not say whose it is"),
    "future": N_("it is dated in the future"),
    "further refusals are not told one by one": N_("further refusals are not told one by one"),
    "kept long enough": N_("kept long enough"),
    "on request": N_("on request"),
}


def refused(reason: str, /, *, where: str = "", todo: str = "", **values: str) -> RecordRefused:
    """A refusal in the words of whoever asks, with what the audit keeps of it.

    Args:
        reason: of ``TEXTS``.
        values: what its words name; ``state`` is an edition's.
    """
    found = RecordRefused(_words(reason, values), where=where, todo=todo)
    found.reason = written(reason, **values)
    return found


def written(reason: str, /, **values: str) -> str:
    """A reason as the audit keeps it: in no language."""
    told = json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""
    return f"{MARK}{reason} {told}".strip()


def told(detail: str) -> str:
    """What a row of the audit says, in the reader's language.

    Rows of before reasons were codes are told again, too, as far as their words are the program's;
    anything else is told as it stands.
    """
    if not detail.startswith(MARK):
        return _retold(detail)
    reason, _space, values = detail.removeprefix(MARK).partition(" ")
    try:
        found = json.loads(values) if values else {}
        return _words(reason, found, _OF_ANOTHER)
    except (AttributeError, KeyError, TypeError, ValueError, IndexError):
        return detail


def _words(reason: str, values: Mapping[str, str], others: Mapping[str, str] | None = None) -> str:
    text = _((others or {}).get(reason) or TEXTS[reason])
    named = dict(values)
    if "state" in named:
        named["state"] = _state(str(named["state"]))
    return text.format(**named)


def _state(id: str) -> str:
    field = next(one for one in definitions.load().kinds["edition"].fields if one.id == "state")
    return field.choices[id][texts.language()] if id in field.choices else id


def _retold(detail: str) -> str:
    if detail in _WRITTEN:
        return _(_WRITTEN[detail])
    reason = _known().get(detail)
    return _words(reason, {}, _OF_ANOTHER) if reason else detail


@lru_cache(maxsize=1)
def _known() -> Mapping[str, str]:
    """Which reason the words of each language are, of those that name nothing."""
    return {
        texts.translator(language)(text): reason
        for reason, text in TEXTS.items()
        if "{" not in text
        for language in texts.LANGUAGES
    }
