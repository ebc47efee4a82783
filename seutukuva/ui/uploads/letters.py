"""Columns as spreadsheets name them."""

from __future__ import annotations

from seutukuva import formats


def letter(column: int) -> str:
    """The letters of a column, counted from 0: A … Z, AA …"""
    return formats.column_letters(column + 1)
