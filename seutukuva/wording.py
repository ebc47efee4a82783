"""Figures in words: the sentences of cards, news, panels, made from rows and definitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from seutukuva import formats, showing
from seutukuva.definitions import Definitions, Indicator, Source
from seutukuva.headlines import Headline
from seutukuva.texts import N_, _

POLARITIES = {
    "up": N_("more is better"),
    "down": N_("less is better"),
    "none": N_("neither more nor less is better in itself"),
}
RHYTHMS = {
    "yearly": N_("once a year"),
    "quarterly": N_("every quarter"),
    "monthly": N_("every month"),
    "irregular": N_("irregularly"),
}
# Months from one release to the next.
RHYTHM_MONTHS = {"yearly": 12, "quarterly": 3, "monthly": 1}
ADDING_UP = {
    "sum": N_("areas add up"),
    "ratio": N_("a share: its numerator and denominator add up"),
    "none": N_("does not add up"),
}
CHANGE_KINDS = {
    "new_indicator": N_("New indicator: {indicator}."),
    "lost_indicator": N_("Indicator no longer in the data: {indicator}."),
    "new_period": N_("New figures: {indicator}, {period}."),
    "lost_period": N_("Figures no longer in the data: {indicator}, {period}."),
    "new_area": N_("New areas: {indicator}, {area}."),
    "lost_area": N_("Areas no longer in the data: {indicator}, {area}."),
    "revision": N_("Revised: {indicator}, {area}, {period}: was {before}, is now {after}."),
    "jump": N_("Unusual change: {indicator}, {area}, {period}: from {before} to {after}."),
}
CHANGE_TITLES = {
    "new_indicator": N_("New indicators"),
    "new_period": N_("New periods"),
    "new_area": N_("New areas"),
    "revision": N_("Biggest revisions"),
    "jump": N_("Biggest jumps"),
    "lost_indicator": N_("Lost indicators"),
    "lost_period": N_("Lost periods"),
    "lost_area": N_("Lost areas"),
}
# An indicator of persons per area says nothing beside another area's; its rate does.
PER_INHABITANTS = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words, its arrow and what it is compared to.

    Attributes:
        difference: the change as a number, between the rounded figures.
        relative: in per cent of the earlier figure; None where ``text`` does not tell it.
    """

    text: str
    arrow: Literal["up", "down", "off"]
    since: str
    difference: float
    relative: float | None = None


def unit(indicator: Indicator, language: str) -> str:
    """Unit beside a number: % or €. The rest of it, as persons or "a year", the title says."""
    text = indicator.unit[language].partition("/")[0]
    return text if text in ("%", "€") else ""


def value(indicator: Indicator, figure: Any, status: str, language: str) -> str:
    """A figure as a card shows it."""
    return formats.observation(
        figure,
        status,
        indicator.decimals,
        unit(indicator, language),
        language,
        signed=indicator.display == "signed",
    )


def change_since(indicator: Indicator, own: Headline, language: str) -> Change | None:
    """Change from the earlier figure; none without one, nor over a break in the series."""
    before, after = own.earlier_value, own.value
    if before is None or after is None or own.status == "break":
        return None
    text = formats.change(before, after, indicator.decimals, unit(indicator, language), language)
    relative = None
    if indicator.is_count:
        relative = formats.relative_change(before, after)
        if relative is not None:
            text += f" ({formats.percent(relative, 1, language, signed=True)})"
    difference = formats.rounded(after, indicator.decimals) - formats.rounded(
        before, indicator.decimals
    )
    arrow: Literal["up", "down", "off"] = "off"
    if difference:
        arrow = "up" if difference > 0 else "down"
    since = _("vs {period}").format(period=formats.period(own.earlier_period, language))
    return Change(text, arrow, since, float(difference), relative)


def compared_to(
    indicator: Indicator,
    own: Headline,
    elsewhere: Sequence[tuple[str, Headline]],
    language: str,
) -> str:
    """The same figure in other areas, made comparable: counts as change or per inhabitants.

    Areas that publish nothing at this period are left out; with no other the text is empty, and so
    is that of a population without an earlier figure, which inhabitants cannot be related to.
    """
    present = [(name, one) for name, one in elsewhere if one.value is not None]
    figures = [own, *(one for _name, one in present)]
    if not present or (indicator.id == "population" and not _has_change(figures)):
        return ""
    lead, figure = _comparable(indicator, figures, language)
    parts = [f"{_('here')} {figure(own)}"] if lead else []
    parts += [f"{name} {figure(one)}" for name, one in present]
    text = " · ".join(parts)
    return f"{lead} {text}" if lead else text


def _has_change(figures: Sequence[Headline]) -> bool:
    return any(one.earlier_value is not None for one in figures)


def _comparable(
    indicator: Indicator, figures: Sequence[Headline], language: str
) -> tuple[str, Callable[[Headline], str]]:
    counted = indicator.aggregation.method == "sum"
    if counted and (indicator.display == "signed" or not _has_change(figures)):

        def per_inhabitants(one: Headline) -> str:
            if not one.population or one.value is None:
                return formats.status_mark("missing")
            rate = one.value / one.population * PER_INHABITANTS
            return formats.number(rate, 1, language, signed=indicator.display == "signed")

        return _("Per 1,000 inhabitants:"), per_inhabitants
    if counted:

        def relative(one: Headline) -> str:
            change = formats.relative_change(one.earlier_value, one.value)
            return formats.percent(change, 1, language, signed=True)

        return _("Change:"), relative
    return "", lambda one: value(indicator, one.value, one.status, language)


def news(found: Definitions, row: Mapping[str, Any], language: str) -> str:
    """One sentence for one row of the change report; empty for what no longer has a name."""
    pattern = CHANGE_KINDS.get(row["kind"])
    # A name that a row does not have arrives as None or, beside numbers, as NaN.
    indicator = found.indicators.get(str(row["indicator_id"]))
    if pattern is None or indicator is None:
        return ""
    area = found.areas.get(str(row["area_id"]))
    place = area.name[language] if area else ""
    if area is None and not formats.is_missing(row["n"]):
        place = _("{n} areas").format(n=formats.number(row["n"], 0, language))

    def figure(key: str) -> str:
        return value(indicator, row[key], "final", language)

    return _(pattern).format(
        indicator=indicator.label(language),
        area=place,
        period="" if formats.is_missing(row["period"]) else formats.period(row["period"], language),
        before=figure("value_before"),
        after=figure("value_after"),
    )


def expected_month(rhythm: str, updated: Any) -> str | None:
    """The month in which a rhythm lets the next figures expect, as ``2027M04``."""
    months = RHYTHM_MONTHS.get(rhythm)
    if months is None or formats.is_missing(updated) or not updated:
        return None
    index = formats.period_index(f"{updated:%Y}M{updated:%m}")
    return formats.period_at(index + months, "month")


def next_release(
    source: Source, state: Mapping[str, Any], language: str, indicator: Indicator | None = None
) -> str:
    """When new figures are expected: the announced day, else what the rhythm lets expect."""
    announced = (indicator.next_release if indicator else None) or source.next_release
    if announced:
        return formats.date(announced, language)
    rhythm = (indicator.rhythm if indicator else "") or source.rhythm
    due = expected_month(rhythm, state["producer_updated"])
    if due is None:
        return _(RHYTHMS[rhythm])
    month = formats.period(due, language)
    if formats.period_start(due) < showing.today().replace(day=1):
        return _("probably out since {month}").format(month=month)
    return _("about {month}").format(month=month)


def fetched(state: Mapping[str, Any], language: str) -> str:
    """When the figures were fetched, or that they came with the program."""
    if state["origin"] == "fetched" and not formats.is_missing(state["fetched_at"]):
        return formats.date(state["fetched_at"], language)
    return _("not fetched yet")


def definition_facts(
    indicator: Indicator,
    source: Source,
    state: Mapping[str, Any],
    extent: Mapping[str, Any],
    language: str,
) -> list[tuple[str, str]]:
    """Name and value of everything that a reader may ask about an indicator."""
    adding_up = _(ADDING_UP[indicator.aggregation.method])
    if indicator.aggregation.method == "none":
        adding_up += f" ({indicator.aggregation.reason[language].rstrip('.')})"
    facts = [
        (_("Unit"), indicator.unit[language] or "–"),
        (_("Age group"), formats.age_group(indicator.age_base, language)),
        (_("Polarity"), _(POLARITIES[indicator.polarity])),
        (_("Over areas"), adding_up),
        (_("Periods"), periods(extent, language)),
        (_("Producer"), source.producer[language]),
        (
            _("Statistic"),
            f"[{source.statistic[language]}]({source.page}), {source.title[language]}",
        ),
        (_("Updated by the producer"), formats.date(state["producer_updated"], language)),
        (_("Fetched"), fetched(state, language)),
        (_("Next release"), next_release(source, state, language, indicator)),
        (_("Licence"), f"[{source.licence}]({source.licence_url})"),
        (_("Identifier"), f"`{indicator.id}`"),
    ]
    return [(name, text) for name, text in facts if text]


def periods(extent: Mapping[str, Any], language: str) -> str:
    """First and last period that have figures; empty where there are none."""
    if formats.is_missing(extent["first_period"]):
        return ""
    first, last = (
        formats.period(extent[key], language) for key in ("first_period", "latest_period")
    )
    if first == last:
        return first
    # Between words a dash stands apart, between bare years it does not.
    return f"{first}–{last}" if first.isdigit() else f"{first} – {last}"


def provenance_facts(
    indicator: Indicator, area: str, period: str, row: Mapping[str, Any], language: str
) -> list[tuple[str, str]]:
    """The steps from one figure back to the answer that it was read from."""
    origin = (
        _("computed here from the published figures of the municipalities")
        if row["origin"] == "computed"
        else _("published by the producer")
    )
    facts = [
        (
            _("Figure"),
            f"{area}, {formats.period(period, language)}: "
            + value(indicator, row["value"], row["status"], language),
        ),
        (_("Status"), formats.status_word(row["status"], language)),
        (_("Origin"), origin),
        (
            _("Answer"),
            f"`{row['snapshot_id']}`" if not formats.is_missing(row["snapshot_id"]) else "",
        ),
        (_("Address"), "" if formats.is_missing(row["url"]) else str(row["url"])),
        (_("Fetched"), formats.date(row["fetched_at"], language)),
        (_("Updated by the producer"), formats.date(row["producer_updated"], language)),
        (_("Source trail"), "" if formats.is_missing(row["trail"]) else str(row["trail"])),
        (_("Licence"), "" if formats.is_missing(row["licence"]) else str(row["licence"])),
    ]
    return [(name, text) for name, text in facts if text]


def revision_table(indicator: Indicator, rows: pd.DataFrame, language: str) -> pd.DataFrame:
    """Revised figures as a table for people, newest period first."""
    return pd.DataFrame(
        {
            _("Period"): [formats.period(period, language) for period in rows["period"]],
            _("As known on"): [formats.date(day, language) for day in rows["vintage"]],
            _("Figure"): [
                value(indicator, figure, status, language)
                for figure, status in zip(rows["value"], rows["status"], strict=True)
            ],
        }
    )


def source_line(source: Source, state: Mapping[str, Any], language: str) -> str:
    """Source, statistic and date, as they stand under every chart."""
    updated = formats.date(state["producer_updated"], language)
    line = source.attribution[language]
    return f"{line}, {updated}" if updated else line
