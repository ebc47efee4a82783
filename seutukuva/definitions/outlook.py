"""The regional outlook as data: themes with their figures, areas, and who gives marks.

``data/programmes/<id>/outlook.toml``. A programme without it has no outlook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import Definitions, Text
from seutukuva.definitions.reading import Keys, toml
from seutukuva.errors import DefinitionError

NOW, HALF_YEAR, YEAR = "now", "6", "12"
HORIZONS = (NOW, HALF_YEAR, YEAR)
# Worst first. Plus is always good.
SCORES = (-2, -1, 0, 1, 2)
# How a change is measured: in per cent of the earlier figure, or in points of the figure itself.
PERCENT, POINTS = "percent", "points"
_LONGEST_THEME = 40


@dataclass(frozen=True, slots=True)
class ThemeFigure:
    """A figure that a theme's marks are held against.

    Attributes:
        good: "up" or "down": which way is a plus.
        same_within: largest change on the year that still counts as none.
        unit: of it, "percent" of the earlier figure or "points".
    """

    indicator: str
    good: str
    same_within: float
    unit: str

    def way(self, before: float, after: float) -> int | None:
        """1 where it became better, −1 worse, 0 as before.

        None where a change in per cent cannot be calculated: there was nothing before.
        """
        change = self.change(before, after)
        if change is None:
            return None
        # Figures are kept as binary fractions: 8.3 − 8.0 is a little more than 0.3.
        if abs(change) <= self.same_within + 1e-9:
            return 0
        return 1 if (change > 0) == (self.good == "up") else -1

    def change(self, before: float, after: float) -> float | None:
        """The change in the rule's unit; None where it cannot be calculated."""
        if self.unit == POINTS:
            return after - before
        if before == 0:
            return 0.0 if after == 0 else None
        return 100 * (after - before) / abs(before)


@dataclass(frozen=True, slots=True)
class OutlookTheme:
    """What is marked; ``balances``: ids of questions of company interviews."""

    id: str
    title: Text
    short: Text
    description: Text
    figures: tuple[ThemeFigure, ...]
    balances: tuple[str, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """What a mark can rest on: ``indicator:jobs``, ``balance:turnover_outlook``."""
        own = (f"indicator:{one.indicator}" for one in self.figures)
        return (*own, *(f"balance:{one}" for one in self.balances))


@dataclass(frozen=True, slots=True)
class OutlookRules:
    """How a programme marks its outlook; without themes it has none.

    Attributes:
        areas: that can be marked, in their order.
        expected_areas, expected_from: a round is complete when each of these groups has marked
            every theme and horizon of these areas.
        author_groups: organisations that give marks, in their order.
        reason_letters: letters that a reason has at least.
    """

    themes: Mapping[str, OutlookTheme] = field(default_factory=lambda: MappingProxyType({}))
    areas: tuple[str, ...] = ()
    expected_areas: tuple[str, ...] = ()
    expected_from: tuple[str, ...] = ()
    author_groups: tuple[str, ...] = ()
    reason_letters: int = 15

    @property
    def is_used(self) -> bool:
        """Whether the programme marks its outlook."""
        return bool(self.themes)

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Theme and horizon of every mark of an area and round."""
        return tuple((theme, horizon) for theme in self.themes for horizon in HORIZONS)


def outlook(folder: Path) -> OutlookRules:
    """``outlook.toml`` of a programme's folder; no outlook where there is none.

    Raises:
        DefinitionError: names the key, and what is allowed.
    """
    file = folder / "outlook.toml"
    if not file.exists():
        return OutlookRules()
    keys = toml(file)
    found = OutlookRules(
        themes=MappingProxyType(_themes(keys)),
        areas=keys.strings("areas"),
        expected_areas=keys.strings("expected_areas", ()),
        expected_from=keys.strings("expected_from", ()),
        author_groups=keys.strings("author_groups"),
        reason_letters=keys.integer("reason_letters", 15, low=1, high=200),
    )
    keys.finish()
    for key in ("areas", "author_groups"):
        values = getattr(found, key)
        if not values or len(set(values)) < len(values):
            raise keys.error(key, "it is empty, or names one twice")
    for key, known in (("expected_areas", found.areas), ("expected_from", found.author_groups)):
        for one in getattr(found, key):
            if one not in known:
                allowed = "allowed: " + ", ".join(known)
                raise keys.error(key, f"{one!r} gives or gets no marks", allowed)
    return found


def _themes(keys: Keys) -> dict[str, OutlookTheme]:
    found: dict[str, OutlookTheme] = {}
    for entry in keys.tables("theme"):
        one = OutlookTheme(
            entry.name(),
            entry.text("title"),
            entry.text("short"),
            entry.text("description"),
            tuple(_figure(own) for own in entry.tables("figures", [])),
            entry.strings("balances", ()),
        )
        entry.finish()
        if one.id in found or len(one.id) > _LONGEST_THEME:
            raise entry.error("id", f"{one.id!r} stands twice, or is too long")
        if len(set(one.evidence)) < len(one.evidence):
            raise entry.error("figures", "an indicator or a balance stands twice")
        found[one.id] = one
    if not found:
        raise keys.error("theme", "there is none", "add a [[theme]]")
    return found


def _figure(keys: Keys) -> ThemeFigure:
    one = ThemeFigure(
        keys.string("indicator"),
        keys.string("good", allowed=("up", "down")),
        keys.number("same_within"),
        keys.string("unit", allowed=(PERCENT, POINTS)),
    )
    keys.finish()
    if not 0 <= one.same_within <= 100:
        raise keys.error("same_within", f"{one.same_within} is not between 0 and 100")
    return one


def check(found: Definitions, file: Path) -> None:
    """What the outlook names, others define; and plus is good as the indicator says.

    Raises:
        DefinitionError: the first disagreement.
    """
    rules = found.outlook
    _known(rules.areas, found.areas, file, "areas")
    _known(rules.author_groups, found.programme.organisations, file, "author_groups")
    questions = {
        name: one for form in found.questionnaires.values() for name, one in form.questions.items()
    }
    balances = [name for name, one in questions.items() if one.topic == "balance"]
    for theme in rules.themes.values():
        key = f"theme {theme.id}"
        _known([one.indicator for one in theme.figures], found.indicators, file, f"{key}: figures")
        if questions:
            _known(theme.balances, balances, file, f"{key}: balances")
        for one in theme.figures:
            polarity = found.indicators[one.indicator].polarity
            if polarity not in ("none", one.good):
                raise DefinitionError(
                    file,
                    f"{key}: good",
                    f"{one.indicator}: {one.good!r}, but the indicator's polarity is {polarity!r}",
                    todo="write the same in both",
                )


def _known(values: Iterable[str], known: Iterable[str], file: Path, key: str) -> None:
    for value in values:
        if value not in known:
            raise DefinitionError(file, key, f"{value!r} is not defined anywhere")
