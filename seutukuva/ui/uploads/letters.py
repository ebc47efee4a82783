"""Columns as spreadsheets name them."""

from __future__ import annotations


def letter(column: int) -> str:
    """The letters of a column, counted from 0: A … Z, AA …"""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
