"""What the sections of the page are drawn from: the areas assessed, with names and figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from seutukuva import definitions, formats, made, measures, profile, selectors, texts
from seutukuva.definitions import Indicator
from seutukuva.texts import _
from seutukuva.ui.vitality.choosing import Choice
from seutukuva.vitality import reading
from seutukuva.vitality.assessing import Assessed, Field, assess
from seutukuva.vitality.reading import Figures


@dataclass(frozen=True)
class View:
    """The areas assessed by what was chosen.

    Attributes:
        names: of the areas, by id.
        order: places of the areas in `Assessed`, the best first, those without a rank last.
    """

    choice: Choice
    field: Field
    assessed: Assessed
    names: dict[str, str]
    order: tuple[int, ...]

    @property
    def own(self) -> tuple[int, ...]:
        """Places of the reader's own areas, the best first."""
        return tuple(at for at in self.order if self.is_own(at))

    def is_own(self, at: int) -> bool:
        """True for an area that is the reader's own."""
        return self.assessed.area_ids[at] in self.choice.group.own

    def name(self, at: int) -> str:
        """The name of the area at a place."""
        return self.names[self.assessed.area_ids[at]]

    def has_rank(self, at: int) -> bool:
        """False for an area that lacks too many figures."""
        return bool(np.isfinite(self.assessed.ranking.rank[at]))

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those that count."""
        found = definitions.load().indicators
        return tuple(found[one] for one in self.assessed.indicators)


def look(choice: Choice) -> View:
    """The areas by the newest figures of the chosen indicators."""
    weights = tuple(choice.weights.items())

    def make() -> View:
        found, speak = definitions.load(), texts.language()
        group = choice.group
        better = {
            one: 1 if found.indicators[one].polarity == "up" else -1 for one, _weight in weights
        }
        every = profile.ids_of_kind(found, group.kind, group.country)
        field = Field(group.area_ids, every, better, dict(choice.weights))
        newest = reading.newest([one for one, _weight in weights], group.kind, group.country)
        assessed = assess(field, newest)
        names = selectors.names_apart(found, group.area_ids, speak)
        return View(choice, field, assessed, names, _order(assessed, names, speak))

    view = made.once(make, "vitality", choice.area_id, choice.group, weights)
    # Another group may have the same areas, and its own name.
    return replace(view, choice=choice)


def _order(assessed: Assessed, names: dict[str, str], speak: str) -> tuple[int, ...]:
    rank = assessed.ranking.rank
    places = sorted(
        range(len(rank)), key=lambda at: formats.sort_key(names[assessed.area_ids[at]], speak)
    )
    return tuple(sorted(places, key=lambda at: rank[at] if np.isfinite(rank[at]) else np.inf))


def when(figures: Figures) -> str:
    """The time of the figures, and their form where they are not as published."""
    speak = texts.language()
    last = formats.period(figures.period, speak, "short")
    if figures.earlier:
        return _("change {periods}").format(
            periods=f"{formats.period(figures.earlier, speak, 'short')}–{last}"
        )
    return f"{last}, {_('per 1,000')}" if figures.form == measures.PER_1000 else last


def form(figures: Figures) -> measures.Measure:
    """How the figures are printed."""
    indicator = definitions.load().indicators[figures.indicator_id]
    return measures.measure(indicator, figures.form, texts.language())
