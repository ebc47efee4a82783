"""Signals in the cells of likelihood and impact."""

from __future__ import annotations

from dataclasses import replace

from seutukuva.signals.matrix import matrix
from tests.signals.made import signal


def test_each_signal_stands_in_its_cell_or_is_told_apart() -> None:
    first, second = signal("a"), signal("b")
    other = signal("c", likelihood=1, impact=5)
    unrated = replace(signal("d"), impact=None)
    found = matrix([first, other, second, unrated])
    assert found.at(4, 3) == (first, second) and found.at(1, 5) == (other,)
    assert found.at(3, 4) == () and len(found.cells) == 2
    assert found.unrated == (unrated,)
