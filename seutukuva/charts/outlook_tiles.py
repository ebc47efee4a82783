"""Outlook marks on a tile map: one square an area, with its sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seutukuva.charts import labels
from seutukuva.charts.maps import TILE_HEIGHT
from seutukuva.charts.specification import ChartSpecification, Region, Table, ValueClass
from seutukuva.charts.wording import Translate, untranslated

_TILE_LABEL = 12  # characters


@dataclass(frozen=True, slots=True)
class Marked:
    """One area: its mark from −2 to 2, None without one, with its sign and its words."""

    area_id: str
    name: str
    score: float | None
    sign: str
    words: str


def outlook_tiles(
    rows: Sequence[Marked],
    *,
    positions: Mapping[str, tuple[int, int]],
    scale: Mapping[int, str],
    title: str,
    subtitle: str,
    language: str,
    own: str = "",
    source: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """A square an area in the colour of its class; areas without a position are left out.

    Args:
        positions: area_id -> (row, column); row 0 is the northernmost.
        scale: words of each score, the lowest first.
    """
    placed = [one for one in rows if one.area_id in positions]
    regions = tuple(_region(one, positions[one.area_id], list(scale), own) for one in placed)
    used = {one.row for one in regions}
    told = "; ".join(f"{one.name} {one.words}" for one in placed)
    missing = any(one.score is None for one in placed)
    return ChartSpecification(
        kind="tiles",
        title=title,
        subtitle=subtitle,
        unit="",
        decimals=0,
        language=language,
        alternative=f"{title}. {told}.",
        table=Table(
            (_("Area"), _("Mark"), _("In words")),
            tuple((one.name, one.sign, one.words) for one in placed),
            tuple((one.name, one.score, one.words) for one in placed),
        ),
        source=source,
        height=TILE_HEIGHT * (max(used) - min(used) + 1 if used else 1),
        regions=regions,
        classes=tuple(
            ValueClass(float(score), float(score), score, words) for score, words in scale.items()
        ),
        ramp="diverging",
        missing_label=_("no mark") if missing else "",
    )


def _region(one: Marked, place: tuple[int, int], steps: Sequence[int], own: str) -> Region:
    return Region(
        key=one.area_id,
        name=labels.wrap(one.name, _TILE_LABEL),
        value=one.score,
        value_text=one.sign,
        text=f"{one.name}: {one.sign} {one.words}",
        value_class=None if one.score is None else steps.index(int(one.score)),
        is_own=one.area_id == own,
        row=place[0],
        col=place[1],
    )
