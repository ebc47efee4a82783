"""Which lists of words count: none by which a figure, or a wait, would tell of single firms."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import definitions, records
from seutukuva.definitions.interviewing import TextTheme
from seutukuva.interviews import themes
from seutukuva.interviews.counting import Round
from seutukuva.interviews.preparing import Prepared, prepared
from seutukuva.interviews.results import results
from seutukuva.interviews.theme_lists import Change, History, applied, in_effect, name_of
from tests.interviews import firms

TITLE = MappingProxyType(dict.fromkeys(("fi", "sv", "en", "nb"), "Energy"))
FRAME = firms.responses(60)
NOTHING = pd.DataFrame(
    columns=["batch", "response", "question", "option", "number", "text", "state"]
)
# Firms that say each word, in order: the last one is one firm's alone.
SAY = {"sähkö": range(20), "kaasu": range(20, 30), "aurinko": range(30, 33), "tuuli": (40,)}


def theme(own: str, *words: str) -> TextTheme:
    return TextTheme(own, TITLE, words, ())


def history(*lists: Sequence[str], own: str = "energy", seq: int = 10) -> History:
    """The programme's list, and those that the group made of it after the figures were shown."""
    first, *later = (theme(own, *words) for words in lists)
    changes = [Change(seq + n, one.id, one) for n, one in enumerate(later)]
    return History({own: first}, changes)


def ready(
    of: History, say: dict[str, Sequence[int]], states: Sequence[pd.DataFrame] = ()
) -> Prepared:
    """A round whose shown state came by row 9 of the log."""
    found = definitions.load()
    rows = pd.DataFrame([(n, word) for word, own in say.items() for n in own])
    words = pd.DataFrame({"batch": "a" * 32, "response": rows[0], "word": rows[1]})
    words = words.assign(question="challenge", firm_key="")
    mentions = themes.mentions(words, of.every())
    spoke = words[["batch", "response"]].drop_duplicates()
    wave = Round("2026-10", states or [FRAME], NOTHING, False, mentions, spoke, (9, 20))
    form = found.questionnaires["company_interview"]
    return applied(prepared(wave, [form], found.interviewing, b"a secret"), of)


def figures(one: Prepared) -> dict[str, object]:
    found = results(one).themes
    return {} if found is None else {item.id: item.counts for item in found.items}


# -- a word that one firm says


@pytest.mark.parametrize("speakers", [(), (40,), (40, 41, 42, 43)])
def test_a_word_of_few_firms_or_of_none_changes_nothing_and_waits(speakers: tuple) -> None:
    say = {**SAY, "tuuli": speakers}
    first = ready(history(["sähkö"]), say)
    changed = ready(history(["sähkö"], ["sähkö", "tuuli"]), say)
    assert figures(changed) == figures(first)
    assert (first.waiting, changed.waiting) == (frozenset(), {"energy"})


@pytest.mark.parametrize("speakers", [(), (40,)])
def test_a_new_theme_of_few_firms_or_of_none_is_not_told(speakers: tuple) -> None:
    of = history(["sähkö"])
    new = replace(of, changes=[Change(10, "own_wind", theme("own_wind", "tuuli"))])
    one = ready(new, {**SAY, "tuuli": speakers})
    assert set(figures(one)) == {"energy"}
    assert one.waiting == {"own_wind"}


def test_a_new_theme_is_not_another_one_and_a_firm() -> None:
    of = history(["sähkö"])
    new = replace(of, changes=[Change(10, "own_wind", theme("own_wind", "sähkö", "tuuli"))])
    assert set(figures(ready(new, SAY))) == {"energy"}


def test_words_of_more_firms_count_and_again_when_they_are_taken_back() -> None:
    of = history(["sähkö"], ["sähkö", "kaasu"], ["sähkö", "kaasu", "tuuli"], ["kaasu", "sähkö"])
    first, second, third, last = (
        ready(History(of.first, of.changes[:n]), SAY) for n in range(len(of.changes) + 1)
    )
    assert figures(second) != figures(first)
    assert figures(second)["energy"][0].count == pytest.approx(30, abs=3)
    assert figures(third) == figures(second) == figures(last)
    assert [bool(one.waiting) for one in (first, second, third, last)] == [
        False,
        False,
        True,
        False,
    ]


def test_every_list_counts_when_the_figures_have_moved_on() -> None:
    of = history(["sähkö"], ["sähkö", "tuuli"], seq=9)
    one = ready(of, SAY)
    assert one.waiting == frozenset()
    assert one.themes["energy"].words == ("sähkö", "tuuli")


def test_a_theme_that_waits_has_no_figure_of_before() -> None:
    of = history(["sähkö"])
    new = replace(of, changes=[Change(10, "own_gas", theme("own_gas", "kaasu"))])
    now, was = ready(new, SAY), ready(new, {**SAY, "kaasu": (20,)})
    found = {one.id: one.all for one in results(now, before=was).themes.items}
    assert found["energy"].before_count is not None
    assert found["own_gas"].count is not None and found["own_gas"].before_count is None


# -- any lists


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.none() | st.sets(st.integers(0, 30), max_size=31)),
        max_size=8,
    )
)
def test_what_is_told_differs_by_nobody_or_by_five_firms_at_least(
    steps: list[tuple[str, Set[int] | None]],
) -> None:
    speakers: dict[str, Set[int]] = {"first": frozenset(range(12))}
    changes = []
    for n, (own, said) in enumerate(steps):
        speakers[f"word{n}"] = frozenset(said or ())
        changes.append(Change(n + 1, own, None if said is None else theme(own, f"word{n}")))
    first = {"a": theme("a", "first")}
    told: list[Set[int]] = [frozenset()]
    for until in range(len(changes) + 1):
        found, waiting = in_effect(History(first, changes[:until]), 0, speakers, 5)
        told += [speakers[name_of(one)] for one in found.values()]
        # Who adds or takes away up to four firms, or nobody, sees the same.
        if until < len(changes) and changes[until].theme is not None:
            outcomes = set()
            for change in ((), (0,), (0, 1), (0, 1, 2, 3)):
                near = {**speakers, f"word{until}": speakers["first"] ^ frozenset(change)}
                after, waits = in_effect(History(first, changes[: until + 1]), 0, near, 5)
                names = tuple(sorted((one.id, name_of(one)) for one in after.values()))
                outcomes.add((names, waits))
            assert len(outcomes) == 1
        assert waiting <= {change.id for change in changes[:until]}
    assert all(len(one ^ other) not in range(1, 5) for one in told for other in told)


# -- from the log


def test_every_list_of_the_log_is_read_and_what_took_it_back(home: Path) -> None:
    own = definitions.load().interviewing.themes
    body = {"theme": "energy", "title": "Energy", "words": "sähkö"}
    entry = records.append(themes.KIND, body, id=themes.record_id("energy"), by="local")
    again = records.append(
        themes.KIND, {**body, "words": "kaasu"}, id=entry.id, by="local", expect=entry.seq
    )
    records.append(
        themes.KIND, {"theme": "own_care", "title": "Hoiva", "words": "hoiva"}, by="local"
    )
    gone = records.withdraw(entry.id, "local", "no longer needed", again.seq)
    found = themes.history()
    assert found.first == dict(own)
    assert [(one.id, one.theme.words) for one in found.changes] == [
        *(("energy", ("sähkö",)), ("energy", ("kaasu",)), ("own_care", ("hoiva",))),
        ("energy", own["energy"].words),
    ]
    assert found.changes[-1].seq == gone.seq
    assert len(themes.history(as_of=again.seq).changes) == 2
    newest, _waiting = in_effect(found, None, {}, 5)
    assert newest == themes.listed()


def test_a_theme_of_the_group_that_is_taken_back_is_none(home: Path) -> None:
    body = {"theme": "own_care", "title": "Hoiva", "words": "hoiva"}
    entry = records.append(themes.KIND, body, by="local")
    records.withdraw(entry.id, "local", "no longer needed", entry.seq)
    assert [one.theme is None for one in themes.history().changes] == [False, True]
    assert themes.listed() == in_effect(themes.history(), 0, {"hoiva": set(range(9))}, 5)[0]


def test_speakers_are_those_of_the_shown_state() -> None:
    """Of five firms that say the word, two only wait: it is one of three."""
    of = history(["sähkö"], ["sähkö", "kaasu"])
    say = {"sähkö": range(20), "kaasu": [50, 51, 52, 58, 59]}
    assert not ready(of, say).waiting
    assert ready(of, say, [FRAME.iloc[:58], FRAME]).waiting == {"energy"}
