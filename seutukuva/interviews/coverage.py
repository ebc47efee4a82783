"""How much of the enterprises there are was interviewed, by municipality, industry and size.

How many firms there are comes from statistics and is given; where it is not known, that is said.
Enterprises by municipality and their establishments are published; by industry and size class
within one sub-region they are not among the figures here, so these groups have no stock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from seutukuva.interviews.told import ALL, DIMENSIONS, FEW, NO_STOCK, CoverageRow, Group


@dataclass(frozen=True, slots=True)
class Stock:
    """How many firms there are.

    Attributes:
        firms: by group; ALL is the whole area. Groups that are not in it are not known.
        indicator: id of the indicator it is from, such as "enterprise_stock".
        period: of the figures, "2020".
    """

    firms: Mapping[Group, int]
    indicator: str
    period: str


def coverage(interviewed: Mapping[Group, int], stock: Stock | None) -> tuple[CoverageRow, ...]:
    """Firms interviewed against the stock, all first.

    Args:
        interviewed: rounded firms by group, with ALL. Groups of the stock without an interview
            are told as those with hardly any.
    """
    known = {} if stock is None else stock.firms
    counts = {ALL: 0, **dict.fromkeys(known, 0), **interviewed}
    return tuple(
        _against_stock(CoverageRow(group, counts[group]), counts, known, stock)
        for group in sorted(counts, key=_order)
    )


def _order(group: Group) -> tuple[int, str]:
    return (0, "") if group == ALL else (1 + DIMENSIONS.index(group.dimension), group.id)


def _against_stock(
    row: CoverageRow,
    counts: Mapping[Group, int],
    known: Mapping[Group, int],
    stock: Stock | None,
) -> CoverageRow:
    group = row.group
    if not row.firms:
        row = replace(row, reason=FEW)
    if stock is None or not known.get(group):
        return replace(row, reason=row.reason or NO_STOCK)
    row = replace(
        row, stock=known[group], stock_indicator=stock.indicator, stock_period=stock.period
    )
    if not row.firms:
        return row
    # A rounded number may be above the number of firms there are.
    row = replace(row, share=min(row.firms, known[group]) / known[group] * 100)
    if group == ALL:
        return row
    beside = [one for one in known if one.dimension == group.dimension]
    asked = sum(counts[one] for one in beside)
    total = sum(known[one] for one in beside)
    firm_share, stock_share = row.firms / asked * 100, known[group] / total * 100
    return replace(
        row,
        firm_share=firm_share,
        stock_share=stock_share,
        difference=firm_share - stock_share,
    )
