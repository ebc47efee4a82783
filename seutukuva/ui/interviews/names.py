"""Names of what results are told by: questions, answers, groups, and why something is not told."""

from __future__ import annotations

from collections.abc import Iterable

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Option, Questionnaire
from seutukuva.interviews.told import Group
from seutukuva.texts import N_, _, ngettext

DIMENSIONS = {
    "municipality": N_("Municipality"),
    "section": N_("Industry"),
    "size_class": N_("Size"),
}


def question(form: Questionnaire, question_id: str) -> str:
    """A question's title."""
    return form.questions[question_id].title[texts.language()]


def label(form: Questionnaire, question_id: str) -> str:
    """A question where there is little room."""
    return form.questions[question_id].label.get(texts.language()) or question(form, question_id)


def option(one: Option) -> str:
    """An answer's title."""
    return one.title[texts.language()]


def group(one: Group, form: Questionnaire) -> str:
    """A group of firms, as it stands at the head of a row."""
    found = definitions.load()
    speak = texts.language()
    if not one.dimension:
        return _("All firms")
    if one.dimension == "municipality":
        return found.areas[one.id].name[speak] if one.id in found.areas else one.id
    if one.dimension == "section":
        version, _colon, letter = one.id.rpartition(":")
        sections = found.industries.get(version, {})
        if letter in sections:
            title = sections[letter].title[speak]
            return f"{letter} {title}" if version else title
        return one.id
    size = form.of_role("size_class")
    return option(size.options[one.id]) if size and one.id in size.options else one.id


def ordered(groups: Iterable[Group], form: Questionnaire) -> list[Group]:
    """Groups as a reader looks for them: all firms, sizes from small to large, others by name."""
    size = form.of_role("size_class")
    sizes = list(size.options) if size else []

    def place(one: Group) -> tuple[bool, int, tuple[str, str]]:
        at = sizes.index(one.id) if one.dimension == "size_class" and one.id in sizes else 0
        return bool(one.dimension), at, formats.sort_key(group(one, form), texts.language())

    return sorted(groups, key=place)


def firms(n: int | None, fewer_than: int = 0) -> str:
    """How many firms, or at most how many."""
    if n is not None:
        return ngettext("{n} firm", "{n} firms", n).format(n=formats.number(n, 0, texts.language()))
    if fewer_than > 1:
        return _("fewer than {n} firms").format(n=fewer_than)
    return "–"


def hidden() -> str:
    """The mark of a figure that is known and not told."""
    return formats.status_mark("confidential")


def legend() -> str:
    """What the marks of counts mean."""
    least = definitions.load().interviewing.exist
    return _(
        "<{n}: fewer than {n} firms. {mark}: hidden, so that no firm can be recognised."
    ).format(n=least, mark=hidden())
