"""A project is the same however its code was typed."""

from __future__ import annotations

import pytest

from seutukuva.projects.model import folded


@pytest.mark.parametrize(
    "code", ["S11010", " s11010", "S 11 010", "S11\u200b010", "\u202eS11010", "\ufeffS1\u00ad1010"]
)
def test_a_code_is_compared_without_what_nobody_sees(code: str) -> None:
    assert folded(code) == "s11010"
    assert folded("S11011") != "s11010"
