"""Which figures are told, in which order, and how many words they get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from seutukuva import definitions
from seutukuva.definitions import AreaForm
from seutukuva.formats import finite
from seutukuva.narrative import facts
from seutukuva.narrative.en import English
from seutukuva.narrative.fi import Finnish
from seutukuva.narrative.figures import Figure
from seutukuva.narrative.grammar import Grammar
from seutukuva.narrative.nb import Norwegian
from seutukuva.narrative.sv import Swedish

GRAMMARS: dict[str, Grammar] = {
    one.language: one for one in (Finnish(), Swedish(), English(), Norwegian())
}
MOST_SENTENCES = 4
MOST_WORDS = 70
# An older figure still stands on the page, but it is told only where newer ones are too few.
FRESH_YEARS = 3
FEWEST_FIGURES = 2
LARGE_CHANGE = 5.0


def sentence(
    area_id: str,
    figure: Figure,
    language: str,
    *,
    forms: Mapping[str, AreaForm] | None = None,
    open_with_area: bool = False,
    said: str = "",
) -> str:
    """One figure as one sentence; its trend, which is another claim, is not in it.

    Args:
        forms: how areas stand in sentences; the project's own if not given.
        open_with_area: begin with "in the area".
        said: the period that the reader already knows of, which is then not named.

    Raises:
        ValueError: no such language.
        KeyError: the area, or one that it is compared to, has no forms.
    """
    known_forms = definitions.load().area_forms if forms is None else forms
    grammar = _grammar(language)
    place = known_forms[area_id].inside[language] if open_with_area else ""
    compared = facts.comparison(area_id, figure, facts.own_change(figure))
    return grammar.sentence(figure, compared, known_forms, place, said)


def theme_text(
    area_id: str,
    figures: Sequence[Figure],
    language: str,
    *,
    forms: Mapping[str, AreaForm] | None = None,
) -> str:
    """The theme of these figures in an area, in two to four sentences where figures suffice.

    First what a test supports, then large changes, then what is headline or stands first; of
    indicators that name each other as related only one, and old figures and projections only
    where there are no others. A theme without a figure says so.

    Raises:
        ValueError: no such language.
        KeyError: an area has no forms.
    """
    telling = _Telling(figures)
    chosen = _various(sorted(figures, key=telling), telling)
    return _text(area_id, chosen, language, forms, open_with_area=False)


def headline_text(
    area_id: str,
    figures: Sequence[Figure],
    language: str,
    *,
    forms: Mapping[str, AreaForm] | None = None,
) -> str:
    """The most telling figure of each theme, themes in the order given, opening with the area.

    Raises:
        ValueError: no such language.
        KeyError: an area has no forms.
    """
    themes: dict[str, list[Figure]] = {}
    for figure in figures:
        themes.setdefault(figure.indicator.theme, []).append(figure)
    best = [min(theme, key=_Telling(figures)) for theme in themes.values()]
    return _text(area_id, best, language, forms, open_with_area=True)


def _grammar(language: str) -> Grammar:
    try:
        return GRAMMARS[language]
    except KeyError:
        raise ValueError(f"language {language!r}: must be one of {', '.join(GRAMMARS)}") from None


class _Telling:
    """Sort key: the most telling figure first, those without a value last."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._newest = max((_year(one) for one in figures if _is_counted(one)), default=0)

    def years_late(self, figure: Figure) -> int:
        """How many years older than fresh; 0 for what is fresh."""
        return max(0, self._newest - FRESH_YEARS - _year(figure)) if _is_counted(figure) else 0

    def __call__(self, figure: Figure) -> tuple[bool, int, int, bool, bool, int, str]:
        indicator, verdict = figure.indicator, figure.verdict
        return (
            not _is_counted(figure),
            self.years_late(figure),
            -(2 if verdict and verdict.judgement else 1 if verdict else 0),
            facts.size_of_change(figure) < LARGE_CHANGE,
            not indicator.headline,
            indicator.order,
            indicator.id,
        )


def _year(figure: Figure) -> int:
    return int(figure.period[:4])


def _is_counted(figure: Figure) -> bool:
    """A figure of what has been, and not of what is projected."""
    return finite(figure.value) is not None and figure.indicator.phrase.verb != "projection"


def _various(figures: Iterable[Figure], telling: _Telling) -> list[Figure]:
    """Those that say something new; where they are too few, others in their order, too."""
    chosen: list[Figure] = []
    rest: list[Figure] = []
    for figure in figures:
        if finite(figure.value) is None:
            continue
        spare = telling.years_late(figure) > 0 or not _is_counted(figure)
        (rest if spare or _is_akin(figure, chosen) else chosen).append(figure)
    return chosen + rest[: max(0, FEWEST_FIGURES - len(chosen))]


def _is_akin(figure: Figure, others: Iterable[Figure]) -> bool:
    own = figure.indicator
    return any(one.indicator.id in own.related or own.id in one.indicator.related for one in others)


def _text(
    area_id: str,
    figures: Sequence[Figure],
    language: str,
    forms: Mapping[str, AreaForm] | None,
    *,
    open_with_area: bool,
) -> str:
    known_forms = definitions.load().area_forms if forms is None else forms
    told: list[str] = []
    said = ""
    for figure in figures:
        if finite(figure.value) is None:
            continue
        first = sentence(
            area_id,
            figure,
            language,
            forms=known_forms,
            open_with_area=open_with_area and not told,
            said=said,
        )
        more = [first, *_trend(area_id, figure, language, known_forms)]
        if told and not _fits([*told, *more]):
            continue
        told += more
        said = figure.period
    return " ".join(told) or _grammar(language).no_figures


def _trend(area_id: str, figure: Figure, language: str, forms: Mapping[str, AreaForm]) -> list[str]:
    """What a test supports, and no more: a month's change is told only with its own direction."""
    verdict, changed = figure.verdict, facts.own_change(figure)
    if verdict is None:
        return []
    way = 1 if verdict.state == "rising" else -1
    if verdict.method == "control_limits" and (changed is None or changed.direction != way):
        return []
    # After a word on another area a reader must not wonder whose trend it is.
    apart = facts.comparison(area_id, figure, changed) is not None
    place = forms[area_id].inside[language] if apart else ""
    contrary = bool(changed and changed.direction == -way)
    return [_grammar(language).trend(verdict, contrary, place)]


def _fits(sentences: Sequence[str]) -> bool:
    # A number with its thousands and its unit is one word: no-break spaces do not part.
    words = sum(len(one.split(" ")) for one in sentences)
    return len(sentences) <= MOST_SENTENCES and words <= MOST_WORDS
