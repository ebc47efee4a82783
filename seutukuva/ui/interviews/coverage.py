"""Who was interviewed, against how many firms there are."""

from __future__ import annotations

from seutukuva import formats, texts
from seutukuva.definitions import Questionnaire
from seutukuva.interviews.told import CoverageRow, WaveResults
from seutukuva.texts import _
from seutukuva.ui.interviews import names, tables
from seutukuva.ui.interviews.choosing import Choice
from seutukuva.ui.interviews.tables import Column


def coverage(results: WaveResults, form: Questionnaire, choice: Choice) -> None:
    """Firms interviewed by municipality, industry or size, with their share of all firms."""
    dimension = choice.dimension or "municipality"
    found = {row.group: row for row in results.coverage if row.group.dimension in ("", dimension)}
    if not found:
        return
    rows = [found[group] for group in names.ordered(found, form)]
    own = [names.group(row.group, form) for row in rows]
    columns = [tables.of_texts(_(names.DIMENSIONS[dimension]), own), _interviewed(rows)]
    known = [row for row in rows if row.group.dimension and row.stock is not None]
    if known:
        columns += _against_stock(rows, known[0])
    notes = _notes(known[0] if known else None)
    also = names.legend(columns[1].shown)
    title = _("Who was interviewed")
    tables.put("coverage", title, columns, results, [*also, *notes], choice.dimension)


def _interviewed(rows: list[CoverageRow]) -> Column:
    shown = [texts.number(row.firms) if row.firms else names.few() for row in rows]
    values = [row.firms or names.few() for row in rows]
    return Column(_("Firms interviewed"), values, shown)


def _against_stock(rows: list[CoverageRow], known: CoverageRow) -> list[Column]:
    return [
        tables.of_numbers(names.stock(known), [row.stock for row in rows]),
        tables.of_numbers(_("Interviewed, of them"), [row.share for row in rows], 1, "%"),
        tables.of_numbers(
            _("Against its share, {points}").format(
                points=formats.percentage_points(texts.language())
            ),
            [row.difference for row in rows],
            signed=True,
        ),
    ]


def _notes(known: CoverageRow | None) -> list[str]:
    if known is None:
        return [_("How many firms there are by this division is not known here.")]
    return [
        _(
            "Compared with: {stock}, the newest statistics that have every municipality. They "
            "count in their own way, and may be years old."
        ).format(stock=names.stock(known)),
        _(
            "Last column: +4 means that the municipality’s part of the interviewed firms is 4 "
            "percentage points larger than its part of all firms, both of the sum of the "
            "municipalities."
        ),
    ]
