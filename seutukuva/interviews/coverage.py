"""How much of the enterprises there are was interviewed, by municipality, industry and size.

How many firms there are comes from statistics and is given; where it is not known, that is said.
Enterprises by municipality and their establishments are published; by industry and size class
within one sub-region they are not among the figures here, so these groups have no stock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from seutukuva.interviews.told import (
    ALL,
    DIMENSIONS,
    FEW,
    NO_STOCK,
    NOBODY,
    PROTECTED,
    CoverageRow,
    Group,
)


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


def coverage(
    interviewed: Mapping[Group, int], stock: Stock | None, exist: int
) -> tuple[CoverageRow, ...]:
    """Firms interviewed against the stock, all first.

    A group with 1 to `exist` − 1 firms is told as fewer than `exist`. Were it the only such group
    of its dimension, it would be all less the others: then the smallest other group is hidden too.

    Args:
        interviewed: firms by group, with ALL. Groups of the stock without an interview count 0.
    """
    known = {} if stock is None else stock.firms
    counts = {ALL: interviewed.get(ALL, 0), **interviewed}
    for group in known:
        counts.setdefault(group, 0)
    hidden = _hidden(counts, exist)
    rows = []
    for group in sorted(counts, key=_order):
        row = CoverageRow(group, None if group in hidden else counts[group])
        if group in hidden:
            is_few = 0 < counts[group] < exist
            row = replace(
                row, fewer_than=exist if is_few else 0, reason=FEW if is_few else PROTECTED
            )
        rows.append(_against_stock(row, counts, known, stock))
    return tuple(rows)


def _order(group: Group) -> tuple[int, str]:
    return (0, "") if group == ALL else (1 + DIMENSIONS.index(group.dimension), group.id)


def _hidden(counts: Mapping[Group, int], exist: int) -> set[Group]:
    hidden = {group for group, n in counts.items() if 0 < n < exist}
    if ALL in hidden:
        return {group for group, n in counts.items() if n}
    for dimension in DIMENSIONS:
        groups = [one for one in counts if one.dimension == dimension]
        unknown = counts[ALL] - sum(counts[one] for one in groups)
        own = [one for one in groups if one in hidden]
        others = sorted((counts[one], one.id, one) for one in groups if counts[one] >= exist)
        # Firms of an unknown group keep a single hidden one from being calculated.
        if len(own) == 1 and unknown <= 0 and others:
            hidden.add(others[0][2])
    return hidden


def _against_stock(
    row: CoverageRow,
    counts: Mapping[Group, int],
    known: Mapping[Group, int],
    stock: Stock | None,
) -> CoverageRow:
    group = row.group
    if stock is None or not known.get(group):
        reason = row.reason or (NO_STOCK if counts[group] else NOBODY)
        return replace(row, reason=reason)
    row = replace(
        row, stock=known[group], stock_indicator=stock.indicator, stock_period=stock.period
    )
    if row.firms is None:
        return row
    firms = row.firms
    row = replace(row, share=firms / known[group] * 100)
    if group == ALL:
        return row
    beside = [one for one in known if one.dimension == group.dimension]
    asked = sum(counts.get(one, 0) for one in beside)
    total = sum(known[one] for one in beside)
    if not asked or not total:
        return row
    firm_share, stock_share = firms / asked * 100, known[group] / total * 100
    return replace(
        row,
        firm_share=firm_share,
        stock_share=stock_share,
        difference=firm_share - stock_share,
    )
