"""So many at once, then so many a second; so many at a time; so many bytes."""

from __future__ import annotations

import pytest

from seutukuva.limits import rates
from seutukuva.limits.rates import Bucket, Buckets, Places
from seutukuva.limits.shelf import Shelf


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_who_asks_too_fast_is_told_when_to_come_back() -> None:
    clock = Clock()
    bucket = Bucket(2, 3, clock)
    assert [bucket.take() for _ in range(3)] == [0, 0, 0]
    assert bucket.take() == pytest.approx(0.5)
    clock.now += 0.5
    assert bucket.take() == 0
    clock.now += 60
    assert [bucket.take() > 0 for _ in range(4)] == [False, False, False, True]


def test_who_waits_is_let_through_one_after_another() -> None:
    clock = Clock()
    bucket = Bucket(4, 1, clock)
    assert [bucket.wait() for _ in range(4)] == pytest.approx([0, 0.25, 0.5, 0.75])
    clock.now += 1.0
    assert bucket.wait() == pytest.approx(0.0)


def test_everyone_has_a_bucket_and_the_longest_silent_are_forgotten(monkeypatch) -> None:
    monkeypatch.setattr(rates, "MOST_KNOWN", 3)
    many = Buckets(1, 1, Clock())
    assert many.of("a").take() == 0 and many.of("a").take() > 0
    assert many.of("b").take() == 0
    for other in "cd":
        many.of(other)
    assert many.of("b").take() > 0, "b was heard of after a"
    assert many.of("a").take() == 0, "a was forgotten"


def test_places_of_all_and_of_one() -> None:
    places = Places(3, 2)
    places.take("a")
    places.take("a")
    assert (places.why_not("a"), places.why_not("b")) == ("own", "")
    places.take("b")
    assert places.why_not("b") == "all" == places.why_not("")
    places.leave("a")
    assert places.why_not("b") == "" == places.why_not("a")
    for who in "ab":
        places.leave(who)
    assert places.all_taken == 0 and not places.taken
    for _ in range(3):
        assert places.why_not("") == "", "nobody has no limit of their own"
        places.take("")
    assert places.why_not("") == "all"


def test_a_shelf_keeps_the_newest_and_never_more_than_it_may() -> None:
    shelf: Shelf[bytes] = Shelf(len, lambda: 10)
    first, second = shelf.put(b"1234"), shelf.put(b"12345")
    assert shelf.get(first) == b"1234" and shelf.bytes == 9
    third = shelf.put(b"123456")
    assert shelf.get(second) is None, "the one that was asked for longest ago went"
    assert shelf.get(first) and shelf.get(third) and shelf.bytes == 10
    large = shelf.put(b"x" * 50)
    assert shelf.get(large) and shelf.get(first) is None, "the newest is kept, whatever its size"
    assert shelf.get("0" * 32) is None and len({first, second, third, large}) == 4
    shelf.cache_clear()
    assert shelf.get(large) is None and shelf.bytes == 0


def test_packs_go_with_everything_that_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from seutukuva import forgetting
    from seutukuva.ui.pack import handing_over

    made = handing_over._Made("x", (), is_draft=False)
    ticket = handing_over.packs.put(made)
    assert handing_over.packs.get(ticket) is made
    forgetting.everything_told()
    assert handing_over.packs.get(ticket) is None
