"""Results of interviews in words and tables: what a glance says, and what goes into the files."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from seutukuva import definitions, texts
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import group_balances, told
from seutukuva.interviews.balances import Balance
from seutukuva.interviews.batches import Wave
from seutukuva.interviews.changes import Change
from seutukuva.interviews.told import (
    ALL,
    EXACT,
    Count,
    Group,
    GroupBalance,
    GroupChange,
    Item,
    Mentions,
    QuestionBalance,
    WaveResults,
)
from seutukuva.ui.interviews import heading, mentions, tables
from seutukuva.ui.interviews.choosing import Choice
from seutukuva.ui.interviews.outlook import _in_words, _of_all
from tests.interviews.voting import of_counts

TOWN, VILLAGE = Group("municipality", "FI-KU729"), Group("municipality", "FI-KU312")


@pytest.fixture(autouse=True)
def _english() -> None:
    texts.use("en")


@pytest.fixture
def form() -> Questionnaire:
    return definitions.load().questionnaires["company_interview"]


def balance(better: int, worse: int, firms: int = 99) -> Balance:
    return of_counts({1.0: better, -1.0: worse, 0.0: firms - better - worse}, firms)


def asked(
    question: str, now: Balance, before: Balance | None = None, direction: str = ""
) -> QuestionBalance:
    changes: tuple[GroupChange, ...] = ()
    if before:
        value = now.value - before.value
        change = Change(value, 1.0, value - 2, value + 2)
        changes = (GroupChange(ALL, EXACT, "", before, now, change, direction),)
    group = GroupBalance(ALL, EXACT, "", now.n, now, "even", is_claimable=True)
    return QuestionBalance(question, (group,), changes)


def results(*questions: QuestionBalance, before: str = "", **more: object) -> WaveResults:
    judged = group_balances.spoken_of(questions)
    return WaveResults("2026-10", before, firms=99, balances=judged, **more)  # type: ignore[arg-type]


def test_what_is_better_and_what_is_worse_is_said_the_clearest_first(form: Questionnaire) -> None:
    found = results(
        asked("turnover_outlook", balance(50, 10)),
        asked("profitability_outlook", balance(60, 6)),
        asked("staff_outlook", balance(33, 30)),
        asked("export_outlook", balance(9, 60)),
    )
    better, worse = heading._sides(found, form)
    assert better == "**More firms say better than worse:** Profitability (+55), Turnover (+40)."
    assert worse.startswith("**More firms say worse than better:** ") and "\u221252" in worse


def test_where_nothing_is_beyond_chance_that_is_said(form: Questionnaire) -> None:
    (only,) = heading._sides(results(asked("turnover_outlook", balance(33, 30))), form)
    assert only == "In no question is the balance beyond what chance can bring about."


def test_of_many_questions_one_must_be_clearer_than_of_one(form: Questionnaire) -> None:
    one = asked("turnover_outlook", balance(40, 22))
    assert one.all.balance.low > 0
    assert "Turnover" in heading._sides(results(one), form)[0]
    names = ("profitability", "personnel", "export", "investment", "growth")
    others = [asked(f"{name}_outlook", balance(31, 30)) for name in names]
    (only,) = heading._sides(results(one, *others), form)
    assert only == "In no question is the balance beyond what chance can bring about."


def test_of_few_firms_neither_side_is_told(form: Questionnaire) -> None:
    group = GroupBalance(ALL, EXACT, "", 12, balance(9, 0, 12), "clearly_positive")
    (only,) = heading._sides(results(QuestionBalance("turnover_outlook", (group,))), form)
    assert only.startswith("Fewer than 30 firms answered any question")


def test_how_what_is_named_was_chosen_is_said_also_where_nothing_is(
    form: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(heading.st, "markdown", lambda _words: None)
    monkeypatch.setattr(heading.st, "caption", said.append)
    few = GroupBalance(ALL, EXACT, "", 12, balance(9, 0, 12), "clearly_positive")
    for given in (asked("turnover_outlook", balance(33, 30)), QuestionBalance("turnover", (few,))):
        heading.in_short(results(given), form)
    nothing, too_few = said
    assert "about one round in twenty would have a false line" in nothing
    assert "In brackets" not in nothing and "one round in twenty" not in too_few


def test_why_a_weighted_balance_is_missing_is_said(form: Questionnaire) -> None:
    group = GroupBalance(ALL, EXACT, "", 99, balance(50, 10), weighted_reason=told.NO_WEIGHTS)
    found = results(QuestionBalance("turnover_outlook", (group,)), weights="personnel")
    (row,) = (_of_all(one, form, found) for one in found.balances)
    (note,) = _in_words([row], found)
    assert row.value is None and note.startswith("No weighted balance: fewer than 10 firms")
    side = GroupBalance(ALL, told.CLASS, told.SMALL, klass="positive")
    other = _of_all(QuestionBalance("turnover_outlook", (side,)), form, found)
    (words, same) = _in_words([other, row], found)
    assert words.startswith("Words for a figure") and same == note


def test_a_change_beyond_chance_is_told_from_where_to_where(form: Questionnaire) -> None:
    found = results(
        asked("turnover_outlook", balance(50, 10), balance(20, 20), "up"),
        asked("staff_outlook", balance(33, 30), balance(30, 30)),
        before="2026-04",
    )
    assert heading._changes(found, form) == [
        "**Better than in April 2026:** Turnover (0\u00a0→\u00a0+40)."
    ]


def test_rounds_that_cannot_be_compared_are_not_called_unchanged(form: Questionnaire) -> None:
    few = GroupChange(ALL, told.HIDDEN, told.NOT_COMPARABLE)
    whole = asked("turnover_outlook", balance(50, 10)).groups
    found = results(QuestionBalance("turnover_outlook", whole, (few,)), before="2026-04")
    (only,) = heading._changes(found, form)
    assert only == "Since April 2026: too few firms in one of the rounds to speak of changes."


def counts(**by_option: int) -> Mentions:
    """A question about needs that 99 firms answered, with how many named each."""
    items = tuple(
        Item(option, (count(ALL, n), count(TOWN, n // 3), Count(VILLAGE, told.HIDDEN, told.SMALL)))
        for option, n in by_option.items()
    )
    return Mentions("service_needs", "need", items, is_multi=True)


def count(group: Group, n: int) -> Count:
    base = 99 if group == ALL else 33
    if not n:
        return Count(group, EXACT, told.FEW, base)
    return Count(group, EXACT, "", base, n, n / base * 100)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (dict(tourism=21, training=15, networks=15), ["tourism", "training", "networks"]),
        # Six share a place: the one above them is named, and none of them.
        (dict(tourism=21) | dict.fromkeys("abcdef", 15), ["tourism"]),
        (dict.fromkeys("abcdef", 15), []),
        # One step of the rounding is no number yet.
        (dict(tourism=3), []),
    ],
)
def test_needs_of_the_same_number_are_named_together_or_not_at_all(
    form: Questionnaire, named: dict[str, int], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heading, "item_name", lambda _one, item, _form: item.id)
    lines = heading._needed(results(needs=(counts(**named),)), form)
    own = ", ".join(f"{name} ({named[name]})" for name in said)
    assert lines == ([f"**Needed most,** of about 99 firms: {own}."] if said else [])


def test_a_need_of_nearly_all_is_named_first(
    form: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heading, "item_name", lambda _one, item, _form: item.id)
    most = Item("training", (Count(ALL, EXACT, told.NEARLY_ALL, 99),))
    asked = Mentions("service_needs", "need", (*counts(tourism=60).items, most), is_multi=True)
    (line,) = heading._needed(results(needs=(asked,)), form)
    assert line.endswith("training (nearly all), tourism (60).")


def test_what_hardly_anybody_named_goes_to_one_line(
    form: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, notes = put(form, "", monkeypatch, tourism=21, training=0)
    assert shown[0].shown == ["tourism"]
    assert "Mentioned by hardly any firm, or by none: training." in notes
    assert "Of about 99 firms that answered." in notes


def test_where_hardly_anybody_named_anything_there_is_no_empty_table(
    form: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(mentions, "item_name", lambda _one, item, _form: item.id)
    monkeypatch.setattr(mentions.st, "caption", said.append)
    monkeypatch.setattr(tables, "put", lambda *_all_of_it: pytest.fail("a table without rows"))
    choice = Choice(Wave("2026-10", False), None, "", "", "")
    asked = [counts(tourism=0, training=0)]
    mentions.answers("Needs", "needs", asked, results(), form, choice)
    (note,) = said
    assert note.startswith("Of about 99 firms that answered.")
    assert note.endswith("Mentioned by hardly any firm, or by none: tourism · training.")


def test_a_plan_is_headed_by_all_that_means_it(form: Questionnaire) -> None:
    question = next(one for one in form.questions.values() if one.topic == "plan")
    yes = next(one for one in question.options.values() if one.meaning == "yes")
    titles = [MappingProxyType({"en": words}) for words in ("Within a year", "Within 3 years")]
    options = {
        name: replace(yes, id=name, title=title)
        for name, title in zip(("yes", "within_3"), titles, strict=True)
    }
    questions = MappingProxyType({question.id: replace(question, options=options)})
    item = Item("yes", (count(ALL, 30),), meaning="yes")
    plan = Mentions(question.id, "plan", (item,))
    form = replace(form, questions=questions)
    assert mentions.item_name(plan, item, form) == "Within a year / Within 3 years"


@pytest.mark.parametrize(("reason", "notes"), [("", 1), (told.FEW_FIRMS, 0)])
def test_interviews_leave_figures_only_where_there_are_any(
    reason: str, notes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(heading.st, "info", lambda words, icon: said.append(words))
    heading.banner(results(leaving=True, reason=reason))
    assert [one[:43] for one in said] == ["Interviews that have been withdrawn or corr"] * notes


def test_groups_have_their_base_and_only_told_ones_a_column(
    form: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, notes = put(form, "municipality", monkeypatch, tourism=21)
    assert [one.heading for one in shown] == ["Answer", "All firms", "Saarijärvi"]
    assert [one.shown for one in shown] == [["Firms that answered", "tourism"], ["99", "21"],
                                            ["33", "7"]]  # fmt: skip
    assert list(shown[2].values) == [33, 7], "numbers in the files"
    assert any(note.endswith("answered: Kyyjärvi.") for note in notes)


def put(
    form: Questionnaire, by: str, monkeypatch: pytest.MonkeyPatch, **named: int
) -> tuple[list[tables.Column], list[str]]:
    """The columns and notes of a table as they are put on the page."""
    taken: list = []
    monkeypatch.setattr(mentions, "item_name", lambda _one, item, _form: item.id)
    monkeypatch.setattr(tables, "put", lambda *all_of_it: taken.append(all_of_it))
    choice = Choice(Wave("2026-10", False), None, "", by, "")
    mentions.answers("Needs", "needs", [counts(**named)], results(), form, choice)
    _key, _title, columns, _results, notes, _by = taken[0]
    return columns, notes


def test_files_hold_numbers_and_say_what_is_invented(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict = {}
    monkeypatch.setattr(tables.st, "html", lambda _body: None)
    monkeypatch.setattr(tables.st, "caption", lambda _words: None)
    monkeypatch.setattr(tables, "take_away_table", lambda **one: given.update(one))
    columns = [
        tables.of_texts("Answer", ["Tourism", "Other"]),
        tables.of_numbers("Share", [21.4, None], 0, "%"),
    ]
    found = WaveResults("2026-10", is_demonstration=True, firms=99, development_area="A2")
    tables.put("needs", "Needs", columns, found, ["A note."], "municipality")
    assert given["values"]["Share"].tolist() == [21.4, None]
    assert given["shown"]["Share"].tolist() == ["21%", "–"]
    assert given["subtitle"].startswith("October 2026 (invented), Development area: A2 ")
    assert given["file_name"] == "interviews_demo-2026-10_needs_municipality"
    assert given["notes"][0] == "A note." and given["notes"][-1] == "Invented figures."
    assert any("rounded at random to multiples of 3" in note for note in given["notes"])
