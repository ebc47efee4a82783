"""Canonical bodies and the chain: the same content is the same text, another one is not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.errors import RecordsError
from seutukuva.records.entries import BEFORE_THE_FIRST, canonical, chained, fingerprint

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
FINITE = SCALARS.filter(lambda one: one not in (float("inf"), float("-inf")))
BODIES = st.dictionaries(
    st.text(),
    st.recursive(
        FINITE, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12
    ),
)


@pytest.mark.slow
@given(BODIES)
def test_a_body_comes_back_as_it_was(body: dict[str, object]) -> None:
    text = canonical(body)
    assert json.loads(text) == body
    assert canonical(json.loads(text)) == text
    assert "\n" not in text and "\x00" not in text


@pytest.mark.slow
@given(BODIES)
def test_the_order_of_keys_does_not_matter(body: dict[str, object]) -> None:
    assert canonical(dict(reversed(body.items()))) == canonical(body)


@pytest.mark.slow
@given(BODIES, BODIES)
def test_another_body_has_another_fingerprint(one: dict, other: dict) -> None:
    same_text = canonical(one) == canonical(other)
    assert (fingerprint(canonical(one)) == fingerprint(canonical(other))) == same_text


@pytest.mark.parametrize(
    "body", [{"a": float("nan")}, {"a": {1, 2}}, {"a": "\ud800"}, {1: 1, "a": 2}]
)
def test_what_is_not_json_is_refused(body: dict) -> None:
    with pytest.raises(RecordsError, match="not JSON"):
        canonical(body)


def test_a_field_cannot_borrow_from_its_neighbour() -> None:
    before = BEFORE_THE_FIRST
    assert chained(before, 1, "ab", "c") != chained(before, 1, "a", "bc")
    assert chained(before, 1, "a|b", "c") != chained(before, 1, "a", "b|c")
    assert chained(before, 1, 'a","b') != chained(before, 1, "a", "b")
    assert chained(before, 1) != chained(before, "1")
    assert chained(before, 1) != chained("f" * 64, 1)


def test_the_chain_is_that_of_the_description() -> None:
    # Written out by hand: whoever checks a log with other tools gets the same.
    import hashlib

    listed = '["' + "0" * 64 + '",1,"id","event","p","b","2026-01-01","local","app"]'
    expected = hashlib.sha256(listed.encode()).hexdigest()
    row = (1, "id", "event", "p", "b", "2026-01-01", "local", "app")
    assert chained(BEFORE_THE_FIRST, *row) == expected
