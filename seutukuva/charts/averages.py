"""Rolling means in a line chart: the thick line, its name and its columns in the table twin."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from seutukuva import formats
from seutukuva.charts.observations import Rows, by_area, observations
from seutukuva.charts.specification import Point, Table
from seutukuva.charts.timelines import Groups, joined
from seutukuva.charts.wording import Wording


@dataclass(frozen=True, slots=True)
class Averages:
    """Means of each area in time order, what they are called and how they are written.

    With `is_pooled` each is the share of all its periods together and no mean of their shares.
    """

    words: Wording
    name: str = ""
    groups: Groups = field(default_factory=dict)
    is_pooled: bool = False

    @property
    def values(self) -> list[float]:
        """Every mean there is."""
        return [
            one.value for group in self.groups.values() for one in group if one.value is not None
        ]

    def of(self, groups: Groups) -> Averages:
        """Those of the areas in `groups` only."""
        return replace(self, groups={key: one for key, one in self.groups.items() if key in groups})

    def label(self, area_id: str, name: str) -> str:
        """The direct label of an area's line: with the name of the mean where that is drawn."""
        return f"{name}, {self.name}" if area_id in self.groups else name

    def points(self, area_id: str, pace: int) -> tuple[Point, ...]:
        """The means of an area as points; none where it has none."""
        group = self.groups.get(area_id, ())
        named = [replace(one, area_name=self.label(area_id, one.area_name)) for one in group]
        return joined(named, pace, self.words)

    def beside(self, table: Table) -> Table:
        """The table twin with a column of means after those of the figures."""
        found = {
            area_id: {one.period: one for one in group} for area_id, group in self.groups.items()
        }
        periods = [str(values[0]) for values in table.values]
        cells = [[means.get(period) for means in found.values()] for period in periods]
        return replace(
            table,
            columns=(
                *table.columns,
                *(
                    self.label(area_id, group[0].area_name)
                    for area_id, group in self.groups.items()
                ),
            ),
            rows=tuple(
                (*row, *(self.words.cell(one) if one else "" for one in means))
                for row, means in zip(table.rows, cells, strict=True)
            ),
            values=tuple(
                (*row, *(one.value if one else None for one in means))
                for row, means in zip(table.values, cells, strict=True)
            ),
        )


def averages(rolling: Rows, window: int, words: Wording, is_pooled: bool = False) -> Averages:
    """Means from rows area_id, area_name, period, value; areas without a single one are left out.

    A mean of counts has a decimal.
    """
    groups = {
        area_id: group
        for area_id, group in by_area(observations(rolling)).items()
        if any(one.value is not None for one in group)
    }
    words = replace(words, decimals=max(1, words.decimals))
    if not groups:
        return Averages(words)
    kind = formats.period_kind(next(iter(groups.values()))[0].period)
    return Averages(words, average_name(window, kind, words), groups, is_pooled)


def average_name(window: int, kind: str, words: Wording) -> str:
    """What a rolling mean over `window` periods of a kind is called."""
    _ = words.translate
    if kind == "year" and window == 3:
        return _("three-year mean")
    if kind == "year":
        return _("mean of {count} years").format(count=words.count(window))
    if kind == "quarter":
        return _("mean of {count} quarters").format(count=words.count(window))
    return _("mean of {count} months").format(count=words.count(window))


def average_note(found: Averages) -> list[str]:
    """How the means are drawn and, of shares, what they are; nothing without means."""
    if not found.groups:
        return []
    _ = found.words.translate
    text = _("Thick line: {average}; small markers: the figures of single periods.")
    pooled = _("The mean of shares is the share of all its periods together.")
    return [text.format(average=found.name), *([pooled] if found.is_pooled else [])]
