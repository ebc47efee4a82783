"""The area profile as a file: one row an indicator, numbers beside the words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from seutukuva import definitions, formats, measures, selectors, texts, wording
from seutukuva.export import TakeAway
from seutukuva.peering import Peers
from seutukuva.profile import ProfileRow
from seutukuva.texts import _
from seutukuva.ui.takeaway import table_taken, take_away
from seutukuva.verdicts import wording as verdict_words


def profile_take_away(area_id: str, peers: Peers, rows: Sequence[ProfileRow]) -> None:
    """The whole profile to take away."""
    found = definitions.load()
    name = selectors.area_name(found, area_id, texts.language())

    def taken() -> TakeAway:
        values, shown, statuses = profile_frames(rows)
        return table_taken(
            title=_("Area profile: {area}").format(area=name),
            values=values,
            shown=shown,
            statuses=statuses,
            place=name,
            notes=[f"{_('Comparison group')}: {peers.title}. {peers.description}"],
            indicators=[row.indicator for row in rows],
            area_ids=[area_id, *peers.area_ids],
            file_name="area_profile",
        )

    take_away(taken, key="profile")


def profile_frames(
    rows: Sequence[ProfileRow],
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Values, texts and statuses of the profile's table, cell for cell."""
    lines = [_line(row) for row in rows]

    def frame(part: int) -> pd.DataFrame:
        return pd.DataFrame([[cell[part] for cell in line] for line in lines], columns=_headings())

    return frame(0), frame(1), frame(2)


def _headings() -> list[str]:
    return [
        _("Theme"),
        _("Indicator"),
        _("Unit"),
        _("Period"),
        _("Figure"),
        _("Compared with"),
        _("Earlier figure"),
        _("Trend"),
        _("Form of comparison"),
        _("This area"),
        _("Median of the peers"),
        _("Rank"),
        _("Areas ranked"),
    ]


def _line(row: ProfileRow) -> list[tuple[object, str, str]]:
    """Each cell as number or text, as printed, and with its status."""
    speak = texts.language()
    found = definitions.load()
    indicator, headline, standing = row.indicator, row.headline, row.standing
    rank = standing.rank

    def words(text: str) -> tuple[object, str, str]:
        return text, text, ""

    def figure(value: float | None, status: str) -> tuple[object, str, str]:
        known = status if value is not None else "missing"
        return value, wording.value(indicator, value, known, speak), known

    def compared(value: float | None) -> tuple[object, str, str]:
        status = "final" if value is not None else "missing"
        return value, standing.measure.text(value, status, speak), status

    def place(value: int | None) -> tuple[object, str, str]:
        return (value, formats.number(value, 0, speak), "" if value is not None else "missing")

    earlier = headline.earlier_period
    return [
        words(found.themes[indicator.theme].title[speak]),
        words(indicator.label(speak)),
        words(indicator.unit[speak]),
        words(formats.period(headline.period, speak)),
        figure(headline.value, headline.status),
        words(formats.period(earlier, speak) if earlier else ""),
        figure(headline.earlier_value, "final") if earlier else words(""),
        words(verdict_words.trend_words(row.trend, indicator)),
        words(_(measures.TITLES[standing.measure.kind])),
        compared(standing.own),
        compared(standing.benchmark),
        place(rank.rank if rank else None),
        place(rank.of if rank else None),
    ]
