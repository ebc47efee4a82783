"""Names of what results are told by: questions, answers, groups, and why something is not told."""

from __future__ import annotations

from collections.abc import Iterable

from seutukuva import definitions, formats, texts
from seutukuva.definitions import Option, Questionnaire
from seutukuva.interviews import rounds
from seutukuva.interviews.told import CoverageRow, Group, WaveResults
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
        return section(one.id)
    size = form.of_role("size_class")
    return option(size.options[one.id]) if size and one.id in size.options else one.id


def section(code: str) -> str:
    """A section of industry: "C Manufacturing"; one that has gone from the newest version of the
    classification with its year."""
    industries = definitions.load().industries
    version, _colon, letter = code.rpartition(":")
    if letter not in industries.get(version, {}):
        return code
    title = f"{letter} {industries[version][letter].title[texts.language()]}"
    return title if version == max(industries) else f"{title} ({version})"


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
    return ngettext("{n} firm", "{n} firms", n).format(n=texts.number(n))


def few() -> str:
    """The mark of a count that is rounded to 0."""
    return f"<{definitions.load().interviewing.exist}"


def hidden() -> str:
    """The mark of a figure that is known and not told."""
    return formats.status_mark("confidential")


def rounding() -> str:
    """How numbers of firms are rounded, in a sentence or two."""
    n = definitions.load().interviewing.exist
    return _(
        "Numbers of firms are rounded at random to multiples of {n}, so they do not add up; most "
        "are within {most} of the true number. All other figures are calculated from them."
    ).format(n=n, most=n - 1)


def legend(shown: Iterable[str]) -> list[str]:
    """What the marks mean that occur in the texts of a table."""
    rules = definitions.load().interviewing
    told = {
        few(): _("{mark}: hardly any firm, or none.").format(mark=few()),
        hidden(): _("{mark}: the group has fewer than {n} firms.").format(
            mark=hidden(), n=rules.classes_below
        ),
    }
    occur = set(shown)
    return [words for mark, words in told.items() if mark in occur]


def stock(row: CoverageRow) -> str:
    """What the firms there are were counted in: "Establishments of enterprises, 2011"."""
    speak = texts.language()
    indicator = definitions.load().indicators[row.stock_indicator].label(speak)
    return f"{indicator}, {formats.period(row.stock_period, speak)}"


def wave(round_id: str, is_demonstration: bool) -> str:
    """A round in words, "April 2026"; an invented one says so."""
    name = rounds.name(round_id, texts.language())
    return _("{round} (invented)").format(round=name) if is_demonstration else name


def scope(results: WaveResults) -> str:
    """The round, and the development area that the view is limited to, if it is."""
    name = wave(results.wave, results.is_demonstration)
    areas = {one.code: one for one in definitions.load().programme.development_areas}
    if (area := areas.get(results.development_area)) is None:
        return name
    title = area.title[texts.language()]
    return f"{name}, {_('Development area')}: {area.code} {title}"


def source(results: WaveResults) -> str:
    """Whose answers they are, as it stands after "Source:"."""
    name = rounds.name(results.wave, texts.language())
    if results.is_demonstration:
        return _("invented interviews, {round}").format(round=name)
    return _("company interviews of the programme, {round}").format(round=name)


def about(results: WaveResults) -> list[str]:
    """What every file has to say of its figures."""
    told = [rounding(), _("Source: {attribution}").format(attribution=source(results))]
    return [*told, *([_("Invented figures.")] if results.is_demonstration else [])]
