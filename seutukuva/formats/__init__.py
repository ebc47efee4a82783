"""How numbers, periods, dates and names are written in each language.

Pure functions of their arguments: the same text stands on the page, in a chart and in an export.
Languages are "fi", "sv", "en" and "nb"; any other is a ValueError.

Thousands are parted by U+00A0 (no-break space) in Finnish, Swedish and Norwegian. It is what CLDR
and spreadsheets use for these languages, every font has it, and it survives copying into a
spreadsheet; the narrow U+202F does neither everywhere.
"""

from __future__ import annotations

from seutukuva.formats.languages import (
    EN_DASH,
    LANGUAGES,
    MINUS,
    NBSP,
    VALUED,
    VALUELESS,
)
from seutukuva.formats.names import (
    age_group,
    column_letters,
    sort_key,
)
from seutukuva.formats.numbers import (
    change,
    finite,
    is_missing,
    number,
    observation,
    percent,
    percentage_points,
    relative_change,
    rounded,
    span,
    status_mark,
    status_word,
    value_with_unit,
    with_unit,
)
from seutukuva.formats.periods import (
    date,
    moment,
    month_name,
    next_period,
    period,
    period_at,
    period_index,
    period_kind,
    period_start,
    periods_a_year,
    periods_between,
    previous_period,
    same_period_last_year,
)

__all__ = [
    "EN_DASH",
    "LANGUAGES",
    "MINUS",
    "NBSP",
    "VALUED",
    "VALUELESS",
    "age_group",
    "change",
    "column_letters",
    "date",
    "finite",
    "is_missing",
    "moment",
    "month_name",
    "next_period",
    "number",
    "observation",
    "percent",
    "percentage_points",
    "period",
    "period_at",
    "period_index",
    "period_kind",
    "period_start",
    "periods_a_year",
    "periods_between",
    "previous_period",
    "relative_change",
    "rounded",
    "same_period_last_year",
    "sort_key",
    "span",
    "status_mark",
    "status_word",
    "value_with_unit",
    "with_unit",
]
