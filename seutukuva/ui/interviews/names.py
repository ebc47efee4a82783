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


def firms(n: int | None) -> str:
    """How many firms, rounded; a dash where that is not told."""
    if n is None:
        return "–"
    return ngettext("{n} firm", "{n} firms", n).format(n=formats.number(n, 0, texts.language()))


def few() -> str:
    """The mark of a count that is rounded to 0."""
    return f"<{definitions.load().interviewing.exist}"


def hidden() -> str:
    """The mark of a figure that is known and not told."""
    return formats.status_mark("confidential")


def rounding() -> str:
    """How numbers of firms are rounded, in a sentence or two."""
    return _(
        "Numbers of firms are rounded at random to multiples of {n}, so they do "
        "not add up; most are within {most} of the true number. Shares and balances are "
        "calculated from them."
    ).format(
        n=definitions.load().interviewing.exist, most=definitions.load().interviewing.exist - 1
    )


def legend() -> str:
    """What the marks of counts mean."""
    rules = definitions.load().interviewing
    return _("{few}: hardly any firm, or none. {mark}: the group has fewer than {n} firms.").format(
        few=few(), mark=hidden(), n=rules.classes_below
    )
